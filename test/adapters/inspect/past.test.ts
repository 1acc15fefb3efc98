// Stepping back: the ring of a room and a recording, with the lit states of each step.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { RecordingError } from '../../../adapters/recording/recording-error.ts';
import { suite } from '../../suite.ts';
import { lookedInto } from './looked-into.ts';

const lecture = { patterns: [{ names: 'hall', kind: 'lecture' }] };

suite('the past of a room', test => {
  test('is what was watched, as far as the ring goes back', () => {
    const { engine, clock, enters, says, leaves, watch, lens } = lookedInto({ ...lecture, limits: { ring: 50 } });
    enters('woody');
    const { moments } = watch();
    enters('buzz');
    clock.pass(10);
    engine.command('hall', 'lobby', 'approve', { person: 'buzz@toys/home' });
    says('buzz', 'may I?');
    engine.configure('hall', 'lobby', { closed: false }, 'the caretaker');
    leaves('buzz');
    const past = lens.past('hall');
    equal([past.room, past.chart, past.note], ['hall@rooms.disney', lens.room('hall')!.chart, undefined]);
    const [first, ...rest] = past.moments;
    is(first!.request, 'enter');
    ok(first!.before!.includes('lecture.base.reserved'));
    ok(first!.after!.includes('lecture.base.occupied'));
    const lines = (list: typeof rest) =>
      list.map(({ step, request, outcome, before, after, transitions, rulings }) => ({
        ...{ step, request, outcome, before, after, transitions, rulings },
      }));
    // of what follows from a request later in its step nothing is known by the request itself
    const own = moments().map(one => ({ ...one, rulings: one.request === 'command lobby approve' ? [] : one.rulings }));
    equal(lines(rest), lines(own));
    engine.stop();
  });

  test('says that requests before are forgotten', () => {
    const { engine, enters, says, lens } = lookedInto({ limits: { ring: 3 } });
    enters('woody');
    for (let i = 0; i < 5; i++) says('woody', `${i}`);
    const { moments, note } = lens.past('hall');
    equal(
      moments.map(({ step }) => step),
      [4, 5, 6],
    );
    is(note, 'Requests before these are forgotten.');
    engine.stop();
  });

  test('is not known without a ring', () => {
    const { engine, enters, lens } = lookedInto({ limits: { ring: 0 } });
    enters('woody');
    const { moments, note } = lens.past('hall');
    equal(moments, []);
    match(note!, /limits\.ring is 0/);
    engine.stop();
  });

  test('shows nothing of another chart in the chart of today', () => {
    const { engine, enters, says, lens } = lookedInto({ limits: { ring: 50 } });
    enters('woody');
    engine.replace('hall', 'lecture');
    says('woody', 'hello');
    const { moments, note } = lens.past('hall');
    equal(
      moments.map(({ before, after }) => [before !== undefined, after !== undefined]),
      [
        [false, false],
        [false, true],
        [true, true],
      ],
    );
    match(note!, /chart of today/);
    engine.stop();
  });

  test('nor of the chart that a room had before it began anew', () => {
    const rooms = [{ name: 'hall', kind: 'private' }];
    const { engine, enters, leaves, lens } = lookedInto({ rooms, limits: { ring: 50 } });
    enters('woody');
    leaves('woody');
    equal(
      lens.past('hall').moments.map(({ before }) => before),
      [['private.base.empty'], ['private.base.occupied']],
    );
    enters('woody');
    engine.replace('hall', 'lecture');
    const { moments } = lens.past('hall');
    ok(moments.every(({ before }) => before === undefined));
    engine.stop();
  });

  test('nor where the chart changed before all that is remembered, or by itself', () => {
    const rooms = [{ name: 'hall', kind: 'private' }];
    const { engine, enters, says, lens } = lookedInto({ rooms, limits: { ring: 3 } });
    const lit = () => lens.past('hall').moments.map(({ before, after }) => [before?.[0], after?.[0]]);
    enters('woody');
    engine.replace('hall', 'lecture');
    for (let i = 0; i < 3; i++) says('woody', `${i}`);
    engine.closeRoom('hall', '', 'the caretaker');
    equal(lit(), [
      [undefined, undefined],
      [undefined, undefined],
      [undefined, 'private.base.empty'],
    ]);
    // the same name, learnt anew: the room takes it when it begins anew
    enters('woody');
    engine.learn(new Map(engine.kinds().map(kind => [kind.name, { ...kind }])));
    engine.closeRoom('hall', '', 'the caretaker');
    is(lens.room('hall')!.chart, 'private:2');
    equal(lit().at(-1), [undefined, 'private.base.empty']);
    engine.stop();
  });

  test('tells what was asked from what waited, and goes on by it', () => {
    const { engine, clock, enters, leaves, lens, watch } = lookedInto({ ...lecture, limits: { ring: 50 } });
    enters('woody');
    const { moments } = watch();
    for (const name of ['buzz', 'rex']) {
      clock.pass(10);
      enters(name);
    }
    clock.pass(10);
    engine.command('hall', 'lobby', 'deny', { person: 'buzz@toys/home' });
    clock.pass(10);
    leaves('rex');
    engine.closeRoom('hall', '', 'the caretaker');
    const outcomes = (list: ReturnType<typeof moments>) => list.map(({ request, outcome }) => `${request} ${outcome}`);
    equal(outcomes(moments().slice(-3)), ['command lobby deny done', 'leave done', 'close room done']);
    is(lens.room('hall'), undefined);
    engine.stop();
  });

  test('says nothing of how requests of the same moment were ruled on, which cannot be told apart', () => {
    const { engine, clock, enters, says, lens } = lookedInto({ limits: { ring: 50 } });
    enters('woody');
    engine.configure('hall', 'secret', { word: 'sesame' }, 'the caretaker');
    const rulings = () => lens.past('hall').moments.map(one => one.rulings.length);
    clock.pass(10);
    enters('buzz');
    is(rulings().at(-1), 1);
    enters('buzz');
    equal(rulings().slice(-2), [0, 0]);
    equal(
      lens
        .past('hall')
        .moments.slice(-2)
        .map(({ outcome }) => outcome),
      ['refused', 'refused'],
    );
    says('woody', 'hello');
    engine.stop();
  });
});

