// What the room is talking about: set by a groupchat message with a subject, told to those who come, and to those who
// ask or look for it before they do.
import { z } from 'zod';
import { byteLength } from '../byte-length.ts';
import { behaviour } from '../define-behaviour.ts';
import { type Refusal, refuse } from '../refusal.ts';

const Settings = z.strictObject({
  text: z.string().optional().describe('the topic at first'),
  bytes: z.int().min(1).max(10_000_000).default(1_024).describe('bytes that a topic may have'),
  by: z.enum(['anyone', 'moderators']).default('anyone').describe('who may set it, of those inside'),
  required: z
    .boolean()
    .default(false)
    .describe('whether the room needs one: before it has, only moderators enter and nobody speaks'),
});
type Settings = z.infer<typeof Settings>;

const notYours = refuse('forbidden', 'Only moderators of this room may set its topic.');
const needed = refuse('not-acceptable', 'This room needs a topic: it can be changed, but not emptied.');
const firstTopic = refuse(
  'unexpected-request',
  'This room needs a topic before anybody speaks: send a message of type groupchat with a subject first.',
);
const notYet = refuse(
  'service-unavailable',
  'This room has no topic yet, and cannot be entered before it has. Whoever made it sets one: try again later.',
);
const setIt = 'This room needs a topic before others can come in, and before anybody speaks: set one as the subject.';

export const topic = behaviour({
  name: 'topic',
  about: 'A subject that is set by a message and told to those who come.',
  settings: Settings,
  defaults: room => ({ text: room.topic, bytes: room.limits.topicBytes }),
  data: (settings, founding) => ({ text: founding?.topic ?? settings.text ?? '' }),
  rules: {
    create: ({ settings }, { topic }) => (topic === undefined ? undefined : refusalOf(settings, topic)),
    enter({ settings, data, room }, asker) {
      return isMissing(settings, data) && !room.isModerator(asker) ? notYet : undefined;
    },
    speak({ settings, data }, { content: { type, subject } }) {
      const setsTopic = type === 'groupchat' && subject !== undefined;
      return isMissing(settings, data) && !setsTopic ? firstTopic : undefined;
    },
    topic({ settings, data, room, person }, { content }) {
      // whoever is inside may give the first one that is needed: only moderators came in without
      const may = settings.by === 'anyone' || isMissing(settings, data) || (person && room.isModerator(person));
      return may ? refusalOf(settings, content.subject ?? '') : notYours;
    },
  },
  hears: {
    said: (_, { content }) =>
      content.type === 'groupchat' && content.subject !== undefined ? { data: { text: content.subject } } : undefined,
    entered({ settings, data }, { who }) {
      if (isMissing(settings, data)) return { facts: [{ type: 'advised', to: who, text: setIt }] };
      return data.text === '' ? undefined : { facts: [{ type: 'titled', to: who, topic: data.text }] };
    },
  },
  requires: ({ data }) => (data.text === '' ? {} : { topic: data.text }),
  found: ({ data }) => ({ topic: data.text }),
  shares: ({ data }) => data.text,
});

function isMissing({ required }: Settings, { text }: { readonly text: string }): boolean {
  return required && text.trim() === '';
}

/** What is wrong with a text as a topic. */
function refusalOf({ bytes, required }: Settings, text: string): Refusal | undefined {
  if (required && text.trim() === '') return needed;
  return byteLength(text) > bytes ? refuse('not-acceptable', `A topic may have ${bytes} bytes at most.`) : undefined;
}
