// The two ways in to the same service: an engine by itself, whose books can be read, and one that is attached to a
// component. Both get elements of the parser that the link has, and give the bytes that they write.
import { EventEmitter } from 'node:events';
import { attach } from '../../adapters/attach.ts';
import type { Clock } from '../../adapters/clock.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { refusedBy } from '../../adapters/stanza-tree.ts';
import type { Desk } from '../../machines/desk.ts';
import type { KeptService } from '../../machines/service-actor.ts';
import { parseAddress } from '../../streams/address.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { brought, service, settingsOf } from './places.ts';
import type { Circumstances } from './sequence.ts';

export interface Means {
  readonly write: (bytes: Uint8Array) => void;
  readonly clock: Clock;
  readonly fresh: () => string;
  readonly onFailure: (error: unknown) => void;
  readonly kept?: KeptService;
}

type Asked = Pick<
  ReturnType<typeof makeEngine>,
  'command' | 'configure' | 'flood' | 'invite' | 'keep' | 'order' | 'reopen' | 'replace' | 'rooms'
>;

export interface Door extends Asked {
  hear(stanza: XmlElement): void;
  /** Everything is written when this resolves. */
  settled(): Promise<void>;
  /** The link goes, and comes back. */
  setUp(isUp: boolean): void;
  close(text: string): Promise<void>;
  stop(): void;
  /** The books of the service, where they can be read. */
  readonly desk?: Desk;
}

export function openDoor(circumstances: Circumstances, means: Means): Door {
  return circumstances.door === 'engine' ? engineDoor(circumstances, means) : componentDoor(circumstances, means);
}

function engineDoor(circumstances: Circumstances, { write, ...means }: Means): Door {
  let isUp = true;
  const engine = makeEngine(settingsOf(circumstances), {
    ...brought,
    ...means,
    refusedBy,
    write: bytes => {
      if (isUp) write(bytes);
    },
  });
  return {
    ...engine,
    desk: engine.service.getSnapshot().context.desk,
    hear(stanza) {
      if (isOurs(stanza)) engine.take(stanza);
    },
    settled: async () => {},
    setUp(next) {
      isUp = next;
      if (isUp) engine.survey();
    },
    close: async text => engine.close(text),
    stop: () => engine.stop(),
  };
}

/** What a server hands to the component of a service. */
function isOurs({ attrs }: XmlElement): boolean {
  const to = parseAddress(String(attrs.to ?? ''));
  if (!to) return true;
  return to.host === service && (to.local !== '' || (attrs.type !== 'result' && attrs.type !== 'error'));
}

function componentDoor(circumstances: Circumstances, { write, ...means }: Means): Door {
  const socket = {
    writable: true,
    writableLength: 0,
    write(bytes: Uint8Array, done?: () => void) {
      write(bytes.slice());
      done?.();
    },
    pause() {},
    resume() {},
  };
  const component = Object.assign(new EventEmitter(), { socket: socket as typeof socket | null, status: 'online' });
  const engine = attach(component, settingsOf(circumstances), { ...brought, ...means, service: true });
  return {
    ...engine,
    hear(stanza) {
      for (const event of ['element', 'stanza']) component.emit(event, stanza);
    },
    async settled() {
      while (engine.vitals().outbox.bytes > 0) await turn();
    },
    setUp(isUp) {
      component.status = isUp ? 'online' : 'disconnect';
      component.socket = isUp ? socket : null;
      component.emit(component.status);
    },
    async close(text) {
      await engine.close(text);
    },
    stop: () => engine.detach(),
  };
}

export const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
