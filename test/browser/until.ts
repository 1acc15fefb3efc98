// Waits for something on a page whose Content-Security-Policy forbids eval, which playwright's own waiting needs.
import type { Page } from 'playwright-core';

/** Resolves when an expression is true, looked at whenever the document changes; rejects after a while with what it was. */
export async function until(page: Page, expression: string): Promise<void> {
  const found = await page.evaluate<boolean>(`new Promise(resolve => {
    const end = found => (clearTimeout(timer), watch.disconnect(), resolve(found));
    const look = () => { if (${expression}) end(true); };
    const watch = new MutationObserver(look);
    const timer = setTimeout(() => end(false), 20_000);
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
  })`);
  if (!found) throw new Error(`This did not come true: ${expression}`);
}
