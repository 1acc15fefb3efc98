// A room that everybody may find, and see who is inside.
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const publicKind = kind(
  { name: 'public', about: 'Everybody may find it, and see who is inside.', listed: true },
  conversation,
);
