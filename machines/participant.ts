// The chart of one person's stay. It decides nothing: the room rules, and a participant lives through it,
// telling at each transition what the room has put into the event.
import { type ActorRefFrom, emit, setup } from 'xstate';
import type { ParticipantFact } from './fact.ts';

export type ParticipantEvent =
  | { readonly type: 'admit'; readonly fact: ParticipantFact }
  | { readonly type: 'rename' }
  | { readonly type: 'renamed'; readonly fact: ParticipantFact }
  | { readonly type: 'kept' }
  | { readonly type: 'depart'; readonly fact: ParticipantFact };

export const participant = setup({
  types: {
    events: {} as ParticipantEvent,
    emitted: {} as ParticipantFact,
  },
  actions: {
    tell: emit(({ event }) => (event as { fact: ParticipantFact }).fact),
  },
}).createMachine({
  id: 'participant',
  initial: 'presence-pending',
  states: {
    'presence-pending': {
      description: 'Sent presence to the room; not inside yet.',
      on: {
        admit: { target: 'joined', actions: 'tell' },
        depart: { target: 'departed', actions: 'tell' },
      },
    },
    joined: {
      description: 'Inside: hears everything that is said and is heard by all.',
      on: {
        rename: 'nick-change',
        depart: { target: 'departed', actions: 'tell' },
      },
    },
    'nick-change': {
      description: 'Inside, and asked for another nick that has not been ruled on yet.',
      on: {
        renamed: { target: 'joined', actions: 'tell' },
        kept: 'joined',
        depart: { target: 'departed', actions: 'tell' },
      },
    },
    departed: {
      description: 'Gone. The id is not used again.',
      type: 'final',
    },
  },
});

export type ParticipantActor = ActorRefFrom<typeof participant>;
