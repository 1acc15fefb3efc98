// `confab dev` as a user starts it, in a folder of its own and on a free port: what it says as JSON, its page's answers, and
// people who log in at its host. For tests.
import { type ClientOptions, connectClient, type TestClient } from '../../client.ts';
import { type Folder, temporaryFolder } from '../folder.ts';
import { type Program, type Runtime, startProgram } from '../program.ts';

interface Opened {
  readonly url: string;
  readonly admin: string;
  readonly rooms: readonly { readonly name: string; readonly kind: string }[];
  readonly files: readonly { readonly file: string; readonly problems: readonly string[] }[];
}

export interface Dev extends Opened {
  readonly program: Program;
  readonly folder: Folder;
  person(name: string, more?: Partial<ClientOptions>): Promise<TestClient>;
  /** What the page is answered. */
  ask(path: string): Promise<unknown>;
  /** Resolves with the data of the first event of that name whose data fits. */
  event(path: string, name: string, fits?: RegExp): Promise<unknown>;
  /** Asks it to end; gives its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | string>;
}

export async function startDev(
  words: readonly string[] = [],
  { folder = temporaryFolder(), runtime, domain = 'localhost' }: { folder?: Folder; runtime?: Runtime; domain?: string } = {},
): Promise<Dev> {
  const env = { RUNTIME_DIRECTORY: folder.path };
  const given = words.includes('--port') ? words : ['--port', '0', ...words];
  const program = startProgram(['dev', '--json', ...given], { env, ...(runtime ? { runtime } : {}) });
  const opened = JSON.parse(await program.line(/^\{"url"/)) as Opened;
  return {
    ...opened,
    program,
    folder,
    person: (username, more = {}) =>
      connectClient({
        server: { c2s: { url: `${opened.url.replace('http', 'ws')}xmpp` }, domain },
        ...{ username, password: 'any', ...more },
      }),
    ask: async path => (await fetch(opened.url + path)).json(),
    event: (path, name, fits) => eventOf(opened.url + path, name, fits),
    async stop(signal = 'SIGTERM') {
      program.child.kill(signal);
      return program.ended;
    },
  };
}

async function eventOf(url: string, name: string, fits = /(?:)/): Promise<unknown> {
  const ending = new AbortController();
  const { body } = await fetch(url, { signal: ending.signal });
  let text = '';
  try {
    for await (const piece of body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      const events = text.split('\n\n').slice(0, -1);
      for (const event of events) {
        const [, type, data] = /^event: (\S+)\ndata: (.*)$/mu.exec(event) ?? [];
        if (type === name && fits.test(data!)) return JSON.parse(data!);
      }
    }
    throw new Error(`the stream ended without ${name}: ${text}`);
  } finally {
    ending.abort();
  }
}
