// What people in a large room are told of each other's presence while the service is overloaded, stanza by stanza.
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { FactOf } from '../../machines/fact.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';

const room = 'grp@rooms.disney';
type Dialect = 'conference' | 'groupchat';

/** A room in which three are large, and a service whose load the test sets. */
function stage(settings: Partial<ServiceSettingsInput> = {}) {
  let now = Date.UTC(2001, 0, 10, 12);
  let stamps = 0;
  let written = '';
  let ring = () => {};
  const load = { outbox: 0, mailbox: 0 };
  const engine = makeEngine(
    {
      domain: 'rooms.disney',
      rooms: [{ name: 'grp', kind: 'public' }],
      overload: { largeRoom: 3, interval: 2 },
      ...settings,
    },
    {
      write: bytes => {
        written += new TextDecoder().decode(bytes);
        acts.written();
      },
      load: () => load,
      clock: {
        now: () => now,
        every: (_, call) => {
          ring = call;
          return () => {};
        },
      },
      fresh: () => (++stamps).toString(16).padStart(24, '0'),
      onFailure: error => {
        throw error;
      },
    },
  );
  const ids = new Map<string, string>();
  engine.facts$.subscribe(({ fact }) => {
    if (fact.type === 'entered') ids.set((fact as FactOf<'entered'>).who.id, (fact as FactOf<'entered'>).who.nick);
  });
  const send = (who: string, xml: string) => {
    const element = parse(xml) as Element;
    element.attrs.from = `${who}@disney/toys`;
    engine.take(element as XmlElement);
  };

  const acts = {
    engine,
    load,
    send,
    /** Told after each write. */
    written: () => {},
    /** What was written since, a line a stanza, such as `woody < buzz: presence`. */
    told: () => {
      const all = (parse(`<all>${written}</all>`) as Element).getChildElements();
      written = '';
      return all.map(lineOf);
    },
    overload(outbox: number) {
      load.outbox = outbox;
      engine.weigh();
    },
    pass(seconds: number) {
      for (let left = seconds; left > 0; left--) {
        now += 1000;
        ring();
      }
    },
    enter(who: string, dialect: Dialect = 'groupchat') {
      if (dialect === 'groupchat') return send(who, `<presence to='${room}/${who}'/>`);
      send(who, `<presence to='${room}'/>`);
      send(who, `<iq type='set' id='in' to='${room}'><query xmlns='jabber:iq:conference'><nick>${who}</nick></query></iq>`);
    },
    leave: (who: string) => send(who, `<presence type='unavailable' to='${room}'/>`),
    show: (who: string, show: string) => send(who, `<presence to='${room}'><show>${show}</show></presence>`),
    say: (who: string, body: string) => send(who, `<message type='groupchat' to='${room}'><body>${body}</body></message>`),
  };

  function lineOf({ name, attrs, children }: Element): string {
    const to = String(attrs.to).split('@')[0]!;
    const [, resource] = String(attrs.from).split('/');
    const from = resource === undefined ? 'room' : (ids.get(resource) ?? resource);
    const inner = (children as Element[]).map(child => (typeof child === 'string' ? child : textOf(child))).join('');
    return `${to} < ${from}: ${[attrs.type === 'unavailable' ? 'gone' : name, inner].join(' ').trim()}`;
  }

  function textOf(element: Element): string {
    if (element.name === 'conference')
      return element
        .getChildElements()
        .map(({ attrs }) => `${attrs.type === 'remove' ? '-' : '+'}${attrs.name}`)
        .join(' ');
    return element.getChildText('nick') ?? element.getText();
  }

  return acts;
}

/** Three people who have heard all of each other, and a service that is overloaded from now on. */
function large(settings: Partial<ServiceSettingsInput> = {}, outbox = 0.3) {
  const acts = stage(settings);
  for (const who of ['woody', 'buzz', 'rex']) acts.enter(who, who === 'rex' ? 'conference' : 'groupchat');
  acts.overload(outbox);
  acts.told();
  return acts;
}

