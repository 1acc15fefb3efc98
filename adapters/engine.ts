// The engine: the service's actor, with stanzas streaming in and bytes streaming out. It knows no socket.
import { Observable, Subject, takeUntil } from 'rxjs';
import { createActor } from 'xstate';
import type { Brought } from '../machines/catalogue.ts';
import type { Fact } from '../machines/fact.ts';
import type { Load, OverloadChanged } from '../machines/overload.ts';
import type { Heard, ServiceRequest, Stamp } from '../machines/request.ts';
import { type KeptService, serviceLogic, type Told } from '../machines/service-actor.ts';
import { unasked } from '../machines/survey.ts';
import { type Address, addressBook } from '../streams/address.ts';
import { Admission, type Asked } from '../streams/admission.ts';
import { Coalescing } from '../streams/coalescing.ts';
import { dialects } from '../streams/dialects/all.ts';
import { egress } from '../streams/egress.ts';
import { fanOut } from '../streams/fan-out.ts';
import { Flood, type FloodCounts, type FloodOptions } from '../streams/flood.ts';
import { ingress } from '../streams/ingress.ts';
import { bytesOf, type Parcel } from '../streams/parcel.ts';
import type { XmlElement } from '../streams/tree.ts';
import { type Clock, randomId, systemClock } from './clock.ts';
import { answering } from './effects/answering.ts';
import type { Effects } from './effects/effect.ts';
import { needEffects } from './effects/needs.ts';
import { runner } from './effects/runner.ts';
import { inspection, tapped } from './inspect/inspection.ts';
import { Taps } from './inspect/taps.ts';
import { countedFanOut } from './metrics/counted-fan-out.ts';
import { Ledger } from './metrics/ledger.ts';
import { operations } from './operations.ts';
import { type Overload, OverloadWatch } from './overload-watch.ts';
import { prepare, type ServiceSettingsInput } from './prepared-settings.ts';
import { programPeople } from './program-people.ts';
import { type RecordOptions, recordings } from './recording/recordings.ts';
import { roomAddress } from './room-address.ts';
import { reports } from './room-report.ts';
import { safeListener } from './safe-listener.ts';
import { stayIn } from './stay.ts';

export interface EngineOptions extends Brought {
  /** Takes the bytes of whole stanzas, in order: a fact at a time. */
  readonly write?: (bytes: Uint8Array) => void;
  /** Takes stanzas before they are bytes, in the place of `write`. */
  readonly post?: (parcel: Parcel) => void;
  readonly refusedBy?: (element: XmlElement) => string | undefined;
  readonly clock?: Clock;
  /** Reads addresses, and remembers them: where somebody else reads the same. */
  readonly parse?: (text: string) => Address | undefined;
  /** At least 96 bits of chance in hex, different at every call. */
  readonly fresh?: () => string;
  readonly version?: string;
  /** Told when a step of a room failed, or a fact could not be said; nothing was changed. */
  readonly onFailure?: (error: unknown, what: string) => void;
  /** Told of whoever sends more than the settings let them, once for each time that they are ignored. */
  readonly onFlood?: FloodOptions['onFlood'];
  /** What waits to be written and to be heard, as far as somebody knows; nothing without it. */
  readonly load?: () => Load;
  /** Told when the service comes into another state of overload. */
  readonly onOverload?: (change: OverloadChanged) => void;
  /** What behaviours may call, by name. Without it nothing is run: who tests or replays gives the answers. */
  readonly effects?: Effects;
  /** Whether behaviours are given what they read frozen, so that one that writes into it throws: for tests. */
  readonly freeze?: boolean;
  /** The rooms of an engine that was put away. */
  readonly kept?: KeptService;
  /** Where all that rooms are asked is recorded; see docs/recording.md. */
  readonly record?: RecordOptions;
}

export type Engine = ReturnType<typeof makeEngine>;

