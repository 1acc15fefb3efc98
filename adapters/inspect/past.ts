// What a room was asked lately, from its ring: each request with what came of it, and where the room stood then.
import type { Entry } from '../../machines/desk.ts';
import type { RoomRequest } from '../../machines/request.ts';
import type { RuledRequest } from '../../machines/ruling-log.ts';
import type { Charts } from './charts.ts';
import type { Discreet, NickOf } from './discreet.ts';
import { isOf, rememberedMoment, senderOf, standingOf } from './moment.ts';
import type { Moment, Past } from './protocol.ts';
import { secretsOf } from './secrets.ts';

/** @param remembers whether rooms of this service remember anything */
export function pastOf(entry: Entry, charts: Charts, discreet: Discreet, remembers: boolean): Past {
  const { floor, ring } = entry;
  discreet.secrets = secretsOf(floor);
  const chart = charts.of(floor.kindOf);
  const about = { room: floor.jid, chart: chart.key };
  if (!ring) {
    const why = remembers ? 'nobody has asked it for anything yet' : 'limits.ring is 0';
    return { ...about, moments: [], note: `Nothing that this room was asked is remembered: ${why}.` };
  }
  const requests = ring.latest(floor.jid);
  const [outlines, stood] = [ring.outlines(), ring.stood()];
  const began = ring.total - requests.length;
  const ruled = ruledOn(requests, floor.rulings.all(), began > 0);
  // by another chart nothing can be said of this one
  const known = ring.since - began;
  const nickOf: NickOf = real => floor.roster.byReal(real as never)?.nick;
  const moments = requests.map((request, at): Moment => {
    const came = outlines[at] ?? [];
    const before = at < known ? undefined : stood[at];
    const after = at + 1 < known ? undefined : at + 1 < requests.length ? stood[at + 1] : standingOf(entry);
    const nickOfStay = (id: string) => floor.roster.byId(id)?.nick;
    const one = { step: began + at + 1, request, outlines: came, ruled: ruled[at]!, before, after, nickOf, nickOfStay };
    return rememberedMoment(one, chart, discreet);
  });
  const notes = [
    ...(began > 0 || ring.isCut ? ['Requests before these are forgotten.'] : []),
    ...(known <= 0 ? [] : ['Where the room stood before it had its chart of today is not known.']),
  ];
  return { ...about, moments, ...(notes.length > 0 ? { note: notes.join(' ') } : {}) };
}

/** What is still known of how each was ruled on, in order. */
function ruledOn(
  requests: readonly RoomRequest[],
  all: readonly RuledRequest[],
  hasMore: boolean,
): readonly (readonly RuledRequest[])[] {
  return requests.map(request => {
    // of what somebody asked twice at the same time nobody can tell which was which; the first of them may be forgotten
    const isDoubtful = hasMore && request.at === requests[0]!.at;
    const isAlone = !isDoubtful && requests.filter(other => isAlike(request, other)).length === 1;
    return isAlone ? all.filter(one => isOf(request, one)).reverse() : [];
  });
}

function isAlike(one: RoomRequest, other: RoomRequest): boolean {
  return one.at === other.at && one.type === other.type && senderOf(one) === senderOf(other);
}
