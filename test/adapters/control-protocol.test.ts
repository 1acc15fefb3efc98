import { equal, is } from 'uvu/assert';
import { lineReader } from '../../adapters/control-protocol.ts';
import { suite } from '../suite.ts';

function reader(limit: number) {
  const lines: string[] = [];
  const overs: number[] = [];
  const read = lineReader(
    limit,
    line => lines.push(line),
    () => overs.push(lines.length),
  );
  return { lines, overs, read };
}

suite('control protocol', test => {
  test('puts lines together, wherever they were cut', () => {
    const { lines, read } = reader(100);
    for (const piece of ['a', 'b\nc', '\n\n', 'd\ne\nf']) read(piece);
    equal(lines, ['ab', 'c', '', 'd', 'e']);
    read('\n');
    is(lines.at(-1), 'f');
  });

  test('stops for good at a line that is too long', () => {
    const { lines, overs, read } = reader(5);
    for (const piece of ['abcd\nab', 'cd', 'e', 'f\nx\n', 'y\n']) read(piece);
    equal(lines, ['abcd']);
    equal(overs, [1]);
  });
});
