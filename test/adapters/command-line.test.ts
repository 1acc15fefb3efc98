import { defineCommand } from 'citty';
import { equal, is, match } from 'uvu/assert';
import type { CommandContext } from '../../adapters/command-flags.ts';
import { type CommandTable, runCommandLine } from '../../adapters/command-line.ts';
import { ConfigError } from '../../adapters/config.ts';
import { CommandError } from '../../adapters/exit-code.ts';
import { suite } from '../suite.ts';
import { capture } from './capture.ts';

const greet = defineCommand({
  meta: { name: 'greet', description: 'Greet somebody' },
  args: {
    whom: { type: 'positional', required: true, description: 'who is greeted' },
    set: { type: 'string', description: 'anything' },
  },
  run({ args, data }) {
    const { out, values } = data as CommandContext;
    out(`hello ${args.whom} ${values.set?.join('+') ?? ''}`);
    return args.whom === 'nobody' ? 5 : undefined;
  },
});

const throwing = (error: unknown) =>
  defineCommand({
    meta: { name: 'x', description: 'Throws' },
    args: {},
    run() {
      throw error;
    },
  });

const table: CommandTable = {
  name: 'confab',
  version: '1.2.3',
  description: 'A thing',
  commands: {
    greet,
    refuse: throwing(new CommandError('No.', 77)),
    misconfigure: throwing(new ConfigError(['one', 'two'])),
    fail: throwing(new TypeError('oops')),
    'throw-text': throwing('text'),
  },
};

async function run(...words: string[]) {
  const { io, out, err } = capture();
  const code = await runCommandLine(words, table, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

suite('command line', test => {
  test('runs a command with its words and gives its code', async () => {
    equal(await run('greet', 'you', '--set', 'a', '--set', 'b'), { code: 0, out: 'hello you a+b', err: '' });
    is((await run('greet', 'nobody')).code, 5);
  });

  test('shows help for all and for each command, without colours', async () => {
    for (const words of [['--help'], ['-h'], ['help']]) {
      const { code, out } = await run(...words);
      is(code, 0);
      match(out, /greet +Greet somebody/);
    }
    for (const words of [
      ['greet', '--help'],
      ['greet', 'x', '-h'],
      ['help', 'greet'],
      ['--help', 'greet'],
    ]) {
      const { code, out } = await run(...words);
      is(code, 0);
      match(out, /Greet somebody[\s\S]*USAGE confab greet \[OPTIONS\] <WHOM>/);
    }
    match((await run('greet', '--', '--help')).out, /hello --help/);
  });

  test('tells its version', async () => equal(await run('--version'), { code: 0, out: '1.2.3', err: '' }));

  test('shows help on stderr where no command is given, with code 2', async () => {
    const { code, out, err } = await run();
    equal([code, out], [2, '']);
    match(err, /COMMANDS/);
  });

  test('refuses wrong usage with a hint and code 2', async () => {
    const cases: [string[], RegExp][] = [
      [['gret'], /there is no command "gret": did you mean greet\?/],
      [['colour'], /there is no command "colour": there are greet, refuse/],
      [['help', 'gret'], /did you mean greet\?/],
      [['toString'], /there is no command/],
      [['--set', 'x', 'greet'], /a command comes before its flags/],
      [['greet'], /confab greet: WHOM must be given\.\n`confab greet --help`/],
      [['greet', 'x', '--sett', 'y'], /--sett is not known: did you mean --set\?\n/],
    ];
    for (const [words, pattern] of cases) {
      const { code, out, err } = await run(...words);
      equal([code, out], [2, ''], words.join(' '));
      match(err, pattern);
    }
  });

  test('turns what a command throws into sentences and codes', async () => {
    equal(await run('refuse'), { code: 77, out: '', err: 'No.' });
    equal(await run('misconfigure'), { code: 78, out: '', err: 'one\ntwo' });
    const { code, err } = await run('fail');
    is(code, 70);
    match(err, /A mistake in Confab, please report it: TypeError: oops\n +at/);
    match((await run('throw-text')).err, /report it: text/);
  });
});
