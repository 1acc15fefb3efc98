// Behaviours that the tests of the kit put on the stage: they keep, hold, rule and stand in states.
import { z } from 'zod';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { refuse } from '../../../machines/refusal.ts';

/** A door that a moderator closes and opens; whoever comes meanwhile waits. */
export const door = behaviour({
  name: 'door',
  about: 'A door that is closed and opened.',
  settings: z.strictObject({ seconds: z.int().min(1).default(60) }),
  data: () => ({ knocks: 0 }),
  own: () => ({ spoken: 0 }),
  requests: {
    shut: { about: 'Closes the door.', who: 'moderator', word: 'shut' },
    unlock: {
      about: 'Opens the door.',
      who: 'moderator',
      word: 'unlock',
      fields: z.strictObject({ words: z.string().optional() }),
    },
  },
  region: {
    initial: 'open',
    states: {
      open: { on: { shut: { target: 'shut', actions: 'sayShut' } } },
      shut: { on: { unlock: [{ guard: 'isKnockedAt', target: 'open', actions: 'letIn' }, { target: 'open' }] } },
    },
  },
  guards: { isKnockedAt: ({ data }) => data.knocks > 0 },
  actions: {
    sayShut: () => ({ facts: [{ type: 'announced', text: 'The door is shut.' }] }),
    letIn: ({ holds }) => ({ grant: holds, data: { knocks: 0 }, reply: `Let in: ${holds.length}` }),
  },
  defers: { enter: ['unlock'] },
  rules: {
    enter: ({ at, settings, matches }) =>
      matches('shut')
        ? { defer: { until: at + settings.seconds * 1000, late: refuse('forbidden', 'Nobody opened.'), text: 'You knock.' } }
        : undefined,
    speak: (_, { content }) => (content.body === 'shout' ? refuse('not-acceptable', 'Do not shout.') : undefined),
  },
  hears: {
    held: ({ data }) => ({ data: { knocks: data.knocks + 1 } }),
    said: ({ own }) => ({ own: { spoken: own.spoken + 1 } }),
  },
});
