// A real browser without a window: Debian's chromium, driven by playwright-core. What is wrong with a page is collected:
// errors, requests to elsewhere, and what its Content-Security-Policy forbade. It knows nothing of what is on the pages.
import { existsSync } from 'node:fs';
import { type BrowserContextOptions, chromium, type Page, type Browser as Played } from 'playwright-core';

const program = '/usr/bin/chromium';

/** A name that leads to this machine and is none of ours: for pages that mean harm. */
export const hostileHost = 'hostile.test';

/** How to get what is missing. */
export const browserMissing = 'no browser is installed (Debian: apt-get install chromium)';

/** Whether there is a browser here. */
export function haveBrowser(): boolean {
  return existsSync(program);
}

export interface OpenOptions extends BrowserContextOptions {
  /** Origins that the page may ask beside its own, such as `ws://127.0.0.1:5280`. */
  readonly also?: readonly string[];
}

/** A page of playwright's, in a context of its own (no cookies, no cache). */
export interface OpenPage extends Page {
  /** What is wrong with it so far, a sentence each. A test that expects one takes it out. */
  readonly complaints: string[];
}

export interface Browser {
  /** Opens a page: a laptop's size, light, unless told otherwise. Resolves when it is loaded. */
  open(url: string, options?: OpenOptions): Promise<OpenPage>;
  /** Closes all pages. Throws when there is a complaint about one of them. */
  tidy(): Promise<void>;
  /** Ends the browser. Throws as `tidy` does. */
  stop(): Promise<void>;
}

/** A telephone that is held upright. */
export const phone: OpenOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/** Starts it; its life ends with `stop`. */
export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      // text is drawn alike everywhere, and nothing is looked up outside
      '--font-render-hinting=none',
      `--host-resolver-rules=MAP ${hostileHost} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost`,
    ],
  });
  const pages = new Set<OpenPage>();
  const tidy = async () => {
    const open = [...pages];
    pages.clear();
    await Promise.all(open.map(page => page.context().close()));
    const complaints = open.flatMap(page => page.complaints);
    if (complaints.length > 0) throw new Error(`The page is not sound: ${complaints.join(' | ')}`);
  };
  return {
    async open(url, options = {}) {
      const page = await opened(browser, url, options);
      pages.add(page);
      await page.goto(url);
      return page;
    },
    tidy,
    async stop() {
      try {
        await tidy();
      } finally {
        await browser.close();
      }
    },
  };
}

// as text: the tests are type-checked without a document
const tellsViolations = `document.addEventListener('securitypolicyviolation', one =>
  console.error('forbidden by the policy: ' + one.violatedDirective + ' ' + one.blockedURI + ' at line ' + one.lineNumber))`;

async function opened(browser: Played, url: string, { also = [], ...options }: OpenOptions): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', ...options });
  const complaints: string[] = [];
  // before any script of the page, so that none can come first
  await context.addInitScript(tellsViolations);
  const page = Object.assign(await context.newPage(), { complaints });
  const { host } = new URL(url);
  const ours = (asked: string) => {
    const { protocol, host: to, origin } = new URL(asked);
    return (
      ['data:', 'blob:', 'about:'].includes(protocol) ||
      to === host ||
      also.includes(origin) ||
      also.includes(`${protocol}//${to}`)
    );
  };
  const asks = (asked: string) => {
    if (!ours(asked)) complaints.push(`a request to elsewhere: ${asked}`);
  };
  page.on('request', request => asks(request.url()));
  page.on('websocket', socket => asks(socket.url()));
  page.on('pageerror', error => complaints.push(`an error: ${error.stack ?? error.message}`));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(`on the console: ${message.text()}`);
  });
  return page;
}
