import { equal } from 'uvu/assert';
import { checkArguments } from '../../adapters/arguments.ts';
import { suite } from '../suite.ts';

const args = {
  room: { type: 'positional', required: true },
  jid: { type: 'positional', required: true },
  'secret-file': { type: 'string' },
  set: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const check = (...words: string[]) => checkArguments(words, args, ['set']);

suite('arguments', test => {
  test('collects the values of flags, all of those that may be repeated', () => {
    const { values, problems } = check('a', '--set', 'x=1', 'b', '--set=y=--2', '--secret-file', 'f', '--json');
    equal(problems, []);
    equal(values, { set: ['x=1', 'y=--2'], 'secret-file': ['f'], json: [''] });
  });

  test('takes what follows -- as words', () => equal(check('--', '--a', '--b').problems, []));

  test('says what is wrong', () => {
    const cases: [string[], string][] = [
      [['a', 'b', '--secretfile', 'x'], '--secretfile is not known: did you mean --secret-file?'],
      [['a', 'b', '--colour=x'], '--colour is not known'],
      [['a', 'b', '-x'], '-x is not known'],
      [['a', 'b', '--no-json'], '--no-json is not known: did you mean --json?'],
      [['a', 'b', '--set'], '--set needs a value; one that begins with "-" as --set=VALUE'],
      [['a', 'b', '--set', '--json'], '--set needs a value; one that begins with "-" as --set=VALUE'],
      [['a', 'b', '--json=yes'], '--json takes no value'],
      [['a', 'b', '--secret-file=a', '--secret-file=b'], '--secret-file is given twice'],
      [['a'], 'JID must be given'],
      [[], 'ROOM and JID must be given'],
      [['a', 'b', 'come', 'here'], 'there are 2 words too many: put text with spaces in quotes'],
    ];
    for (const [words, problem] of cases) equal(check(...words).problems[0], problem);
  });

  test('says everything that is wrong', () => equal(check('--x', '--y', '--set').problems.length, 4));
});
