import { equal, throws } from 'uvu/assert';
import { chosenLimits, usualLimits } from '../../adapters/parser-limits.ts';
import { prepare } from '../../adapters/prepared-settings.ts';
import { suite } from '../suite.ts';

suite('parser limits', test => {
  test('are usually those of the settings', () => {
    const { stanzaBytes, depth } = prepare({ domain: 'rooms.example.org' }).settings.limits;
    equal(usualLimits, { stanzaBytes, depth });
  });

  test('are those that were chosen, and the usual where none was', () => {
    equal(chosenLimits({}), usualLimits);
    equal(chosenLimits({ depth: 256, attributes: 8 }), { ...usualLimits, depth: 256, attributes: 8 });
    equal(chosenLimits({ depth: undefined } as never), usualLimits);
  });

  test('are refused where they bound nothing, or what everybody must take', () => {
    throws(() => chosenLimits({ stanzaBytes: 9_999 }), /stanzaBytes is a whole number from 10000 to 16777216, not 9999/);
    throws(() => chosenLimits({ depth: 257 }), /depth/);
    throws(() => chosenLimits({ attributes: Number.POSITIVE_INFINITY }), /attributes/);
    throws(() => chosenLimits({ streamBytes: 1.5 }), /streamBytes/);
  });
});
