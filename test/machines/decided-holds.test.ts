// What was decided about a held request holds for that request alone: not for another in its place, not for whoever
// holds it next, and not for somebody else of the same name.
import { parse } from 'ltx';
import { equal, is, match, ok } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import { type Player, type StageOptions, stage } from '../../adapters/testing/testing.ts';
import { VirtualClock } from '../../adapters/testing/virtual-clock.ts';
import type { Behaviour } from '../../machines/behaviour.ts';
import { joinRate } from '../../machines/behaviours/join-rate.ts';
import { lobby } from '../../machines/behaviours/lobby.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { kind } from '../../machines/kind.ts';
import type { Phase } from '../../machines/phase.ts';
import { type Refusal, refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';

const tooLate = refuse('forbidden', 'Nobody has decided.');

interface Gate {
  readonly phases?: readonly Phase[];
  readonly late?: 'grant' | Refusal;
  readonly minutes?: number;
  readonly check?: (request: { readonly nicks: readonly { readonly text: string }[] }) => Refusal | undefined;
  readonly hears?: object;
}

/** Holds what others than moderators ask, until somebody says `!NAME`; an operator may ask for it too. */
function gate(name: string, { phases = ['enter'], late = tooLate, minutes = 10, check, hears }: Gate = {}): Behaviour {
  const rule = ({ at, room }: { at: number; room: { isModerator(who: unknown): boolean } }, request: never) =>
    room.isModerator(request)
      ? undefined
      : (check?.(request) ?? { defer: { until: at + minutes * 60_000, late, text: `${name} waits.` } });
  return {
    name,
    about: 'Keeps things waiting.',
    requests: { [name]: { about: 'Lets all go on.', who: 'anyone', word: name } },
    defers: Object.fromEntries(phases.map(phase => [phase, [name]])),
    rules: Object.fromEntries(phases.map(phase => [phase, rule])),
    hears: { [name]: ({ holds }: { holds: unknown }) => ({ grant: holds }), ...hears },
  } as unknown as Behaviour;
}

function withModerator(behaviours: Parameters<typeof stage>[0], options: StageOptions = {}) {
  const room = stage(behaviours, options);
  const mod = room.person('mod', { moderator: true }).enters();
  return { room, mod };
}

const waitFirst = /still waits for an answer/;
const statusOf = (who: Player) => who.person!.presence.payload.find(({ name }) => name === 'status')?.children;
const presence = (who: Player, nick: string, inner = '') =>
  who.sends(`<presence to='room@rooms.example/${nick}'>${inner}</presence>`);

suite('another request in the place of a held one', test => {
  test('is not let in by what was decided about the first', () => {
    const { room, mod } = withModerator([lobby, [joinRate, { perMinute: 1, atOnce: 1 }]]);
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    const eve = room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'Woody' });
    mod.says('!approve rex');
    rex.isInside();
    mod.says('!approve Woody');
    eve.isOutside().isHeld(/Many want to enter/);
    eve.enters({ nick: 'Moderator', status: 'spam' }).isRefused('unexpected-request', waitFirst);
    room.waits(120);
    eve.isInside().isCalled('Woody');
  });

  test('is not put before the next behaviour unseen', () => {
    const second = gate('second', {
      check: ({ nicks }) => (nicks[0]!.text === 'Admin' ? refuse('forbidden', 'There is one already.') : undefined),
    });
    const { room, mod } = withModerator([gate('first'), second]);
    const eve = room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'Woody' });
    mod.says('!first');
    eve.enters({ nick: 'Admin' }).isRefused('unexpected-request', waitFirst);
    mod.says('!second');
    eve.isInside().isCalled('Woody');
  });

  test('is refused where moderators were told of the first', () => {
    const { room, mod } = withModerator([lobby]);
    const eve = room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'Woody' });
    mod.hears(/Woody \(eve@home\.example\) waits/);
    eve.enters({ nick: 'TheBoss' }).isRefused('unexpected-request', waitFirst);
    eve.enters({ nick: 'Woody', secret: 'other' }).isRefused('unexpected-request', waitFirst);
    mod.hearsNothing();
    mod.says('!approve eve@home.example');
    eve.isInside().isCalled('Woody');
  });

  test('is the same one where a client only repeats its presence', () => {
    const { room, mod } = withModerator([lobby]);
    const eve = room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'Woody' });
    eve.enters({ nick: 'Woody' }).isNotRefused().isHeld();
    equal([room.held().length, room.facts('held').length], [1, 0]);
    mod.hearsNothing();
    mod.says('!approve Woody');
    eve.isInside();
  });

  test('takes its place only where nobody has granted anything yet', () => {
    const { room, mod } = withModerator([gate('first'), gate('second')]);
    const eve = room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'Woody', status: 'here' });
    eve.enters({ nick: 'Woody', status: 'still here' }).isHeld('first waits.');
    mod.says('!first');
    // the first has let in what it saw, and not this
    eve.enters({ nick: 'Woody', status: 'spam' }).isNotRefused().isHeld('second waits.');
    mod.says('!second');
    equal(statusOf(eve), ['still here']);
  });

  test('is presence that is newer, of those who ask by iq: they enter with the newest', () => {
    const { room, mod } = withModerator([gate('gate')]);
    const rex = room.person('rex').enters({ status: 'here' }).isHeld();
    rex.appears({ status: 'here still' }).appears({ status: 'away' }).isOutside().isHeld();
    mod.says('!gate');
    rex.isInside();
    equal(statusOf(rex), ['away']);
    mod.hears(({ xml }) => xml.includes('<status>away</status>'));
  });

  test('is refused where another nick waits', () => {
    const room = stage(gate('gate', { phases: ['rename'], late: 'grant' }));
    const eve = room.person('eve', { dialect: 'groupchat' }).enters();
    eve.renames('Woody').isHeld();
    presence(eve, 'Admin').isRefused('unexpected-request', waitFirst);
    presence(eve, 'Woody').isNotRefused();
    eve.says('!gate').isCalled('Woody');
  });
});

