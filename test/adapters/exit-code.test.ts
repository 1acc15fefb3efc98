import { equal, is } from 'uvu/assert';
import { CommandError, exitCode, exitMeanings } from '../../adapters/exit-code.ts';
import { suite } from '../suite.ts';

suite('exit code', test => {
  test('says what each code means, and has none twice', () => {
    equal(Object.keys(exitMeanings), Object.keys(exitCode));
    is(new Set(Object.values(exitCode)).size, Object.keys(exitCode).length);
  });

  test('goes with an error, 1 if nothing is said', () => {
    is(new CommandError('no').code, 1);
    is(new CommandError('no', exitCode.refused).code, 77);
  });
});
