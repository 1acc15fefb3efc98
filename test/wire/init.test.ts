// What `confab init` prints is fed to the real servers, and what it says then works: a secret file, a handshake.
import { is, match, ok } from 'uvu/assert';
import { runCommandLine } from '../../adapters/command-line.ts';
import { commandTable } from '../../adapters/commands/all.ts';
import { connect } from '../../adapters/connect.ts';
import { readSecretFile } from '../../adapters/secret-file.ts';
import { capture } from '../adapters/capture.ts';
import { temporaryFolder } from '../adapters/folder.ts';
import { rejectionOf } from '../adapters/thrown.ts';
import { freePort } from '../servers/port.ts';
import { serverNames, whenServer } from '../servers/when-server.ts';

const folder = temporaryFolder();
const limits = { stanzaBytes: 131_072, depth: 32 };

async function run(...words: string[]) {
  const { io, out, err } = capture({ RUNTIME_DIRECTORY: folder.path });
  const code = await runCommandLine(words, commandTable, io);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

for (const name of serverNames) {
  whenServer(name, `what init prints for ${name}`, (test, start) => {
    test('lets Confab in with the secret that it made, and with no other', async () => {
      const domain = 'Chat.localhost';
      const file = folder.at(`${name}.secret`);
      const printed = await run('init', name, '--domain', domain, '--port', String(await freePort()), '--secret-file', file);
      is(printed.code, 0, printed.err);
      const server = await start({ componentBlock: printed.out });
      try {
        const { host, port } = server.component;
        is(server.component.domain, 'chat.localhost');
        const link = { server: { host, port }, domain: 'chat.localhost', limits };
        const right = connect({ ...link, secret: readSecretFile(file).secret });
        await right.ready;
        ok(right.online());
        await right.stop();
        const wrong = connect({ ...link, secret: 'wrong' });
        is((await rejectionOf(wrong.ready)).name, 'WrongSecret');
        await wrong.stop();

        const flags = ['--server', `${host}:${port}`, '--domain', domain, '--secret-file', file];
        const check = await run('check', ...flags);
        is(check.code, 0, check.out);
        match(check.out, /ok +handshake +.* takes the secret and connects chat\.localhost\./);
      } finally {
        await server.stop();
      }
    });
  });
}
