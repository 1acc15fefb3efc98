// The kinds of room that come with Confab.
import type { Kind } from '../kind.ts';
import { lectureKind } from './lecture.ts';
import { privateKind } from './private.ts';
import { publicKind } from './public.ts';

export const shippedKinds: readonly Kind[] = [privateKind, publicKind, lectureKind];
