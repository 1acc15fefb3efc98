// The dialect of people for whom a program speaks, held to golden/program.xml.
import { equal, is } from 'uvu/assert';
import { program } from '../../../streams/dialects/program.ts';
import { suite } from '../../suite.ts';
import { hold } from './hold.ts';

hold(program, []);

suite('the dialect of programs', test => {
  test('writes nothing, to whom or of what it may be', () => {
    is(program.isMute, true);
    equal([program.say, program.sayOfService], [{}, {}]);
  });
});
