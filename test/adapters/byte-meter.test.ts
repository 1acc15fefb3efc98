import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { ByteMeter } from '../../adapters/byte-meter.ts';
import { suite } from '../suite.ts';

suite('byte meter', test => {
  test('counts from the start that it was told', () => {
    const meter = new ByteMeter();
    meter.show('abcdef');
    meter.start(2);
    assert.equal([meter.passes(2, 4), meter.passes(1, 4)], [false, true]);
  });

  test('counts bytes over pieces, as UTF-8 does, however often it is asked', () => {
    const texts = fc.array(fc.array(fc.constantFrom('a', 'é', '語', '😀')), { maxLength: 5 });
    fc.assert(
      fc.property(texts, fc.nat(60), fc.boolean(), (pieces, limit, curious) => {
        const meter = new ByteMeter();
        meter.start(0);
        let before = '';
        for (const piece of pieces) {
          const text = piece.join('');
          meter.show(text);
          for (let count = curious ? 0 : piece.length; count <= piece.length; count++) {
            const part = piece.slice(0, count).join('');
            assert.is(meter.passes(limit, part.length), Buffer.byteLength(before + part) > limit);
          }
          meter.put(text.length);
          before += text;
        }
      }),
    );
  });
});
