// A kind of room for tests of drawings: two behaviours with charts, one of them with all that charts may have, and one
// without.
import { z } from 'zod';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { kind } from '../../../machines/kind.ts';

const nothing = () => undefined;

export const gate = behaviour({
  name: 'gate',
  about: 'Lets people in while it is open.',
  settings: z.strictObject({
    seconds: z.int().min(1).max(600).default(60).describe('how long somebody waits'),
    word: z.string().min(1).optional().describe('the word | that opens it'),
  }),
  requests: {
    open: {
      about: 'Opens the gate.',
      who: 'moderator',
      word: 'open',
      fields: z.strictObject({ person: z.string().describe('for whom'), times: z.int().min(1).optional() }),
    },
    seal: { about: 'Closes it for good.', who: 'operator' },
    knock: { about: 'Knocks.', who: 'anyone', word: 'knock', element: { name: 'tap', xmlns: 'urn:gate' } },
  },
  facts: { opened: z.object({ by: z.string() }), sealed: z.object({}) },
  region: {
    initial: 'closed',
    on: { knock: { actions: 'ring' } },
    states: {
      closed: { on: { open: { guard: 'mayOpen', target: 'open', actions: ['ring', 'tell'] } } },
      open: {
        description: 'Whoever comes, enters.',
        entry: 'tell',
        initial: 'wide',
        states: { wide: { on: { entered: 'ajar' } }, ajar: { on: { due: { actions: { type: 'count', params: { by: 2 } } } } } },
        on: { seal: '#gate.closed', left: { target: 'open', reenter: true } },
      },
    },
  },
  guards: { mayOpen: () => true },
  actions: { ring: nothing, tell: nothing, count: nothing },
  defers: { enter: ['open'] },
  rules: { enter: nothing, create: nothing },
  hears: { open: nothing, held: nothing, said: nothing },
  features: ['urn:gate'],
  shares: nothing,
});

export const lamp = behaviour({
  name: 'lamp',
  about: 'It is on or off, at each end.',
  region: {
    description: 'Two ends.',
    type: 'parallel',
    states: {
      left: { initial: 'off', states: { off: { on: { said: 'on' } }, on: {} } },
      right: { initial: 'off', states: { off: { on: { due: 'on' } }, on: {} } },
    },
  },
});

export const wall = behaviour({ name: 'wall', about: 'Nobody whispers.', rules: { whisper: nothing } });

export const hall = kind({ name: 'hall', about: 'A gate, a lamp and a wall.', listed: true }, [
  [gate, { seconds: 30, word: 'friend' }],
  lamp,
  wall,
]);
