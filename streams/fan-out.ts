// Who is meant by an audience, as the bytes of their addresses: one parcel for all, whose list is made once and used
// until somebody comes in or goes out.
import type { Person } from '../machines/person.ts';
import type { People } from '../machines/roster.ts';
import { attrValue } from './attribute.ts';
import { encode, encodeBriefly } from './encoder.ts';
import { Parcel } from './parcel.ts';
import { keptFrom, type Template } from './template.ts';

export interface FanOut {
  /** To one address. */
  one(flow: string, templates: readonly Template[], to: string): Parcel;
  /** To somebody who is in a room, or waits to come in. */
  person(flow: string, templates: readonly Template[], to: Person): Parcel;
  /** To everybody inside who came by that dialect, but one. */
  all(flow: string, templates: readonly Template[], people: People, dialect: string, but?: Person): Parcel;
  /** To those of them who came in before, or after, a place in the order of arrival. */
  some(flow: string, templates: readonly Template[], people: People, dialect: string, which: Arrivals): Parcel;
}

/** People by their place in the order of arrival: from the one on, up to the other without it. */
export interface Arrivals {
  readonly from?: number;
  readonly before?: number;
}

/** The addresses of those inside who came by one dialect. */
interface Audience {
  readonly dialect: string;
  edition: number;
  to: Uint8Array[];
  bytes: number;
}

const nobody: Omit<Audience, 'dialect'> = { edition: -1, to: [], bytes: 0 };

export function fanOut(): FanOut {
  const addresses = new WeakMap<Person, Uint8Array>();
  const audiences = new WeakMap<People, Audience[]>();

  function addressOf(person: Person): Uint8Array {
    let address = addresses.get(person);
    if (!address) {
      address = encode(attrValue(person.real));
      addresses.set(person, address);
    }
    return address;
  }

  function gathered(people: People, audience: Audience, but?: Person): Audience {
    const to: Uint8Array[] = [];
    let bytes = 0;
    for (const person of people.joined()) {
      if (person.dialect !== audience.dialect || person === but) continue;
      // whoever is alone may be so for long
      const address = people.size === 1 ? encodeBriefly(attrValue(person.real)) : addressOf(person);
      to.push(address);
      bytes += address.length;
    }
    // a new list: parcels that wait have the old one
    audience.to = to;
    audience.bytes = bytes;
    audience.edition = people.edition;
    return audience;
  }

  function audienceOf(people: People, dialect: string): Audience {
    let known = audiences.get(people);
    if (!known) {
      known = [];
      audiences.set(people, known);
    }
    let audience = known.find(one => one.dialect === dialect);
    if (!audience) {
      audience = { ...nobody, dialect };
      known.push(audience);
    }
    return audience.edition === people.edition ? audience : gathered(people, audience);
  }

  return {
    one(flow, templates, to) {
      const address = encodeBriefly(attrValue(to));
      return new Parcel(flow, templates, [address], address.length);
    },

    person(flow, templates, to) {
      const address = addresses.get(to) ?? encodeBriefly(attrValue(to.real));
      return new Parcel(flow, templates, [address], address.length);
    },

    all(flow, templates, people, dialect, but) {
      if (people.size < keptFrom) {
        const { to, bytes } = gathered(people, { ...nobody, dialect }, but);
        return new Parcel(flow, templates, to, bytes);
      }
      const { to, bytes } = audienceOf(people, dialect);
      const left = but?.dialect === dialect && people.byId(but.id) === but ? addressOf(but) : undefined;
      return new Parcel(flow, templates, to, bytes, left);
    },

    some(flow, templates, people, dialect, { from = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY }) {
      const to: Uint8Array[] = [];
      let bytes = 0;
      for (const person of people.joined()) {
        if (person.dialect !== dialect || person.order < from || person.order >= before) continue;
        const address = addressOf(person);
        to.push(address);
        bytes += address.length;
      }
      return new Parcel(flow, templates, to, bytes);
    },
  };
}
