// Suites that need a real browser: run where it is installed, left out loudly where it is not.

import { leaveOut, suite, type Test } from '../suite.ts';
import { type Browser, browserMissing, haveBrowser, type OpenOptions, type OpenPage, startBrowser } from './browser.ts';
import { builtPage } from './built-page.ts';

/** Opens a page; it is closed after the test, which fails if there is a complaint about it. */
export type Open = (url: string, options?: OpenOptions) => Promise<OpenPage>;

/** Defines a suite with one browser when there is one; else says that it is left out, a failure with CI=true. */
export function whenBrowser(title: string, define: (test: Test, open: Open) => void): void {
  if (!haveBrowser()) {
    leaveOut(`${title}: ${browserMissing}`);
    return;
  }
  suite(title, test => {
    let browser: Browser | undefined;
    test.before(async () => {
      await builtPage();
      browser = await startBrowser();
    });
    test.after.each(async () => browser?.tidy());
    test.after(async () => browser?.stop());
    define(test, (url, options) => browser!.open(url, options));
  });
}
