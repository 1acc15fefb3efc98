// The kinds of room that come with Confab.
import type { Kind } from '../kind.ts';
import { contentKind } from './content.ts';
import { gatedKind } from './gated.ts';
import { ircKind } from './irc.ts';
import { lectureKind } from './lecture.ts';
import { privateKind } from './private.ts';
import { publicKind } from './public.ts';
import { topicKind } from './topic.ts';
import { urlKind } from './url.ts';
import { whiteboardKind } from './whiteboard.ts';

export const shippedKinds: readonly Kind[] = [
  privateKind,
  publicKind,
  lectureKind,
  gatedKind,
  contentKind,
  topicKind,
  urlKind,
  whiteboardKind,
  ircKind,
];
