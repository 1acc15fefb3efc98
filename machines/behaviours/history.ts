// The last messages of a room, told to those who come.
import type { Behaviour } from '../behaviour.ts';
import type { Remembered } from '../fact.ts';

interface Settings {
  /** How many messages are kept at most. */
  readonly count: number;
  /** How many bytes they may have together. */
  readonly bytes: number;
}

interface Data {
  readonly messages: readonly Remembered[];
}

export const history: Behaviour<Settings, Data> = {
  name: 'history',
  about: 'The last messages, told to those who come.',
  data: () => ({ messages: [] }),
  hears: {
    said({ settings, data }, { who, content, at }) {
      if (settings.count === 0 || content.body === undefined) return undefined;
      return {
        data: { messages: newest([...data.messages, { at, id: who.id, nick: who.nick, content }], settings) },
      };
    },
    entered: ({ data }, { who }) =>
      data.messages.length > 0 ? { facts: [{ type: 'recalled', to: who, messages: data.messages }] } : undefined,
  },
};

function newest(messages: readonly Remembered[], { count, bytes }: Settings): readonly Remembered[] {
  let first = messages.length;
  let total = 0;
  while (first > 0 && messages.length - first < count) {
    total += messages[first - 1]!.content.bytes;
    if (total > bytes) break;
    first--;
  }
  return messages.slice(first);
}
