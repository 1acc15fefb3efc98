// One template, many recipients: the text is made into bytes once, and each recipient's address is spliced in.
// The bytes are written side by side into slabs, and taken out a whole fact at a time.
import type { Person } from '../machines/person.ts';
import { attrValue } from './attribute.ts';
import type { Template } from './template.ts';

export interface FanOut {
  /** To one address. */
  one(template: Template, to: string): void;
  /** To everybody who came by that dialect, but one. */
  all(template: Template, people: Iterable<Person>, dialect: string, but?: Person): void;
  /** What was written since the last time, in order. The bytes are not touched again. */
  take(): Uint8Array[];
}

const slabBytes = 65_536;
const encoder = new TextEncoder();

export function fanOut(): FanOut {
  const addresses = new WeakMap<Person, Uint8Array>();
  let slab = new Uint8Array(slabBytes);
  let start = 0;
  let end = 0;
  let full: Uint8Array[] = [];

  /** Makes sure that so many bytes fit in one piece. */
  function reserve(bytes: number): void {
    if (end + bytes <= slab.length) return;
    if (end > start) full.push(slab.subarray(start, end));
    slab = new Uint8Array(Math.max(slabBytes, bytes));
    start = 0;
    end = 0;
  }

  function put(bytes: Uint8Array): void {
    slab.set(bytes, end);
    end += bytes.length;
  }

  function addressOf(person: Person): Uint8Array {
    let address = addresses.get(person);
    if (!address) {
      address = encoder.encode(attrValue(person.real));
      addresses.set(person, address);
    }
    return address;
  }

  return {
    one({ head, tail }, to) {
      const text = head + attrValue(to) + tail;
      reserve(text.length * 3);
      end += encoder.encodeInto(text, slab.subarray(end)).written;
    },

    all({ head, tail }, people, dialect, but) {
      const headBytes = encoder.encode(head);
      const tailBytes = encoder.encode(tail);
      for (const person of people) {
        if (person === but || person.dialect !== dialect) continue;
        const address = addressOf(person);
        reserve(headBytes.length + address.length + tailBytes.length);
        put(headBytes);
        put(address);
        put(tailBytes);
      }
    },

    take() {
      if (end > start) full.push(slab.subarray(start, end));
      start = end;
      const taken = full;
      full = [];
      return taken;
    },
  };
}
