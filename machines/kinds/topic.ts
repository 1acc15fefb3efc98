// A room that is about something: it needs a topic, is found by it, and whoever made it says what that is.
import { topic } from '../behaviours/topic.ts';
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const topicKind = kind(
  {
    name: 'topic',
    about: 'It is about something, is found by that, and its moderators say what it is.',
    listed: true,
  },
  conversation.map(one => (one === topic ? [topic, { required: true, by: 'moderators' }] : one)),
);
