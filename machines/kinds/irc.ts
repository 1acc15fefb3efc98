// A room that is mirrored from a channel of another network, such as one of IRC.
import { mirror } from '../behaviours/mirror.ts';
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const ircKind = kind(
  { name: 'irc', about: 'Mirrored from a channel of another network, which decides as well.', listed: true },
  // the far side is asked last: it cannot take back what it has done
  [...conversation, mirror],
);
