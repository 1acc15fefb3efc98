// Random conversations over all that comes with Confab; and that they find what they are there to find.
import { equal, is, match, ok } from 'uvu/assert';
import { type ConversationOptions, conversations, type Subject, unreached } from '../../../adapters/testing/testing.ts';
import { shippedBehaviours } from '../../../machines/behaviours/all.ts';
import { privacy } from '../../../machines/behaviours/privacy.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import type { Person } from '../../../machines/person.ts';
import { refuse } from '../../../machines/refusal.ts';
import { suite } from '../../suite.ts';
import { door } from './sample.ts';

/** What conversations complain about. */
async function complaint(subject: Subject, options: ConversationOptions = {}): Promise<string> {
  try {
    await conversations(subject, { seed: 1, scenes: 30, ...options });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was found');
}

const waits = (at: number) => ({ defer: { until: at + 86_400_000, late: refuse('forbidden', 'Late.'), text: 'Wait.' } });

suite('any conversation', test => {
  for (const kind of shippedKinds) {
    test(`holds in rooms of the kind ${kind.name}`, async () => {
      // whoever lets people in is told who they are
      await conversations(kind, { moderatorsKnow: true, runs: 50 });
    });
  }

  test('holds with all behaviours in one room', async () => {
    await conversations(shippedBehaviours, { moderatorsKnow: true, runs: 80, secret: 'moth', words: ['darn', 'moth'] });
  });

  test('reaches all of a small chart', async () => {
    equal(unreached(await conversations(door, { seed: 3, runs: 40 })), []);
  });
});

suite('random conversations', test => {
  test('find a behaviour that throws, and show the shortest script and how to play it again', async () => {
    const touchy = behaviour({
      name: 'touchy',
      about: 'Throws.',
      hears: {
        renamed: () => {
          throw new Error('Not that name!');
        },
      },
    });
    const found = await complaint(touchy);
    match(found, /^Something failed: touchy, hearing renamed: Not that name!/);
    const [, script = ''] = /it happens:\n([\s\S]*?)\n\nWhat/.exec(found)!;
    ok(script.split('\n').length <= 7, script);
    const [, seed, path] = /seed: (-?\d+), path: '([\d:]+)'/.exec(found)!;
    is(await complaint(touchy, { seed: Number(seed), path: path! }), found);
  });

  test('find state that is kept beside the data', async () => {
    let count = 0;
    const secretive = behaviour({
      name: 'secretive',
      about: 'Counts in a variable.',
      hears: { said: () => ({ facts: [{ type: 'announced', text: `${count++}` }] }) },
    });
    match(await complaint(secretive), /the same conversation goes another way/);
  });

  test('find a behaviour that tells a hidden address', async () => {
    const gossip = behaviour({
      name: 'gossip',
      about: 'Tells who somebody is.',
      hears: { entered: (_, { who }) => ({ facts: [{ type: 'announced', text: `This is ${who.bare}.` }] }) },
    });
    match(await complaint([privacy, gossip]), /hides the real address, and here others learn it/);
    await conversations([gossip], { runs: 20 });
  });

  test('find nothing where a behaviour writes to those who have gone: the room leaves that out', async () => {
    let last: Person | undefined;
    const clinging = behaviour({
      name: 'clinging',
      about: 'Writes to those who have gone.',
      hears: {
        left({ at }, { who }) {
          last = who;
          return { wake: at + 100_000 };
        },
        due: () => ({ facts: [{ type: 'advised', to: last!, text: 'Come back!' }] }),
      },
    });
    await conversations(clinging, { runs: 30 });
  });

  test('have nothing against requests that are held for long: each is answered when the room closes', async () => {
    const patient = behaviour({
      name: 'patient',
      about: 'Holds for a day.',
      defers: { enter: ['due'], rename: ['due'], speak: ['due'], browse: ['due'] },
      rules: {
        enter: ({ at, room }) => (room.people.size < 2 ? undefined : waits(at)),
        rename: ({ at }) => waits(at),
        speak: ({ at }) => waits(at),
        browse: ({ at }) => waits(at),
      },
      hears: { due: () => undefined },
    });
    await conversations(patient, { runs: 30 });
  });

  test('ask what is to be so always', async () => {
    const found = await complaint(door, {
      always(room) {
        if (room.floor!.people.size > 1) throw new Error('There are two.');
      },
    });
    match(found, /^There are two\./);
  });

  test('say how to get fast-check where it is not there', async () => {
    const { findFastCheck } = await import('../../../adapters/testing/conversations.ts');
    is(typeof (await findFastCheck()).property, 'function');
    const missing = await findFastCheck(() => Promise.reject(new Error('no such module'))).catch((error: Error) => error.message);
    match(String(missing), /npm install --save-dev fast-check/);
  });
});
