// The sorts of effects that a configuration can name by `use`.
import { clock } from './clock.ts';
import type { Provision } from './effect.ts';
import { feed } from './feed.ts';
import { webHook } from './web-hook.ts';

// biome-ignore lint/suspicious/noExplicitAny: each has settings of its own
export const provisions: readonly Provision<any>[] = [webHook, feed, clock];
