// Whatever bytes a server sends: the parser never throws, ends once, sees the same for any cut, writes what reads the same
// again, and agrees with ltx wherever ltx is right.
import { Buffer } from 'node:buffer';
import xml, { type Element } from '@xmpp/xml';
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { boundedParser, refusedBy } from '../../adapters/bounded-parser.ts';
import { shallowScan } from '../../adapters/shallow-scan.ts';
import { treesOf, type XmlElement, xmlOfAll } from '../../streams/tree.ts';
import { fault } from '../properties/strict-xml.ts';
import { anyBytes, type Cut, cutUp, each, soundBytes } from './byte-streams.ts';
import { serviceStands } from './bytes-at-service.ts';
import { memoryIsFlat } from './bytes-in-memory.ts';
import { corpus, type Example, header } from './corpus.ts';
import type { Fuzz } from './options.ts';
import { limits, read, shapeOf } from './reading.ts';

/** All properties, the service's among them, and the corpus. */
export const fuzzBytes: Fuzz = async ({ seed, runs }) => {
  const some = (share: number) => ({ seed, numRuns: Math.ceil(runs * share) });
  for (const example of corpus()) judge(example);
  fc.assert(fc.property(cutUp(anyBytes), endsOnce), some(1));
  fc.assert(fc.property(cutUp(anyBytes), isTheSameForAnyCut), some(1));
  fc.assert(fc.property(cutUp(anyBytes), readsTheSameAgain), some(0.5));
  fc.assert(fc.property(cutUp(anyBytes), isTheSameTheShortWay), some(1));
  fc.assert(fc.property(cutUp(fc.oneof(soundBytes, anyBytes)), agreesWithLtx), some(0.5));
  memoryIsFlat({ seed });
  await serviceStands({ seed, runs: Math.ceil(runs / 5) });
};

const Ours = boundedParser(limits);
/** Nothing that a stanza may become when its special characters are written as references is past these. */
const Wide = boundedParser({ stanzaBytes: 1_000_000, depth: 20, attributes: 1_000 });

/** What was made by hand has the outcome of its name, and every property. */
function judge({ name, outcome, chunks, isWhole }: Example): void {
  const all = isWhole ? chunks : [Buffer.from(header), ...chunks];
  const { elements, whole, ending = 'nothing' } = read(Ours, all);
  if (outcome === 'fine' || outcome === 'limited') ok(['end', 'nothing'].includes(ending), `${name} ends with ${ending}`);
  else is(ending, outcome, name);
  is(elements.length > whole.length, outcome === 'limited', name);
  const cut = { bytes: Buffer.concat(all), chunks: all };
  for (const property of [endsOnce, isTheSameForAnyCut, readsTheSameAgain, isTheSameTheShortWay, agreesWithLtx]) {
    try {
      property(cut);
    } catch (error) {
      throw new Error(`corpus, ${name}: ${property.name}: ${(error as Error).message}`, { cause: error });
    }
  }
}

function endsOnce({ bytes, chunks }: Cut): void {
  for (const way of [[bytes], chunks, [...chunks, ...chunks]]) {
    const { ending, late } = read(Ours, way);
    ok(!ending?.startsWith('threw'), ending);
    ok(ending !== 'error', 'an error has a condition');
    equal(late, []);
  }
}

function isTheSameForAnyCut({ bytes, chunks }: Cut): void {
  const { elements, ending } = read(Ours, [bytes]);
  for (const way of [chunks, each(bytes)]) {
    const again = read(Ours, way);
    equal(again.elements, elements);
    is(again.ending, ending);
  }
}

function readsTheSameAgain({ bytes }: Cut): void {
  for (const element of read(Ours, [bytes]).whole) {
    const written = String(element);
    equal(read(Wide, [header, written]).elements, [shapeOf(element)], written);
    const trees = treesIn(element);
    if (typeof trees === 'string') continue;
    const relayed = `<message>${xmlOfAll(trees)}</message>`;
    // of names beyond ASCII only the server knows which are none
    if (/^[\t-~]*$/.test(relayed)) is(fault(relayed), undefined, relayed);
    equal(treesIn(read(Wide, [header, relayed]).whole[0]!), trees, relayed);
  }
}

function treesIn(element: Element) {
  const found = treesOf(element as XmlElement);
  return typeof found === 'string' ? found : found.trees;
}

/** The scan of simple stanzas says what the parser and the trees say, and the parser goes on where it stopped. */
function isTheSameTheShortWay({ bytes, chunks }: Cut): void {
  const tell = (element: XmlElement): unknown => {
    const content = refusedBy(element) ?? element.read ?? treesOf(element, limits.stanzaBytes);
    return [element.name, { ...element.attrs }, content];
  };
  const { elements, ending } = read(Ours, [bytes], tell as never);
  for (const way of [[bytes], chunks]) {
    const all: unknown[] = [];
    const Short = boundedParser(limits, (text, at) => {
      for (let here = at; ; ) {
        const found = shallowScan(text, here, limits.stanzaBytes, limits.attributes);
        if (!found) return here;
        all.push(tell(found.stanza));
        here = found.end;
      }
    });
    is(read(Short, way, tell as never, all).ending, ending);
    equal(all, elements);
  }
}

/**
 * What we read without a fault, ltx reads the same, but for what is known: it loses the text between a CDATA section and the
 * next tag. What ltx takes and we do not is in the corpus: attributes that are there twice, control characters, comments,
 * names that are none, any size and depth, any declaration, and bytes that are not UTF-8.
 */
function agreesWithLtx({ bytes }: Cut): void {
  const ours = read(Ours, [bytes]);
  if ((ours.ending ?? 'end') !== 'end' || ours.elements.length > ours.whole.length || Buffer.from(bytes).includes('<![CDATA['))
    return;
  const { elements, ending } = read(xml.Parser, [Buffer.from(bytes).toString()]);
  // it reads on after the end of the stream
  equal(elements.slice(0, ours.elements.length), ours.elements);
  if (ours.ending === undefined) is(ending, undefined);
}
