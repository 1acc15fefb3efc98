// Written rulings, in every phase.
import { equal, is, ok } from 'uvu/assert';
import { deferrable, type Phase, phases } from '../../../machines/phase.ts';
import type { MessageContent } from '../../../machines/stanza.ts';
import { suite } from '../../suite.ts';
import { iqOf, messageOf, roomJid, tree, type Unsent } from '../visitor.ts';
import { answer, bare, faultsOf, type Hall, hall, request } from './hall.ts';

const no = (text: string) => ({ condition: 'forbidden', text });
const denying = (phase: Phase, text: string, more: object = {}) => ({ rules: { [phase]: [{ ...more, deny: no(text) }] } });

/** What somebody does that is ruled on in a phase. Rex is not inside. */
const asks: Readonly<Record<Exclude<Phase, 'create'>, (hall: Hall) => string[]>> = {
  enter: ({ rex }) => rex.join('hall', { nicks: ['Rex', 'T-Rex'], privacy: true }),
  rename: ({ buzz }) => buzz.enter('hall', { nicks: ['Lightyear'] }),
  appear: ({ buzz }) => buzz.present('hall'),
  speak: ({ buzz }) => buzz.say('hall', 'Hello you'),
  topic: ({ buzz }) => buzz.say('hall', 'Look', { subject: 'Toys' }),
  whisper: ({ buzz }) => buzz.relay('hall', 'woody', messageOf('psst', { type: 'chat' })),
  browse: ({ buzz }) => buzz.browse('hall'),
  invite: ({ talk }) =>
    talk.send({ type: 'invite', room: roomJid('hall'), to: 'rex@pixar', dialect: 'conference', text: 'Come!' } as Unsent),
  configure: ({ configure }) => configure({ seconds: 5 }),
};

/** How somebody is refused in a phase, in words. */
function refused(phase: Exclude<Phase, 'create'>, text: string): string | undefined {
  const here = hall({
    settings: { seconds: { type: 'integer', default: 1 } },
    ...denying(phase, text, { if: { not: { equal: ['{people}', 0] } } }),
    ...passing(phase),
  });
  const before = here.talk.told.length;
  asks[phase](here);
  const fact = here.talk.told
    .slice(before)
    .map(one => one.fact)
    .find(({ type }) => type === 'refused' || type === 'declined');
  return fact && 'refusal' in fact ? fact.refusal.text : undefined;
}

/** Lets those in for whom the room is there. */
function passing(phase: Phase): object {
  if (phase !== 'enter') return {};
  return { rules: { enter: [{ if: { less: ['{people}', 2] }, allow: true }, { deny: no(texts.enter) }] } };
}

const texts = {
  enter: '{person.nick} {person.inside} {request.nick} {request.privacy}',
  rename: '{person.nick} {request.nick} {person.inside}',
  speak: '{person.nick} {request.body} {request.bytes}',
  topic: '{request.subject} {request.body}',
  whisper: '{request.body} {request.kind} {request.to}',
  browse: '{person.nick}',
  invite: '{request.text}',
  configure: '{request.behaviour} {request.by}',
} as const;

