// Whom of those in a room an operator means: by nick in any case, by address, or by the id of a stay; also who waits.
import { meantInside, nickOf } from '../machines/designation.ts';
import type { Floor } from '../machines/floor.ts';
import { foldedNick } from '../machines/folded-nick.ts';
import { suggestion } from '../machines/nearest.ts';
import type { Person } from '../machines/person.ts';
import { isRefusal } from '../machines/refusal.ts';
import { parseAddress } from '../streams/address.ts';

/**
 * The one who is meant.
 * @throws Error with a sentence where that is nobody, or may be several
 */
export function personIn(floor: Floor, text: string): Person {
  const inside = meantInside(floor, { person: text });
  if (!isRefusal(inside)) return inside.one;
  const names = new Map([...floor.roster.joined(), ...floor.roster.waiting()].map(one => [one, namesOf(floor, one)]));
  const address = parseAddress(text)?.full as string | undefined;
  const isMeant = ({ id, real, bare }: Person) => id === text || real === address || bare === address;
  const found = [...names.keys()].filter(
    one => isMeant(one) || names.get(one)!.some(name => foldedNick(name) === foldedNick(text)),
  );
  const [one] = found;
  if (found.length > 1) {
    const listed = found.map(({ real, id }) => `${real} (${id})`).join(', ');
    throw new Error(`Several may be meant by “${text}”: ${listed}. Say which by the id in brackets.`);
  }
  if (one) return one;
  const near = suggestion(text, [...names.values()].flat());
  throw new Error(
    `There is nobody “${text.slice(0, 100)}” in ${floor.jid}${near || `. See who is there with: confab room ${floor.name}`}`,
  );
}

/** The nick, or those that somebody who waits has asked for. */
function namesOf({ holds }: Floor, { id, nick }: Person): readonly string[] {
  if (nick !== '') return [nick];
  return holds.of(id).flatMap(hold => nickOf(hold) ?? []);
}
