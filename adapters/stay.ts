// Where somebody stays: what dialects must know of a sender before they hear.
import type { RealJid, RoomJid } from '../machines/address.ts';
import type { Desk } from '../machines/desk.ts';

/** By which dialect somebody came into a room, or waits there; a view on the desk's books. */
export function stayIn(desk: Desk) {
  return (room: RoomJid, real: RealJid) => {
    const people = desk.rooms.get(room)?.floor.people;
    const person = people?.byReal(real);
    if (person) return { dialect: person.dialect, inside: true };
    const held = people?.waitingFor(real);
    return held && { dialect: held.dialect, inside: false };
  };
}