/** Makes and starts an engine. Throws where the settings are not right, with a sentence for each fault. */
export function makeEngine(input: ServiceSettingsInput, options: EngineOptions) {
  const {
    write = () => {},
    post: out = (parcel: Parcel) => write(bytesOf(parcel)),
    clock = systemClock,
    fresh = randomId,
    parse = addressBook(),
    version = '0',
    onFlood,
    onOverload,
    load = () => ({ outbox: 0, mailbox: 0 }),
    refusedBy,
    freeze = false,
    kept,
    effects,
  } = options;
  // what it throws would end the stream of stanzas
  const onFailure = safeListener(options.onFailure ?? (() => {}));
  const { settings, standing, kinds } = prepare(input, options);
  if (effects) needEffects(settings, kinds, Object.keys(effects));
  const flood = new Flood(settings.flood, { onFlood });
  const stamp = (): Stamp => ({ at: clock.now(), fresh: fresh() });
  const service = createActor(serviceLogic, {
    input: { settings, standing, kinds, at: clock.now(), freeze, ...(kept ? { kept } : {}) },
  });
  const begun = service.getSnapshot();
  // such as a behaviour that cannot begin in a room of the configuration
  if (begun.status === ('error' as string)) throw begun.error;
  const { desk } = begun.context;
  const ledger = new Ledger(room => desk.rooms.get(room)?.floor.rulings);
  const stanzas = new Subject<XmlElement>();
  const stopped = new Subject<void>();
  const told$ = new Observable<Told>(subscriber => {
    const subscription = service.on('told', told => subscriber.next(told));
    return () => subscription.unsubscribe();
  }).pipe(takeUntil(stopped));

  const speech = { service: settings.domain, settings, software: { name: 'Confab', version } };
  const address = (room: string) => roomAddress(room, settings.domain);
  const answer = answering(service, stamp);
  const calls = effects && runner({ effects, desk, settings, answer, book: ledger.calls, report: onFailure });
  // before anybody says it
  told$.subscribe(told => {
    ledger.tells(told);
    if (told.fact.type === 'called' && told.room) calls?.take(told.fact, told.room.jid);
    if (told.fact.type === 'failed') onFailure(told.fact.error, told.fact.request);
  });
  const fail = (error: unknown, at: 'saying' | 'hearing', what: string) => {
    ledger.fails(at);
    onFailure(error, `${at} ${what}`);
  };
  const taps = new Taps();
  const post = tapped(taps, out);
  const counted = countedFanOut(fanOut(), ledger);
  const coalescing = new Coalescing({ largeRoom: settings.overload.largeRoom, fanOut: counted, post });
  const report = (error: unknown, fact: Fact) => fail(error, 'saying', fact.type);
  told$.pipe(egress({ dialects, speech, fanOut: counted, coalescing, report })).subscribe(post);
  const stayOf = stayIn(desk);
  const admission: Admission = new Admission({
    heldJoins: settings.overload.heldJoins,
    stayOf,
    send: request => service.send(request),
    mayEnter: () => overload.mayEnter(),
  });
  const overload = new OverloadWatch({ settings: settings.overload, load, coalescing, admission, onChange: onOverload });
  const put = (request: ServiceRequest) => {
    ledger.asks(request as Heard);
    admission.take(request as Asked);
  };
  const inward = stanzas
    .pipe(
      ingress({
        settings,
        dialects,
        parse,
        stayOf: (room, real) => stayOf(room, real) ?? admission.stayOf(room, real),
        stamp,
        judge: flood.isOff ? undefined : ({ bare, host }) => flood.judge(bare, host, clock.now()),
        report: error => fail(error, 'hearing', 'a stanza'),
        ...(refusedBy ? { refusedBy } : {}),
      }),
    )
    .subscribe(put);
  const recorded = recordings({ service, address, version, report: onFailure });
  const means = { service, address, clock, parse, version, overload, load, report: onFailure };
  const { inspect, endInspection } = inspection(taps, means);
  if (options.record) recorded.record(options.record);
  service.start();
  const stopClock = clock.every(1000, () => {
    const tick = stamp();
    service.send({ type: 'tick', ...tick });
    overload.tick(tick.at);
    ledger.ticks();
  });
  let running = true;
  const people = programPeople({ desk, facts$: told$, stamp, take: put, address, isRunning: () => running });

  return {
    settings,
    /** How many stanzas were refused, and how many ignored, because somebody sent too much. */
    flood: flood as FloodCounts,
    /** Everything that the machines tell, in order. */
    facts$: told$,
    /** The actor of the service; those of rooms and participants are found from its desk. */
    service,

    /** Whether there is too much to do, and what is put off because of it. */
    overload: overload as Overload,

    /** Told that the load is another: whoever gives it does so when it crosses one of `marksOf`. */
    weigh(): void {
      if (running) overload.look(clock.now());
    },

    /** What was counted so far. */
    ledger,

    take(stanza: XmlElement): void {
      ledger.hears(stanza.name);
      taps.on?.hears(stanza);
      stanzas.next(stanza);
      taps.on?.heard();
      ledger.done();
    },

    /** Asks everybody who is still there, as many in a second as `limits.questions` says: after the link was lost. */
    survey(): void {
      people.seeOutKept();
      service.send({ type: 'survey', ...stamp() });
    },

    ...people,

    /** How many people are still to be asked whether they are there. */
    unasked: (): number => unasked(desk),

    ...reports(desk, address),

    /** Gives a behaviour the answer to a call, where nobody else does. */
    answer,

    ...operations({ service, stamp, address }),
    ...recorded,
    inspect,

    /** The rooms as plain data, from which an engine can go on as this one would have. */
    keep(): KeptService {
      // another engine would know neither of those who wait to enter, nor of what is kept back
      if (running) admission.letIn(clock.now());
      coalescing.tell();
      return service.getPersistedSnapshot() as unknown as KeptService;
    },

    /** Tells the people inside, and ends every room. */
    close(text: string): void {
      if (running) {
        admission.close();
        service.send({ type: 'close', text, ...stamp() });
      }
      this.stop();
    },

    /** Ends every actor, timer and stream without a word. */
    stop(): void {
      if (!running) return;
      running = false;
      stopClock();
      endInspection();
      overload.stop();
      calls?.stop();
      inward.unsubscribe();
      stopped.next();
      service.send({ type: 'close', text: '', ...stamp() });
      void recorded.recorded();
      service.stop();
    },
  };
}
