// The nicks that a room gives by itself: numbered, and never made from an address.
import type { Nick } from './address.ts';

const prefix = 'guest-';

export function guestNick(number: number): Nick {
  const text = `${prefix}${number}`;
  return { text, key: text };
}

/** The number in a nick that {@link guestNick} made. */
export function numberOfGuest({ key }: Nick): number {
  return Number(key.slice(prefix.length));
}
