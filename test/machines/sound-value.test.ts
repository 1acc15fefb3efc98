// What behaviours give back and cannot be written to people: it is theirs to answer for, and the room goes on.
import { equal, instance, is, match, not, ok, throws } from 'uvu/assert';
import { stage } from '../../adapters/testing/testing.ts';
import type { Behaviour } from '../../machines/behaviour.ts';
import { type Refusal, refuse } from '../../machines/refusal.ts';
import { checkedRuling } from '../../machines/ruling.ts';
import { described, ignore, soundPayload, soundRefusal, soundText } from '../../machines/sound-value.ts';
import type { Tree } from '../../machines/stanza.ts';
import { suite } from '../suite.ts';

/** A behaviour as programs without types write it. */
const loose = (name: string, more: object): Behaviour => ({ name, about: 'Gives back what it may not.', ...more }) as Behaviour;
const speaking = (ruling: unknown) => loose('rules', { rules: { speak: () => ruling } });
const hearing = (reaction: unknown) => loose('hears', { hears: { said: () => reaction } });

/** What becomes of a room in which somebody says something: what went wrong, and what was written. */
function spoken(behaviour: Behaviour) {
  const room = stage(behaviour, { onFault: 'keep' });
  const [woody, buzz] = [room.person('woody').enters(), room.person('buzz', { dialect: 'groupchat' }).enters()];
  woody.says('hello');
  return { room, woody, buzz, faults: room.faults().map(String) };
}

const tree = (name: string, attrs: object = {}, children: readonly unknown[] = []) => ({ name, attrs, children }) as Tree;
const control = 'bell\u0007';

