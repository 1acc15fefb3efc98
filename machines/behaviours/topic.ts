// What the room is talking about: set by a groupchat message with a subject, told to those who come.
import { z } from 'zod';
import { byteLength } from '../byte-length.ts';
import { behaviour } from '../define-behaviour.ts';
import { refuse } from '../refusal.ts';

const Settings = z.strictObject({
  text: z.string().optional().describe('the topic at first'),
  bytes: z.int().min(1).max(10_000_000).default(1_024).describe('bytes that a topic may have'),
});

export const topic = behaviour({
  name: 'topic',
  about: 'A subject that is set by a message and told to those who come.',
  settings: Settings,
  defaults: room => ({ text: room.topic, bytes: room.limits.topicBytes }),
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
  shares: ({ data }) => data.text,
});
