// The last messages of a room, told to those who come.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import type { Remembered } from '../fact.ts';

const Settings = z.strictObject({
  count: z.int().min(0).max(1_000).default(20).describe('messages that are kept at most'),
  bytes: z.int().min(0).max(10_000_000).default(65_536).describe('bytes that they may have together'),
});
type Settings = z.infer<typeof Settings>;

interface Data {
  readonly messages: readonly Remembered[];
}

export const history = behaviour({
  name: 'history',
  about: 'The last messages, told to those who come.',
  settings: Settings,
  defaults: room => ({ count: room.history, bytes: room.limits.historyBytes }),
  data: (): Data => ({ messages: [] }),
  hears: {
    said({ settings, data }, { who, content, at }) {
      if (settings.count === 0 || content.body === undefined) return undefined;
      return { data: { messages: newest(data.messages, { at, id: who.id, nick: who.nick, content }, settings) } };
    },
    entered: ({ data }, { who }) =>
      data.messages.length > 0 ? { facts: [{ type: 'recalled', to: who, messages: data.messages }] } : undefined,
  },
});

/** The messages with one more, without those that are too old for that. */
function newest(before: readonly Remembered[], one: Remembered, { count, bytes }: Settings): readonly Remembered[] {
  let total = one.content.bytes;
  if (total > bytes) return [];
  let first = before.length;
  while (first > 0 && before.length - first < count - 1) {
    total += before[first - 1]!.content.bytes;
    if (total > bytes) break;
    first--;
  }
  // exactly as long as it is: what is pushed to gets room for more
  return [...(first === 0 ? before : before.slice(first)), one];
}
