// Taking people into rooms, so many at a time, until everybody has everything that an entry brings.
import type { Contestant } from './contestant.ts';
import { measure, type Period } from './period.ts';
import { answer, question } from './person.ts';
import { type Crowd, type Faults, Tally } from './tally.ts';

export interface Outcome extends Faults {
  period: Period;
  /** People who got in, or messages of which every copy arrived. */
  done: number;
  /** Presences, users in browse pushes and answers, or copies of messages. */
  deliveries: number;
}

/** People whose entry may be on its way at one time: fewer into a huge room, where each brings all the others stanzas. */
const OUTSTANDING = 16;
const COPIES = 20_000;

/**
 * Takes everybody into the rooms, some at a time and the founder of each room alone, and waits until everyone has
 * had a presence of everyone in the room and, where browse pushes come, everyone in a list. At most `limit` seconds.
 */
export async function enterAll(contestant: Contestant, crowd: Crowd, limit: number): Promise<Outcome> {
  const { link } = contestant;
  const tally = new Tally(crowd);
  const { rooms, size, first } = crowd;
  const total = rooms.length * size;
  const founded = new Uint8Array(rooms.length);
  const most = Math.min(OUTSTANDING, Math.ceil(COPIES / size));
  let asked = 0;
  let finish = () => {};
  const ask = () => {
    while (asked < total && asked - tally.inside < most) {
      const room = asked % rooms.length;
      const place = Math.floor(asked / rooms.length);
      if (place > 0 && founded[room] === 0) return;
      asked++;
      const person = first + room * size + place;
      link.say(crowd.client(person).enter(person, rooms[room]!));
    }
  };
  link.hear = stanza => {
    const person = tally.hear(stanza);
    if (stanza.kind === 'i') link.say(answer(stanza));
    if (person >= 0) {
      founded[Math.floor((person - first) / size)] = 1;
      ask();
    }
    if (tally.complete) finish();
  };
  const period = await measure(contestant, limit, done => {
    finish = done;
    ask();
  });
  asked = total;
  if (!period.late) await settle(contestant, crowd);
  return { period, done: tally.inside, deliveries: tally.deliveries, ...tally.faults() };
}

/** Waits for the answer to a question that the first room answers after everything it had to send: late doubles show. */
export async function settle(contestant: Contestant, crowd: Crowd): Promise<void> {
  const { link } = contestant;
  const before = link.hear;
  const id = `q${crowd.first}`;
  await measure(contestant, 20, done => {
    link.hear = stanza => {
      if (stanza.kind === 'i' && stanza.text(stanza.id) === id) done();
      else before(stanza);
    };
    link.say(question(crowd.first, crowd.rooms[0]!, id));
  });
  link.hear = before;
}
