// What is new in a feed that was read again: which items nobody was shown yet, in which order they are shown, and which
// ids are remembered. Feeds shrink, grow, change their order and repeat themselves; what was shown is never new again
// as long as its id is remembered.
import type { FeedItem } from './feed-item.ts';

/** What was shown so far, or is about to be. */
export interface Known {
  /** Ids, those first that the feed named last. */
  readonly seen: readonly string[];
  /** Whether the feed was read before: of one that was not, most is old. */
  readonly began: boolean;
  /** Ids that are never new, whether or not they are remembered. */
  readonly pending: readonly string[];
}

export interface NewsLimits {
  /** How many items of a feed that was never read are news. */
  readonly first: number;
  /** How many ids are remembered. */
  readonly remember: number;
}

export interface News {
  /** Those to be shown, oldest first. */
  readonly items: readonly FeedItem[];
  readonly seen: readonly string[];
}

/** `items`: as the feed has them, newest first where it does not say when they were published. */
export function newsIn(items: readonly FeedItem[], { seen, began, pending }: Known, { first, remember }: NewsLimits): News {
  const listed = once(newestFirst(items)).slice(0, remember);
  const old = new Set([...seen, ...pending]);
  const unseen = listed.filter(({ id }) => !old.has(id));
  const shown = began ? unseen : unseen.slice(0, first);
  const ids = new Set([...listed.map(({ id }) => id), ...seen]);
  return { items: [...shown].reverse(), seen: [...ids].slice(0, remember) };
}

/** By their dates where all have one; else it is as the feed has it. */
function newestFirst(items: readonly FeedItem[]): readonly FeedItem[] {
  if (items.some(({ at }) => at === undefined)) return items;
  return [...items].sort((one, other) => other.at! - one.at!);
}

function once(items: readonly FeedItem[]): readonly FeedItem[] {
  const ids = new Set<string>();
  return items.filter(({ id }) => !ids.has(id) && ids.add(id));
}
