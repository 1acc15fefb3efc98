// An inspector over a real engine in this process, on a port of its own: for pages in a real browser.
import { parse } from 'ltx';
import { type Engine, type EngineOptions, makeEngine } from '../../adapters/engine.ts';
import type { Shows } from '../../adapters/inspect/lens.ts';
import { type InspectorPort, openInspector } from '../../adapters/inspect/serve.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import { LOOPBACK } from '../servers/port.ts';

export const domain = 'rooms.example.org';
export const token = 'abcdefghijklmnop_0123456789-ABCD';

export interface InspectedEngine {
  readonly engine: Engine;
  readonly url: string;
  readonly port: number;
  /** Lets somebody in by groupchat. */
  enters(name: string, nick: string, room: string): void;
  /** Lets somebody say something. */
  says(name: string, room: string, body: string): void;
  /** Lets somebody set the topic. */
  titles(name: string, room: string, topic: string): void;
  close(): Promise<void>;
}

/** Opens it; by default neither texts nor addresses show. */
export async function inspectedEngine(
  settings: Partial<ServiceSettingsInput>,
  {
    shows = { texts: false, addresses: false },
    options = {},
    more = {},
  }: { readonly shows?: Shows; readonly options?: EngineOptions; readonly more?: Partial<InspectorPort> } = {},
): Promise<InspectedEngine> {
  const engine = makeEngine({ domain, ...settings }, { write: () => {}, ...options });
  const lens = engine.inspect({ shows });
  const server = await openInspector(
    { host: LOOPBACK, port: 0 },
    { lens: () => lens, token, hosts: [], admins: new Map(), engine: () => undefined, log: () => {}, ...more },
  );
  const takes = (stanza: string) => engine.take(parse(stanza) as never);
  return {
    engine,
    url: server.url,
    port: server.address.port,
    enters: (name, nick, room) => takes(`<presence from="${name}@disney/home" to="${room}@${domain}/${escaped(nick)}"/>`),
    says: (name, room, body) =>
      takes(
        `<message from="${name}@disney/home" to="${room}@${domain}" type="groupchat"><body>${escaped(body)}</body></message>`,
      ),
    titles: (name, room, topic) =>
      takes(
        `<message from="${name}@disney/home" to="${room}@${domain}" type="groupchat"><subject>${escaped(topic)}</subject></message>`,
      ),
    async close() {
      lens.stop();
      await server.close();
      engine.stop();
    },
  };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