suite('the past of a recording', test => {
  async function recorded(
    play: (scene: ReturnType<typeof lookedInto>) => void,
    settings: Parameters<typeof lookedInto>[0] = lecture,
  ): Promise<string> {
    const dir = mkdtempSync(join(tmpdir(), 'confab-past-'));
    try {
      const scene = lookedInto({ ...settings, flood: { rate: 0 } }, { record: { dir, names: true, texts: true } });
      play(scene);
      await scene.engine.recorded();
      scene.engine.stop();
      return readFileSync(join(dir, readdirSync(dir)[0]!), 'utf8');
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  }

  test('is what was watched', async () => {
    let seen: ReturnType<ReturnType<typeof lookedInto>['watch']> | undefined;
    const text = await recorded(scene => {
      scene.enters('woody');
      seen = scene.watch();
      scene.enters('buzz');
      scene.engine.command('hall', 'lobby', 'approve', { person: 'buzz@toys/home' });
      scene.says('buzz', 'may I?');
      scene.leaves('buzz');
    });
    const { lens, engine } = lookedInto(lecture);
    const past = lens.replayed(text);
    const lines = (list: typeof past.moments) => list.map(({ heard: _, said: __, at: ___, ...rest }) => rest);
    equal(lines(past.moments.slice(1)), lines(seen!.moments()));
    is((await lens.chart(past.chart))!.key, past.chart);
    is(past.note, undefined);
    engine.stop();
  });

  test('is not lit by another chart than that of then, also where that changed with the first step', async () => {
    const text = await recorded(
      scene => {
        scene.engine.replace('hall', 'lecture');
        scene.enters('woody');
      },
      { rooms: [{ name: 'hall', kind: 'private' }] },
    );
    const { lens, engine } = lookedInto(lecture);
    const { moments, note } = lens.replayed(text);
    equal(
      moments.map(({ before, after }) => [before?.[0], after?.[0]]),
      [
        [undefined, 'lecture.base.empty'],
        ['lecture.base.empty', 'lecture.base.empty'],
      ],
    );
    match(note!, /^Before the room had this chart/);
    engine.stop();
  });

  test('is the last of a long one', async () => {
    const text = await recorded(scene => {
      scene.enters('woody');
      for (let i = 0; i < 4_500; i++) scene.says('woody', 'x');
    });
    const { lens, engine } = lookedInto(lecture);
    const { moments, note } = lens.replayed(text);
    equal([moments.length, moments[0]!.step, moments.at(-1)!.step], [2_000, 2_502, 4_501]);
    is(note, 'Only the last 2000 of 4501 steps are shown.');
    engine.stop();
  });

  test('is shown as far as it can be read', async () => {
    const text = await recorded(scene => {
      scene.enters('woody');
      scene.says('woody', 'x');
    });
    const { lens, engine } = lookedInto(lecture);
    const lines = text.split('\n');
    const { moments, note } = lens.replayed([...lines.slice(0, 3), '{"ask":', ...lines.slice(3)].join('\n'));
    is(moments.length, 1);
    match(note!, /^The recording cannot be read further: line 4: /);
    for (const wrong of ['', 'hello', '{}', text.replace('"kind":"', '"cut":true,"kind":"')])
      throws(
        () => lens.replayed(wrong),
        (error: unknown) => error instanceof RecordingError,
      );
    engine.stop();
  });

  test('is never run beside the rooms that are there', async () => {
    const text = await recorded(scene => scene.enters('woody'));
    const { lens, engine } = lookedInto(lecture);
    lens.replayed(text);
    equal([lens.rooms({}).all, lens.callbacks], [0, 0]);
    engine.stop();
  });
});
