// The chart of a component's link to its server, as link-watch.ts drives it. It connects nothing: it says how the link is.
import { type ActorRefFrom, setup } from 'xstate';

export const link = setup({
  types: { events: {} as { readonly type: 'online' | 'disconnect' } },
}).createMachine({
  id: 'link',
  initial: 'waiting',
  states: {
    waiting: {
      description: 'There was no link to the server yet.',
      on: { online: 'up' },
    },
    up: {
      description: 'Stanzas come and go.',
      on: { disconnect: 'lost' },
    },
    lost: {
      description: 'It is tried again. What is said meanwhile is lost; afterwards everybody is asked who is still there.',
      on: { online: 'up' },
    },
  },
});

export type LinkActor = ActorRefFrom<typeof link>;
