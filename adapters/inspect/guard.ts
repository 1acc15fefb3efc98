// Who may ask the inspector at all. Any web site that somebody looks at can open a socket to this machine, so that every
// request and every WebSocket is looked at here before anything else: its token, its Host, its Origin, its method.
import { isLoopback } from '../listen-address.ts';
import { sameToken } from './token.ts';

/** As much of a request as is looked at. */
export interface Asked {
  readonly method: string;
  /** What follows the host in its URL. */
  readonly path: string;
  readonly header: (name: string) => string | undefined;
}

export interface Bounds {
  readonly token: string;
  /** The port that is listened on. */
  readonly port: number;
  /** What Host may say beside the loopback names with that port: `inspect.example.org`, `inspect.example.org:8443`. */
  readonly hosts: readonly string[];
}

/** What stands against it, with the status that says so. */
export interface Objection {
  readonly status: 403 | 404 | 405 | 415;
  readonly problem: string;
}

/** Where something may be sent to, and what it must be: no form and no image of another site can send these types. */
const posts: Readonly<Record<string, string>> = {
  'api/replay': 'application/x-ndjson',
  'api/admin': 'application/json',
};

/** What is said to those without the token: the same, whatever they ask. */
export const nothingHere = 'There is nothing here.';

/** The path of a request after the token, without what follows a question mark; undefined where it has no such part. */
export const pathAfterToken = (path: string): string | undefined => /^\/~[^/?#]*\/([^?#]*)/.exec(path)?.[1];

/** What stands against a request; nothing where it may be answered. */
export function objectionTo(asked: Asked, { token, port, hosts }: Bounds): Objection | undefined {
  const { method, path, header } = asked;
  const [, given = ''] = /^\/~([^/?#]*)/.exec(path) ?? [];
  if (!sameToken(given, token)) return { status: 404, problem: nothingHere };
  const host = header('host')?.toLowerCase();
  if (host === undefined || !isKnown(host, port, hosts)) {
    return refused(
      'This is asked by a name that is not known: add it to inspector.hosts, or ask by 127.0.0.1 and the right port.',
    );
  }
  const origin = header('origin');
  if (origin !== undefined && !isOf(origin, host)) {
    return refused('Pages of other sites may not ask here: open the address itself.');
  }
  if (!isNear(asked)) return refused('Pages of other sites may not load this: open the address itself.');
  if (method === 'GET' || method === 'HEAD') return undefined;
  const type = posts[pathAfterToken(path) ?? ''];
  if (method !== 'POST' || type === undefined) return { status: 405, problem: 'Nothing can be sent here: ask with GET or HEAD.' };
  const [essence = ''] = (header('content-type') ?? '').split(';');
  if (essence.trim().toLowerCase() === type) return undefined;
  return { status: 415, problem: `What is sent here must have the content-type ${type}.` };
}

const refused = (problem: string): Objection => ({ status: 403, problem });

/** A site can have its own name lead to this machine: only names that are ours are answered. */
function isKnown(host: string, port: number, hosts: readonly string[]): boolean {
  if (hosts.some(one => one.toLowerCase() === host)) return true;
  const [, name = '', digits = '80'] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? [];
  return Number(digits) === port && isLoopback({ host: name.replace(/^\[(.*)\]$/, '$1'), port });
}

/** Whether an origin is the one that a host is asked by, over HTTP or through a proxy with TLS. */
function isOf(origin: string, host: string): boolean {
  const [, scheme, name] = /^(https?):\/\/([^/]+)$/.exec(origin.toLowerCase()) ?? [];
  if (name === undefined) return false;
  const usual = scheme === 'https' ? ':443' : ':80';
  const short = (text: string) => (text.endsWith(usual) ? text.slice(0, -usual.length) : text);
  return short(name) === short(host);
}

/** Whether no other site is behind it, as far as the browser says: a link from elsewhere may be followed, and no more. */
function isNear({ method, header }: Asked): boolean {
  const site = header('sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return method === 'GET' && header('sec-fetch-mode') === 'navigate' && (header('sec-fetch-dest') ?? 'document') === 'document';
}
