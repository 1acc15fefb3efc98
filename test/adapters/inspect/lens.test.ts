// What an inspector sees while it happens, and that it leaves nothing behind when nobody looks.
import { equal, is, match, ok, throws } from 'uvu/assert';
import { suite } from '../../suite.ts';
import { domain, lookedInto } from './looked-into.ts';

suite('a lens: what happens', test => {
  test('tells the room as it is first, and each request with what came of it', () => {
    const { engine, enters, says, watch, failures } = lookedInto();
    enters('woody');
    const { events, moments } = watch();
    says('woody', 'hello');
    equal(
      events.map(({ type }) => type),
      ['room', 'moment'],
    );
    const [moment] = moments();
    equal([moment!.request, moment!.who, moment!.outcome, moment!.facts], ['say', 'woody', 'done', ['said woody']]);
    is(moment!.step, 2);
    is(moment!.heard, `<message type="groupchat" from="woody@toys/home" to="hall@${domain}"><body>hello</body></message>`);
    equal(moment!.said, [
      {
        xml: `<message to="woody@toys/home" from="hall@${domain}/woody" type="groupchat"><body>hello</body></message>`,
        to: 'woody@toys/home',
        copies: 1,
      },
    ]);
    equal(failures, []);
    engine.stop();
  });

  test('counts who gets a stanza in the place of repeating it', () => {
    const { engine, enters, says, watch } = lookedInto();
    for (const name of ['woody', 'buzz', 'jessie']) enters(name);
    const { moments } = watch();
    says('woody', 'hello');
    equal(
      moments()[0]!.said!.map(({ to, copies }) => [to, copies]),
      [['everybody', 3]],
    );
    engine.stop();
  });

  test('what is written stays what it is', () => {
    const [plain, looked] = [lookedInto({}, { fresh: counter() }), lookedInto({}, { fresh: counter() })];
    for (const { enters } of [plain, looked]) enters('woody');
    looked.watch();
    for (const { enters, says, leaves, engine } of [plain, looked]) {
      enters('buzz');
      says('buzz', 'to infinity');
      leaves('woody');
      engine.stop();
    }
    is(looked.written(), plain.written());
  });

  test('says who refused, and why', () => {
    const { engine, enters, watch, lens } = lookedInto();
    enters('woody');
    engine.configure('hall', 'secret', { word: 'sesame' }, 'the caretaker');
    const { moments } = watch();
    enters('buzz');
    const [moment] = moments();
    equal([moment!.who, moment!.outcome], ['buzz@toys/home', 'refused']);
    ok(moment!.rulings.includes('refused by secret: “A secret is needed to enter this room.”'));
    const [why] = lens.why('hall');
    equal([why!.who, why!.request, why!.outcome], ['buzz@toys/home', 'enter', 'refused']);
    equal(why!.said.slice(-1), ['refused by secret: “A secret is needed to enter this room.”']);
    equal(lens.why('hall', 'buzz@toys'), [why]);
    equal(lens.why('hall', 'jessie'), []);
    engine.stop();
  });

  test('needs a room that is there', () => {
    const { engine, watch, lens } = lookedInto();
    throws(() => watch('hall'), /^There is no room hall@rooms\.disney\./);
    throws(() => lens.past('hall'), /^There is no room/);
    equal([lens.room('hall'), lens.machineOf('hall'), lens.chartOfRoom('hall')], [undefined, undefined, undefined]);
    engine.stop();
  });

  test('lights the states before and after, and the transitions that led there', () => {
    const { engine, enters, leaves, watch } = lookedInto();
    enters('woody');
    enters('buzz');
    const { moments, events } = watch();
    leaves('buzz');
    leaves('woody');
    const [first, last] = moments();
    equal([first!.before, first!.after], [['private.base.occupied'], ['private.base.occupied']]);
    equal([last!.before, last!.after], [['private.base.occupied'], ['private.base.ended']]);
    is(last!.transitions.length, 1);
    equal(events.at(-1), { type: 'gone', data: { text: 'This room has ended.' } });
    engine.stop();
  });

  test('the lit states are those of the engine, and the chart has them', async () => {
    const { engine, enters, lens } = lookedInto({ patterns: [{ names: 'hall', kind: 'lecture' }] });
    enters('woody');
    const room = lens.room('hall')!;
    equal(room.live, ['lecture.base.occupied', 'lecture.lobby.closed', 'lecture.voice-queue.silent']);
    equal(lens.machineOf('hall')!.value, {
      ...{ base: 'occupied', lobby: 'closed', 'voice-queue': 'silent' },
      ...Object.fromEntries(
        engine
          .room('hall')!
          .behaviours.filter(({ state }) => state === undefined)
          .map(({ name }) => [name, {}]),
      ),
    });
    const chart = (await lens.chart(room.chart))!;
    is(chart.key, lens.chartOfRoom('hall'));
    const ids = new Set(chart.states.map(({ id }) => id));
    ok(room.live.every(id => ids.has(id)));
    for (const id of room.live) match(chart.svg, `data-state="${id}"`);
    is(/<style|style=/.test(chart.svg), false);
    engine.stop();
  });

  test('a held request, and its going on, are told', () => {
    const { engine, enters, watch, lens } = lookedInto({ patterns: [{ names: 'hall', kind: 'lecture' }] });
    enters('woody');
    const { moments } = watch();
    enters('buzz');
    const held = lens.room('hall')!.held;
    equal(
      held.map(({ behaviour, phase }) => [behaviour, phase]),
      [['lobby', 'enter']],
    );
    engine.command('hall', 'lobby', 'approve', { person: 'buzz@toys/home' });
    const [waits, goes] = moments();
    is(waits!.outcome, 'held');
    match(waits!.rulings.join(), /held by lobby: “/);
    equal([goes!.request, goes!.outcome], ['command lobby approve', 'done']);
    ok(goes!.facts.includes('entered buzz'));
    ok(goes!.rulings.some(one => one.startsWith('let go on by lobby')));
    engine.stop();
  });

  test('a chart that was learnt anew has another key', () => {
    const { engine, enters, lens } = lookedInto();
    enters('woody');
    const before = lens.room('hall')!.chart;
    const kinds = new Map(engine.kinds().map(kind => [kind.name, { ...kind }]));
    engine.learn(kinds as never);
    is(lens.room('hall')!.chart, before);
    engine.replace('hall', 'private');
    ok(lens.room('hall')!.chart !== before);
    engine.stop();
  });

  test('the machines of the service have charts, too', async () => {
    const { engine, lens } = lookedInto();
    for (const key of ['overload', 'link', 'participant']) is((await lens.chart(key))!.key, key);
    is(await lens.chart('nothing'), undefined);
    const { overload, link } = lens.service();
    equal([overload.live, link.live], [['overload.normal'], ['link.waiting']]);
    engine.stop();
  });
});

