// What the room is talking about: set by a groupchat message with a subject, told to those who come.
import type { Behaviour } from '../behaviour.ts';
import { byteLength } from '../byte-length.ts';
import { refuse } from '../refusal.ts';

interface Settings {
  readonly text?: string | undefined;
  /** Bytes that a topic may have. */
  readonly bytes: number;
}

interface Data {
  readonly text: string;
}

export const topic: Behaviour<Settings, Data> = {
  name: 'topic',
  about: 'A subject that is set by a message and told to those who come.',
  data: settings => ({ text: settings.text ?? '' }),
  rules: {
    topic({ settings }, { content }) {
      if (byteLength(content.subject ?? '') <= settings.bytes) return undefined;
      return refuse('not-acceptable', `A topic may have ${settings.bytes} bytes at most.`);
    },
  },
  hears: {
    said: (_, { content }) =>
      content.type === 'groupchat' && content.subject !== undefined ? { data: { text: content.subject } } : undefined,
    entered: ({ data }, { who }) => (data.text === '' ? undefined : { facts: [{ type: 'titled', to: who, topic: data.text }] }),
  },
  requires: ({ data }) => (data.text === '' ? {} : { topic: data.text }),
};
