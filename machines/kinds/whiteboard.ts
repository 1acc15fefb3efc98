// A room with a board on which all who are inside draw.
import { whiteboard } from '../behaviours/whiteboard.ts';
import { kind } from '../kind.ts';
import { conversation } from './conversation.ts';

export const whiteboardKind = kind(
  { name: 'whiteboard', about: 'All who are inside draw on one board, and newcomers see it.', listed: true },
  // behind the history: messages of the past have strokes in them that may be gone, and the board begins anew
  [...conversation, whiteboard],
);
