// What may be offered as a nick: how many, how long, of which shape.
import { equal, is } from 'uvu/assert';
import type { Refusal } from '../../machines/refusal.ts';
import { Limits } from '../../machines/settings.ts';
import { readNicks } from '../../streams/nicks.ts';
import { suite } from '../suite.ts';

const limits = Limits.parse({ nicks: 3, nickBytes: 24 });
const read = (...offered: string[]) => readNicks(offered, limits);

function isRefused(offered: readonly string[], text: string): void {
  const refusal = readNicks(offered, limits) as Refusal;
  equal(
    { condition: refusal.condition, code: refusal.code, type: refusal.type },
    { condition: 'not-acceptable', code: 406, type: 'modify' },
  );
  is(refusal.text, text);
}

suite('nicks on offer', test => {
  test('are read in their order', () => {
    equal(read('Dude', 'dude_', ' ＤＵＤＥ '), [
      { text: 'Dude', key: 'dude' },
      { text: 'dude_', key: 'dude_' },
      { text: 'DUDE', key: 'dude' },
    ]);
    equal(read(), []);
  });

  test('are refused where there are too many', () => {
    equal((read('a', 'b', 'c') as unknown[]).length, 3);
    isRefused(['a', 'b', 'c', 'd'], 'At most 3 nicks may be offered at once.');
  });

  test('are refused where one is empty or has characters that may not be in one', () => {
    for (const text of ['', '  ', '\u00ad', '\u0007', '\ue000'])
      isRefused(['Dude', text], 'A nick is empty or has characters that may not be in one.');
  });

  test('are refused where one is too long, in bytes', () => {
    equal(read('é'.repeat(12)), [{ text: 'é'.repeat(12), key: 'é'.repeat(12) }]);
    // the last has 24 as it is written, and 64 when it is prepared
    for (const text of ['x'.repeat(25), 'é'.repeat(13), '😀'.repeat(7), '㎒'.repeat(9), '㎯'.repeat(8)])
      isRefused([text], 'A nick may have 24 bytes at most.');
  });

  test('are refused where one looks like the id of a participant, in any case or width', () => {
    const why = 'A nick may not look like the id of a participant.';
    isRefused(['0123456789abcdef01234567'], why);
    isRefused(['0123456789ABCDEF01234567'], why);
    const wide = Limits.parse({});
    is((readNicks(['０１２３４５６７８９ａｂｃｄｅｆ０１２３４５６７'], wide) as Refusal).text, why);
    is((readNicks(['f'.repeat(32)], wide) as Refusal).text, why);
    equal(read('0123456789abcdef0123456'), [{ text: '0123456789abcdef0123456', key: '0123456789abcdef0123456' }]);
    equal(read('deadbeef'), [{ text: 'deadbeef', key: 'deadbeef' }]);
    equal((readNicks([`${'a'.repeat(24)}g`], wide) as unknown[]).length, 1);
  });
});
