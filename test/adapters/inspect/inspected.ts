// An inspector on a port of its own, over a lens that the test moves, and requests to it as no browser would send them.
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { type InspectorPort, openInspector } from '../../../adapters/inspect/serve.ts';
import { type FakeLens, fakeLens } from './fake-lens.ts';

export const token = 'abcdefghijklmnop_0123456789-ABCD';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly json: () => Record<string, unknown>;
}

export interface Wanted {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** @param more what it has beside the lens */
export async function inspected(more: Partial<InspectorPort> = {}, lens: FakeLens = fakeLens()) {
  const failures: unknown[] = [];
  const server = await openInspector(
    { host: '127.0.0.1', port: 0 },
    {
      ...{ lens: () => lens, token, hosts: [], admins: new Map(), engine: () => undefined, log: () => {} },
      onFailure: error => failures.push(error),
      ...more,
    },
  );
  const { port } = server.address;

  /** Sends a request, and gives the answer before its body has come. */
  async function open(path: string, { method = 'GET', headers = {}, body }: Wanted = {}): Promise<IncomingMessage> {
    const asking = request({ host: '127.0.0.1', port, path: `/~${token}/${path}`, method, headers, agent: false });
    asking.end(body);
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    // what was not sent yet is not taken any more
    asking.on('error', () => {});
    response.setEncoding('utf8');
    return response;
  }

  async function ask(path: string, wanted?: Wanted): Promise<Answer> {
    const response = await open(path, wanted);
    let text = '';
    for await (const piece of response) text += piece;
    return { status: response.statusCode!, headers: response.headers, text, json: () => JSON.parse(text) };
  }

  return { ...server, lens, port, open, ask, failures };
}

/** Reads on, from now to its end, and gives what came when there is something in it. */
export function reading(response: IncomingMessage) {
  let text = '';
  response.on('data', piece => (text += piece));
  response.on('error', () => {});
  // however it ends
  const closed = new Promise<void>(resolve => response.on('close', resolve));
  return {
    closed,
    async until(pattern: RegExp): Promise<string> {
      while (!pattern.test(text)) await once(response, 'data');
      return text;
    },
  };
}
