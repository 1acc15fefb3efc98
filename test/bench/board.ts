// Newcomers to a board full of strokes, one after the other: each is there when the whole board has come. Between two of
// them somebody draws, as on a board that is alive.
import type { Contestant } from './contestant.ts';
import { type Outcome, settle } from './crowd.ts';
import { measure } from './period.ts';
import { answer, jid, recipient } from './person.ts';
import type { Stanza } from './scanner.ts';
import type { Crowd } from './tally.ts';

/** Strokes in one message while the board is filled. */
const AT_ONCE = 50;
const begins = Buffer.from('<stroke ');

/** A line of a hand: a dozen short pieces, as they come from a mouse. */
function stroke(number: number): string {
  let d = `M${(number * 37) % 1_000} ${(number * 53) % 700}`;
  for (let piece = 0; piece < 12; piece++) d += `l${((number * 7 + piece * 11) % 19) - 9} ${((number * 5 + piece * 3) % 17) - 8}`;
  return `<stroke xmlns='urn:confab:whiteboard' d='${d}' colour='#a03050' width='3'/>`;
}

function drawing(person: number, room: string, from: number, to: number): string {
  let strokes = '';
  for (let number = from; number < to; number++) strokes += stroke(number);
  return `<message type='groupchat' from='${jid(person)}' to='${room}'>${strokes}</message>`;
}

function strokesIn({ bytes, content, end }: Stanza): number {
  let count = 0;
  for (let at = bytes.indexOf(begins, content); at >= 0 && at < end; at = bytes.indexOf(begins, at + begins.length)) count++;
  return count;
}

/**
 * Lets the first of the crowd draw so many strokes, and then, measured, the others come in. Each newcomer is told all of
 * them, and those that were drawn since; what is more or less is a fault.
 */
export async function showBoard(contestant: Contestant, crowd: Crowd, strokes: number, limit: number): Promise<Outcome> {
  const { link } = contestant;
  const { rooms, size, first, client } = crowd;
  const room = rooms[0]!;
  let errors = 0;
  let error = '';
  /** Waits until somebody has been told so many strokes. */
  let awaited = { person: first, strokes: 0 };
  let finish = () => {};
  let surplus = 0;
  link.hear = stanza => {
    if (stanza.sort === 'e' && errors++ === 0) error = String(stanza);
    if (stanza.kind === 'i') link.say(answer(stanza));
    if (stanza.kind !== 'm' || recipient(stanza) !== awaited.person) return;
    const told = strokesIn(stanza);
    if (told > awaited.strokes) surplus += told - awaited.strokes;
    awaited.strokes -= Math.min(told, awaited.strokes);
    if (awaited.strokes === 0 && told > 0) finish();
  };
  const filled = await measure(contestant, limit, done => {
    awaited = { person: first, strokes };
    finish = done;
    link.say(client(first).enter(first, room));
    for (let from = 0; from < strokes; from += AT_ONCE) link.say(drawing(first, room, from, Math.min(from + AT_ONCE, strokes)));
  });
  let come = 0;
  let deliveries = 0;
  const newcomers = size - 1;
  const period = filled.late
    ? filled
    : await measure(contestant, limit, done => {
        const next = () => {
          if (come === newcomers) return done();
          const person = first + 1 + come;
          // drawn before the newcomer comes in, and so on the board
          link.say(drawing(first, room, come, come + 1));
          awaited = { person, strokes: strokes + come + 1 };
          link.say(client(person).enter(person, room));
        };
        finish = () => {
          deliveries += strokes + come + 1;
          come++;
          next();
        };
        next();
      });
  const missing = come === newcomers ? 0 : awaited.strokes;
  if (!period.late) await settle(contestant, crowd);
  return { period, done: come, deliveries, missing, twice: surplus, strays: 0, unlike: 0, errors, error };
}
