// A mass of people on a real server: those of a second component, all on one link, since so many clients would be too
// heavy. It sends what it is given, and keeps what comes; it answers nothing.
import { once } from 'node:events';
import type { Element } from 'ltx';
import { type Connection, connect } from '../../adapters/connect.ts';
import type { ComponentAccess } from '../servers/real-server.ts';

export interface Mass {
  readonly link: Connection;
  /** What came, in order; a test may empty it. */
  readonly heard: Element[];
  send(stanzas: readonly string[]): void;
  /** Resolves when so many that fit have come, of all that is kept. */
  count(number: number, fits: (element: Element) => boolean): Promise<void>;
  /** Resolves with the answers to these iqs and messages, by their ids. */
  answers(ids: readonly string[]): Promise<Map<string, Element>>;
  stop(): Promise<void>;
}

/** Resolves when its people are there. */
export async function connectMass({ host, port, domain, secret }: ComponentAccess): Promise<Mass> {
  const limits = { stanzaBytes: 262_144, depth: 32 };
  const link = connect({ server: { host, port }, domain, secret, limits, delays: { first: 50, last: 200 } });
  const { entity } = link;
  const heard: Element[] = [];
  entity.on('element', (element: Element) => {
    if (element.name === 'handshake') return;
    heard.push(element);
    entity.emit('heard');
  });
  await link.ready;
  /** Looks at each once, until there is nothing more to find. */
  const look = async (isEnough: (element: Element | undefined) => boolean) => {
    for (let seen = 0, enough = isEnough(undefined); !enough; ) {
      if (seen === heard.length) await once(entity, 'heard');
      else enough = isEnough(heard[seen++]);
    }
  };
  return {
    link,
    heard,
    send: stanzas => void entity.socket!.write(stanzas.join('')),
    count(number, fits) {
      let found = 0;
      return look(element => {
        if (element && fits(element)) found++;
        return found >= number;
      });
    },
    async answers(ids) {
      const wanted = new Set(ids);
      const found = new Map<string, Element>();
      await look(element => {
        const { id, type } = element?.attrs ?? {};
        if (element && wanted.has(id) && (type === 'error' || type === 'result')) found.set(id, element);
        return found.size === wanted.size;
      });
      return found;
    },
    stop: () => link.stop(),
  };
}
