// Patterns of words: what they find, and that no text makes them slow.
import { equal, is, match, ok } from 'uvu/assert';
import { faultOfPattern, isOpen, mostLetters, wordFinder } from '../../machines/word-pattern.ts';
import { suite } from '../suite.ts';

/** The words that patterns find in a text, as they are written there. */
function found(text: string, ...patterns: string[]): string[] {
  return wordFinder(patterns)(text).map(([from, to]) => text.slice(from, to));
}

suite('word patterns', test => {
  test('find whole words, each in its place', () => {
    equal(found('sid, said Sid: SID! Sidney, rsid', 'sid'), ['sid', 'Sid', 'SID']);
    equal(found('_sid_ <sid>sid’s 4sid', 'sid'), ['sid', 'sid', 'sid']);
    equal(found('', 'sid'), []);
    equal(found('sid', 'sidney', 'rex'), []);
  });

  test('take a star for any letters, at the beginning, the end and inside', () => {
    equal(found('sid sidney siddie outsider insid', 'sid*'), ['sid', 'sidney', 'siddie']);
    equal(found('sid inside insid', '*sid'), ['sid', 'insid']);
    equal(found('sid inside sd', '*sid*'), ['sid', 'inside']);
    equal(found('sd sid said saidd sidx', 's*d'), ['sd', 'sid', 'said', 'saidd']);
    equal(found('abcabd ab aabb', 'a*b*d'), ['abcabd']);
    equal(found('aba ababa abaa', 'ab*ba'), ['ababa']);
    equal(found('xaay xay', 'x*a*a*y'), ['xaay']);
    equal(found('ab', '**a***b**'), ['ab']);
  });

  test('do not count a letter twice for two pieces', () => {
    equal(found('aba', 'ab*ba'), []);
    equal(found('abc', '*ab*bc'), []);
    equal(found('abcbc', 'ab*c*bc'), ['abcbc']);
    equal(found('abxbc', 'a*b*bc'), ['abxbc']);
    equal(found('abc', 'a*bc*c'), []);
    equal(found('axxbc', 'a*bc*bc'), []);
    equal(found('xbay', 'x*a*a*y'), []);
  });

  test('do not count case and width', () => {
    equal(found('ＳＩＤ Ｓid 𝐒𝐢𝐝 Ⓢid', 'sid'), ['ＳＩＤ', 'Ｓid', '𝐒𝐢𝐝', 'Ⓢid']);
    equal(found('STRASSE Straße', 'straße'), ['STRASSE', 'Straße']);
    equal(found('ΣΑΣ σας', 'Σας'), ['ΣΑΣ', 'σας']);
    equal(found('ﬁx', 'FIX'), ['ﬁx']);
    equal(found('각 가', '각'), ['각']);
  });

  test('count the marks on letters, in whatever order and form they are written', () => {
    equal(found('bäd ba\u0308d bad', 'bäd'), ['bäd', 'ba\u0308d']);
    equal(found('a\u0323\u0308 a\u0308\u0323', 'ạ\u0308'), ['a\u0323\u0308', 'a\u0308\u0323']);
    equal(found('bad bäd', 'bad'), ['bad']);
  });

  test('do not count what nobody sees', () => {
    equal(found('s\u200Bid si\u00ADd s\u034Fid s\uFE0Fid', 'sid'), ['s\u200Bid', 'si\u00ADd', 's\u034Fid', 's\uFE0Fid']);
    equal(found('\u200Bsid\u200B', 'sid'), ['sid']);
  });

  test('do not take a mark that stands alone for a letter', () => {
    equal(found('so \u0308sid', 'sid'), ['sid']);
    equal(found(`sid${'\u0301'.repeat(40)} rex`, 'rex'), ['rex']);
  });

  test('say what is wrong with one that is none', () => {
    match(faultOfPattern('')!, 'have a letter');
    match(faultOfPattern('*')!, 'have a letter');
    match(faultOfPattern('\u0308')!, 'have a letter');
    match(faultOfPattern('two words')!, 'be one word');
    match(faultOfPattern('f-word')!, 'be one word');
    match(faultOfPattern('x'.repeat(mostLetters + 1))!, '64 letters');
    is(faultOfPattern('x'.repeat(mostLetters)), undefined);
    is(faultOfPattern('*Ｓí*d7*'), undefined);
  });

  test('know which of them have to be tried on every word', () => {
    is(isOpen('sid'), false);
    is(isOpen('s*d'), true);
  });

  test('take time that grows with the text, and not faster', () => {
    const worst: [string, string[], (size: number) => string][] = [
      ['a word without end', patterns(i => `*${'a'.repeat(5)}b${i}*`), size => 'a'.repeat(size)],
      ['many stars', patterns(i => `${'*a'.repeat(20)}*${i}*`), size => 'a'.repeat(size)],
      ['pieces that nearly fit', patterns(i => `*${'ab'.repeat(20)}c${i}*`), size => 'ab'.repeat(size / 2)],
      ['marks in the worst order', ['a*'], size => `a${'\u0315\u0300'.repeat(size / 2)}`],
    ];
    for (const [name, list, text] of worst) {
      const find = wordFinder(list);
      const [small, large] = [4_096, 65_536].map(size => fastest(() => find(text(size))));
      // sixteen times the text; a square would take 256 times as long
      ok(large! < Math.max(small!, 0.2) * 80, `${name}: ${small} ms, then ${large} ms`);
    }
  });
});

function patterns(of: (i: number) => string): string[] {
  return Array.from({ length: 100 }, (_, i) => of(i));
}

/** Milliseconds of the fastest of some tries. */
function fastest(act: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const begin = performance.now();
    act();
    return performance.now() - begin;
  });
  return Math.min(...times);
}
