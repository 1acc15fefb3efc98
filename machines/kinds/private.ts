// A room that is found only by those who know its name.
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const privateKind = kind(
  { name: 'private', about: 'Found only by those who know its name.', listed: false },
  conversation,
);
