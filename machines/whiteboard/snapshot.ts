// The board as a newcomer is told of it: one message that says how large it is, and one for each of its pages. A page
// that has not changed is the same value for everybody, so that it is looked at and written once.
import type { Tree } from '../stanza.ts';
import type { Board, Page } from './board.ts';
import type { Extent } from './path-data.ts';
import { whiteboardNs } from './stroke.ts';

export interface Snapshot {
  readonly text: string;
  readonly payload: readonly Tree[];
  readonly more?: readonly (readonly Tree[])[];
}

export function snapshotOf({ pages, strokes }: Board, { width, height }: Extent): Snapshot {
  const text = strokes === 0 ? 'The board is empty.' : `The board has ${strokes} ${strokes === 1 ? 'stroke' : 'strokes'}.`;
  const attrs = { xmlns: whiteboardNs, width: String(width), height: String(height), strokes: String(strokes) };
  // a small one is told at once
  const [only] = pages.length === 1 ? pages : [];
  const payload = [{ name: 'board', attrs, children: only ? messageOf(only)[0]!.children : [] }];
  return pages.length > 1 ? { text, payload, more: pages.map(messageOf) } : { text, payload };
}

const told = new WeakMap<Page, readonly Tree[]>();

/** The payload of the message that tells a page. */
function messageOf(page: Page): readonly Tree[] {
  const before = told.get(page);
  if (before) return before;
  // what was kept as text may be changed, and would be looked at each time
  for (const stroke of page.strokes) for (const part of [stroke, stroke.attrs, stroke.children]) Object.freeze(part);
  const children = Object.freeze(page.strokes);
  const message = Object.freeze([Object.freeze({ name: 'board', attrs: Object.freeze({ xmlns: whiteboardNs }), children })]);
  told.set(page, message);
  return message;
}
