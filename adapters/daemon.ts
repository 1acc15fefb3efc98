// The life of `confab serve`: control socket, link, engine, ready, and an orderly end. What it is made of is
// given to it, so that tests can give other parts; it reads no configuration and never ends the process.

import type { Brought } from '../machines/catalogue.ts';
import { type OverloadChanged, overloadStates } from '../machines/overload.ts';
import type { Flooder } from '../streams/flood.ts';
import type { AttachedEngine, AttachOptions, attach } from './attach.ts';
import { refusedBy } from './bounded-parser.ts';
import type { Config } from './config.ts';
import type { Connection, connect } from './connect.ts';
import { openControl } from './control.ts';
import type { ControlContext } from './control-command.ts';
import { reloadKinds } from './equipment.ts';
import { CommandError, exitCode } from './exit-code.ts';
import { logFacts } from './fact-log.ts';
import { type HttpServer, openHttp } from './http.ts';
import type { OpenInspector } from './inspect/serve.ts';
import { openConfigured } from './inspect/serve-configured.ts';
import type { Logger } from './log.ts';
import { processMetrics } from './metrics/process-metrics.ts';
import { openEffects } from './open-effects.ts';
import { writeServerAddress } from './server-address.ts';
import { stanzaLog } from './stanza-log.ts';
import { readVersion } from './version.ts';
import { within } from './within.ts';

export interface DaemonParts {
  readonly connect: typeof connect;
  readonly attach: typeof attach;
  readonly log: Logger;
  /** Resolves with the name of the signal that asks to stop. */
  readonly stop: Promise<string>;
  /** Behaviours and kinds from outside, loaded. */
  readonly brought?: Brought;
  /** Reads the configuration again, of which kinds and behaviours may be taken while the service runs. */
  readonly reread?: () => Config;
  /** How many milliseconds the goodbye may take, so that a server that hangs cannot hold us. */
  readonly patience?: number;
}

/** What the people inside are told at the end. */
export const farewell = 'The conference service is stopping.';

/**
 * Serves until asked to stop, and returns once everything is closed.
 * @throws CommandError when the server refuses us, ControlSocketError when another Confab has the socket
 */
export async function runDaemon(config: Config, parts: DaemonParts): Promise<void> {
  const { log, patience = 5_000 } = parts;
  for (const warning of config.warnings) log.warn(warning);
  let service: Service | undefined;
  // before the link: a second Confab must not take the first one's place at the server
  const control = await openControl(
    config.control,
    contextOf(config, parts, () => service),
  );
  let http: HttpServer | undefined;
  let inspector: OpenInspector | undefined;
  try {
    http = await openMetrics(config, parts, () => service?.engine);
    inspector = await openConfigured(config.inspector, () => service?.engine, log);
    service = openService(config, parts);
    const { link, engine } = service;
    logFacts(engine.facts$, log);
    const signal = await Promise.race([parts.stop, link.ready.then(() => undefined, refused)]);
    if (signal === undefined) {
      const { domain } = engine;
      const server = writeServerAddress(config.server);
      log.info({ domain, server, rooms: engine.rooms().length, control: control.path, pid: process.pid }, 'ready');
    }
    log.info({ signal: signal ?? (await parts.stop) }, 'stopping');
    const closing = engine.close(farewell);
    const told = !link.online() || ((await within(patience, closing)) && (await closing));
    if (!told) log.warn('the server takes no more stanzas: not everybody inside could be told');
  } finally {
    await inspector?.close();
    service?.engine.detach();
    await service?.engine.recorded();
    await service?.link.stop();
    await http?.close();
    await control.close();
  }
  log.info('stopped');
}

interface Service {
  readonly link: Connection;
  readonly engine: AttachedEngine;
}

/** Opens the port for metrics, health and readiness, where the configuration has one. */
async function openMetrics(
  { domain, http }: Config,
  { log }: DaemonParts,
  engine: () => AttachedEngine | undefined,
): Promise<HttpServer | undefined> {
  if (!http) return undefined;
  const server = await openHttp(http, {
    domain,
    version: readVersion(),
    vitals: () => engine()?.vitals(),
    metrics: async () => [await engine()?.metrics(), await processMetrics()].join('\n').trimStart(),
    onFailure: err => log.error({ err }, 'a request over HTTP could not be answered'),
  });
  log.info({ http: writeServerAddress(server.address) }, 'metrics, health and readiness are served');
  return server;
}

/** As a warning where it gets worse. */
function logOverload(log: Logger, { from, to, load: { outbox, mailbox } }: OverloadChanged): void {
  const isWorse = overloadStates.indexOf(to) > overloadStates.indexOf(from);
  const about = { from, to, outbox: Math.round(outbox * 1000) / 1000, mailbox };
  if (isWorse) log.warn(about, `there is more to do than the server takes: ${to}`);
  else log.info(about, to === 'normal' ? 'the overload is over' : `the overload is less: ${to}`);
}

function openService(config: Config, { connect, attach, log, brought }: DaemonParts): Service {
  const { server, domain, secret, settings } = config;
  const { stanzaBytes, depth } = settings.limits;
  const link = connect({ server, domain, secret, limits: { stanzaBytes, depth }, log });
  const onFlood = (flooder: Flooder) => log.warn(flooder, 'somebody sends too much: refused, and ignored for a while');
  const onFailure = (err: unknown, what: string) => log.error({ err, what }, 'a step failed and was undone');
  const onOverload = (change: OverloadChanged) => logOverload(log, change);
  const tap = openStanzaLog(config, link, log);
  const onDropped = (stanzas: number) => log.warn({ stanzas }, 'stanzas were lost, with the component link or for want of one');
  try {
    return {
      link,
      engine: attach(link.entity, settings, {
        ...{ service: true, refusedBy, onFailure, onFlood, onOverload, onDropped },
        effects: openEffects(config, log),
        ...recordOf(config, log),
        ...tap,
        ...brought,
      }),
    };
  } catch (error) {
    void link.stop();
    throw error;
  }
}

/** Has rooms recorded, where the configuration says so. */
function recordOf({ record: { dir, ...bounds } }: Config, log: Logger): Pick<AttachOptions, 'record'> {
  if (dir === undefined) return {};
  log.warn({ dir }, 'what rooms are asked is recorded');
  return { record: { dir, ...bounds, onProblem: (text, about) => log.warn(about, text) } };
}

/** Has stanzas logged, where the configuration says so: what is off is not there. */
function openStanzaLog({ log: { stanzas } }: Config, { entity }: Connection, log: Logger) {
  if (stanzas === 'off' || !log.isLevelEnabled('debug')) return {};
  const book = stanzaLog(log, stanzas);
  entity.on('input', (text: string) => book.heard(text));
  entity.on('disconnect', () => book.restart());
  return { tap: book.wrote };
}

/** What the control socket asks; it is there before the service, by no more than a moment. */
function contextOf(config: Config, { reread }: DaemonParts, service: () => Service | undefined): ControlContext {
  const engine = () => {
    const found = service()?.engine;
    if (!found) throw new Error('The service is only just starting: try again.');
    return found;
  };
  return {
    domain: config.domain,
    get engine() {
      return engine();
    },
    online: () => service()?.link.online() ?? false,
    reload: async () => reloadKinds(config, engine(), reread?.()),
  };
}

function refused(error: Error): never {
  throw new CommandError(`${error.message}.`, exitCode.refused);
}
