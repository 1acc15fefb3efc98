// Path data: what is let through is what the grammar of SVG 2 has, near the board, and nothing else.
import fc from 'fast-check';
import { is, match, ok, throws } from 'uvu/assert';
import { pathFault } from '../../../machines/whiteboard/path-data.ts';
import { suite } from '../../suite.ts';

const board = { width: 1_000, height: 500 };
const endless = { width: 1e12, height: 1e12 };
const fault = (d: string) => pathFault(d, board);

// the productions of SVG 2, 9.3.9, as expressions, each of which takes as much as it can: slow, and only here
const blanks = /[ \t\n\f\r]*/uy;
const separator = /(?:[ \t\n\f\r]+,?[ \t\n\f\r]*|,[ \t\n\f\r]*)?/uy;
const numeral = /[+-]?(?:[0-9]*\.)?[0-9]+(?:[eE][+-]?[0-9]+)?/uy;
const flag = /[01]/uy;
const nothing = /[zZ]/uy;
const series: [letter: RegExp, of: RegExp[]][] = [
  [/[MmLlTt]/uy, [numeral, numeral]],
  [/[HhVv]/uy, [numeral]],
  [/[Cc]/uy, Array(6).fill(numeral)],
  [/[SsQq]/uy, Array(4).fill(numeral)],
  [/[Aa]/uy, [numeral, numeral, numeral, flag, flag, numeral, numeral]],
];

function isPath(d: string): boolean {
  let at = 0;
  const takes = (production: RegExp) => {
    production.lastIndex = at;
    const found = production.exec(d);
    if (found) at += found[0].length;
    return found !== null;
  };
  const isAt = (production: RegExp) => {
    production.lastIndex = at;
    return production.test(d);
  };
  takes(blanks);
  if (!/[mM]/u.test(d[at] ?? '')) return false;
  while (at < d.length) {
    const [, of] = series.find(([letter]) => takes(letter)) ?? [];
    if (!of && !takes(nothing)) return false;
    takes(blanks);
    for (let first = true; of && (first || isAt(/[ \t\n\f\r]*,|[ \t\n\f\r]*[-+.0-9]/uy)); first = false) {
      if (!first) takes(separator);
      if (!of.every((part, i) => (i === 0 || takes(separator)) && takes(part))) return false;
    }
    takes(blanks);
  }
  return true;
}

/** Pieces of paths, most in their places. */
const token = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('M', 'm', 'L', 'l', 'H', 'v', 'C', 'c', 'S', 'q', 'T', 'A', 'a', 'Z', 'z') },
  { weight: 12, arbitrary: fc.constantFrom('0', '1', '10', '-1', '+2', '.5', '1.5', '-.5', '1e1', '1E-1', '00', '01') },
  { weight: 6, arbitrary: fc.constantFrom(' ', ',', ' , ', '\n', '\t', '') },
  { weight: 1, arbitrary: fc.constantFrom('.', '1.', 'e', '-', ',,', 'x', '\u00a0', 'é', '1e', '--1') },
);
const nearlyPath = fc.array(token, { maxLength: 24 }).map(tokens => `M${tokens.join('')}`);

/** A path as programs write it, by the grammar. */
const value = fc.constantFrom('0', '7', '-3', '4.25', '.5', '+1', '1e1', '-2.5e-1');
const gap = fc.constantFrom(' ', ',', ' ,', '\n');
const list = (most: number, size: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.array(value, { minLength: size * most, maxLength: size * most }), gap)
    .map(([times, values, between]) => values.slice(0, times * size).join(between));
const drawn = fc.oneof(
  fc.tuple(fc.constantFrom('M', 'm', 'L', 'l', 'T', 't'), list(3, 2)).map(([letter, after]) => letter + after),
  fc.tuple(fc.constantFrom('H', 'h', 'V', 'v'), list(3, 1)).map(([letter, after]) => `${letter} ${after}`),
  fc.tuple(fc.constantFrom('C', 'c'), list(2, 6)).map(([letter, after]) => letter + after),
  fc.tuple(fc.constantFrom('S', 's', 'Q', 'q'), list(2, 4)).map(([letter, after]) => letter + after),
  fc.tuple(fc.constantFrom('A', 'a'), fc.boolean()).map(([letter, isLarge]) => `${letter}5 5 0 ${isLarge ? '10' : '0,1 '}4 4`),
  fc.constantFrom('Z', 'z'),
);
const wholePath = fc.array(drawn, { maxLength: 8 }).map(parts => ['M1 1', ...parts].join(' '));

