// The address of a room as somebody names it who runs the service: by its name or its whole address.
import type { RoomJid } from '../machines/address.ts';
import { parseAddress } from '../streams/address.ts';

/** Prepared where it can be; what is no address names no room. */
export function roomAddress(name: string, domain: string): RoomJid {
  const address = parseAddress(name.includes('@') ? name : `${name}@${domain}`);
  return (address?.bare ?? name) as string as RoomJid;
}
