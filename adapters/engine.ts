// The engine: the service's actor, with stanzas streaming in and bytes streaming out. It knows no socket.
import { Observable, Subject, takeUntil } from 'rxjs';
import { createActor } from 'xstate';
import type { BareJid, RealJid, RoomJid } from '../machines/address.ts';
import type { Brought } from '../machines/catalogue.ts';
import type { Stamp } from '../machines/request.ts';
import { type KeptService, serviceLogic, type Told } from '../machines/service-actor.ts';
import { isXmlText } from '../machines/xml-text.ts';
import { parseAddress } from '../streams/address.ts';
import { dialects } from '../streams/dialects/all.ts';
import { egress } from '../streams/egress.ts';
import { fanOut } from '../streams/fan-out.ts';
import { ingress } from '../streams/ingress.ts';
import type { XmlElement } from '../streams/tree.ts';
import { type Clock, randomId, systemClock } from './clock.ts';
import { operations } from './operations.ts';
import { prepare, type ServiceSettingsInput } from './prepared-settings.ts';
import { detail, type RoomDetail, type RoomSummary, summary } from './room-report.ts';

export interface EngineOptions extends Brought {
  /** Takes the bytes of whole stanzas, in order. */
  readonly write: (bytes: Uint8Array) => void;
  readonly refusedBy?: (element: XmlElement) => string | undefined;
  readonly clock?: Clock;
  /** At least 96 bits of chance in hex, different at every call. */
  readonly fresh?: () => string;
  readonly version?: string;
  /** Told when a step of a room failed, or a fact could not be said; nothing was changed. */
  readonly onFailure?: (error: unknown, what: string) => void;
  /** Whether behaviours are given what they read frozen, so that one that writes into it throws: for tests. */
  readonly freeze?: boolean;
  /** The rooms of an engine that was put away. */
  readonly kept?: KeptService;
}

export type Engine = ReturnType<typeof makeEngine>;

/** Makes and starts an engine. Throws where the settings are not right, with a sentence for each fault. */
export function makeEngine(input: ServiceSettingsInput, options: EngineOptions) {
  const {
    write,
    clock = systemClock,
    fresh = randomId,
    version = '0',
    onFailure = () => {},
    refusedBy,
    freeze = false,
    kept,
  } = options;
  const { settings, standing, kinds } = prepare(input, options);
  const stamp = (): Stamp => ({ at: clock.now(), fresh: fresh() });
  const service = createActor(serviceLogic, {
    input: { settings, standing, kinds, at: clock.now(), freeze, ...(kept ? { kept } : {}) },
  });
  const begun = service.getSnapshot();
  // such as a behaviour that cannot begin in a room of the configuration
  if (begun.status === ('error' as string)) throw begun.error;
  const { desk } = begun.context;
  const stanzas = new Subject<XmlElement>();
  const stopped = new Subject<void>();
  const told$ = new Observable<Told>(subscriber => {
    const subscription = service.on('told', told => subscriber.next(told));
    return () => subscription.unsubscribe();
  }).pipe(takeUntil(stopped));

  const speech = { service: settings.domain, settings, software: { name: 'Confab', version } };
  told$
    .pipe(
      egress({
        dialects,
        speech,
        fanOut: fanOut(),
        report: (error, fact) => onFailure(error, `saying ${fact.type}`),
      }),
    )
    .subscribe(write);
  told$.subscribe(({ fact }) => {
    if (fact.type === 'failed') onFailure(fact.error, fact.request);
  });
  const stayOf = (room: RoomJid, real: RealJid) => {
    const people = desk.rooms.get(room)?.floor.people;
    const person = people?.byReal(real);
    if (person) return { dialect: person.dialect, inside: true };
    const held = people?.waitingFor(real);
    return held && { dialect: held.dialect, inside: false };
  };
  const inward = stanzas
    .pipe(
      ingress({
        settings,
        dialects,
        stayOf,
        stamp,
        report: error => onFailure(error, 'hearing a stanza'),
        ...(refusedBy ? { refusedBy } : {}),
      }),
    )
    .subscribe(request => service.send(request));
  service.start();
  const stopClock = clock.every(1000, () => service.send({ type: 'tick', ...stamp() }));
  let running = true;

  return {
    settings,
    /** Everything that the machines tell, in order. */
    facts$: told$,
    /** The actor of the service; those of rooms and participants are found from its desk. */
    service,

    take: (stanza: XmlElement): void => stanzas.next(stanza),

    /** Asks everybody who is still there: after the link was lost. */
    survey: (): void => service.send({ type: 'survey', ...stamp() }),

    rooms: (): RoomSummary[] => [...desk.rooms.values()].filter(({ floor }) => desk.stands(floor.jid)).map(summary),

    room(name: string): RoomDetail | undefined {
      const entry = desk.rooms.get(roomJid(name, settings.domain));
      return entry && desk.stands(entry.floor.jid) ? detail(entry) : undefined;
    },

    /**
     * Sends an invitation in the name of the room.
     * @param room the room's name, or its whole address
     * @throws Error where there is no such room, or the JID is none
     */
    invite(room: string, jid: string, text = 'You are invited to this room.'): void {
      const invited = parseAddress(jid);
      if (!invited || invited.local === '') throw new Error(`“${jid}” is not the address of a person: write it as user@host.`);
      if (!isXmlText(text)) throw new Error('The text has characters that XML does not have: leave control characters out.');
      if (text.length > 10_000) throw new Error('The text is too long: 10000 characters at most.');
      const address = roomJid(room, settings.domain);
      if (!desk.stands(address)) throw new Error(`There is no room ${address}. See which there are with: confab rooms`);
      const to = invited.resource === undefined ? invited.bare : (invited.full as RealJid | BareJid);
      service.send({ type: 'invite', room: address, to, dialect: 'conference', text, ...stamp() });
    },

    ...operations({ service, stamp, address: room => roomJid(room, settings.domain) }),

    /** The rooms as plain data, from which an engine can go on as this one would have. */
    keep: (): KeptService => service.getPersistedSnapshot() as unknown as KeptService,

    /** Tells the people inside, and ends every room. */
    close(text: string): void {
      if (running) service.send({ type: 'close', text, ...stamp() });
      this.stop();
    },

    /** Ends every actor, timer and stream without a word. */
    stop(): void {
      if (!running) return;
      running = false;
      stopClock();
      inward.unsubscribe();
      stopped.next();
      service.send({ type: 'close', text: '', ...stamp() });
      service.stop();
    },
  };
}

function roomJid(name: string, domain: string): RoomJid {
  const address = parseAddress(name.includes('@') ? name : `${name}@${domain}`);
  return (address?.bare ?? name) as string as RoomJid;
}
