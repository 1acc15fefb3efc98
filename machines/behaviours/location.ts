// People tell where on the page they are, by an element of their presence: so those inside hear it, and whoever comes
// in learns it of everybody. What is malformed is refused; what comes too fast waits for its sender to tell it again.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import { meantInside, writtenText } from '../designation.ts';
import type { Person } from '../person.ts';
import { isPlace, type Place, placeIn, placeNamespace, placeWords, withPlaces } from '../place-on-page.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { RoomView } from '../room-view.ts';
import type { PresenceContent } from '../stanza.ts';

const Settings = z.strictObject({
  seconds: z.number().min(0).max(3_600).default(1).describe('seconds between two places that one person tells; 0 for no pace'),
});
type Settings = z.infer<typeof Settings>;

interface Own {
  /** The place that was told last, and when. */
  readonly last: string;
  readonly toldAt: number;
}

/** What a list in words has room for. */
const mostListed = 50;

export const location = behaviour({
  name: 'location',
  about: 'People tell where on the page they are.',
  settings: Settings,
  own: (): Own => ({ last: '', toldAt: 0 }),
  requests: {
    where: {
      about: 'Tells where people are.',
      who: 'anyone',
      word: 'where',
      fields: z.strictObject({ person: writtenText.optional() }),
    },
  },
  rules: {
    create: (_, { presence }) => presence && placeRefusal(presence),
    enter: (_, { presence }) => presence && placeRefusal(presence),
    appear({ settings, own, at, person }, { type, presence }) {
      // who leaves is nowhere, and cannot be refused
      if (type === 'leave')
        return presence.payload.some(isPlace) ? { rewrite: { presence: withPlaces(presence, []) } } : undefined;
      const refusal = placeRefusal(presence);
      if (refusal || !person) return refusal;
      const left = waitFor(settings, own, presence, at);
      if (left === 0) return undefined;
      return isOnlyPlace(person.presence, presence) ? tooFast(left) : { rewrite: { presence: asBefore(person, presence) } };
    },
    rename({ settings, own, at, person }, { presence }) {
      if (!presence) return undefined;
      const refusal = placeRefusal(presence);
      if (refusal || !person || waitFor(settings, own, presence, at) === 0) return refusal;
      return { rewrite: { presence: asBefore(person, presence) } };
    },
  },
  hears: {
    entered: ({ own, at }, { who }) => told(own, who.presence, at),
    appeared: ({ own, at }, { presence }) => told(own, presence, at),
    renamed: ({ own, at }, { presence }) => presence && told(own, presence, at),
    where({ room }, { fields }: { readonly fields: { readonly person?: string | undefined } }) {
      if (fields.person === undefined) return { reply: allPlaces(room) };
      const meant = meantInside(room, { person: fields.person });
      return { reply: isRefusal(meant) ? meant : placeLine(meant.one) };
    },
  },
  features: [placeNamespace],
});

function placeRefusal(presence: PresenceContent): Refusal | undefined {
  const place = placeIn(presence);
  return place && isRefusal(place) ? place : undefined;
}

function keyOf({ payload }: PresenceContent): string {
  const places = payload.filter(isPlace);
  return places.length === 0 ? '' : JSON.stringify(places);
}

/** Milliseconds until another place may be told; 0 where it may, or where it is none. */
function waitFor({ seconds }: Settings, { last, toldAt }: Own, presence: PresenceContent, at: number): number {
  const key = keyOf(presence);
  // that somebody tells none any more need not wait
  return key === '' || key === last ? 0 : Math.max(0, toldAt + seconds * 1000 - at);
}

function told(own: Own, presence: PresenceContent, at: number) {
  const last = keyOf(presence);
  return last === own.last ? undefined : { own: { last, toldAt: at } };
}

/** Whether nothing would be lost but the place. */
function isOnlyPlace(before: PresenceContent, now: PresenceContent): boolean {
  const rest = ({ lang, payload }: PresenceContent) => JSON.stringify([lang, payload.filter(tree => !isPlace(tree))]);
  return rest(before) === rest(now);
}

/** What else is in the presence, with the place that all know. */
function asBefore({ presence }: Person, now: PresenceContent): PresenceContent {
  return withPlaces(now, presence.payload.filter(isPlace));
}

function tooFast(left: number): Refusal {
  const seconds = Math.ceil(left / 1000);
  return refuse(
    'resource-constraint',
    `You tell where you are too fast: tell it again in ${seconds} second${seconds === 1 ? '' : 's'}. The others know the place before.`,
  );
}

function placeToldBy({ presence }: Person): Place | undefined {
  const place = placeIn(presence);
  return place && !isRefusal(place) ? place : undefined;
}

function placeLine(person: Person): string {
  const place = placeToldBy(person);
  return place ? `${person.nick} is ${placeWords(place)}.` : `${person.nick} does not tell.`;
}

function allPlaces({ people }: RoomView): string {
  const all = [...people.joined()].filter(person => placeToldBy(person) !== undefined);
  if (all.length === 0) return 'Nobody tells where they are.';
  const more = all.length > mostListed ? [`There are ${all.length - mostListed} more: write !where and a nick.`] : [];
  return [...all.slice(0, mostListed).map(placeLine), ...more].join('\n');
}
