// Watches rooms while somebody looks: it hangs on the desk, the service and the taps from the first watch to the last, and
// tells what it sees. Whatever goes wrong here ends there, and never disturbs a room.
import type { Desk, Entry } from '../../machines/desk.ts';
import type { RoomRequest } from '../../machines/request.ts';
import type { ServiceActor } from '../../machines/service-actor.ts';
import type { Watch } from '../../machines/watch.ts';
import type { Address } from '../../streams/address.ts';
import type { Parcel } from '../../streams/parcel.ts';
import type { XmlElement } from '../../streams/tree.ts';
import type { Clock } from '../clock.ts';
import type { Charts } from './charts.ts';
import type { Discreet } from './discreet.ts';
import { momentOf, type Noted, noted, senderOf } from './moment.ts';
import type { RoomView } from './protocol.ts';
import { Rates } from './rates.ts';
import type { Tap, Taps } from './taps.ts';
import { type Tell, Watched } from './watched.ts';

export interface WatchingMeans {
  readonly desk: Desk;
  readonly service: ServiceActor;
  readonly taps: Taps;
  readonly clock: Clock;
  readonly parse: (text: string) => Address | undefined;
  readonly charts: Charts;
  readonly discreet: Discreet;
  readonly viewOf: (entry: Entry) => RoomView;
  /** Requests to one room that are told in a second. */
  readonly moments: number;
  readonly report: (error: unknown) => void;
}

/** Milliseconds between two views of a room at least, and between two counts of what was left out. */
const pause = { view: 250, skipped: 1_000 };

export class Watching implements Watch, Tap {
  /** Requests and facts that this was called with. */
  callbacks = 0;
  readonly rates = new Rates<Entry>();
  readonly #means: WatchingMeans;
  readonly #rooms = new Map<Entry, Watched>();
  readonly #looks = new Set<object>();
  #detach: (() => void) | undefined;
  // of the request that a room is asked now
  #now: Noted | undefined;
  #heard: XmlElement | undefined;

  constructor(means: WatchingMeans) {
    this.#means = means;
  }

  /** @param tell must not throw */
  watch(entry: Entry, tell: Tell): () => void {
    const data = this.#means.viewOf(entry);
    let watched = this.#rooms.get(entry);
    // what was left out before is nothing to who comes now
    watched?.tellSkipped();
    watched ??= new Watched(entry, data.chart);
    this.#rooms.set(entry, watched);
    // the same function may watch twice
    const own: Tell = event => tell(event);
    watched.tells.add(own);
    this.#attach();
    own({ type: 'room', data });
    return () => {
      watched.tells.delete(own);
      if (watched.tells.size === 0 && this.#rooms.get(entry) === watched) this.#rooms.delete(entry);
      this.#settle();
    };
  }

  /** Counts rates until what is returned is called. */
  look(): () => void {
    const one = {};
    this.#looks.add(one);
    this.#attach();
    return () => {
      this.#looks.delete(one);
      this.#settle();
    };
  }

  /** Tells everybody that it is over. */
  stop(text: string): void {
    for (const watched of [...this.#rooms.values()]) this.#end(watched, text);
    this.#looks.clear();
    this.#settle();
  }

  asked(entry: Entry, request: RoomRequest): void {
    this.callbacks++;
    this.#now = undefined;
    this.rates.count(entry, request.at);
    const watched = this.#rooms.get(entry);
    if (!watched) return;
    this.#guarded(() => {
      watched.steps = entry.ring?.total ?? watched.steps + 1;
      watched.isChanged = true;
      if (watched.mayTell(request.at, this.#means.moments)) this.#now = this.#note(watched, request);
    });
    if (!this.#now) watched.skipped++;
  }

  done(entry: Entry): void {
    const hasEnded = entry.actor.getSnapshot().status === 'done';
    if (hasEnded) this.rates.forget(entry);
    const watched = this.#rooms.get(entry);
    if (!watched) return;
    const now = this.#now;
    this.#now = undefined;
    if (now && !this.#guarded(() => this.#tellMoment(watched, now))) watched.skipped++;
    if (!hasEnded) return;
    this.#end(watched, 'This room has ended.');
    this.#settle();
  }

  hears(stanza: XmlElement): void {
    this.#heard = stanza;
  }

  heard(): void {
    this.#heard = undefined;
  }

  posts(parcel: Parcel): void {
    if (this.#now?.entry.floor.jid === parcel.flow) this.#now.said.push(parcel.contents);
  }

  #attach(): void {
    if (this.#detach) return;
    const { desk, service, taps, clock } = this.#means;
    const told = service.on('told', ({ room, fact }) => {
      this.callbacks++;
      if (this.#now !== undefined && room === this.#now.entry.floor) this.#now.facts.push(fact);
    });
    const ends = [
      desk.watch(this),
      taps.add(this),
      clock.every(pause.view, () => this.#round()),
      () => told.unsubscribe(),
      () => this.rates.clear(),
    ];
    this.#detach = () => {
      for (const end of ends) end();
    };
  }

  /** Nothing is left behind by the last. */
  #settle(): void {
    if (this.#rooms.size > 0 || this.#looks.size > 0) return;
    this.#detach?.();
    this.#detach = undefined;
    this.#now = undefined;
    this.#heard = undefined;
  }

  #note({ entry, steps }: Watched, request: RoomRequest): Noted {
    const { charts, parse } = this.#means;
    const from = senderOf(request);
    // others may be let in by the same stanza
    const isHeard = this.#heard && from !== undefined && parse(String(this.#heard.attrs.from ?? ''))?.full === from;
    return noted(entry, request, steps, charts.of(entry.floor.kindOf), isHeard ? this.#heard : undefined);
  }

  /** What is lit is lit in the chart that was told before. */
  #tellMoment(watched: Watched, one: Noted): void {
    const { charts, discreet } = this.#means;
    const chart = charts.of(watched.entry.floor.kindOf);
    const data = momentOf(one, chart, discreet);
    if (chart.key !== watched.chart) this.#tellRoom(watched);
    watched.tell({ type: 'moment', data });
  }

  #tellRoom(watched: Watched): void {
    const data = this.#means.viewOf(watched.entry);
    watched.chart = data.chart;
    // while it still falls it is told again
    watched.isChanged = data.rate > 0;
    watched.tell({ type: 'room', data });
  }

  /** The clock has rung: what has changed is told, and what was left out. */
  #round(): void {
    const at = this.#means.clock.now();
    for (const watched of [...this.#rooms.values()]) {
      this.#guarded(() => {
        if (watched.skipped > 0 && at - watched.skippedAt >= pause.skipped) {
          watched.skippedAt = at;
          watched.tellSkipped();
        }
        if (watched.isChanged) this.#tellRoom(watched);
      });
    }
  }

  #end(watched: Watched, text: string): void {
    this.#rooms.delete(watched.entry);
    watched.tellSkipped();
    watched.tell({ type: 'gone', data: { text } });
    watched.tells.clear();
  }

  /** Whether it could be done. */
  #guarded(act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      this.#means.report(error);
      return false;
    }
  }
}