suite('a decision about a held request', test => {
  test('that comes twice does not decide for who holds it next', () => {
    const eager = gate('eager', {
      late: 'grant',
      hears: {
        released: ({ holds }: { holds: unknown }, { hold }: { hold: { behaviour: string } }) =>
          hold.behaviour === 'eager' ? { grant: holds } : undefined,
      },
    });
    const { room, mod } = withModerator([eager, gate('patient')]);
    const people = ['rex', 'woody'].map(name => room.person(name, { dialect: 'groupchat' }).enters());
    mod.says('!eager');
    for (const one of people) one.isOutside().isHeld('patient waits.');
    mod.says('!patient');
    for (const one of people) one.isInside();
  });

  test('counts once, the first, and may be made with a hold of before', () => {
    let kept: readonly unknown[] = [];
    const keeping = gate('keeping', {
      hears: {
        held: ({ holds }: { holds: readonly unknown[] }) => {
          kept = holds;
          return undefined;
        },
        said: () => ({ turnDown: kept.map(hold => [hold, refuse('conflict', 'Turned down.')]), grant: kept }),
      },
    });
    const { room, mod } = withModerator([keeping]);
    const rex = room.person('rex').enters().isHeld();
    mod.says('hello');
    // what was granted first is not turned down as well
    rex.isInside();
    equal(
      room.facts('released').map(({ outcome }) => outcome),
      ['granted'],
    );
    mod.says('hello again');
    equal([room.facts('released'), room.faults()], [[], []]);
  });

  test('is made by who holds it now, and by no other', () => {
    let first: unknown;
    const thief = gate('thief', { hears: { said: () => ({ grant: [first] }) } });
    const noting = gate('noting', {
      hears: {
        held: (_: unknown, { hold }: { hold: unknown }) => {
          first ??= hold;
          return undefined;
        },
      },
    });
    const { room, mod } = withModerator([noting, thief], { onFault: 'keep' });
    const rex = room.person('rex').enters();
    mod.says('hello');
    match(String(room.faults()[0]), /the hold is noting's: it alone decides about it/);
    rex.isOutside().isHeld('noting waits.');
    // a copy that lies about whose it is
    first = { ...(first as object), behaviour: 'thief' };
    mod.says('hello');
    match(String(room.faults()[1]), /the hold is noting's/);
  });
});

suite('what is held for somebody', test => {
  const whispers = () => withModerator([gate('gate', { phases: ['whisper', 'browse'], late: 'grant' })]);

  test('does not reach another who takes the nick', () => {
    const { room, mod } = whispers();
    const [rex, bob] = ['rex', 'bob'].map(name => room.person(name, { dialect: 'groupchat' }).enters()) as [Player, Player];
    rex.whispers('bob', 'my PIN is 1234').isHeld();
    bob.leaves();
    const eve = room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'bob' });
    mod.says('!gate');
    eve.hearsNot(/PIN/);
    rex.isRefused('item-not-found');
  });

  test('reaches the one who was meant by another nick', () => {
    const { room, mod } = whispers();
    const [rex, bob] = ['rex', 'bob'].map(name => room.person(name, { dialect: 'groupchat' }).enters()) as [Player, Player];
    rex.whispers('bob', 'my PIN is 1234');
    bob.renames('Robert');
    const eve = room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'bob' });
    room.restarts();
    mod.says('!gate');
    eve.hearsNot(/PIN/);
    bob.hears('my PIN is 1234', { by: rex });
  });

  test('is a question about that one', () => {
    const { room, mod } = whispers();
    const [rex, bob] = ['rex', 'bob'].map(name => room.person(name, { dialect: 'groupchat' }).enters()) as [Player, Player];
    rex.asks(`<query xmlns='jabber:iq:browse'/>`, { to: 'bob' }).isHeld();
    bob.leaves();
    room.person('eve', { dialect: 'groupchat' }).enters({ nick: 'bob' });
    mod.says('!gate');
    rex.isRefused('item-not-found');
  });

  test('is nothing that answers, or comes back: that is only not passed on', () => {
    const { room } = withModerator([gate('gate', { phases: ['whisper'], late: 'grant' })], { onFault: 'keep' });
    const [rex, bob] = [room.person('rex').enters(), room.person('bob').enters()];
    for (let i = 0; i < 4; i++) {
      bob.sends(`<iq type='result' id='x${i}' to='${bob.addressOf(rex)}'/>`);
      bob.sends(
        `<message type='error' to='${bob.addressOf(rex)}'><body>hi</body><error type='cancel'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`,
      );
      rex.hearsNothing();
    }
    equal([room.faults(), room.engine.room('room')!.behaviours[0]!.trust, room.held()], [[], 'well', []]);
    rex.whispers(bob, 'hello').isHeld();
  });
});

