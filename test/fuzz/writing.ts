// How a person in a sequence writes: a stanza as it should be, with their own address where it asks for it, and then bent.
import fc from 'fast-check';
import { escapeXML } from 'ltx';
import { anyText } from '../streams/random-xml.ts';
import { anyBends, bent } from './bending.ts';
import { nicks, payloads } from './oddities.ts';
import { people, shy } from './places.ts';
import type { Step } from './sequence.ts';

export type Scene = fc.Arbitrary<readonly Step[]>;
/** Where a scene plays. */
export type Rooms = fc.Arbitrary<string>;

const names = Object.keys(people);
/** A few of them most of the time, so that they meet. */
export const anybody = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('woody', 'buzz', 'rex', 'bo') },
  { weight: 1, arbitrary: fc.constantFrom(...names) },
);
export const anyNick = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...nicks) }, anyText);
export const anyId = fc.constantFrom('1', '2', 'q', '<"&\'>', 'a\nb', '{own}/1');
export const seldom = fc.nat(5).map(chance => chance === 0);
export const anyPayloads = fc.array(fc.constantFrom(...payloads), { maxLength: 2 }).map(all => all.join(''));
/** Somebody in a room, or what nobody is called. */
export const anyone = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom('id', 'nick'), anybody).map(([by, name]) => `{${by}:${name}}`) },
  fc.constantFrom('nobody', '0a'.repeat(12)),
);

/** Stanzas of one person, each bent by itself. What is shy says the own address everywhere. */
export function stanzas(who: fc.Arbitrary<string>, texts: (name: string) => fc.Arbitrary<readonly string[]>): Scene {
  return who
    .chain(name => fc.tuple(fc.constant(name), texts(name)))
    .chain(([name, all]) => fc.tuple(...all.map(text => anyBends.map(bends => ({ sends: written(name, text, bends) })))));
}

export function written(name: string, text: string, bends: Parameters<typeof bent>[1]): string {
  const jid = people[name]!;
  const own = shy.has(name) ? jid.split('/', 1)[0]! : 'nobody@nowhere.example';
  const stanza = bent(text.replace(/^<(\w+)/u, `<$1 from='${escapeXML(jid)}'`), bends);
  return stanza
    .replaceAll('{own%}', encodeURIComponent(own))
    .replaceAll('{own}', escapeXML(own))
    .replaceAll('{OWN}', escapeXML(own.toUpperCase()));
}
