// A room around a feed: what is new is posted there, and talked about.
import { feed } from '../behaviours/feed.ts';
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const contentKind = kind({ name: 'content', about: 'What is new in a feed is posted, and talked about.', listed: true }, [
  ...conversation,
  feed,
]);
