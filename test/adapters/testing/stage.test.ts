// Rooms on a stage: what happens there, and what there is to see of it.
import { equal, is, match, throws } from 'uvu/assert';
import { z } from 'zod';
import { stage } from '../../../adapters/testing/testing.ts';
import { greeting } from '../../../machines/behaviours/greeting.ts';
import { topic } from '../../../machines/behaviours/topic.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { kind } from '../../../machines/kind.ts';
import { privateKind } from '../../../machines/kinds/private.ts';
import { suite } from '../../suite.ts';
import { door } from './sample.ts';

/** A door with a moderator inside by groupchat. */
function withRex(...more: Parameters<typeof stage>) {
  const room = stage(...more);
  const rex = room.person('rex', { dialect: 'groupchat', moderator: true }).enters();
  return { room, rex, woody: room.person('woody') };
}

/** What a call throws, as text. */
function thrown(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).stack ?? String(error);
  }
  throw new Error('nothing was thrown');
}

suite('a stage', test => {
  test('takes a behaviour, one with settings, a list of them, or a kind', () => {
    const names = (...[subject]: Parameters<typeof stage>) => stage(subject).kind.parts.map(({ behaviour: { name } }) => name);
    equal(names(door), ['door']);
    equal(names([door, { seconds: 3 }]), ['door']);
    equal(names([door, topic]), ['door', 'topic']);
    equal(names([[door, { seconds: 3 }], topic]), ['door', 'topic']);
    equal(
      names(privateKind),
      privateKind.parts.map(({ behaviour: { name } }) => name),
    );
    equal(stage([door, { seconds: 3 }]).settings('door'), { seconds: 3 });
  });

  test('says what is wrong with its subject or its options', () => {
    throws(() => stage([topic, topic]), /topic twice/);
    throws(() => stage(door, { standing: false, secret: 'x' }).waits(1), /secret: only a room that stands/);
    throws(() => stage(door).data('dor'), /no behaviour dor on the stage. There are: door/);
    throws(() => stage(door).state('dor'), /no behaviour dor/);
    const { room } = withRex(door);
    throws(() => room.person('late', { moderator: true }), /before anything happens/);
    throws(() => room.person('rex', { dialect: 'conference' }), /another name/);
    throws(() => room.person('rex').orders('door', 'kick'), /no request “kick”/);
  });

  test('has one person of each name', () => {
    const { room, rex } = withRex(door);
    is(room.person('rex'), rex);
  });

  test('shows what was told last, and ever', () => {
    const { room, rex } = withRex(door);
    rex.says('one').says('two');
    equal(
      room.facts('said').map(({ content }) => content.body),
      ['two'],
    );
    is(room.facts('said', 'ever').length, 2);
    is(room.facts().length, 1);
    room.waits(1);
    is(room.facts().length, 0);
  });

  test('shows what a behaviour keeps, where it stands, and what it holds', () => {
    const { room, rex, woody } = withRex(door);
    is(room.state('door'), 'open');
    rex.says('hello').sends('!shut');
    is(room.state('door'), 'shut');
    equal(room.own(door, rex), { spoken: 1 });
    woody.enters();
    equal(room.data(door), { knocks: 1 });
    equal(
      room.held().map(({ phase, jid, text }) => ({ phase, jid, text })),
      [{ phase: 'enter', jid: woody.jid, text: 'You knock.' }],
    );
    const [latest] = room.explain(woody);
    is(latest?.outcome, 'held');
    is(room.explain().length > room.explain(woody).length, true);
  });

  test('shows states in states', () => {
    const nested = behaviour({
      name: 'nested',
      about: 'States in states.',
      region: {
        type: 'parallel',
        states: { a: { initial: 'x', states: { x: { on: { said: 'y' } }, y: {} } }, b: { initial: 'z', states: { z: {} } } },
      },
    });
    is(stage(nested).state('nested'), 'a.x b.z');
    is(stage(topic).state('topic'), undefined);
  });

  test('lets time pass when it is told to, second by second', () => {
    const { room, rex, woody } = withRex([door, { seconds: 10 }]);
    rex.sends('!shut');
    woody.enters().isHeld();
    const before = room.now;
    room.waits(9);
    woody.hearsNothing();
    room.waits(1);
    woody.isRefused('forbidden', 'Nobody opened.');
    is(room.now - before, 10_000);
  });

  test('lets operators ask, set, reopen and replace', () => {
    const calm = kind({ name: 'calm', about: 'Without a door.', listed: true }, [topic]);
    const { room, rex, woody } = withRex(door, { kinds: [calm] });
    room.command('door', 'shut');
    rex.hears('The door is shut.', { by: 'room' });
    woody.enters();
    is(room.command('door', 'unlock', { words: 'open sesame' }), 'Let in: 1');
    throws(() => room.command('door', 'unlock', { word: 1 }), /door does not understand/);
    throws(() => room.command('door', 'kick'), /asked for by no behaviour/);
    equal(room.configure('door', { seconds: 5 }), { seconds: 5 });
    throws(() => room.configure('door', { seconds: 0 }), /Nothing was changed/);
    room.reopen('door');
    throws(() => room.reopen('dor'), /no behaviour dor/);
    room.invites('jessie@toys.example', 'Come!');
    is(room.facts('invited').length, 1);
    match(room.becomes('calm').join('\n'), /door: this behaviour is not here any more/);
    equal(room.data('topic'), { text: '' });
    throws(() => room.becomes('wild'), /no kind of room called wild/);
  });

  test('goes on after a restart as if nothing had been', () => {
    const { room, rex, woody } = withRex(door);
    rex.sends('!shut');
    woody.enters();
    room.restarts();
    is(room.state('door'), 'shut');
    woody.isHeld('You knock.');
    rex.sends('!unlock').sees('woody');
    woody.isInside().sees('rex');
  });

  test('closes, and people are told', () => {
    const { room, rex } = withRex(door);
    room.closes('Good night.');
    rex.hears('Good night.');
  });

  test('may be made by who enters first, who then moderates', () => {
    const room = stage(door, { standing: false });
    throws(() => room.data('door'), /The room is not there/);
    const woody = room.person('woody').enters().isInside();
    woody.sends('!shut').hears('The door is shut.');
  });

  test('has the settings that it is given', () => {
    const room = stage(privateKind, { name: 'den', title: 'The den', secret: 'moth', topic: 'Bones', history: 1 });
    const rex = room.person('rex', { dialect: 'groupchat' });
    rex.enters().isRefused('not-authorized').isOutside();
    rex.enters({ secret: 'moth' }).hears('Bones');
    is(room.jid, 'den@rooms.example');
    is(
      stage([topic], { behaviours: { topic: { bytes: 3 } } })
        .person('woody')
        .enters()
        .setsTopic('long')
        .isRefused().isIn,
      true,
    );
    const greeted = stage([greeting, { text: 'Hi!' }])
      .person('woody')
      .enters();
    greeted.hears('Hi!', { by: 'room' });
  });

  test('gives behaviours nothing that they could write into', () => {
    const vandal = behaviour({
      name: 'vandal',
      about: 'Writes where it may not.',
      settings: z.strictObject({ list: z.array(z.string()).default([]) }),
      data: () => ({ list: [] as string[] }),
      own: () => ({ list: [] as string[] }),
      rules: {
        speak(_, request) {
          if (request.content.body === 'request') (request as { content: unknown }).content = undefined;
          return undefined;
        },
      },
      hears: {
        said({ data, own, settings }, { content }) {
          if (content.body === 'data') data.list.push('x');
          if (content.body === 'own') own.list.push('x');
          if (content.body === 'settings') settings.list.push('x');
          if (content.body === 'fact') (content as { body: string }).body = 'x';
          return undefined;
        },
      },
    });
    for (const what of ['request', 'data', 'own', 'settings', 'fact']) {
      const { rex } = withRex(vandal);
      const said = thrown(() => rex.says(what));
      match(said, /^AssertionError: vandal, .*(not extensible|read only)/);
      match(said, /thrown by: TypeError[\s\S]*stage\.test\.ts/);
    }
  });

  test('lets behaviours keep nothing that could not be put away', () => {
    const hoarder = behaviour({
      name: 'hoarder',
      about: 'Keeps what it should not.',
      data: () => ({ kept: undefined as unknown }),
      hears: {
        said: ({ person }, { content }) => ({
          data: { kept: { person, map: new Map(), date: new Date(0), fn: () => {} }[content.body!] ?? content.body },
        }),
      },
    });
    for (const [what, name] of Object.entries({ person: 'a person', map: 'a Map', date: 'a Date', fn: 'a function' })) {
      const { rex } = withRex(hoarder);
      match(
        thrown(() => rex.says(what)),
        new RegExp(`it keeps ${name} as kept: only what JSON can write survives`),
      );
    }
    const { room, rex } = withRex(hoarder);
    rex.says('text');
    equal(room.data(hoarder), { kept: 'text' });
  });

  test('ends a test at the line at which a behaviour fails, or keeps the faults', () => {
    const broken = behaviour({
      name: 'broken',
      about: 'Throws.',
      rules: {
        speak: () => {
          throw new Error('ouch');
        },
      },
    });
    match(
      thrown(() => withRex(broken).rex.says('hello')),
      /AssertionError: broken, a ruling on speak: ouch\n[\s\S]*What happened lately/,
    );
    const { room, rex } = withRex(broken, { onFault: 'keep' });
    rex.says('hello').isRefused('internal-server-error');
    is(room.faults().length, 1);
  });

  test('tells the whole story', () => {
    const { room, rex } = withRex(door);
    rex.says('hello');
    room.waits(1);
    room.command('door', 'shut');
    match(room.story(), /rex@home.example[\s\S]*<body>hello<[\s\S]*\(1 s pass\)\n\(an operator: door shut \{\}\)\n {4}<message/);
  });
});
