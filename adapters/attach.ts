// Ties an engine to an @xmpp/component instance that a program already has.

import type { Observable } from 'rxjs';
import { type Load, marksOf } from '../machines/overload.ts';
import type { Told } from '../machines/service-actor.ts';
import { addressBook } from '../streams/address.ts';
import type { FloodCounts } from '../streams/flood.ts';
import type { Parcel } from '../streams/parcel.ts';
import type { XmlElement } from '../streams/tree.ts';
import { type ComponentLike, claim } from './claim.ts';
import { type EngineOptions, makeEngine } from './engine.ts';
import { inbox } from './inbox.ts';
import type { Lens, LensOptions } from './inspect/lens.ts';
import { linkWatch } from './link-watch.ts';
import { census } from './metrics/census.ts';
import { checkRegistry, engineMetrics, type MetricsRegistry } from './metrics.ts';
import type { Operations } from './operations.ts';
import { outbox } from './outbox.ts';
import type { Overload } from './overload-watch.ts';
import type { ServiceSettingsInput } from './prepared-settings.ts';
import type { Newcomer, ProgramPerson } from './program-person.ts';
import type { Recordings } from './recording/recordings.ts';
import type { Reports } from './room-report.ts';
import { safeListener } from './safe-listener.ts';
import { refusedBy } from './stanza-tree.ts';
import { readVersion } from './version.ts';
import type { Vitals } from './vitals.ts';
import { vitalsOf } from './vitals-of.ts';
import { within } from './within.ts';

export interface AttachOptions
  extends Pick<
    EngineOptions,
    | 'clock'
    | 'fresh'
    | 'onFailure'
    | 'onFlood'
    | 'onOverload'
    | 'refusedBy'
    | 'kept'
    | 'behaviours'
    | 'kinds'
    | 'effects'
    | 'record'
  > {
  /** Whether the engine also answers for the service's own address (discovery, browsing); otherwise the host program does. */
  readonly service?: boolean;
  /** Which of the addresses with a part before the @ are rooms; all of them without it. */
  readonly isRoom?: (name: string) => boolean;
  /** A registry of prom-client in which the metrics of the engine are to be, until it is detached; one of its own without it. */
  readonly metrics?: MetricsRegistry;
  /** Told how many stanzas were lost: with the link, when it is lost; for want of one, when there is one again. */
  readonly onDropped?: (stanzas: number) => void;
  /** Shown all bytes that the engine writes, whole stanzas, at once; they change afterwards. */
  readonly tap?: (bytes: Uint8Array) => void;
}

/** A conference service that runs on a component. */
export interface AttachedEngine extends Operations, Reports, Recordings {
  readonly domain: string;
  /** Everything that rooms and participants tell, in order. */
  readonly facts$: Observable<Told>;
  /** Stanzas that were not heard because somebody sent too much. */
  readonly flood: FloodCounts;
  /** Whether there is too much to do, and what is put off because of it; see docs/operating.md. */
  readonly overload: Overload;
  /** How many people are still to be asked whether they are there, since the link came back; 0 when that is done. */
  unasked(): number;
  /**
   * Brings somebody into a room for whom the program speaks: a bot, or somebody of another network. What they do is asked
   * like what anybody does, and refusals are values; see docs/embedding.md.
   * @throws Error where the address is none of those that a program may speak for, or has a stay in that room
   */
  join(room: string, newcomer: Newcomer): ProgramPerson;
  /** The metrics of the engine as Prometheus reads them; see docs/operating.md. Nothing of the process is in them. */
  metrics(): Promise<string>;
  /** How it is at this moment. */
  vitals(): Vitals;
  /** Looks into the rooms as they are, and as they go on; see docs/inspector.md. Nothing is watched until somebody looks. */
  inspect(options: LensOptions): Lens;
  /** All rooms as plain data: the `kept` of a later engine. */
  keep: ReturnType<typeof makeEngine>['keep'];
  /**
   * Tells the people inside, ends the rooms, and is done when all bytes are out, when the link is lost, or after five
   * seconds. Gives whether they are out.
   */
  close(text: string): Promise<boolean>;
  /** Leaves the component as it was: no listener, timer or actor stays behind, and nobody is told. */
  detach(): void;
}

/**
 * Makes a component a conference service. Only stanzas for its rooms are taken; all else stays with the host program.
 * No signal handler is installed, and nothing here ends the process.
 *
 * @param component an @xmpp/component instance, connected or not
 * @param settings see docs/deploying.md; `domain` is the component's own
 * @throws Error where the settings are not right
 */