suite('a refusal by a behaviour', test => {
  const odd: readonly [string, unknown, RegExp][] = [
    ['without a text', { condition: 'forbidden', type: 'auth', code: 403, text: undefined }, /the text of a refusal is a text/],
    ['with a text that is none', { condition: 'forbidden', type: 'auth', code: 403, text: 7 }, /is a text, not 7/],
    [
      'with an object as text',
      { condition: 'forbidden', type: 'auth', code: 403, text: { toString: 1 } },
      /an object with toString/,
    ],
    ['with a control character', refuse('forbidden', control), /control characters/],
    ['with half a pair', refuse('forbidden', '\ud83d'), /control characters/],
    ['of no known condition', { condition: 'for bidden', type: 'auth', code: 403, text: 'No.' }, /no condition “for bidden”/],
    ['of no condition', { condition: undefined, code: undefined, text: 'No.' }, /no condition undefined/],
    ['named as what all objects have', { condition: 'toString', code: 403, text: 'No.' }, /no condition “toString”/],
  ];
  for (const [how, refusal, fault] of odd)
    test(`${how} is a fault of the behaviour, and the service goes on`, () => {
      const { room, woody, buzz, faults } = spoken(speaking(refusal));
      woody.isRefused('internal-server-error');
      equal(faults.length, 1);
      match(faults[0]!, fault);
      equal(room.engine.room('room')!.behaviours[0]!.trust, 'well');
      buzz.asks(`<query xmlns='jabber:iq:version'/>`).hears(({ type }) => type === 'result');
    });

  test('is said with the type and the code of its condition, whatever it says itself', () => {
    const { woody } = spoken(speaking({ condition: 'conflict', type: 'x y', code: 'z', text: 'No.' }));
    const error = woody.received[0]!.element.getChild('error')!;
    equal([error.attrs.type, error.attrs.code], ['cancel', '409']);
  });

  test('that was made well stays the same', () => {
    const refusal = refuse('conflict', 'No.');
    is(soundRefusal(refusal, 'a refusal'), refusal);
    throws(() => soundRefusal('no', 'a refusal'), /a refusal is a refusal, such as refuse\(.*, not “no”/);
    throws(() => soundRefusal(null, 'a refusal'), /not null/);
  });

  test('cannot be made without words, or of another condition', () => {
    throws(() => (refuse as (condition: string) => Refusal)('forbidden'), /A refusal needs a text/);
    throws(() => refuse('for bidden' as 'forbidden', 'No.'), /no condition “for bidden”/);
    throws(() => refuse('constructor' as 'forbidden', 'No.'), /no condition “constructor”/);
  });

  test('is looked at wherever one may stand', () => {
    const bad = { condition: 'forbidden', type: 'auth', code: 403, text: control };
    throws(() => checkedRuling({ defer: { until: 2, late: bad, text: 'Wait.' } }, 1), /control characters/);
    throws(() => checkedRuling({ defer: { until: 2, late: 'grant', text: control } }, 1), /what somebody is told who waits has/);
    throws(() => checkedRuling({ defer: { until: 2, late: 'grant' } }, 1), /what somebody is told who waits is a text/);
  });
});

/** What failed with nobody to wait for it, of the promises that were given back in the meantime. */
async function lostIn(happening: (later: () => never) => void): Promise<{ made: number; lost: readonly string[] }> {
  const lost: string[] = [];
  let made = 0;
  const note = (reason: unknown) => lost.push(String(reason));
  process.on('unhandledRejection', note);
  try {
    happening(() => Promise.reject(new Error(`too late: ${++made}`)) as never);
    for (let i = 0; i < 2; i++) await new Promise(resolve => setImmediate(resolve));
    return { made, lost };
  } finally {
    process.off('unhandledRejection', note);
  }
}

/** Written so that no linter takes it for a mistake. */
const thenable = (then: unknown) => Object.fromEntries([['then', then]]);

suite('a promise that is given back', test => {
  test('ends nothing when it fails later', async () => {
    const lost: unknown[] = [];
    const note = (reason: unknown) => lost.push(reason);
    process.on('unhandledRejection', note);
    try {
      const later = () => Promise.reject(new Error('too late'));
      const room = stage(
        loose('promises', {
          requests: { ask: { about: 'Asks.', who: 'anyone', word: 'ask' } },
          rules: { speak: later, whisper: () => ({ defer: { until: 1e15, late: later(), text: 'Wait.' } }) },
          defers: { whisper: ['ask'] },
          hears: { appeared: later, ask: () => undefined },
        }),
        { onFault: 'keep' },
      );
      const woody = room.person('woody').enters();
      woody.says('hello').isRefused('internal-server-error');
      woody.whispers(woody, 'hello').isRefused('internal-server-error');
      woody.appears({ status: 'here' });
      stage([loose('hears', { hears: { appeared: later } })], { onFault: 'keep' })
        .person('rex')
        .enters()
        .appears();
      throws(() => soundRefusal(later(), 'a refusal'), /a promise/);
      await new Promise(resolve => setImmediate(resolve));
      await new Promise(resolve => setImmediate(resolve));
      equal(lost, []);
      ok(room.faults().every(fault => String(fault).includes('a promise: it must be known at once')));
      equal(room.faults().length, 3);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  const promising: readonly [string, (later: () => never) => Behaviour][] = [
    ['the time of a hold', later => speaking({ defer: { until: later(), late: 'grant', text: 'Wait.' } })],
    ['what is rewritten', later => speaking({ rewrite: later() })],
    ['rewritten content', later => speaking({ rewrite: { content: later() } })],
    ['the facts', later => hearing({ facts: later() })],
    ['a fact', later => hearing({ facts: [later()] })],
    ['data', later => hearing({ data: later() })],
    ['data of a person', later => hearing({ own: later() })],
    [
      'an answer of a guard',
      later =>
        loose('asks', {
          region: {
            initial: 'one',
            states: { one: { on: { said: { guard: 'may', target: 'two' } } }, two: {} },
          },
          guards: { may: later },
        }),
    ],
  ];
  for (const [what, made] of promising)
    test(`ends nothing as ${what}`, async () => {
      let faults: readonly string[] = [];
      const { made: count, lost } = await lostIn(later => {
        faults = spoken(made(later)).faults;
      });
      equal([count > 0, lost, faults.length], [true, [], 1]);
    });

  test('ends nothing as a value of what is kept', async () => {
    const { made, lost } = await lostIn(later => {
      spoken(hearing({ data: { a: later() } }));
      spoken(hearing({ own: { b: later() } }));
    });
    equal([made, lost], [2, []]);
  });

  test('ends nothing as what is kept from the beginning', async () => {
    const faults: string[] = [];
    const { made, lost } = await lostIn(later => {
      let isLate = false;
      const room = stage(loose('begins', { data: () => (isLate ? later() : {}) }), { standing: false, onFault: 'keep' });
      const woody = room.person('woody').sends('<presence/>');
      // the room is made now, and its data begins anew
      isLate = true;
      woody.enters();
      faults.push(...room.faults().map(String));
      faults.push(...spoken(loose('begins', { own: later, hears: { said: ({ own }: { own: object }) => ({ own }) } })).faults);
    });
    equal([made >= 2, lost, faults.length], [true, [], 2]);
    for (const fault of faults) match(fault, /what is kept is an object with names in it, not a promise/);
  });

  test('is known by what it can do, not by who made it', () => {
    const heard: unknown[] = [];
    ignore(thenable((...both: unknown[]) => heard.push(...both)));
    equal(heard.length, 2);
    ignore(thenable('later'));
    ignore(undefined);
    match(spoken(hearing(thenable(() => undefined))).faults[0]!, /a promise/);
  });
});

suite('what behaviours say', test => {
  const shaped: readonly [string, object, RegExp][] = [
    ['a notice to all', { type: 'announced', text: control }, /the text of the fact announced has a character/],
    ['a notice without words', { type: 'announced' }, /the text of the fact announced is a text/],
    ['a notice in numbers', { type: 'noticed', text: 5 }, /not 5/],
    ['a topic', { type: 'titled', topic: control }, /a topic has a character/],
    ['a topic that is none', { type: 'titled' }, /a topic is a text/],
    ['a payload that is none', { type: 'announced', text: 'x', payload: 'no' }, /a payload is a list of elements .*“no”/],
    ['an element of no name', { type: 'announced', text: 'x', payload: [tree('a b')] }, /“a b” cannot be the name of an element/],
    [
      'a text in an element',
      { type: 'announced', text: 'x', payload: [tree('a', {}, [tree('b', {}, [control])])] },
      /what stands in b/,
    ],
    ['an attribute', { type: 'announced', text: 'x', payload: [tree('a', { b: control })] }, /the attribute b of a/],
    ['advice that goes on with no list', { type: 'advised', text: 'x', more: 'no' }, /a list of payloads, not “no”/],
    ['advice that goes on', { type: 'advised', text: 'x', more: [[tree('a b')]] }, /“a b” cannot be the name of an element/],
    ['advice to a name', { type: 'advised', text: 'x', to: 'woody' }, /is for a person: .*“woody”/],
  ];
  for (const [what, fact, fault] of shaped)
    test(`is no fact where it is ${what} that cannot be written`, () => {
      const { room, woody, faults } = spoken(hearing({ facts: [fact] }));
      equal(faults.length, 1);
      match(faults[0]!, fault);
      equal(room.engine.room('room')!.behaviours[0]!.trust, 'out');
      // what was said is told all the same, by a step without it
      woody.hears('hello');
    });

  test('is no memory of what cannot be written', () => {
    const message = { content: { kind: 'message', type: 'groupchat', bytes: 1, payload: [tree('a', {}, [control])] } };
    for (const [messages, fault] of [
      [undefined, /the fact recalled has messages/],
      [[message], /what stands in a has a character/],
    ] as const) {
      const recalls = loose('hears', {
        hears: { said: (_: unknown, { who }: { who: unknown }) => ({ facts: [{ type: 'recalled', to: who, messages }] }) },
      });
      match(spoken(recalls).faults[0]!, fault);
    }
  });

  test('is no answer where it cannot be written', () => {
    const answers: readonly [unknown, RegExp][] = [
      [control, /a reply has a character/],
      [{ condition: 'forbidden', type: 'auth', code: 403, text: control }, /the text of a refusal has a character/],
      [null, /a reply is words or a refusal, not null/],
      [5, /a reply is words or a refusal, not 5/],
    ];
    for (const [reply, fault] of answers) {
      const room = stage(
        loose('answers', {
          requests: { ask: { about: 'Asks.', who: 'anyone', word: 'ask' } },
          hears: { ask: () => ({ reply }) },
        }),
        { onFault: 'keep' },
      );
      room.person('woody').enters().says('!ask');
      match(String(room.faults()[0]), fault);
    }
  });

  test('sees nobody out with words that cannot be written', () => {
    for (const [words, fault] of [
      [control, /who is seen out has a character/],
      [undefined, /who is seen out is a text/],
    ] as const) {
      const sees = loose('sees', { hears: { said: (_: unknown, { who }: { who: unknown }) => ({ remove: [[who, words]] }) } });
      const { woody, faults } = spoken(sees);
      match(faults[0]!, fault);
      woody.isInside();
    }
  });

  test('is not put into what somebody else says', () => {
    const rewriting = (payload: unknown) =>
      loose('rewrites', {
        rules: { speak: (_: unknown, { content }: { content: object }) => ({ rewrite: { content: { ...content, payload } } }) },
      });
    for (const [payload, fault] of [
      [[tree('body', {}, [control])], /what stands in body/],
      [[tree('a<b')], /cannot be the name/],
      [[tree('body', { 'xml lang': 'en' })], /cannot be the name of an attribute/],
      [undefined, /a payload is a list/],
      [['words'], /an element is \{name, attrs, children\}, not “words”/],
      [[{ name: 'body' }], /the element body needs attrs and children/],
    ] as const) {
      const { woody, buzz, faults } = spoken(rewriting(payload));
      match(faults[0]!, fault);
      woody.isRefused('internal-server-error');
      buzz.hearsNothing();
    }
  });

  test('is not put beside what somebody else says either', () => {
    const rewrites = (phase: string, more: object) =>
      loose('rewrites', {
        rules: { [phase]: (_: unknown, { content }: { content: object }) => ({ rewrite: { content: { ...content, ...more } } }) },
      });
    for (const [phase, more] of [
      ['speak', { body: control }],
      ['speak', { body: 7 }],
      ['speak', { lang: control }],
      ['topic', { subject: control }],
    ] as const) {
      const room = stage(rewrites(phase, more), { onFault: 'keep' });
      const [woody, buzz] = [room.person('woody').enters(), room.person('buzz', { dialect: 'groupchat' }).enters()];
      if (phase === 'topic') woody.setsTopic('News');
      else woody.says('hello');
      woody.isRefused('internal-server-error');
      buzz.hearsNothing();
      match(String(room.faults()[0]), /a rewritten text (has a character|is a text)/);
    }
    // who leaves them as they were is not at fault
    equal(spoken(rewrites('speak', {})).faults, []);
  });

  test('is not let be known by those who ask what a room requires', () => {
    for (const [asked, fault] of [
      [{ title: control }, /what it requires: what it lets people know has a character/],
      [{ topic: control }, /what it lets people know has a character/],
      [{ title: 7 }, /what it lets people know is a text, not 7/],
      [{ topic: null }, /what it lets people know is a text, not null/],
    ] as const) {
      const room = stage(loose('requires', { requires: () => asked, rules: { speak: () => undefined } }), { onFault: 'keep' });
      const buzz = room.person('buzz');
      // who is still outside is told what it takes to come in
      buzz.asks(`<query xmlns='jabber:iq:conference'/>`).isRefused('internal-server-error');
      is(room.faults().length, 1);
      match(String(room.faults()[0]), fault);
      buzz.asks(`<query xmlns='jabber:iq:version'/>`).hears(({ type }) => type === 'result');
    }
  });

  test('is not put into words of an invitation', () => {
    const room = stage(loose('rewrites', { rules: { invite: () => ({ rewrite: { text: control } }) } }), { onFault: 'keep' });
    room.invites('rex@home.example', 'Come.');
    match(String(room.faults()[0]), /a rewritten text has a character/);
    equal(room.facts('invited', 'ever'), []);
  });

  test('is for those who are there: to others nothing is told', () => {
    const farewell = loose('farewell', {
      hears: {
        left: (_: unknown, { who }: { who: { nick: string } }) => ({
          facts: [
            { type: 'advised', to: who, text: 'After you.' },
            { type: 'recalled', to: who, messages: [] },
            { type: 'announced', text: `${who.nick} has gone.` },
          ],
        }),
      },
    });
    const room = stage(farewell);
    const [woody, buzz] = [room.person('woody').enters(), room.person('buzz').enters()];
    woody.leaves();
    equal([room.facts('advised'), room.facts('recalled')], [[], []]);
    buzz.hears('woody has gone.', { by: 'room' });
    woody.hearsNot('After you.');
  });
});

suite('a sound value', test => {
  test('is a payload of elements in each other, with texts, prefixes and nothing else', () => {
    soundPayload([]);
    soundPayload([tree('x', { xmlns: 'urn:x', 'xml:lang': 'en' }, ['a\tb\n', tree('db:y', {}, [])])]);
    let deep = tree('x');
    for (let i = 0; i < 255; i++) deep = tree('x', {}, [deep]);
    soundPayload([deep]);
    throws(() => soundPayload([tree('x', {}, [tree('x', {}, [deep])])]), /256 levels deep at most/);
    throws(() => soundPayload([[]]), /not a list of 0/);
    throws(() => soundPayload([tree('x', { n: 5 })]), /the attribute n of x is a text, not 5/);
    const round = { name: 'x', attrs: {}, children: [] as unknown[] };
    round.children.push(round);
    throws(() => soundPayload([round]), /256 levels/);
  });

  test('is looked at once where it cannot change, and each time where it can', () => {
    const open = { name: 'x', attrs: {} as Record<string, string>, children: [] as string[] };
    soundPayload([open]);
    open.children.push(control);
    throws(() => soundPayload([open]), /what stands in x/);
    const frozen = Object.freeze({ name: 'x', attrs: Object.freeze({}), children: Object.freeze(['a']) });
    soundPayload([frozen]);
    soundPayload([frozen]);
  });

  test('is a text that XML has', () => {
    is(soundText('a\tb', 'it'), 'a\tb');
    for (const text of ['\u0000', '\u001b', '\uffff', '\udc00']) throws(() => soundText(text, 'it'), /^it has a character/);
  });

  test('is described in a few words', () => {
    equal(described('x'.repeat(60)), `“${'x'.repeat(50)}”`);
    equal(described(['a', 'b']), 'a list of 2');
    equal(described({}), 'an object with nothing in it');
    equal(described({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }), 'an object with a, b, c, d, e');
    match(described(Promise.resolve()), /^a promise/);
    equal(described(null), 'null');
    not.match(described(thenable(1)), /promise/);
    instance(new Error(described(Symbol('x'))), Error);
  });
});
