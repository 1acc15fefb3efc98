// Hand-made streams that make parsers stumble, from corpus/OUTCOME.WHAT.xml. OUTCOME is `fine`, `limited` (a stanza comes
// marked) or the condition of the stream error. In a file \xHH is a byte, {{text*N}} a repetition, ¦ a cut between two
// chunks and ⏎ nothing but a new line for the eye; lines are not ended otherwise.
import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface Example {
  readonly name: string;
  readonly outcome: string;
  readonly chunks: readonly Uint8Array[];
  /** Whether it brings the header of the stream itself. */
  readonly isWhole: boolean;
}

export const header =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' id='1'>";

const folder = join(import.meta.dirname, 'corpus');

export function corpus(): Example[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.xml'))
    .sort()
    .map(file => {
      const [outcome, what] = basename(file, '.xml').split('.');
      const text = readFileSync(join(folder, file), 'utf8').replace(/\n$/, '').replaceAll('⏎\n', '');
      return {
        name: `${outcome}: ${what}`,
        outcome: outcome!,
        chunks: text.split('¦').map(bytesOf),
        isWhole: what!.startsWith('header-'),
      };
    });
}

function bytesOf(text: string): Uint8Array {
  const long = text.replaceAll(/\{\{(.*?)\*(\d+)\}\}/gs, (_, part: string, times: string) => part.repeat(Number(times)));
  const pieces = long.split(/\\x([0-9a-f]{2})/);
  return Buffer.concat(pieces.map((piece, i) => (i % 2 === 1 ? Uint8Array.of(Number.parseInt(piece, 16)) : Buffer.from(piece))));
}