suite('who waits with a held request', test => {
  const deskOf = (room: ReturnType<typeof stage>) => room.engine.service.getSnapshot().context.desk;

  test('counts as one who waits, of whom there are so many', () => {
    const room = stage(gate('gate'), { limits: { pending: 3, pendingPerDomain: 4 } });
    const of = (user: string, i: number) =>
      room.person(`${user}${i}`, { jid: `${user}@home.example/${i}`, dialect: 'groupchat' }).enters();
    for (let i = 0; i < 3; i++) of('rex', i).isHeld();
    of('rex', 3).isRefused('resource-constraint', /Too many of your presences wait/);
    of('woody', 0).isHeld();
    of('woody', 1).isRefused('resource-constraint', /Too many presences of your server wait/);
    // whoever waits may repeat the presence
    of('rex', 0).isNotRefused().isHeld();
    equal([deskOf(room).pendingOf('rex@home.example' as never), room.held().length], [3, 4]);
    room.person('honest', { jid: 'honest@other.example/1', dialect: 'groupchat' }).enters().isHeld();
  });

  test('comes in where nothing holds them, however many wait', () => {
    const room = stage([], { limits: { pending: 1 } });
    const [first, second] = [0, 1].map(i => room.person(`rex${i}`, { jid: `rex@home.example/${i}`, dialect: 'groupchat' }));
    first!.sends(`<presence to='other@rooms.example'/>`);
    second!.enters().isNotRefused().isInside();
  });

  test('has a place in the room as it goes from one who holds it to the next', () => {
    const room = stage([gate('first'), gate('second')], { limits: { pending: 2 } });
    const people = [0, 1].map(i =>
      room
        .person(`rex${i}`, { jid: `rex@home.example/${i}`, dialect: 'groupchat' })
        .enters()
        .isHeld('first waits.'),
    );
    room.command('first', 'first');
    for (const one of people) one.isHeld('second waits.');
    room.command('second', 'second');
    for (const one of people) one.isInside();
  });

  test('reserves no more rooms than there may be', () => {
    const room = stage(gate('gate', { phases: ['create'] }), {
      standing: false,
      limits: { rooms: 5, roomsPerCreator: 20, pending: 20 },
    });
    const rex = room.person('rex', { dialect: 'groupchat' });
    const outcomes = Array.from({ length: 8 }, (_, i) => {
      rex.sends(`<presence to='room${i}@rooms.example/rex'/>`);
      return rex.received.filter(({ refusal }) => refusal).length;
    });
    equal(outcomes, [0, 0, 0, 0, 0, 1, 1, 1]);
    equal(deskOf(room).reserved, 5);
    rex.isRefused('resource-constraint');
    // and nothing is left of those that were refused
    equal(deskOf(room).rooms.size, 5);
  });

  test('keeps nobody out of other rooms, when theirs has ended and is one too many', () => {
    const room = stage([], { limits: { rooms: 3 } });
    const [woody, rex, buzz] = ['woody', 'rex', 'buzz'].map(name => room.person(name, { dialect: 'groupchat' })) as [
      Player,
      Player,
      Player,
    ];
    woody.sends(`<presence to='hall@rooms.example/woody'/>`);
    rex.sends(`<presence to='hall@rooms.example'/>`);
    for (const name of ['a', 'b', 'c']) rex.sends(`<presence to='${name}@rooms.example'/>`);
    woody.sends(`<presence type='unavailable' to='hall@rooms.example/woody'/>`);
    equal(deskOf(room).reserved, 4);
    // nobody has made these: another who waits for one of them is one too many
    for (const name of ['hall', 'd'])
      buzz.sends(`<presence to='${name}@rooms.example'/>`).isRefused('resource-constraint', /Too many presences wait/);
    buzz.enters().isNotRefused().isInside();
    room.person('jessie').enters().isNotRefused().isInside();
  });

  test('makes no more rooms than one may, when it is decided', () => {
    const room = stage(gate('gate', { phases: ['create'] }), { standing: false, limits: { roomsPerCreator: 2 } });
    const rex = room.person('rex', { dialect: 'groupchat' });
    for (let i = 0; i < 4; i++) rex.sends(`<presence to='room${i}@rooms.example/rex'/>`);
    equal(deskOf(room).pendingOf('rex@home.example' as never), 4);
    const refused: string[] = [];
    room.engine.facts$.subscribe(({ fact }) => {
      if (fact.type === 'refused') refused.push(fact.refusal.condition);
    });
    for (let i = 0; i < 4; i++) room.engine.command(`room${i}`, 'gate', 'gate');
    const desk = deskOf(room);
    equal([desk.foundedBy('rex@home.example' as never), desk.standing, desk.reserved], [2, 2, 0]);
    equal(desk.pendingOf('rex@home.example' as never), 0);
    equal(refused, ['service-unavailable', 'service-unavailable']);
  });
});

