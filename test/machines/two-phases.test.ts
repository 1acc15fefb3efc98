// What one stanza asks for in two ways is ruled on in both: words with a subject, and presence in the own nick.
import { equal, match } from 'uvu/assert';
import { type Player, stage } from '../../adapters/testing/testing.ts';
import { topic } from '../../machines/behaviours/topic.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import type { Hold } from '../../machines/holds.ts';
import { refuse } from '../../machines/refusal.ts';
import { suite } from '../suite.ts';

const quiet = behaviour({
  name: 'quiet',
  about: 'Nobody speaks.',
  rules: { speak: () => refuse('not-allowed', 'Silence, please.') },
});
const settled = behaviour({
  name: 'settled',
  about: 'The topic stays.',
  rules: { topic: () => refuse('forbidden', 'The topic is settled.') },
});
const still = behaviour({
  name: 'still',
  about: 'Nobody is news.',
  // who is still outside shows themselves to come in
  rules: { appear: ({ person }) => (person ? refuse('forbidden', 'No news, please.') : undefined) },
});
/** Holds all words, or all topics, until somebody says `!go`. */
const gate = (phase: 'speak' | 'topic' | 'rename') =>
  behaviour({
    name: 'gate',
    about: 'Keeps things waiting.',
    requests: { go: { about: 'Lets all go on.', who: 'anyone', word: 'go' } },
    defers: { [phase]: ['go'] },
    rules: { [phase]: ({ at }: { at: number }) => ({ defer: { until: at + 600_000, late: 'grant', text: 'Wait.' } }) },
    hears: { go: ({ holds }: { holds: readonly Hold[] }) => ({ grant: holds }) },
  } as never);

const both = (who: Player, body: string, subject: string) =>
  who.sends(`<message type='groupchat'><body>${body}</body><subject>${subject}</subject></message>`);

suite('words with a subject', test => {
  test('are words: who may not speak does not by adding one', () => {
    const room = stage([quiet, topic]);
    const [woody, buzz] = [room.person('woody').enters(), room.person('buzz').enters().isInside()];
    for (const subject of ['News', '']) {
      both(woody, 'spam', subject).isRefused('not-allowed', 'Silence, please.');
      buzz.hearsNothing();
    }
    equal(room.engine.room('room')!.topic, undefined);
    woody.setsTopic('News');
    buzz.hears('News');
  });

  test('are a topic: who may not set one does not by adding words', () => {
    const room = stage([settled, topic]);
    const [woody, buzz] = [room.person('woody').enters(), room.person('buzz').enters().isInside()];
    both(woody, 'hello', 'News').isRefused('forbidden', 'The topic is settled.');
    buzz.hearsNothing();
    woody.says('hello');
    buzz.hears('hello');
  });

  test('are told whole where both may be, and the book has both', () => {
    const room = stage([
      behaviour({ name: 'reader', about: 'Rules on all.', rules: { speak: () => undefined, topic: () => undefined } }),
      topic,
    ]);
    const [woody, buzz] = [room.person('woody').enters(), room.person('buzz').enters().isInside()];
    both(woody, 'hello', 'News');
    buzz.hears(({ body, subject }) => body === 'hello' && subject === 'News');
    equal(
      room
        .explain(woody)
        .slice(0, 2)
        .map(({ phase, outcome }) => [phase, outcome]),
      [
        ['topic', 'allowed'],
        ['speak', 'allowed'],
      ],
    );
    equal(room.facts('said').length, 1);
  });

  test('are seen by those who rule on the topic as those who rule on words have written them', () => {
    const seen: unknown[] = [];
    const room = stage([
      behaviour({
        name: 'mask',
        about: 'Masks words.',
        rules: { speak: (_, { content }) => ({ rewrite: { content: { ...content, body: '***' } } }) },
      }),
      behaviour({
        name: 'reader',
        about: 'Reads them.',
        rules: {
          topic: (_, { content }) => {
            seen.push([content.body, content.subject]);
            return undefined;
          },
        },
      }),
    ]);
    both(room.person('woody').enters(), 'hello', 'News');
    equal(seen, [['***', 'News']]);
  });

  test('cannot wait, in neither way: half of them would be forgotten', () => {
    for (const phase of ['speak', 'topic'] as const) {
      const room = stage([gate(phase), topic]);
      const [woody, buzz] = [room.person('woody').enters(), room.person('buzz').enters().isInside()];
      both(woody, 'hello', 'News').isRefused('not-acceptable', 'This cannot wait until somebody decides about it.');
      buzz.hearsNothing();
      equal(room.held(), []);
      equal(room.engine.room('room')!.behaviours[0]!.trust, 'well');
      // each by itself waits as ever
      if (phase === 'speak') woody.says('hello').isHeld();
      else woody.setsTopic('News').isHeld();
      buzz.says('!go').hears(phase === 'speak' ? 'hello' : 'News');
    }
  });

  test('to one person, or of another type, set no topic', () => {
    const room = stage([settled]);
    const [woody, buzz] = [room.person('woody').enters(), room.person('buzz').enters().isInside()];
    woody.sends(`<message><body>hello</body><subject>News</subject></message>`);
    buzz.hears('hello');
  });
});

