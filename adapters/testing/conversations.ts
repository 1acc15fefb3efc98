// Random conversations in rooms with a test's behaviours: people of both dialects come, talk, ask the behaviours for
// things and go, and what must hold of every room is asked at every moment. Each is also cut somewhere, put away, and
// played on: that gives the same bytes.
import type fc from 'fast-check';
import type { Kind } from '../../machines/kind.ts';
import { AssertionError } from './assertion.ts';
import { type Actor, jids } from './cast.ts';
import { type Conversation, scriptText } from './conversation.ts';
import { type ConversationOptions, ConversationRun } from './conversation-run.ts';
import type { WithWatches } from './coverage.ts';
import type { FastCheck } from './random-field.ts';
import { scenesOf } from './scenes.ts';
import { kindOf, type Subject } from './subject.ts';
import { watched } from './watched-kind.ts';

/** What was played. */
export interface Conversations extends WithWatches {
  readonly runs: number;
}

/**
 * Plays random conversations with behaviours in place, and asks at every moment: does nothing fail, does nobody share a
 * nick, is every address known and every hidden one hidden, could everybody know who is inside, has every question one
 * answer, is a room silent when all have left, and does it go on with the same bytes after being put away anywhere?
 * @throws AssertionError with the shortest script that was found, what happened in it, and how to play it again
 * @throws Error where the package fast-check is not there
 */
export async function conversations(subject: Subject, options: ConversationOptions = {}): Promise<Conversations> {
  const check = options.fastCheck ?? (await findFastCheck());
  const staged = watched(kindOf(subject));
  const hides = staged.kind.parts.some(({ behaviour }) => behaviour.name === 'privacy');
  const run = new ConversationRun(
    staged,
    hides ? { ...options, behaviours: { privacy: { allowed: true }, ...options.behaviours } } : options,
    hides,
  );
  const { runs = 100, seed, path } = options;
  const property = check.property(anyConversation(check, staged.kind, options), check.nat(1_000), (conversation, cut) =>
    run.hold(conversation, cut),
  );
  const result = check.check(property, {
    numRuns: runs,
    unbiased: true,
    ...(seed === undefined ? {} : { seed }),
    ...(path ? { path } : {}),
  });
  if (result.failed) report(run, result as fc.RunDetailsFailureProperty<[Conversation, number]>);
  return { runs, watches: staged.watches };
}

/** Throws where it is not installed, with what to do. */
export async function findFastCheck(load = () => import('fast-check')): Promise<FastCheck> {
  try {
    return (await load()).default;
  } catch (cause) {
    throw new Error(
      'Random conversations need the package fast-check: npm install --save-dev fast-check. Where it goes by another name, give the module as the option fastCheck.',
      { cause },
    );
  }
}

function anyConversation(check: FastCheck, kind: Kind, options: ConversationOptions): fc.Arbitrary<Conversation> {
  const { secret, words = [], scenes = 60 } = options;
  const { arriving, any } = scenesOf(check, { kind, secret, words });
  const anyPeople = check
    .record({
      count: check.integer({ min: 2, max: 6 }),
      dialects: check.array(check.boolean(), { minLength: 6, maxLength: 6 }),
      hidden: check.nat(11),
      lead: check.constantFrom(0, 0, 0, 1, 2, 7),
    })
    .map(({ count, dialects, hidden, lead }) =>
      Object.entries(jids)
        .slice(0, count)
        .map(([name, jid], i): Actor => {
          const isProtected = i === hidden;
          return {
            name,
            jid,
            dialect: dialects[i] || isProtected ? 'conference' : 'groupchat',
            isModerator: i === lead,
            isProtected,
          };
        }),
    );
  return check
    .tuple(
      anyPeople,
      check.array(arriving, { maxLength: 10, size: 'max' }),
      check.array(any, { minLength: 1, maxLength: scenes, size: 'max' }),
    )
    .map(([people, first, then]) => ({ people, script: [...first, ...then].flatMap(make => make(people)) }));
}

/** Throws what did not hold, with all that is needed to look at it. */
function report(
  run: ConversationRun,
  { counterexample, errorInstance, seed, counterexamplePath }: fc.RunDetailsFailureProperty<[Conversation, number]>,
): never {
  const [conversation] = counterexample;
  const { message, actual, expected } = errorInstance as AssertionError;
  const again = `{ seed: ${seed}, path: '${counterexamplePath}' }`;
  const error = new AssertionError(
    `${message}\n\nThe shortest conversation in which it happens:\n${scriptText(conversation)}\n\nWhat happened:\n${run.story(conversation)}\n\nTo play it again, give conversations the options ${again}.`,
    actual,
    expected,
  );
  throw Object.assign(error, { cause: errorInstance });
}
