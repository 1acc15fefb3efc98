// Who watches a room: what they are told, and in which order, whenever they come and go.
import { equal, is, ok, throws } from 'uvu/assert';
import { Charts } from '../../../adapters/inspect/charts.ts';
import { Discreet } from '../../../adapters/inspect/discreet.ts';
import type { LiveEvent } from '../../../adapters/inspect/protocol.ts';
import { Taps } from '../../../adapters/inspect/taps.ts';
import { Watching, type WatchingMeans } from '../../../adapters/inspect/watching.ts';
import { suite } from '../../suite.ts';
import { domain, lookedInto } from './looked-into.ts';

/** The engine's rooms, watched without a lens. */
function watching(scene: ReturnType<typeof lookedInto>, more: Partial<WatchingMeans> = {}) {
  const { service } = scene.engine;
  const { desk } = service.getSnapshot().context;
  const failures: unknown[] = [];
  const made = new Watching({
    ...{ desk, service, clock: scene.clock, taps: new Taps(), parse: () => undefined, charts: new Charts(), moments: 20 },
    discreet: new Discreet({ texts: true, addresses: true }, domain),
    viewOf: ({ floor }) => ({ chart: `${floor.kind}:1`, rate: 0 }) as never,
    report: error => failures.push(error),
    ...more,
  });
  return { made, desk, failures };
}

const counted = (events: readonly LiveEvent[]) =>
  events.reduce((sum, { type, data }) => sum + (type === 'moment' ? 1 : type === 'skipped' ? data.count : 0), 0);

suite('who watches a room', test => {
  test('is told how it is after the step in the middle of which they came', () => {
    for (const ring of [50, 0]) {
      const { engine, clock, enters, watch } = lookedInto({ patterns: [{ names: 'hall', kind: 'lecture' }], limits: { ring } });
      enters('woody');
      enters('buzz');
      let seen: ReturnType<typeof watch> | undefined;
      engine.service.on('told', ({ fact }) => {
        if (fact.type === 'commanded') seen = watch();
      });
      engine.command('hall', 'lobby', 'approve', { person: 'buzz@toys/home' });
      clock.pass(300);
      const views = seen!.events.flatMap(event => (event.type === 'room' ? [event.data.people] : []));
      equal(views, [1, 2]);
      engine.stop();
    }
  });

  test('is not told how many were left out before they came', () => {
    const { engine, clock, enters, says, watch } = lookedInto({}, { moments: 2 });
    enters('woody');
    const one = watch();
    for (let i = 0; i < 10; i++) says('woody', `${i}`);
    const two = watch();
    for (let i = 0; i < 3; i++) says('woody', `${i}`);
    clock.pass(5_000);
    equal([counted(one.events), counted(two.events)], [13, 3]);
    engine.stop();
  });

  test('is told nothing any more when another ends that while being told', () => {
    const { engine, enters, says, lens, watch } = lookedInto();
    enters('woody');
    let end = () => {};
    lens.watch('hall', ({ type }) => type === 'moment' && end());
    const { events, end: last } = watch();
    end = last;
    says('woody', 'hello');
    equal(
      events.map(({ type }) => type),
      ['room'],
    );
    engine.stop();
  });

  test('is told of another chart before anything is lit in it', () => {
    const { engine, enters, says, watch, lens } = lookedInto({ limits: { ring: 50 } }, { moments: 1 });
    enters('woody');
    const { events } = watch();
    engine.replace('hall', 'lecture');
    says('woody', 'hello');
    const [before, after, moment] = events;
    equal(
      events.map(({ type }) => type),
      ['room', 'room', 'moment'],
    );
    ok(before!.type === 'room' && before!.data.chart.startsWith('private:'));
    ok(after!.type === 'room' && after!.data.chart.startsWith('lecture:'));
    ok(moment!.type === 'moment' && moment!.data.before === undefined);
    equal(moment!.type === 'moment' && moment!.data.after, lens.room('hall')!.live);
    engine.stop();
  });

  test('leaves nothing behind where the room cannot be shown', () => {
    const scene = lookedInto();
    scene.enters('woody');
    const { made, desk } = watching(scene, {
      viewOf() {
        throw new Error('no');
      },
    });
    const alarms = scene.clock.pending;
    throws(() => made.watch([...desk.rooms.values()][0]!, () => {}), /^no$/);
    equal([desk.watcher, scene.clock.pending], [undefined, alarms]);
    scene.engine.stop();
  });

  test('hears of a request that cannot be told as of one left out', () => {
    const scene = lookedInto();
    scene.enters('woody');
    const charts = new Charts();
    const { made, desk, failures } = watching(scene, {
      charts: { of: kind => Object.assign(Object.create(charts.of(kind)), { litIn: () => JSON.parse('no') }) } as Charts,
    });
    const events: LiveEvent[] = [];
    made.watch([...desk.rooms.values()][0]!, event => events.push(event));
    scene.says('woody', 'hello');
    scene.clock.pass(2_000);
    equal([failures.length, events.filter(({ type }) => type === 'moment').length, counted(events)], [1, 0, 1]);
    scene.engine.stop();
  });
});

suite('who looks at the list', test => {
  test('has no rates kept of rooms that have ended', () => {
    const scene = lookedInto();
    const { made } = watching(scene);
    const end = made.look();
    for (const room of ['hall', 'den']) {
      scene.enters('woody', room);
      scene.leaves('woody', room);
    }
    is(made.rates.size, 0);
    end();
    scene.engine.stop();
  });

  test('is counted also after others were told that it is over', () => {
    const scene = lookedInto();
    const { made } = watching(scene);
    const end = made.look();
    made.stop('Over.');
    end();
    const another = made.look();
    const third = made.look();
    third();
    scene.enters('woody');
    is(made.rates.size, 1);
    another();
    is(made.rates.size, 0);
    scene.engine.stop();
  });
});
