// Nicks as people write them in sentences.
import fc from 'fast-check';
import { equal } from 'uvu/assert';
import { foldedNick } from '../../machines/folded-nick.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays } from './made-floor.ts';

suite('a folded nick', test => {
  test('does not know case, width, or how many spaces there are', () => {
    for (const text of ['Buzz Lightyear', ' buzz   LIGHTYEAR ', 'Ｂｕｚｚ Lightyear', 'buzz\u00a0lightyear'])
      equal(foldedNick(text), 'buzz lightyear');
  });

  test('is folded once: to fold it again changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => equal(foldedNick(foldedNick(text)), foldedNick(text))));
  });

  test('finds who is meant in a room, as does the id', () => {
    const floor = makeFloor();
    const woody = stays(floor, 'woody');
    equal([floor.named(' WOODY'), floor.named(woody.id), floor.named('wood')], [woody, woody, undefined]);
  });
});
