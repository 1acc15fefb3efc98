// The chart of a service that has more to say than its server takes: the worse it is, the more is put off, and only then
// is anything refused. It weighs and decides; what waits is kept in streams/. It knows no socket and no clock.
import { type ActorRefFrom, assign, emit, setup } from 'xstate';
import type { OverloadSettings } from './settings.ts';

/** From the least to the worst. */
export const overloadStates = ['normal', 'coalescing', 'holding', 'refusing'] as const;
export type OverloadState = (typeof overloadStates)[number];

/** What waits at one moment. */
export interface Load {
  /** Bytes that wait to be written, as a part of those at which reading stops; more than 1 beyond that. */
  readonly outbox: number;
  /** Stanzas that were read and wait to be heard. */
  readonly mailbox: number;
}

export interface LoadTold extends Load {
  readonly type: 'load';
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The service is in another state of overload. */
export interface OverloadChanged {
  readonly type: 'overload changed';
  readonly from: OverloadState;
  readonly to: OverloadState;
  readonly at: number;
  readonly load: Load;
}

interface Context {
  readonly settings: OverloadSettings;
  readonly load: Load;
}

type Mark = 'coalesce' | 'hold' | 'refuse';

/** How much waits: 1 where it is as much as may. */
export function weightOf({ outbox, mailbox }: Load, settings: OverloadSettings): number {
  return Math.max(outbox, mailbox / settings.mailbox);
}

/** The weights, ascending, at which the state may change: whoever knows the load need not tell it in between. */
export function marksOf({ coalesce, hold, refuse, release }: OverloadSettings): readonly number[] {
  return [coalesce, hold, refuse].flatMap(mark => [mark, mark * release]).sort((one, other) => one - other);
}

/** What is wrong with the marks: paths begin at the settings of the service, and the text follows the path. */
export function overloadFaults({ coalesce, hold, refuse }: OverloadSettings): { path: string[]; text: string }[] {
  const after = (key: Mark, value: number, before: Mark, least: number) =>
    value > least
      ? []
      : [{ path: ['overload', key], text: `must be more than overload.${before}, which is ${least}, not ${value}` }];
  return [...after('hold', hold, 'coalesce', coalesce), ...after('refuse', refuse, 'hold', hold)];
}

const isReached = (mark: Mark, { settings, load }: Context) => weightOf(load, settings) >= settings[mark];
const isOver = (mark: Mark, { settings, load }: Context) => weightOf(load, settings) < settings[mark] * settings.release;

export const overload = setup({
  types: {
    context: {} as Context,
    events: {} as LoadTold,
    input: {} as OverloadSettings,
    emitted: {} as OverloadChanged,
  },
  actions: {
    note: assign({ load: ({ event: { outbox, mailbox } }) => ({ outbox, mailbox }) }),
    tell: emit(({ context: { load }, event: { at } }, { from, to }: Pick<OverloadChanged, 'from' | 'to'>) => ({
      type: 'overload changed' as const,
      from,
      to,
      at,
      load,
    })),
  },
  guards: {
    mustCoalesce: ({ context }) => isReached('coalesce', context),
    mustHold: ({ context }) => isReached('hold', context),
    mustRefuse: ({ context }) => isReached('refuse', context),
    mayTellAtOnce: ({ context }) => isOver('coalesce', context),
    mayLetIn: ({ context }) => isOver('hold', context),
    mayTakeRequests: ({ context }) => isOver('refuse', context),
  },
}).createMachine({
  id: 'overload',
  context: ({ input }) => ({ settings: input, load: { outbox: 0, mailbox: 0 } }),
  initial: 'normal',
  on: { load: { actions: 'note' } },
  states: {
    normal: {
      description: 'The server takes what it is told.',
      always: {
        guard: 'mustCoalesce',
        target: 'coalescing',
        actions: { type: 'tell', params: { from: 'normal', to: 'coalescing' } },
      },
    },
    coalescing: {
      description: 'Who comes, goes and changes presence in a large room is told once in an interval.',
      always: [
        { guard: 'mustHold', target: 'holding', actions: { type: 'tell', params: { from: 'coalescing', to: 'holding' } } },
        { guard: 'mayTellAtOnce', target: 'normal', actions: { type: 'tell', params: { from: 'coalescing', to: 'normal' } } },
      ],
    },
    holding: {
      description: 'Whoever wants to enter a room waits, too, and what was put off goes on only while less than this waits.',
      always: [
        { guard: 'mustRefuse', target: 'refusing', actions: { type: 'tell', params: { from: 'holding', to: 'refusing' } } },
        { guard: 'mayLetIn', target: 'coalescing', actions: { type: 'tell', params: { from: 'holding', to: 'coalescing' } } },
      ],
    },
    refusing: {
      description: 'Whoever wants to enter, or asks for a long list, is told to try again later.',
      always: {
        guard: 'mayTakeRequests',
        target: 'holding',
        actions: { type: 'tell', params: { from: 'refusing', to: 'holding' } },
      },
    },
  },
});

export type OverloadActor = ActorRefFrom<typeof overload>;
