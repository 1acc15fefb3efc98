// Makes lenses for an engine: what an inspector looks through, put together from those who know.

import type { RoomJid } from '../../machines/address.ts';
import type { Load } from '../../machines/overload.ts';
import type { ServiceActor } from '../../machines/service-actor.ts';
import type { Address } from '../../streams/address.ts';
import type { Parcel } from '../../streams/parcel.ts';
import type { Clock } from '../clock.ts';
import type { LinkActor } from '../link-chart.ts';
import type { Overload } from '../overload-watch.ts';
import { safeListener } from '../safe-listener.ts';
import { Charts } from './charts.ts';
import { Discreet } from './discreet.ts';
import type { Lens, LensOptions } from './lens.ts';
import { standingOf } from './moment.ts';
import { pastOf } from './past.ts';
import { replaying } from './replayed.ts';
import { listed, viewOf } from './room-lines.ts';
import type { Taps } from './taps.ts';
import { Watching } from './watching.ts';
import { whyIn } from './why.ts';

export interface InspectionMeans {
  readonly service: ServiceActor;
  readonly address: (room: string) => RoomJid;
  readonly clock: Clock;
  readonly parse: (text: string) => Address | undefined;
  readonly version: string;
  readonly overload: Overload;
  readonly load: () => Load;
  readonly report: (error: unknown, what: string) => void;
}

/** Milliseconds for which a count of people is good enough. */
const stale = 2_000;

export function inspection(taps: Taps, means: InspectionMeans) {
  const { service, address, clock, parse, version, overload, load, report } = means;
  const { desk } = service.getSnapshot().context;
  const lenses = new Set<Lens>();

  return {
    /**
     * Makes a lens: nothing is watched until somebody looks through it.
     * @param link how the component's link is; it is told as not yet up without it
     */
    inspect({ shows, moments = 20 }: LensOptions, link?: LinkActor): Lens {
      const charts = new Charts();
      const discreet = new Discreet(shows, desk.settings.domain);
      const rateOf = (entry: Parameters<typeof watching.rates.of>[0]) => watching.rates.of(entry, clock.now());
      const sight = { desk, discreet, charts, rateOf };
      const watching: Watching = new Watching({
        ...{ desk, service, taps, clock, parse, charts, discreet, moments },
        viewOf: entry => viewOf(sight, entry),
        report: error => report(error, 'inspecting a room'),
      });
      const counted = { at: Number.NEGATIVE_INFINITY, people: 0 };

      /** One walk through the registry, now and then. */
      function people(): number {
        const at = clock.now();
        if (at - counted.at >= stale) {
          counted.at = at;
          counted.people = 0;
          for (const { floor } of desk.rooms.values()) counted.people += floor.people.size;
        }
        return counted.people;
      }

      function found(name: string) {
        const jid = address(name);
        return desk.stands(jid) ? desk.rooms.get(jid) : undefined;
      }

      function needed(name: string) {
        const entry = found(name);
        if (entry) return entry;
        throw new Error(`There is no room ${address(name)}. See which there are in the list of rooms, or with: confab rooms`);
      }

      const lens: Lens = {
        rooms: query => listed(sight, query),
        room(name) {
          const entry = found(name);
          return entry && viewOf(sight, entry);
        },
        chart(key) {
          const known = charts.get(key);
          // of a kind that is in no room that was looked at
          return Promise.resolve(known?.view());
        },
        chartOfRoom(name) {
          const entry = found(name);
          return entry && charts.of(entry.floor.kindOf).key;
        },
        machineOf(name) {
          const entry = found(name);
          if (!entry) return undefined;
          const chart = charts.of(entry.floor.kindOf);
          return { machine: chart.machine, value: chart.whole(standingOf(entry)) };
        },
        watch: (name, tell) => watching.watch(needed(name), safeListener(tell)),
        look: () => watching.look(),
        past: name => pastOf(needed(name), charts, discreet, desk.settings.limits.ring > 0),
        replayed: recording => done(lens.replaying(recording)),
        replaying: recording => replaying(recording, [...desk.kinds.values()], charts, discreet),
        why: (name, who) => whyIn(needed(name).floor, discreet, who),
        service: () => ({
          domain: desk.settings.domain,
          version,
          since: desk.since,
          rooms: desk.standing,
          people: people(),
          kinds: [...desk.kinds.values()].map(({ name, about }) => ({ name, about })),
          overload: { chart: 'overload', live: charts.get('overload')!.lit(overload.state), ...load() },
          link: { chart: 'link', live: charts.get('link')!.lit(link?.getSnapshot().value ?? 'waiting') },
          shows,
        }),
        get callbacks() {
          return watching.callbacks;
        },
        stop() {
          watching.stop('The service has stopped.');
          lenses.delete(lens);
        },
      };
      lenses.add(lens);
      return lens;
    },

    /** Ends all lenses: there is nothing to see any more. */
    endInspection(): void {
      for (const lens of [...lenses]) lens.stop();
    },
  };
}

/** The same parcels, shown to whoever looks before they go on. */
export function tapped(taps: Taps, post: (parcel: Parcel) => void): (parcel: Parcel) => void {
  return parcel => {
    taps.on?.posts(parcel);
    post(parcel);
  };
}

function done<T>(work: Generator<void, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
