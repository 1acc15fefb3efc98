// A real browser without a window, driven by the DevTools protocol over two pipes. It opens pages and runs expressions
// in them; it knows nothing of what is on them.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The installed browser, or undefined. */
export function haveBrowser(): string | undefined {
  return programs.find(existsSync);
}

export interface Page {
  /** The value of an expression, or what its promise gives. Rejects where it throws. */
  run<T>(expression: string): Promise<T>;
}

export interface Browser {
  /** Opens a page; resolves when it is loaded. */
  open(url: string): Promise<Page>;
  /** Ends the browser and removes all that it has kept. */
  stop(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly sessionId?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts it; its life ends with `stop`. */
export function startBrowser(): Browser {
  const program = haveBrowser();
  if (!program) throw new Error('No browser is installed: apt-get install chromium');
  const folder = mkdtempSync(join(tmpdir(), 'confab-browser-'));
  const quiet = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-extensions',
  ];
  const child: ChildProcess = spawn(program, [...quiet, `--user-data-dir=${folder}`, '--remote-debugging-pipe'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const [, , , to, from] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Set<(answer: Answer) => void>();
  let text = '';
  from.setEncoding('utf8').on('data', (piece: string) => {
    const [...whole] = (text + piece).split('\0');
    text = whole.pop()!;
    for (const one of whole) for (const hear of [...waiting]) hear(JSON.parse(one) as Answer);
  });

  /** The first answer or event that fits. */
  function heard(fits: (answer: Answer) => boolean): Promise<Answer> {
    const found = new Promise<Answer>(resolve => {
      const hear = (answer: Answer) => {
        if (!fits(answer)) return;
        waiting.delete(hear);
        resolve(answer);
      };
      waiting.add(hear);
    });
    return Promise.race([found, gone.then(() => Promise.reject(new Error('The browser has ended.')))]);
  }

  let last = 0;
  async function ask(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++last;
    const answer = heard(one => one.id === id);
    to.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    const { result = {}, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  return {
    async open(url) {
      const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = (await ask('Target.attachToTarget', { targetId, flatten: true })) as { sessionId: string };
      await ask('Page.enable', {}, sessionId);
      const loaded = heard(one => one.method === 'Page.loadEventFired' && one.sessionId === sessionId);
      await ask('Page.navigate', { url }, sessionId);
      await loaded;
      return {
        async run<T>(expression: string) {
          const params = { expression, awaitPromise: true, returnByValue: true };
          const { result, exceptionDetails } = (await ask('Runtime.evaluate', params, sessionId)) as {
            result: { value: T };
            exceptionDetails?: { exception?: { description?: string } };
          };
          if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'The page threw something.');
          return result.value;
        },
      };
    },
    async stop() {
      // in order, so that none of its processes writes any more
      to.write(`${JSON.stringify({ id: ++last, method: 'Browser.close' })}\0`);
      const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await gone;
      clearTimeout(patience);
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
