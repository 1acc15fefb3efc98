// Reads what waits out of its flows, page by page, as the outbox would; every page is checked to be whole text.
import { ok } from 'uvu/assert';
import type { Flows } from '../../streams/flows.ts';
import type { Page } from '../../streams/parcel.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The next page, of `size` bytes or as many as the next stanza needs; empty where nothing waits. */
export function nextPage(flows: Flows, size: number): string {
  const page: Page = { bytes: new Uint8Array(size), end: 0 };
  const needed = flows.fill(page);
  if (needed === 0) return decoder.decode(page.bytes.subarray(0, page.end));
  ok(page.end === 0 && needed > size, 'more is needed only where the page is empty and too small');
  const larger: Page = { bytes: new Uint8Array(needed), end: 0 };
  ok(flows.fill(larger) === 0 && larger.end > 0, 'what is needed is enough');
  return decoder.decode(larger.bytes.subarray(0, larger.end));
}

/** All that waits, in pages. */
export function allPages(flows: Flows, size = 65_536): string[] {
  const pages: string[] = [];
  while (flows.bytes > 0) {
    const page = nextPage(flows, size);
    ok(page !== '', 'what waits is given');
    pages.push(page);
  }
  return pages;
}
