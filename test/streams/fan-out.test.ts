// Bytes spliced for many are the bytes of as many stanzas written one by one, in order, and never touched again.

import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import type { RealJid } from '../../machines/address.ts';
import type { Person } from '../../machines/person.ts';
import { attrValue } from '../../streams/attribute.ts';
import { type FanOut, fanOut } from '../../streams/fan-out.ts';
import { stanza, type Template, textElement } from '../../streams/template.ts';
import { suite } from '../suite.ts';
import { ours, person } from './people.ts';
import { anyText } from './random-xml.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const decode = (pieces: readonly Uint8Array[]) => pieces.map(piece => decoder.decode(piece)).join('');
const fill = ({ head, tail }: Template, to: string) => head + attrValue(to) + tail;

/** What is written, as data; the naive way is to build each stanza as a string. */
type Writing =
  | { readonly to: string; readonly template: Template }
  | { readonly dialect: string; readonly but: number; readonly template: Template }
  | 'take';

function naive(people: readonly Person[], writing: Writing): string {
  if (writing === 'take') return '';
  if ('to' in writing) return fill(writing.template, writing.to);
  const { dialect, but, template } = writing;
  return people
    .filter(one => one.dialect === dialect && one !== people[but])
    .map(one => fill(template, one.real))
    .join('');
}

function write(out: FanOut, people: readonly Person[], writing: Exclude<Writing, 'take'>): void {
  if ('to' in writing) out.one(writing.template, writing.to);
  else out.all(writing.template, people, writing.dialect, people[writing.but]);
}

const anyDialect = fc.constantFrom('conference', 'groupchat');
const anyPeople = fc
  .array(fc.tuple(anyText, anyDialect), { maxLength: 6 })
  .map(all => all.map(([jid, dialect], order) => person('Woody', { order, real: `${jid}@disney/${order}` as RealJid, dialect })));
// short ones, and some around and above the 65,536 bytes of a slab
const anyBody = fc.oneof(
  { weight: 5, arbitrary: anyText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyText, fc.constantFrom(5_000, 21_000, 33_000))
      .map(([text, count]) => `x${text}`.repeat(count).slice(0, 66_000)),
  },
);
const anyTemplate = fc
  .tuple(anyText, anyBody)
  // through a buffer: cutting may have left half of a pair
  .map(([from, body]) => stanza('message', { from: ours(from) }, textElement('body', Buffer.from(body).toString())));
const anyWriting: fc.Arbitrary<Writing> = fc.oneof(
  fc.record({ to: anyText, template: anyTemplate }),
  fc.record({ dialect: anyDialect, but: fc.integer({ min: 0, max: 7 }), template: anyTemplate }),
  fc.constant('take' as const),
);

suite('fan-out', test => {
  test('of anything to anybody writes what was written one by one, in order, and never touches it again', () => {
    fc.assert(
      fc.property(anyPeople, fc.array(anyWriting, { maxLength: 12 }), (people, writings) => {
        const out = fanOut();
        const taken: { readonly piece: Uint8Array; readonly copy: Uint8Array }[] = [];
        for (const writing of [...writings, 'take' as const]) {
          if (writing === 'take') taken.push(...out.take().map(piece => ({ piece, copy: piece.slice() })));
          else write(out, people, writing);
        }
        is(decode(taken.map(({ piece }) => piece)), writings.map(writing => naive(people, writing)).join(''));
        for (const { piece, copy } of taken) ok(Buffer.compare(piece, copy) === 0, 'the bytes that were taken stay');
      }),
      { numRuns: 200 },
    );
  });

  test('gives nothing where nothing was written since', () => {
    const out = fanOut();
    equal(out.take(), []);
    out.one(stanza('presence', { from: ours('a@b') }), 'woody@disney');
    is(out.take().length, 1);
    equal(out.take(), []);
  });

  test('gives short stanzas side by side in one piece', () => {
    const out = fanOut();
    const people = ['Woody', 'Buzz', 'Rex'].map((nick, order) => person(nick, { order }));
    out.all(stanza('presence', { from: ours('a@b') }), people, 'conference', people[1]);
    const pieces = out.take();
    is(pieces.length, 1);
    is(decode(pieces), '<presence to="woody@disney/home" from="a@b"/><presence to="rex@disney/home" from="a@b"/>');
  });

  test('tells those of one dialect, and nobody where nobody speaks it', () => {
    const out = fanOut();
    const people = [person('Woody', { order: 0 }), person('Buzz', { order: 1, dialect: 'groupchat' })];
    out.all(stanza('presence', { from: ours('a@b') }), people, 'groupchat');
    out.all(stanza('presence', { from: ours('a@b') }), people, 'muc');
    is(decode(out.take()), '<presence to="buzz@disney/home" from="a@b"/>');
  });

  test('never cuts a stanza in two, also at the end of a slab and with one that is larger', () => {
    const out = fanOut();
    const people = [person('Woody', { order: 0 }), person('Buzz', { order: 1 })];
    for (const size of [10, 40_000, 65_000, 65_536, 200_000, 10, 65_400])
      out.all(stanza('message', { from: ours('a@b') }, textElement('body', 'x'.repeat(size))), people, 'conference');
    out.one(stanza('message', { from: ours('a@b') }, textElement('body', 'é'.repeat(100_000))), 'rex@disney');
    for (const piece of out.take()) {
      const text = decode([piece]);
      ok(text.startsWith('<message to="') && text.endsWith('</message>'));
    }
  });

  test('escapes the address, once for each person', () => {
    const out = fanOut();
    const people = [person('Woody', { order: 0, real: `woody@disney/<"&'>` as RealJid })];
    const template = stanza('presence', { from: ours('a@b') });
    out.all(template, people, 'conference');
    out.all(template, people, 'conference');
    out.one(template, `<"&'>`);
    const escaped = '&lt;&quot;&amp;&apos;&gt;';
    const one = `<presence to="woody@disney/${escaped}" from="a@b"/>`;
    is(decode(out.take()), `${one}${one}<presence to="${escaped}" from="a@b"/>`);
  });
});