suite('a held request whose step fails', test => {
  test('is refused, and its sender is known to nobody any more', () => {
    const heard: string[] = [];
    let isBroken = true;
    const watch = behaviour({
      name: 'watch',
      about: 'Counts those who wait.',
      own: () => ({ seen: 0 }),
      hears: {
        waiting: () => ({ own: { seen: 1 } }),
        released: (_, { outcome }) => {
          heard.push(outcome);
          return undefined;
        },
      },
    });
    const glass = behaviour({
      name: 'glass',
      about: 'Breaks, and rules.',
      rules: { speak: () => undefined },
      hears: {
        entered: (_, { who }) => {
          if (isBroken && who.nick === 'rex') throw new Error('broken');
        },
      },
    });
    const { room, mod } = withModerator([gate('gate'), watch, glass], { onFault: 'keep' });
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    const stay = rex.person!;
    equal(room.floor!.slots.keepOwn(stay), { watch: { seen: 1 } });
    mod.says('!gate');
    rex.isRefused('internal-server-error').isOutside();
    equal(room.floor!.slots.keepOwn(stay), undefined);
    equal([room.floor!.people.waitingSize, room.held()], [0, []]);
    isBroken = false;
    rex.enters().isHeld();
    mod.says('!gate');
    rex.isInside();
    ok(heard.includes('granted'));
  });
});

suite('a held request that nobody can decide about any more', test => {
  test('is refused when a room comes back without who held it', () => {
    const settings = { domain: 'rooms.example', create: 'anyone' as const, rooms: [{ name: 'hall', kind: 'house' }] };
    const house = (behaviours: readonly Behaviour[]) => [kind({ name: 'house', about: 'A house.', listed: true }, behaviours)];
    const first = makeEngine(settings, { kinds: house([gate('gate')]), write: () => {}, clock: new VirtualClock() });
    first.take(parse(`<presence from='rex@home.example/a' to='hall@rooms.example/rex'/>`) as never);
    is(first.room('hall')!.held.length, 1);
    const kept = JSON.parse(JSON.stringify(first.keep()));
    for (const [behaviours, left] of [
      [[], 0],
      [[gate('gate', { phases: ['speak'] })], 0],
      [[gate('gate')], 1],
    ] as const) {
      let written = '';
      const clock = new VirtualClock();
      const write = (bytes: Uint8Array) => {
        written += new TextDecoder().decode(bytes);
      };
      const next = makeEngine(settings, { kinds: house(behaviours), write, clock, kept });
      clock.pass(2000);
      is(next.room('hall')!.held.length, left);
      is(written.includes('The room works in another way now'), left === 0);
      is(next.service.getSnapshot().context.desk.pendingOf('rex@home.example' as never), left);
    }
  });

  test('is refused when a room becomes another kind, whoever holds it there', () => {
    const second = kind({ name: 'second', about: 'Another.', listed: true }, [gate('gate', { phases: ['speak'] })]);
    const { room } = withModerator([gate('gate')], { kinds: [second] });
    const rex = room.person('rex').enters().isHeld();
    room.becomes('second');
    rex.isRefused('service-unavailable', /works in another way/);
    equal(room.held(), []);
  });
});
