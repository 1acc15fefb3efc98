// Pictures of pages for README and docs, taken by the tests that show what is on them. They are written where they are
// asked for: `npm run pictures` sets PICTURES to docs/pictures; otherwise they are taken and thrown away.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Bytes of a picture: a reader of the docs loads several. */
export const widestPicture = 250 * 1024;

/**
 * Takes a picture of what the window shows.
 * @param name without its ending, in kebab-case
 * @throws Error when it would be too large for the docs
 */
export async function picture(page: Page, name: string): Promise<void> {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
  if (png.length > widestPicture) {
    throw new Error(`The picture ${name} has ${png.length} bytes, more than ${widestPicture}: make the window smaller.`);
  }
  const folder = process.env.PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), png);
}
