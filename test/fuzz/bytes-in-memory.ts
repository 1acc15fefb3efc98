// However long a server goes on with one thing, what is held of it does not grow: the heap is looked at, and not a clock.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ok } from 'uvu/assert';
import { boundedParser } from '../../adapters/bounded-parser.ts';
import { header } from './corpus.ts';
import type { FuzzOptions } from './options.ts';
import { limits } from './reading.ts';

/** What never ends: how it begins, and what is said again and again. */
const endless: readonly (readonly [begin: string, again: string])[] = [
  ['', ' '],
  ['', '<iq/>'],
  ['', '<message><body>x</body></message>'],
  ['<message>', 'x'],
  ['<message>', '&amp;'],
  ['<message>', '<a>'],
  ['<message>', '<a/>'],
  ['<message>', "<a b='c'/>x"],
  ['<message>', '</a>'],
  ['<message><body>', '語'],
  ['<message><![CDATA[', ']]'],
  ['<message><![CDATA[', '<a>'],
  ['<message><![CDATA[', ']]><![CDATA['],
  ["<message a='", 'x'],
  ["<message a='1'", ' '],
  ['<message ', "a='b' c='d' "],
  ['<message', 'x'],
  ['<message><a', 'x'],
  ["<message><a b='", '&lt;'],
  ['<message></message', ' '],
];
const total = 3 * 1024 * 1024;
/** Above what a stanza of the limits needs, far below what has come. */
const most = 1_000_000;
const sizes = [10, 1_000, 65_536];

export function memoryIsFlat({ seed }: Pick<FuzzOptions, 'seed'>): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (const [i, [begin, again]] of endless.entries()) {
    const size = sizes[(seed + i) % sizes.length]!;
    const Parser = boundedParser(limits);
    const parser = new Parser();
    parser.on('error', () => {});
    const chunk = Buffer.from(again.repeat(Math.ceil(size / again.length)));
    parser.write(Buffer.from(header + begin));
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let written = 0; written < total; written += chunk.length) parser.write(chunk);
    collect();
    const grown = process.memoryUsage().heapUsed - before;
    // it must be there still
    parser.write('');
    ok(grown < most, `${begin}${again}${again}…: ${grown} bytes are held of ${total} that came in chunks of ${chunk.length}`);
  }
}
