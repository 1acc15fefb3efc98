import { existsSync, readFileSync, statSync } from 'node:fs';
import { equal, is, match } from 'uvu/assert';
import { runCommandLine } from '../../../adapters/command-line.ts';
import { init } from '../../../adapters/commands/init.ts';
import { suite } from '../../suite.ts';
import { capture } from '../capture.ts';
import { temporaryFolder } from '../folder.ts';

const folder = temporaryFolder();
const table = { name: 'confab', version: '0', description: '', commands: { init } };

async function run(...words: string[]) {
  const { io, out, err } = capture();
  const code = await runCommandLine(['init', ...words], table, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

suite('init', test => {
  test('prints a block with a fresh secret, and where to put it on stderr', async () => {
    const { code, out, err } = await run('prosody', '--domain', 'Chat.Example.org', '--port', '6000');
    is(code, 0);
    match(out, /Component "chat.example.org"[\s\S]*component_secret = "[0-9a-f]{48}"[\s\S]*component_ports = { 6000 }/);
    match(out, /--server 127.0.0.1:6000 --domain chat.example.org --secret-file confab.secret/);
    match(err, /Put the secret alone into the file confab.secret/);
  });

  test('knows three servers, with their usual ports', async () => {
    match((await run('ejabberd')).out, /port: 5347/);
    match((await run('openfire')).out, /port=5275/);
  });

  test('writes the secret into a new file where asked, never over another', async () => {
    const file = folder.at('secret');
    const { code, out, err } = await run('ejabberd', '--secret-file', file);
    equal([code, err], [0, '']);
    const secret = readFileSync(file, 'utf8').trim();
    is(/password: "(.*)"/.exec(out)?.[1], secret);
    match(out, new RegExp(`--secret-file ${file}`));
    is(statSync(file).mode & 0o777, 0o600);
    const again = await run('ejabberd', '--secret-file', file);
    equal([again.code, again.out], [1, '']);
    match(again.err, /is there already/);
  });

  test('refuses what is no server, host name or port, with code 2 and nothing on stdout', async () => {
    const cases: [string[], RegExp][] = [
      [['prosodi'], /"prosodi" is not known: did you mean prosody\?/],
      [['apache'], /"apache" is not known: there are prosody, ejabberd, openfire/],
      [[], /SERVER must be given/],
      [['prosody', '--domain', 'a"b'], /--domain must be a host name/],
      [['prosody', '--port', '99999', '--secret-file', folder.at('none')], /--port must be a number from 1 to 65535/],
    ];
    for (const [words, pattern] of cases) {
      const { code, out, err } = await run(...words);
      equal([code, out], [2, '']);
      match(err, pattern);
    }
    is(existsSync(folder.at('none')), false);
  });
});
