// The life of `confab dev`: the page's port, a host or the link to a real server, the engine with its rooms, the files that
// are read when they are saved, and an orderly end. What is printed is announcement.ts's affair.
import { dirname } from 'node:path';
import { ServiceSettings } from '../../machines/settings.ts';
import { type AttachedEngine, attach } from '../attach.ts';
import { refusedBy } from '../bounded-parser.ts';
import { openControl, prepareFolder } from '../control.ts';
import { farewell } from '../daemon.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { logFacts } from '../fact-log.ts';
import type { Lens } from '../inspect/lens.ts';
import type { DevFile, DevView } from '../inspect/protocol.ts';
import { openInspector } from '../inspect/serve.ts';
import { readOrMakeToken } from '../inspect/token.ts';
import type { Logger } from '../log.ts';
import { openEffects } from '../open-effects.ts';
import { within } from '../within.ts';
import { exampleEffects, exampleModerators, examplePatterns, exampleRooms } from './example-rooms.ts';
import { type DevLink, openLink } from './link.ts';
import type { DevPlan } from './plan.ts';
import { type Running, Workshop } from './workshop.ts';

/** What a newcomer has to know. */
export interface Opened {
  readonly url: string;
  /** The word of whoever may change something. */
  readonly admin: string;
  readonly domain: string;
  readonly host: string;
  readonly rooms: readonly { readonly name: string; readonly kind: string }[];
  readonly moderators: readonly string[];
  readonly files: readonly DevFile[];
  /** The WebSocket of the real server; without it the host is our own, and lets everybody in. */
  readonly websocket: string | undefined;
}

export interface SessionParts {
  readonly log: Logger;
  /** Resolves with the name of the signal that asks to stop. */
  readonly stop: Promise<string>;
  /** Told once, when all is open. */
  readonly onOpen: (opened: Opened) => void;
  /** Told when a file was read again. */
  readonly onFile: (file: DevFile) => void;
}

/** Milliseconds that the goodbye may take. */
const patience = 5_000;
/** Requests that rooms remember at least, to be stepped through. */
const ring = 200;

/**
 * Runs until asked to stop, and returns once everything is closed.
 * @throws CommandError, ControlSocketError or ConfigError with the sentence of what is in the way
 */
export async function runSession(plan: DevPlan, { log, stop, onOpen, onFile }: SessionParts): Promise<void> {
  const { config, listen, host, websocket } = plan;
  for (const warning of config.warnings) log.warn(warning);
  const workshop = new Workshop({ files: plan.files, config });
  await workshop.open();
  const tokens = tokensOf(plan);
  const ends: (() => unknown)[] = [];
  const later = (end: () => unknown) => void ends.unshift(end);
  let engine: (Running & { readonly engine: AttachedEngine; readonly lens: Lens }) | undefined;
  try {
    const link = openLink(plan, log);
    later(() => link.stop());
    const isExample = config.settings.rooms.length === 0;
    const moderators = isExample ? exampleModerators.map(name => `${name}@${host}`) : config.settings.moderators;
    const view = (): DevView => ({ websocket: 'xmpp', host, open: !websocket, files: workshop.files, moderators });
    const inspector = await openInspector(listen, {
      ...{ token: tokens.page, admins: new Map([[tokens.admin, 'dev']]), hosts: [] },
      ...{ lens: () => engine?.lens, engine: () => engine?.engine, dev: view, onDev: tell => workshop.onFile(tell) },
      ...{ option: '--port N', onWebSocket: link.onWebSocket },
      log: entry => log.warn(entry, 'something was changed by hand'),
      onFailure: err => log.error({ err }, 'the page could not be answered'),
    });
    later(() => inspector.close());
    const control = await openControl(config.control, {
      domain: config.domain,
      get engine() {
        if (!engine) throw new Error('The service is only just starting: try again.');
        return engine.engine;
      },
      online: () => link.online(),
      reload: async () => (engine ? workshop.reload(engine) : {}),
    });
    later(() => control.close());

    const opened = openEngine(plan, { workshop, link, log, isExample, moderators });
    engine = { ...opened, lens: opened.engine.inspect({ shows: { texts: true, addresses: true } }) };
    later(() => opened.close());
    logFacts(opened.engine.facts$, log);
    later(workshop.watch(opened, (folder, err) => log.error({ err, folder }, 'what is saved there is not seen any more')));
    workshop.onFile(onFile);
    if ((await Promise.race([link.ready, stop])) === undefined) {
      const rooms = opened.engine.rooms().map(({ name, kind }) => ({ name, kind }));
      const { url } = inspector;
      onOpen({ url, admin: tokens.admin, domain: config.domain, host, rooms, moderators, files: workshop.files, websocket });
    }
    await stop;
  } finally {
    for (const end of ends) await end();
  }
}

/** The words are kept, so that a page that was left open comes in again after a restart. */
function tokensOf({ tokens }: DevPlan): DevPlan['tokens'] {
  prepareFolder(dirname(tokens.page));
  try {
    return { page: readOrMakeToken(tokens.page), admin: readOrMakeToken(tokens.admin) };
  } catch (error) {
    throw new CommandError(
      `${(error as Error).message}. Another place for both words is chosen with --token-file.`,
      exitCode.config,
    );
  }
}

interface EngineParts {
  readonly workshop: Workshop;
  readonly link: DevLink;
  readonly log: Logger;
  readonly isExample: boolean;
  readonly moderators: readonly string[];
}

/** The engine with its rooms; what is tried and cannot begin is left out, and says so. */
function openEngine({ config }: DevPlan, { workshop, link, log, isExample, moderators }: EngineParts) {
  const examples = isExample ? exampleEffects() : undefined;
  const { rooms: own, patterns, limits } = config.settings;
  const rooms = isExample ? exampleRooms : own;
  const effects = { ...examples?.effects, ...openEffects(config, log) };
  const onFailure = (err: unknown, what: string) => log.error({ err, what }, 'a step failed and was undone');

  const made = (): Running & { engine: AttachedEngine } => {
    const settings = ServiceSettings.parse({
      ...config.settings,
      rooms: [...workshop.rooms(rooms.map(({ name }) => name)), ...rooms],
      patterns: isExample ? [...patterns, ...examplePatterns] : patterns,
      moderators,
      limits: { ...limits, ring: Math.max(limits.ring, ring) },
    });
    const options = { service: true, refusedBy, onFailure, effects, ...workshop.brought() };
    return { settings, engine: attach(link.entity, settings, options) };
  };

  let running: ReturnType<typeof made>;
  try {
    running = made();
  } catch (error) {
    if (!workshop.giveUp((error as Error).message)) throw new CommandError((error as Error).message, exitCode.config);
    running = made();
  }
  const { engine } = running;
  const endExamples = examples?.start(engine);
  return {
    ...running,
    async close(): Promise<void> {
      if (endExamples) await within(patience, endExamples());
      const told = !link.online() || (await within(patience, engine.close(farewell)));
      if (!told) log.warn('not everybody inside could be told');
      engine.detach();
    },
  };
}
