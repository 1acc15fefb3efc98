// A server that stands in for the inspector's: it serves the page as it is built, with answers that a test makes up.
// Charts are real ones; everything else is what the test says, so that a crowd costs nothing.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { Charts } from '../../adapters/inspect/charts.ts';
import type { Moment, Past, Problem, RoomLine, RoomList, RoomView, ServiceView } from '../../adapters/inspect/protocol.ts';
import { shippedKinds } from '../../machines/kinds/all.ts';
import { LOOPBACK } from '../servers/port.ts';

const configFile = fileURLToPath(new URL('../../adapters/web/vite.config.ts', import.meta.url));
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};
const token = 'T0ken';

/** An order that somebody gave, as it came. */
export interface Order {
  readonly authorization: string | undefined;
  readonly request: unknown;
}

/** What is on the page's other side. */
export class StandIn {
  readonly charts = new Charts();
  service: ServiceView;
  rooms: RoomLine[] = [];
  readonly views = new Map<string, RoomView>();
  readonly pasts = new Map<string, Past>();
  why: readonly unknown[] = [];
  readonly orders: Order[] = [];
  /** What lists were asked for, such as `from=50`. */
  readonly lists: URLSearchParams[] = [];
  #server: Server | undefined;
  #port = 0;
  readonly #folder = mkdtempSync(join(tmpdir(), 'confab-page-'));
  readonly #streams = new Map<string, Set<ServerResponse>>();

  constructor(service: ServiceView) {
    this.service = service;
  }

  /** Builds the page, and listens. */
  async start(): Promise<void> {
    await build({ configFile, logLevel: 'error', build: { outDir: this.#folder, reportCompressedSize: false } });
    await this.open();
  }

  /** Where the page is. */
  get url(): string {
    return `http://${LOOPBACK}:${this.#port}/~${token}/`;
  }

  /** Listens, at the same port as before. */
  async open(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.listen(this.#port, LOOPBACK);
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as { port: number }).port;
  }

  /** Goes away, with all that is connected. */
  async close(): Promise<void> {
    const server = this.#server!;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
    this.#streams.clear();
  }

  async stop(): Promise<void> {
    await this.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The lengths of what was built, by file, as it is sent. */
  file(path: string): Buffer {
    return readFileSync(join(this.#folder, path));
  }

  get folder(): string {
    return this.#folder;
  }

  /** Tells all who watch a room, or the service (an empty name). */
  tell(name: string, type: string, data: unknown): void {
    for (const stream of this.#streams.get(name) ?? []) write(stream, type, data);
  }

  /** A room's view changes, and all who watch it are told. */
  show(view: RoomView): void {
    this.views.set(view.name, view);
    this.tell(view.name, 'room', view);
  }

  /** Something happens in a room. */
  happen(name: string, moment: Moment): void {
    this.tell(name, 'moment', moment);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url!, 'http://stand.in');
    response.setHeader('content-security-policy', policy);
    response.setHeader('cache-control', 'no-store');
    const path = pathname.replace(`/~${token}/`, '');
    if (path.startsWith('api/')) return this.#api(path.slice(4), searchParams, request, response);
    try {
      const file = path === '' ? 'index.html' : path;
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
      response.end(this.file(file));
    } catch {
      response.writeHead(404).end();
    }
  }

  async #api(path: string, query: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [what, name = '', part = ''] = path.split('/').map(decodeURIComponent);
    const give = (value: unknown, missing = `There is no room ${name}.`) => {
      response.setHeader('content-type', 'application/json');
      if (value === undefined) response.writeHead(404).end(JSON.stringify({ problem: missing } satisfies Problem));
      else response.end(JSON.stringify(value));
    };
    if (what === 'live') return this.#stream(request, response, '', () => write(response, 'service', this.service));
    if (what === 'charts') return give(await this.charts.get(name)?.view(), `There is no chart ${name}.`);
    if (what === 'rooms' && name === '') return give(this.#list(query));
    if (what === 'rooms' && part === 'live') {
      const view = this.views.get(name);
      return view ? this.#stream(request, response, name, () => write(response, 'room', view)) : give(undefined);
    }
    if (what === 'rooms' && part === 'past') return give(this.pasts.get(name));
    if (what === 'rooms' && part === 'why') return give(this.why);
    if (what === 'rooms') return give(this.views.get(name));
    if (what === 'admin' || what === 'replay') return this.#post(what, name, request, response);
    give(undefined, `Nothing is at ${path}.`);
  }

  async #post(what: string, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const piece of request) body += String(piece);
    const { authorization } = request.headers;
    response.setHeader('content-type', 'application/json');
    if (what === 'replay') {
      const past = this.pasts.get(body.trim());
      response.statusCode = past ? 200 : 400;
      return void response.end(JSON.stringify(past ?? { problem: 'Line 1 is not of a recording.' }));
    }
    if (authorization !== 'Bearer good') {
      return void response.writeHead(403).end(JSON.stringify({ problem: 'This token is nobody’s.' }));
    }
    if (name !== 'log') this.orders.push({ authorization, request: JSON.parse(body) });
    const entries = this.orders.map(order => ({ at: 0, by: 'woody', request: order.request }));
    response.end(JSON.stringify(name === 'log' ? entries : entries.at(-1)));
  }

  #list(query: URLSearchParams): RoomList {
    this.lists.push(query);
    const [search, kind] = [query.get('search') ?? '', query.get('kind') ?? ''];
    const from = Number(query.get('from') ?? 0);
    const matching = this.rooms.filter(room => room.name.includes(search) && (kind === '' || room.kind === kind));
    const rooms = matching.slice(from, from + Number(query.get('most') ?? 50));
    return { all: this.rooms.length, matching: matching.length, from, rooms };
  }

  #stream(request: IncomingMessage, response: ServerResponse, name: string, first: () => void): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.flushHeaders();
    const streams = this.#streams.get(name) ?? new Set();
    this.#streams.set(name, streams.add(response));
    request.on('close', () => streams.delete(response));
    first();
  }
}

function write(stream: ServerResponse, type: string, data: unknown): void {
  stream.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}

/** The key of the chart of a kind that comes with Confab, and what is lit in it at those places. */
export function chartOfKind(charts: Charts, name: string, live: readonly string[]): { chart: string; live: string[] } {
  const { key, chart } = charts.of(shippedKinds.find(kind => kind.name === name)!);
  return { chart: key, live: live.map(path => `${chart.root.id}.${path}`) };
}
