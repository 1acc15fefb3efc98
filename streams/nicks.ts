// Reads the nicks that somebody offers: prepared, and refused where one cannot be.
import type { Nick } from '../machines/address.ts';
import { byteLength } from '../machines/byte-length.ts';
import { type Refusal, refuse } from '../machines/refusal.ts';
import type { Limits } from '../machines/settings.ts';
import { parseNick } from './address.ts';

/** An occupant id, which no nick may look like. */
const idShaped = /^[0-9a-f]{24,}$/iu;

export function readNicks(offered: readonly string[], limits: Limits): readonly Nick[] | Refusal {
  if (offered.length > limits.nicks) return refuse('not-acceptable', `At most ${limits.nicks} nicks may be offered at once.`);
  const nicks: Nick[] = [];
  const tooLong = refuse('not-acceptable', `A nick may have ${limits.nickBytes} bytes at most.`);
  for (const text of offered) {
    // before the preparation, which takes its time with long texts
    if (byteLength(text) > limits.nickBytes) return tooLong;
    const nick = parseNick(text);
    if (!nick) return refuse('not-acceptable', 'A nick is empty or has characters that may not be in one.');
    if (byteLength(nick.text) > limits.nickBytes) return tooLong;
    if (idShaped.test(nick.key)) return refuse('not-acceptable', 'A nick may not look like the id of a participant.');
    nicks.push(nick);
  }
  return nicks;
}