export function attach(component: ComponentLike, settings: ServiceSettingsInput, options: AttachOptions = {}): AttachedEngine {
  const {
    service = false,
    isRoom = () => true,
    metrics: registry,
    tap,
    onDropped,
    onFlood,
    onOverload,
    effects = {},
    ...rest
  } = options;
  if (registry) checkRegistry(registry);
  const version = readVersion();
  const parse = addressBook();
  // what a host's listeners throw must not stop what tells them
  const listeners = {
    ...(onFlood && { onFlood: safeListener(onFlood) }),
    ...(onOverload && { onOverload: safeListener(onOverload) }),
  };
  const engine = makeEngine(settings, {
    refusedBy,
    ...rest,
    effects,
    ...listeners,
    version,
    parse,
    load,
    post: parcel => post(parcel),
  });
  const { domain, limits, overload } = engine.settings;
  const marks = marksOf(overload).map(mark => Math.ceil(mark * limits.outboxBytes));
  const waiting = inbox(engine.take);
  const { ledger } = engine;
  const onTaken = (since: number) => ledger.taken(since);
  const toldOf = {
    onFull,
    onMark: engine.weigh,
    onTaken,
    ...(tap && { tap: safeListener(tap) }),
    ...(onDropped && { onDropped: safeListener(onDropped) }),
  };
  const out = outbox(component, { most: limits.outboxBytes, marks, ...toldOf });
  const link = linkWatch(component, Date.now);
  let hasLetGo = false;

  function isOurs({ name, attrs }: XmlElement): boolean {
    if (name !== 'message' && name !== 'presence' && name !== 'iq') return false;
    const to = parse(String(attrs.to ?? ''));
    if (!to) return service;
    if (to.host !== domain) return false;
    if (to.local !== '') return isRoom(to.local);
    // answers to what the host program asked are the host's
    return service && attrs.type !== 'result' && attrs.type !== 'error';
  }

  function post(parcel: Parcel): void {
    // those of the other dialects are posted in this turn, too, and leave after it
    parcel.since = ledger.broadcastSince;
    ledger.broadcastSince = 0;
    out.post(parcel);
  }

  /** A server that does not read what we write is not read either, until it has. */
  function onFull(isFull: boolean): void {
    if (hasLetGo) return;
    if (isFull) {
      waiting.hold();
      component.socket?.pause?.();
    } else {
      component.socket?.resume?.();
      waiting.release();
    }
  }

  function load(): Load {
    return { outbox: out.weight / limits.outboxBytes, mailbox: waiting.size };
  }

  const vitals = () => vitalsOf({ engine, link, out, waiting });
  const { desk } = engine.service.getSnapshot().context;
  const metrics = engineMetrics({ version, ledger: engine.ledger, vitals, census: census(desk) }, registry);

  const unclaim = claim(component, isOurs, stanza => {
    // somebody else resumed it: another engine of this component, which has space again
    if (out.isFull && !hasLetGo) component.socket?.pause?.();
    waiting.take(stanza);
  });
  const back = () => {
    out.check();
    engine.survey();
  };
  // who was kept without a program to speak for them is seen out by that as well
  if (component.status === 'online') engine.seeOutKept();
  const gone = () => out.check();
  component.on('online', back);
  component.on('disconnect', gone);

  /** What comes from now on is the component's own; what was read before is heard. */
  function letGo(): void {
    if (hasLetGo) return;
    hasLetGo = true;
    unclaim();
    waiting.drain();
    if (out.isFull) component.socket?.resume?.();
  }

  function detach(): void {
    letGo();
    component.removeListener('online', back);
    component.removeListener('disconnect', gone);
    link.stop();
    metrics.close();
    engine.stop();
    out.close();
  }

  // the rest is for whoever holds the engine itself
  const { take: _take, survey: _survey, stop: _stop, service: _service, settings: _settings, ledger: _ledger, ...own } = engine;
  const { close: _close, weigh: _weigh, answer: _answer, seeOutKept: _seeOutKept, ...offered } = own;
  return {
    ...offered,
    domain,
    vitals,
    metrics: metrics.text,
    inspect: options => engine.inspect(options, link.actor),
    detach,
    keep() {
      // what was read belongs to the rooms as they are now, also where the outbox is full
      waiting.drain();
      return engine.keep();
    },
    async close(text) {
      letGo();
      const { dropped } = out;
      engine.close(text);
      const told = (await within(patience, out.flushed())) && out.dropped === dropped;
      detach();
      await engine.recorded();
      return told;
    },
  };
}

/** Milliseconds that a server may take for the last bytes. */
const patience = 5_000;