suite('written rulings', test => {
  test('see what is asked, in each phase', () => {
    const seen = Object.fromEntries(Object.entries(texts).map(([phase, text]) => [phase, refused(phase as 'enter', text)]));
    equal(seen, {
      enter: 'Rex no Rex yes',
      rename: 'buzz Lightyear yes',
      speak: 'buzz Hello you 100',
      topic: 'Toys Look',
      whisper: 'psst message woody',
      browse: 'buzz',
      invite: 'Come!',
      configure: 'probe an operator',
    });
  });

  test('see who makes a room', () => {
    const { rex, talk } = hall({
      rules: { create: [{ if: { matches: ['{person.host}', 'pix*'] }, deny: no('{request.nick} {request.privacy}') }] },
    });
    rex.join('den');
    is(talk.latest('refused').refusal.text, 'rex no');
    const [jessie] = talk.visitors('jessie');
    jessie!.join('den');
    equal(talk.inside('den'), ['jessie']);
  });

  test('keep presence from others, and the words of who leaves', () => {
    const { buzz } = hall(denying('appear', '', { if: { not: '{request.leaving}' } }));
    is(buzz.present('hall').includes('appeared buzz'), false);
    const leaving = hall(denying('appear', '', { if: '{request.leaving}' }));
    is(leaving.buzz.present('hall').includes('appeared buzz'), true);
    equal(leaving.buzz.leave('hall'), ['left buzz: left']);
    is(leaving.talk.latest('left').presence, undefined);
  });

  test('are looked at in order, and the first whose condition holds counts', () => {
    const { woody, buzz } = hall({
      rules: {
        speak: [
          { if: '{person.moderator}', allow: true },
          { if: { equal: ['{request.body}', 'please'] }, allow: true },
          { deny: no('No.') },
        ],
      },
    });
    equal(woody.say('hall', 'x'), ['said woody: x']);
    equal(buzz.say('hall', 'please'), ['said buzz: please']);
    equal(buzz.say('hall', 'x'), ['refused buzz: forbidden']);
  });

  test('of the innermost state come first, then those around it, then those of the file', () => {
    const rule = (name: string) => ({
      rules: {
        speak: [
          { if: { equal: ['{request.body}', name] }, deny: no(`${name} is no word`) },
          { if: { equal: ['{request.body}', 'any'] }, deny: no(name) },
        ],
      },
    });
    const { buzz, talk } = hall({
      requests: { go: request('go') },
      initial: 'outer',
      states: {
        outer: {
          ...rule('outer'),
          initial: 'inner',
          states: { inner: { ...rule('inner'), on: { go: { to: 'beside' } } }, beside: { on: { go: { to: 'other' } } } },
        },
        other: {},
      },
      ...rule('file'),
    });
    const said = (word: string) => (buzz.say('hall', word)[0]!.startsWith('said') ? 'said' : talk.latest('refused').refusal.text);
    const all = () => ['any', 'inner', 'outer', 'file'].map(said);
    equal(all(), ['inner', 'inner is no word', 'outer is no word', 'file is no word']);
    buzz.say('hall', '!go');
    equal(all(), ['outer', 'said', 'outer is no word', 'file is no word']);
    buzz.say('hall', '!go');
    equal(all(), ['file', 'said', 'said', 'file is no word']);
  });

  test('hold what is asked, for so many seconds', () => {
    const { buzz, talk } = hall({
      settings: { seconds: { type: 'integer', default: 30 } },
      rules: {
        speak: [
          {
            defer: {
              seconds: { product: ['{settings.seconds}', 2] },
              late: 'grant',
              text: 'Wait {settings.seconds}, {person.nick}.',
            },
          },
        ],
      },
    });
    equal(buzz.say('hall', 'Hello'), ['held buzz: speak by probe']);
    is(talk.latest('held').hold.text, 'Wait 30, buzz.');
    equal(talk.wait(59), []);
    equal(talk.wait(1), ['released buzz: speak late', 'said buzz: Hello']);
  });

  test('refuse what nobody decided, where that is wanted', () => {
    const { rex, talk } = hall({
      rules: {
        enter: [
          { if: { less: ['{people}', 2] }, allow: true },
          { defer: { seconds: 0, late: no('Too late, {request.nick}.'), text: 'Wait.' } },
        ],
      },
    });
    rex.join('hall');
    equal(talk.wait(1), ['released rex: enter refused', 'refused rex: forbidden']);
    is(talk.latest('refused').refusal.text, 'Too late, rex.');
  });

  test('hold in every phase in which somebody can wait, but not in whispers', () => {
    const rules = (phase: Phase) => ({ [phase]: [{ defer: { seconds: 1, late: 'grant', text: '' } }] });
    const can = phases.filter(phase => faultsOf({ ...bare, rules: rules(phase) })[0] === 'fine');
    equal(
      can,
      [...deferrable].filter(phase => phase !== 'whisper'),
    );
  });

  test('write a message anew, in every form that it has', () => {
    const { buzz, talk } = hall({
      rules: { speak: [{ if: { not: { empty: '{request.body}' } }, rewrite: { body: '{person.nick}: {request.body}' } }] },
    });
    const html = tree('html', { xmlns: 'http://jabber.org/protocol/xhtml-im' }, tree('body', {}, 'Hello'));
    const payload = [
      tree('body', { 'xml:lang': 'en' }, 'Hello'),
      tree('body', { 'xml:lang': 'de' }, 'Hallo'),
      html,
      tree('x', { xmlns: 'a' }),
    ];
    equal(buzz.say('hall', 'Hello', { payload, bytes: 50 }), ['said buzz: buzz: Hello']);
    const { content } = talk.latest('said');
    equal(content.payload, [tree('body', { 'xml:lang': 'en' }, 'buzz: Hello'), tree('x', { xmlns: 'a' })]);
    is(content.bytes, 56);
    equal(buzz.say('hall', undefined, { payload: [tree('x', { xmlns: 'a' })] }), ['said buzz: (undefined)']);
  });

  test('write topics, whispers and invitations anew', () => {
    const here = hall({
      rules: {
        topic: [{ rewrite: { subject: '“{request.subject}”', body: 'x' } }],
        whisper: [{ rewrite: { body: '{request.body}!' } }],
        invite: [{ rewrite: { text: '{request.text} ({room.title})' } }],
      },
    });
    here.buzz.say('hall', undefined, { subject: 'Toys' });
    const { subject, payload, body } = here.talk.latest('said').content;
    equal([subject, payload, body], ['“Toys”', [tree('subject', {}, '“Toys”')], undefined]);
    asks.whisper(here);
    is((here.talk.latest('relayed').content as MessageContent).body, 'psst!');
    asks.invite(here);
    is(here.talk.latest('invited').text, 'Come! (The Hall)');
    const question = here.buzz.relay('hall', 'woody', iqOf('q1'));
    ok(question[0]!.startsWith('relayed buzz to woody: iq get'), 'what is no message stays as it is');
  });

  test('keep to those who come back from outside what was answered', () => {
    const { buzz, woody, talk } = hall({
      rules: { whisper: [{ if: { equal: ['{request.kind}', 'iq'] }, deny: no('{request.to}.') }] },
    });
    buzz.relay('hall', 'woody', iqOf('q1'));
    is(talk.latest('refused').refusal.text, 'woody.');
    equal(
      woody.bounce('hall', 'not-acceptable', 'buzz').filter(line => line.startsWith('failed')),
      [],
    );
  });

  test('are asked for every word of a request of their own that somebody may ask', () => {
    const { buzz } = hall({
      requests: { go: request('go') },
      on: { go: { do: [{ reply: 'Gone.' }] } },
      ...denying('speak', 'No.'),
    });
    is(answer(buzz.say('hall', '!go')), 'Gone.');
    equal(buzz.say('hall', 'go'), ['refused buzz: forbidden']);
  });
});