suite('coalescing', test => {
  test('tells the newcomer at once, and the others at the end of the interval, in the order of arrival', () => {
    const { enter, told, pass } = large();
    enter('bo', 'conference');
    equal(told(), [
      'bo < room: iq bo',
      'bo < room: iq +woody +buzz +rex +bo',
      'bo < woody: presence',
      'bo < buzz: presence',
      'bo < rex: presence',
      'bo < bo: presence',
    ]);
    enter('slinky');
    equal(
      told(),
      ['woody', 'buzz', 'rex', 'bo', 'slinky'].map(who => `slinky < ${who}: presence`),
    );
    pass(1);
    equal(told(), []);
    pass(1);
    equal(told(), [
      'rex < room: iq +bo',
      'rex < bo: presence',
      'woody < bo: presence',
      'buzz < bo: presence',
      'rex < room: iq +slinky',
      'bo < room: iq +slinky',
      'rex < slinky: presence',
      'bo < slinky: presence',
      'woody < slinky: presence',
      'buzz < slinky: presence',
    ]);
    pass(5);
    equal(told(), []);
  });

  test('tells of each person the latest news', () => {
    const { show, told, pass, engine } = large();
    show('woody', 'away');
    show('rex', 'dnd');
    show('woody', 'xa');
    equal(told(), []);
    pass(2);
    equal(told(), [
      'rex < woody: presence xa',
      'woody < woody: presence xa',
      'buzz < woody: presence xa',
      'rex < rex: presence dnd',
      'woody < rex: presence dnd',
      'buzz < rex: presence dnd',
    ]);
    is(engine.overload.coalesced, 1);
  });

  test('tells everything at once when it is over, and then holds nothing back', () => {
    const { show, told, overload, enter } = large();
    enter('bo');
    show('woody', 'away');
    told();
    overload(0.2);
    equal(told(), []);
    overload(0.1);
    equal(told(), [
      'rex < room: iq +bo',
      'rex < bo: presence',
      'woody < bo: presence',
      'buzz < bo: presence',
      'rex < woody: presence away',
      ...['woody', 'buzz', 'bo'].map(who => `${who} < woody: presence away`),
    ]);
    show('woody', 'xa');
    is(told().length, 4);
  });

  test('says nothing to those who were there before of somebody who comes and goes', () => {
    const { enter, leave, told, pass, show, engine } = large();
    enter('bo');
    enter('slinky');
    show('bo', 'away');
    told();
    leave('bo');
    equal(told(), ['slinky < bo: gone']);
    pass(2);
    equal(told(), ['rex < room: iq +slinky', 'rex < slinky: presence', 'woody < slinky: presence', 'buzz < slinky: presence']);
    is(engine.overload.coalesced, 2);
  });

  test('drops the news of somebody who leaves, and tells the leaving at once', () => {
    const { show, leave, told, pass } = large();
    show('woody', 'away');
    leave('woody');
    equal(told(), ['rex < room: iq -woody', 'rex < woody: gone', 'buzz < woody: gone']);
    pass(3);
    equal(told(), []);
  });

  test('tells first who somebody is who speaks, whispers, takes another nick or is asked about', () => {
    const introduction = ['rex < room: iq +bo', 'rex < bo: presence', 'woody < bo: presence', 'buzz < bo: presence'];
    const acts: [act: (on: ReturnType<typeof large>) => void, then: readonly string[]][] = [
      [on => on.say('bo', 'hi'), ['rex', 'woody', 'buzz', 'bo'].map(who => `${who} < bo: message hi`)],
      [on => on.send('bo', `<message type='chat' to='${room}/woody'><body>psst</body></message>`), ['woody < bo: message psst']],
      [
        on => on.send('bo', `<presence to='${room}/peep'/>`),
        [
          'rex < room: iq +peep',
          'rex < bo: presence',
          ...['woody', 'buzz', 'bo'].flatMap(who => [`${who} < bo: gone`, `${who} < peep: presence`]),
        ],
      ],
      [on => on.send('woody', `<presence type='probe' to='${room}/bo'/>`), ['woody < bo: presence']],
    ];
    for (const [act, then] of acts) {
      const on = large();
      on.enter('bo');
      on.told();
      act(on);
      const told = on.told();
      equal(told.slice(0, 4), introduction);
      equal(told.slice(4).sort(), [...then].sort());
      on.pass(3);
      equal(on.told(), []);
    }
  });

  test('tells somebody inside who asks for the list who everybody in it is, and nobody else does', () => {
    const { enter, send, told } = large();
    enter('bo');
    told();
    const browse = `<iq type='get' id='b' to='${room}'><query xmlns='jabber:iq:browse'/></iq>`;
    send('stranger', browse);
    is(told().length, 1);
    send('rex', browse);
    equal(told().slice(0, 4), ['rex < room: iq +bo', 'rex < bo: presence', 'woody < bo: presence', 'buzz < bo: presence']);
  });

  test('delays nothing else, and nothing in small rooms', () => {
    const { say, told, send, leave, show } = large();
    say('woody', 'hello');
    is(told().length, 3);
    send('woody', `<presence to='${room}/sheriff'/>`);
    ok(told().includes('buzz < sheriff: presence'));
    leave('rex');
    is(told().length, 2);
    show('buzz', 'away');
    is(told().length, 2, 'the room is small now');
  });

  test('has whoever is told in words hear them from the same people at the same time', () => {
    const { enter, leave, told, pass, send } = large({ notices: true });
    enter('bo');
    equal(
      told().filter(line => line.includes('message')),
      [],
    );
    enter('slinky');
    leave('bo');
    equal(
      told().filter(line => line.includes('message') || line.includes('gone')),
      ['slinky < bo: gone', 'slinky < room: message bo has left'],
    );
    send('woody', `<presence to='${room}/sheriff'/>`);
    ok(told().includes('buzz < room: message woody is now known as sheriff'));
    pass(2);
    equal(
      told().filter(line => line.includes('message')),
      ['woody', 'buzz', 'slinky'].map(who => `${who} < room: message slinky has become available`),
    );
  });

  test('keeps nothing when the room ends, the service closes or the rooms are kept', () => {
    for (const end of ['leave', 'close', 'stop', 'keep'] as const) {
      const on = large({ rooms: [], create: 'anyone' });
      on.enter('bo');
      on.show('woody', 'away');
      on.told();
      if (end === 'leave') for (const who of ['woody', 'buzz', 'rex', 'bo']) on.leave(who);
      else if (end === 'close') on.engine.close('Good night.');
      else if (end === 'stop') on.engine.stop();
      else on.engine.keep();
      const told = on.told();
      if (end === 'close') is(told.filter(line => line.endsWith('Good night.')).length, 8);
      if (end === 'keep') is(told.length, 8);
      if (end === 'stop') equal(told, []);
      on.pass(5);
      on.overload(0);
      equal(on.told(), []);
    }
  });

  test('loses no words of somebody of whom it is to tell while they are said', () => {
    const on = large();
    on.load.mailbox = 6_000;
    on.pass(2);
    on.show('woody', 'away');
    on.pass(2);
    equal(on.told(), []);
    // less waits to be heard, and nobody weighs it until something is written
    on.load.mailbox = 0;
    on.written = () => {
      on.written = () => {};
      on.engine.weigh();
    };
    on.enter('jessie');
    ok(on.told().includes('buzz < jessie: presence'));
  });

  test('goes on while it is worse', () => {
    const { show, told, pass, overload } = large({}, 0.9);
    show('woody', 'away');
    overload(0.3);
    equal(told(), []);
    pass(2);
    is(told().length, 3);
  });
});
