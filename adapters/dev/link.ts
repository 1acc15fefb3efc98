// What the engine of `confab dev` is attached to, and where its pages log in: a host inside this process, or a real server.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ComponentLike } from '../claim.ts';
import { connect } from '../connect.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import type { Logger } from '../log.ts';
import { makeHost } from './host/host.ts';
import { upgrades } from './host/upgrade.ts';
import type { DevPlan } from './plan.ts';
import { relay } from './relay.ts';

export interface DevLink {
  readonly entity: ComponentLike;
  /** Resolves when it is up for the first time; rejects with a CommandError where the server refuses us. */
  readonly ready: Promise<void>;
  online(): boolean;
  /** Takes the WebSocket of a page that was let in. */
  onWebSocket(path: string, request: IncomingMessage, socket: Duplex, head: Buffer): void;
  stop(): Promise<void>;
}

export function openLink(plan: DevPlan, log: Logger): DevLink {
  return plan.websocket === undefined ? ownHost(plan, log) : realServer(plan, plan.websocket, log);
}

function ownHost({ config, host: domain }: DevPlan, log: Logger): DevLink {
  const host = makeHost({ domain, log: sentence => log.warn(sentence) });
  return {
    entity: host.component(config.domain),
    ready: Promise.resolve(),
    online: () => true,
    onWebSocket: onlyXmpp(upgrades(host)),
    async stop() {
      host.stop();
    },
  };
}

function realServer({ config }: DevPlan, websocket: string, log: Logger): DevLink {
  const { server, domain, secret, settings } = config;
  const { stanzaBytes, depth } = settings.limits;
  const link = connect({ server, domain, secret, limits: { stanzaBytes, depth }, log });
  const carrying = relay(websocket, sentence => log.warn(sentence));
  const ready = link.ready.catch((error: Error) => {
    throw new CommandError(`${error.message}.`, exitCode.refused);
  });
  // whoever stops before it is up does not ask
  ready.catch(() => {});
  return {
    ...{ entity: link.entity, ready, online: link.online },
    onWebSocket: onlyXmpp(carrying.take),
    async stop() {
      carrying.stop();
      await link.stop();
    },
  };
}

/** The one path at which pages log in. */
const onlyXmpp =
  (take: (request: IncomingMessage, socket: Duplex, head: Buffer) => void): DevLink['onWebSocket'] =>
  (path, request, socket, head) => {
    if (path === 'xmpp') take(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  };