suite('a subject', test => {
  test('is not put into words by a ruling, nor taken out of a topic', () => {
    const rewriting = (phase: 'speak' | 'topic', subject: string | undefined) =>
      behaviour({
        name: 'rewrites',
        about: 'Makes a topic of words.',
        rules: {
          [phase]: (_: unknown, { content: { subject: _was, ...content } }: { content: { subject?: string } }) => ({
            rewrite: { content: subject === undefined ? content : { ...content, subject } },
          }),
        },
      } as never);
    for (const [phase, subject] of [
      ['speak', 'pwned'],
      ['topic', undefined],
    ] as const) {
      const room = stage([rewriting(phase, subject), topic], { onFault: 'keep' });
      const woody = room.person('woody').enters();
      if (phase === 'speak') woody.says('hello');
      else woody.setsTopic('News');
      woody.isRefused('internal-server-error');
      match(String(room.faults()[0]), /made another sort of content of it/);
      equal(room.engine.room('room')!.topic, undefined);
    }
    const other = stage([rewriting('topic', 'Better news'), topic], { onFault: 'keep' });
    other.person('woody').enters().setsTopic('News');
    equal([other.faults(), other.facts('said').map(({ content }) => content.subject)], [[], ['Better news']]);
  });
});

suite('presence in the own nick', test => {
  const present = (who: Player, inner: string) => who.sends(`<presence to='room@rooms.example/${who.nick}'>${inner}</presence>`);

  test('is news, and ruled on as such', () => {
    const room = stage(still);
    const [woody, buzz] = [room.person('woody', { dialect: 'groupchat' }).enters(), room.person('buzz').enters().isInside()];
    present(woody, '<status>SPAM</status>').isRefused('forbidden', 'No news, please.');
    buzz.hearsNothing();
    equal(room.facts('appeared', 'ever'), []);
    equal(room.explain(woody)[0]!.phase, 'appear');
  });

  test('is no wish for another nick: who may not rename may be away', () => {
    const named = behaviour({
      name: 'named',
      about: 'Nicks stay.',
      rules: { rename: () => refuse('not-allowed', 'Nicks stay as they are.') },
    });
    const room = stage(named);
    const [woody, buzz] = [room.person('woody', { dialect: 'groupchat' }).enters(), room.person('buzz').enters().isInside()];
    present(woody, '<show>away</show><status>Lunch</status>').isNotRefused();
    buzz.hears('Lunch');
    woody.renames('Sheriff').isRefused('not-allowed', 'Nicks stay as they are.');
  });

  test('is passed on as it was rewritten', () => {
    const plain = behaviour({
      name: 'plain',
      about: 'Takes all out of presence.',
      rules: { appear: (_, { presence }) => ({ rewrite: { presence: { ...presence, payload: [] } } }) },
    });
    const room = stage(plain);
    const [woody, buzz] = [room.person('woody', { dialect: 'groupchat' }).enters(), room.person('buzz').enters().isInside()];
    present(woody, '<status>SPAM</status>');
    buzz.hearsNot('SPAM');
    equal(
      room.facts('appeared').map(({ presence }) => presence.payload),
      [[]],
    );
    equal(woody.person!.presence.payload, []);
  });

  test('leaves a nick alone that is still to be decided on', () => {
    const room = stage(gate('rename'));
    const [woody, buzz] = [room.person('woody', { dialect: 'groupchat' }).enters(), room.person('buzz').enters().isInside()];
    woody.renames('Sheriff').isHeld();
    present(woody, '<show>away</show>').isNotRefused();
    woody.isHeld().isCalled('woody');
    equal(woody.person!.actor.getSnapshot().value, 'nick-change');
    buzz.says('!go');
    woody.isCalled('Sheriff');
    buzz.sees('Sheriff').seesNot('woody');
    // and it can be changed again: nothing of the first one is left
    woody.renames('Deputy').isHeld();
    buzz.says('!go');
    woody.isCalled('Deputy');
  });
});
