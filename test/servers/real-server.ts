// What every real server of the tests can do, and its life from a fresh temporary folder to its end.
// prosody.ts and ejabberd.ts say what is particular to each; process and ports are daemon.ts and port.ts.
import { setMaxListeners } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { account, type Daemon, type DaemonCommand, startDaemon } from './daemon.ts';
import { answered, LOOPBACK, type Probe } from './port.ts';

/** How a component gets in. */
export interface ComponentAccess {
  readonly host: string;
  readonly port: number;
  readonly domain: string;
  readonly secret: string;
}

/** What a test may ask of a server; everything has a default. */
export interface ServerOptions {
  /** The server's own domain, for its users. Default: localhost. */
  readonly domain?: string;
  /** More component domains beside `rooms.<domain>`. */
  readonly extraComponents?: readonly { readonly domain: string; readonly secret: string }[];
  /** Also loads the server's own rooms, at `muc.<domain>`. */
  readonly muc?: boolean;
  /** The text of a component's configuration, as `confab init` prints it, in the place of ours; port 5347 is replaced. */
  readonly componentBlock?: string;
  /** More lines of its general settings; Prosody alone has them. */
  readonly prosodySettings?: string;
}

/** A running Prosody or ejabberd. */
export interface RealServer {
  readonly name: 'prosody' | 'ejabberd';
  readonly version: string;
  readonly domain: string;
  /** The domain of the server's own rooms, where they were asked for. */
  readonly muc: string | undefined;
  /** Where its configuration, data and logs are until `stop`. */
  readonly folder: string;
  /** The process's id; another one after `restart`. */
  readonly pid: number;
  readonly c2s: { readonly host: string; readonly port: number };
  /** The component's access: ours, or what the component block says. */
  readonly component: ComponentAccess;
  /** All components, `component` first. */
  readonly components: readonly ComponentAccess[];
  /** Makes accounts, hundreds in a second; those that are there already get the password. */
  addUsers(names: readonly string[], password: string): Promise<void>;
  /** Ends the process and all it started, and removes the folder. */
  stop(): Promise<void>;
  /** SIGKILL; ports and data stay for `restart`. */
  kill9(): Promise<void>;
  /** Ends it if it runs, and starts it again with the same ports and data. */
  restart(): Promise<void>;
  /** What the server has logged and printed so far. */
  logs(): string;
}

/** What is particular to one kind of server; paths are relative to its folder. */
export interface Recipe {
  readonly name: RealServer['name'];
  readonly version: string;
  readonly account: string;
  readonly domain: string;
  readonly muc: string | undefined;
  readonly c2sPort: number;
  readonly components: readonly ComponentAccess[];
  readonly probes: readonly Probe[];
  readonly folders: readonly string[];
  readonly logFiles: readonly string[];
  files(folder: string): Record<string, string>;
  command(folder: string): Pick<DaemonCommand, 'program' | 'args' | 'env'>;
  addUsers(place: Place, names: readonly string[], password: string): Promise<void>;
}

/** The folder of a server, whose files belong to the server's account. */
export interface Place {
  readonly folder: string;
  write(path: string, text: string): void;
  makeFolder(path: string): void;
}

/** Where servers take components unless they are told otherwise; no test listens there. */
export const DEFAULT_COMPONENT_PORT = 5347;

const SECONDS_TO_START = 30;
const folders = new Set<string>();

/** Starts a server; resolves when clients and components are really answered, rejects with its log. */
export async function launch(recipe: Recipe): Promise<RealServer> {
  const place = makePlace(recipe.account);
  for (const path of recipe.folders) place.makeFolder(path);
  for (const [path, text] of Object.entries(recipe.files(place.folder))) place.write(path, text);
  const output = join(place.folder, 'output');
  const command = { ...recipe.command(place.folder), folder: place.folder, output, account: recipe.account };
  let lastWords = '';
  let daemon: Daemon;

  const logs = () =>
    ['output', ...recipe.logFiles]
      .map(file => join(place.folder, file))
      .filter(existsSync)
      .map(file => readFileSync(file, 'utf8'))
      .join('\n') || lastWords;

  const start = async () => {
    daemon = startDaemon(command);
    const patience = new AbortController();
    setMaxListeners(0, patience.signal);
    const timer = setTimeout(() => patience.abort(), SECONDS_TO_START * 1000);
    try {
      const ready = Promise.all(recipe.probes.map(probe => answered(probe, patience.signal)));
      await Promise.race([ready, daemon.gone]);
    } catch (reason) {
      await daemon.kill();
      const why = patience.signal.aborted ? `gave no answer within ${SECONDS_TO_START} s` : String(reason);
      throw new Error(`${recipe.name} did not start: ${why}\n${logs()}`);
    } finally {
      clearTimeout(timer);
      patience.abort();
    }
  };

  const remove = () => {
    lastWords = logs();
    forget(place.folder);
  };

  await start().catch(error => {
    remove();
    throw error;
  });
  return {
    ...{ name: recipe.name, version: recipe.version, domain: recipe.domain, muc: recipe.muc },
    c2s: { host: LOOPBACK, port: recipe.c2sPort },
    component: recipe.components[0]!,
    components: recipe.components,
    folder: place.folder,
    get pid() {
      return daemon.pid;
    },
    addUsers: (names, password) => recipe.addUsers(place, names, password),
    stop: async () => {
      // nothing is kept, so that there is nothing to end in order
      await daemon.kill();
      remove();
    },
    kill9: () => daemon.kill(),
    restart: async () => {
      await daemon.end();
      await start();
    },
    logs,
  };
}

/** The opening that makes a server show whether it serves clients of a domain. */
export function clientProbe(port: number, domain: string): Probe {
  return { port, says: opening('jabber:client', domain), expects: /<stream:features/ };
}

/** The opening that makes a server show whether it takes a component; it stops before the handshake. */
export function componentProbe({ port, domain }: ComponentAccess): Probe {
  return { port, says: opening('jabber:component:accept', domain), expects: /<stream:stream[^>]*\bid=/ };
}

function opening(namespace: string, to: string): string {
  const streams = 'http://etherx.jabber.org/streams';
  return `<?xml version='1.0'?><stream:stream xmlns='${namespace}' xmlns:stream='${streams}' to='${to}' version='1.0'>`;
}

function makePlace(name: string): Place {
  const who = account(name);
  const folder = mkdtempSync(join(tmpdir(), `confab-${name}-`));
  folders.add(folder);
  const own = (path: string) => {
    if (who) chownSync(path, who.uid, who.gid);
  };
  own(folder);
  const makeFolder = (path: string) => {
    const whole = join(folder, path);
    if (existsSync(whole)) return;
    makeFolder(dirname(path));
    mkdirSync(whole);
    own(whole);
  };
  const write = (path: string, text: string) => {
    makeFolder(dirname(path));
    const whole = join(folder, path);
    writeFileSync(whole, text);
    own(whole);
  };
  return { folder, write, makeFolder };
}

function forget(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

process.on('exit', () => folders.forEach(forget));
