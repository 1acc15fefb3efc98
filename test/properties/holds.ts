// Holds something of many random conversations; where it does not hold, shows the seed, the shortest script that
// fast-check found, and everything that was said in it.
import fc from 'fast-check';
import { equal } from 'uvu/assert';
import { anyConversation, type Conversation } from './conversation.ts';
import { World } from './world.ts';

const runs = 200;

/**
 * @param check plays the conversation in a world in which nothing has happened yet; `at` is some number from 0 up, for
 * those who need one
 * @param worldOf makes the world
 */
export function holds<W extends World = World>(
  check: (world: W, conversation: Conversation, at: number) => void,
  worldOf: (conversation: Conversation, at: number) => W = conversation => new World(conversation) as W,
): void {
  const property = fc.property(anyConversation, fc.nat(1_000), (conversation, at) => {
    const world = worldOf(conversation, at);
    try {
      check(world, conversation, at);
      equal(world.failures.map(String), [], 'no step fails');
    } catch (error) {
      const { message, stack = '' } = error as Error;
      const { details = '' } = error as { readonly details?: string };
      const where = stack.split('\n').find(one => one.includes('/test/properties/'));
      // fast-check shows the stack, and nothing but the stack
      throw Object.assign(new Error(message), {
        stack: `${message}\n${details}\n${where}\n\nwhat happened:\n${world.story()}\n`,
      });
    } finally {
      world.engine.stop();
    }
  });
  fc.assert(property, { numRuns: runs, includeErrorInReport: true });
}
