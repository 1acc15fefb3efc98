// A running `confab serve` whose rooms ask a backend who may enter, from the stanza to the web hook and back.
import { readFileSync, statSync } from 'node:fs';
import { equal, is, match, not, ok } from 'uvu/assert';
import { suite } from '../suite.ts';
import { webServer } from './effects/web-server.ts';
import { fakeServer } from './fake-server.ts';
import { temporaryFolder } from './folder.ts';
import { runProgram, startProgram } from './program.ts';

const domain = 'rooms.example.org';
const room = `hall@${domain}`;
const secret = 'one that nobody guesses';

suite('serve with effects', test => {
  test('lets in whom the backend lets in, and keeps what it could not ask', async () => {
    const backend = await webServer(({ body }, response) => {
      const { person } = JSON.parse(body).input;
      if (person === 'rex@example.org') response.writeHead(500).end();
      else response.end(JSON.stringify({ allow: person === 'woody@example.org', text: 'Members only.' }));
    });
    const server = await fakeServer();
    const folder = temporaryFolder();
    folder.write('hook.secret', secret);
    folder.write('secret', 'right');
    const file = folder.write(
      'confab.toml',
      `server = "127.0.0.1:${server.port}"
domain = "${domain}"
secretFile = "secret"
deadLetters = "dead.jsonl"
patterns = [{ names = "*", kind = "gated" }]
[effects.gatekeeper]
use = "web-hook"
url = "${backend.origin}/may-enter?token=abc"
secretFile = "hook.secret"
allow = ["127.0.0.1:${backend.port}"]
wait = 0.01
`,
    );
    const program = startProgram(['serve', '--config', file], { env: { RUNTIME_DIRECTORY: folder.path } });
    await program.line(/"msg":"ready"/);
    const peer = await server.next();
    const enter = (who: string) => peer.send(`<presence from='${who}@example.org/x' to='${room}/${who}'/>`);
    enter('woody');
    await peer.until(`from="${room}/woody"`);
    enter('buzz');
    await peer.until('Members only.');
    enter('rex');
    await peer.until('Try again later.');
    const letters = readFileSync(folder.at('dead.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
    equal(
      letters.map(({ effect, reason, tries, input }) => [effect, reason, tries, input.person]),
      [['gatekeeper', 'unreachable', 3, 'rex@example.org']],
    );
    is(statSync(folder.at('dead.jsonl')).mode & 0o777, 0o600);
    match(program.out, /"msg":"a call could not be delivered"/);
    program.child.kill('SIGTERM');
    await program.ended;
    const said = `${program.out}${program.err}${JSON.stringify(letters)}`;
    for (const hidden of [secret, 'token=abc', 'v1,']) not(said.includes(hidden), hidden);
    // in the log nobody's address
    ok(!program.out.includes('rex@example.org'));
    await backend.close();
    await server.close();
  });

  test('does not start where a behaviour calls what is not there', async () => {
    const words = [
      '--server',
      '127.0.0.1:1',
      '--domain',
      domain,
      '--secret',
      'right',
      '--set',
      'patterns=[{ names = "*", kind = "gated" }]',
    ];
    const { code, err } = await runProgram(['serve', ...words], { env: { RUNTIME_DIRECTORY: temporaryFolder().path } });
    is(code, 78);
    match(
      err,
      /effects\.gatekeeper is missing: the behaviour gatekeeper of rooms named \* calls it: there are none\. Add \[effects\.gatekeeper\]/,
    );
  });
});