suite('path data', test => {
  test('is what SVG says that it is', () => {
    for (const d of [
      'M0 0',
      'm1,1',
      ' M 1 1 ',
      'M1 1 2 2 3 3',
      'M1.5.5-1-1',
      'M0 0H5V5h-5v-5Zm2 2z',
      'M0 0C1 1 2 2 3 3 4 4 5 5 6 6',
      'M0 0c1,1,2,2,3,3s4 4 5 5',
      'M0 0Q1 1 2 2T3 3t4 4q1 1 2 2',
      'M0 0A5 5 0 0 1 10 10',
      'M0 0a5 5 30 0110 10',
      'M0 0a5 5 30 11-1-1 5 5 0 00 1 1',
      'M1e1 1E+1L1e-1 0',
      'M0\n0\tL1\f1\r',
    ])
      is(fault(d), undefined, d);
  });

  test('is nothing else, and the place is told', () => {
    for (const [d, told] of [
      ['', 'at character 1 a path begins with M or m, and it ends there'],
      ['L0 0', 'at character 1 a path begins with M or m, not “L”'],
      ['M', 'at character 2 a number is expected, and it ends there'],
      ['M0', 'at character 3 a number is expected, and it ends there'],
      ['M0 0 1', 'at character 7 a number is expected, and it ends there'],
      ['M0 0,', 'at character 6 a number is expected after a comma, and it ends there'],
      ['M0 0,L1 1', 'at character 6 a number is expected after a comma, not “L”'],
      ['M,0 0', 'at character 2 a number is expected, not “,”'],
      ['M0,,0', 'at character 4 a number is expected, not “,”'],
      ['M1. 0', 'at character 4 a digit is expected, not what is there'],
      ['M0 0 X', 'at character 6 a command is expected, not “X”'],
      ['M0 0 é', 'at character 6 a command is expected, not what is there'],
      ['M0 0 constructor', 'at character 7 a number is expected, not “o”'],
      ['M0 1e', 'at character 5 a command is expected, not “e”'],
      ['M0 0Z1', 'at character 6 a command is expected, not “1”'],
      ['M0 0A1 1 0 2 0 1 1', 'at character 12 a flag is expected, which is 0 or 1, not “2”'],
      ['M0 0B1', 'at character 5 a command is expected, not “B”'],
      ['M0 0\u00a0', 'at character 5 a command is expected, not what is there'],
    ] as const)
      is(fault(d), told, d);
  });

  test('stays near the board, whatever leads away from it', () => {
    const far = /the point is too far off the board, which goes from 0,0 to 1000,500/;
    for (const d of ['M-1000 -500', 'M2000 1000', 'M0 0h2000v1000', 'M1000 500l1000 500']) is(fault(d), undefined, d);
    for (const d of ['M2000.5 0', 'M0 1001', 'M0 0H-1001', 'M0 0V-501', 'M2000 0l1 0', 'M0 0C0 0 2001 0 0 0', 'M900 0h900h900'])
      match(fault(d)!, far, d);
    // back to where it began
    is(fault('M900 0h1000zh1000'), undefined);
    match(fault('M900 0h1000h1000')!, far);
    is(fault('m2000 0'), undefined);
    match(fault('m2000 0 1 0')!, far);
  });

  test('has no number that is too long or too large', () => {
    is(fault('M0 0A1000000 1e6 0 0 0 1 1'), undefined);
    is(fault('M0 0A1000001 1 0 0 0 1 1'), 'at character 6 a number is between -1000000 and 1000000');
    is(fault('M1e999 0'), 'at character 2 a number is between -1000000 and 1000000');
    is(fault(`M0.${'0'.repeat(30)} 0`), undefined);
    is(fault(`M0 0.${'0'.repeat(31)}`), 'at character 4 a number has 32 characters at most');
  });

  test('is judged as the grammar does, whatever it is', () => {
    const judged = { yes: 0, no: 0 };
    const same = (d: string) => {
      const found = pathFault(d, endless);
      fc.pre(!/a number (?:is between|has \d+ characters)/u.test(found ?? ''));
      const isOne = isPath(d);
      judged[isOne ? 'yes' : 'no']++;
      is(found === undefined, isOne, JSON.stringify([d, found]));
    };
    fc.assert(fc.property(wholePath, same), { numRuns: 500 });
    fc.assert(fc.property(nearlyPath, same), { numRuns: 3_000 });
    ok(judged.yes > 400 && judged.no > 400, JSON.stringify(judged));
  });

  test('is a text, and nothing else is taken for one that is not right', () => {
    throws(() => pathFault(undefined as never, board), /undefined/);
  });

  test('is read once from left to right', () => {
    let reads = 0;
    const counted = (length: number) => {
      reads = 0;
      const d = `M0 0${' '.repeat(length)}${'1 1'.repeat(length)}${'1'.repeat(length)}x`;
      const text = new Proxy(Object(d), {
        get(target, name) {
          if (name === 'charCodeAt')
            return (at: number) => {
              reads++;
              return d.charCodeAt(at);
            };
          const value = Reflect.get(target, name, target);
          return typeof value === 'function' ? value.bind(d) : value;
        },
      });
      ok(pathFault(text as string, board));
      return reads / d.length;
    };
    counted(2_000);
    ok(Math.abs(counted(200) - counted(2_000)) < 1);
  });
});
