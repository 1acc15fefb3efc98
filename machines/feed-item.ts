// An item of a feed: its bounds, and how people are shown it. Where it comes from, and when it is shown, is not said here.
import { z } from 'zod';
import type { Remembered } from './fact.ts';
import { withBody } from './message-text.ts';
import type { Tree } from './stanza.ts';
import { isXmlText } from './xml-text.ts';

/** The namespace of the element in which an item comes. */
export const feedNamespace = 'urn:confab:feed';

const text = (most: number) =>
  z.string().max(most).refine(isXmlText, 'has a character that XML does not have: leave control characters out');

/** An item as an effect gives it: plain text without marks, and a link that stands alone. */
export const FeedItem = z.strictObject({
  /** The same for the same item, whenever the feed is read. */
  id: text(500).min(1),
  title: text(500),
  link: text(2_000)
    .regex(/^https?:\/\//iu, 'is no link of http or https')
    .optional(),
  /** When it was published, in milliseconds since 1970. */
  at: z.int().min(0).max(8_640_000_000_000_000).optional(),
  summary: text(2_000).optional(),
});
export type FeedItem = z.infer<typeof FeedItem>;

/** An item that was posted, and when. */
export interface Posted {
  readonly at: number;
  readonly item: FeedItem;
}

/** As people read it: `title — link`. */
export function textOf({ id, title, link, summary }: FeedItem): string {
  const words = title.trim() || summary?.trim();
  return [words, link].filter(Boolean).join(' — ') || id;
}

/** As programs read it. */
export function elementOf({ id, title, link, at, summary }: FeedItem): Tree {
  const attrs = {
    xmlns: feedNamespace,
    id,
    ...(link === undefined ? {} : { link }),
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
  };
  const children = [child('title', title), ...(summary ? [child('summary', summary)] : [])];
  return { name: 'item', attrs, children };
}

/** As those are told who come later: the room itself said it, at that time. */
export function remembered({ at, item }: Posted): Remembered {
  const content = { kind: 'message', type: 'groupchat', payload: [elementOf(item)], bytes: 0 } as const;
  return { at, id: '', nick: '', content: withBody(content, textOf(item)) };
}

function child(name: string, words: string): Tree {
  return { name, attrs: {}, children: words === '' ? [] : [words] };
}