suite('a lens: what it costs', test => {
  test('nothing is called while nobody looks, and nothing after the last has gone', () => {
    const { engine, enters, says, watch, lens, clock } = lookedInto();
    const { desk } = engine.service.getSnapshot().context;
    enters('woody');
    lens.rooms({});
    lens.room('hall');
    lens.past('hall');
    is(lens.callbacks, 0);
    is(desk.watcher, undefined);
    const alarms = clock.pending;
    const [one, two] = [watch(), watch()];
    const end = lens.look();
    says('woody', 'hello');
    ok(lens.callbacks > 0);
    one.end();
    two.end();
    end();
    end();
    two.end();
    const { callbacks } = lens;
    says('woody', 'hello');
    enters('buzz');
    clock.pass(10_000);
    is(lens.callbacks, callbacks);
    equal([desk.watcher, clock.pending], [undefined, alarms]);
    equal([one.events.length, two.events.length], [2, 2]);
    engine.stop();
  });

  test('one who went twice takes nobody else along', () => {
    const { engine, enters, says, watch } = lookedInto();
    enters('woody');
    const [one, two] = [watch(), watch()];
    one.end();
    one.end();
    says('woody', 'hello');
    equal([one.moments().length, two.moments().length], [0, 1]);
    engine.stop();
  });

  test('a busy room is told in part, and the rest is counted', () => {
    const { engine, enters, says, watch, clock } = lookedInto({}, { moments: 5 });
    enters('woody');
    const { events, moments } = watch();
    for (let i = 0; i < 100; i++) says('woody', `${i}`);
    is(moments().length, 5);
    clock.pass(3_000);
    const skipped = events.flatMap(event => (event.type === 'skipped' ? [event.data.count] : []));
    equal(skipped, [95]);
    says('woody', 'again');
    is(moments().length, 6);
    is(moments().at(-1)!.step, 102);
    engine.stop();
  });

  test('what was left out is counted at the end as well', () => {
    const { engine, enters, says, leaves, watch } = lookedInto({}, { moments: 1 });
    enters('woody');
    const { events } = watch();
    says('woody', '1');
    says('woody', '2');
    leaves('woody');
    equal(
      events.slice(-2).map(({ type, data }) => [type, 'count' in data ? data.count : undefined]),
      [
        ['skipped', 2],
        ['gone', undefined],
      ],
    );
    engine.stop();
  });

  test('the room is told four times a second at most, and as it is in the end', () => {
    const { engine, enters, says, watch, clock } = lookedInto();
    enters('woody');
    const { events } = watch();
    for (let i = 0; i < 40; i++) {
      says('woody', `${i}`);
      clock.pass(25);
    }
    enters('buzz');
    clock.pass(20_000);
    const rooms = events.flatMap(event => (event.type === 'room' ? [event.data] : []));
    const { people, rate } = rooms.at(-1)!;
    equal([people, rate], [2, 0]);
    // one at first, four while people spoke, and while the rate fell
    ok(rooms.length <= 1 + 4 * 8);
    const { length } = events;
    clock.pass(60_000);
    is(events.length, length);
    engine.stop();
  });

  test('who throws while being told disturbs neither the room nor others', async () => {
    const { engine, enters, says, watch, lens, failures, written } = lookedInto();
    enters('woody');
    const thrown = new Promise(resolve => process.once('uncaughtException', resolve));
    lens.watch('hall', ({ type }) => {
      if (type === 'moment') throw new Error('no');
    });
    const { moments } = watch();
    written();
    says('woody', 'hello');
    match(written(), /<body>hello/);
    is(moments().length, 1);
    match(String(await thrown), /no/);
    equal(failures, []);
    engine.stop();
  });

  test('all who watch are told when the service stops', () => {
    const { engine, enters, watch, lens } = lookedInto();
    enters('woody');
    const { events } = watch();
    engine.stop();
    is(events.at(-1)!.type, 'gone');
    const { callbacks } = lens;
    is(lens.callbacks, callbacks);
  });
});

function counter(): () => string {
  let count = 0;
  return () => `${++count}`.padStart(24, '0');
}
