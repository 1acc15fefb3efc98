// The port: where it is, that it closes, and what is said where it cannot be had.
import { once } from 'node:events';
import { connect } from 'node:net';
import { instance, is, match, ok } from 'uvu/assert';
import { CommandError, exitCode } from '../../adapters/exit-code.ts';
import { openHttp } from '../../adapters/http.ts';
import { suite } from '../suite.ts';
import { temporaryFolder } from './folder.ts';
import { onDeno, runProgram } from './program.ts';
import { rejectionOf } from './thrown.ts';
import { well } from './well.ts';

const sources = { domain: 'd', version: '1', vitals: () => well, metrics: async () => 'all\n' };

suite('http', test => {
  test('listens at the address, on any port where it is 0, and closes also what is open', async () => {
    const server = await openHttp({ host: '127.0.0.1', port: 0 }, sources);
    const { host, port } = server.address;
    is(host, '127.0.0.1');
    ok(port > 0);
    is(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text(), 'all\n');
    const idle = connect(port, host);
    await once(idle, 'connect');
    await server.close();
    if (!idle.destroyed) await once(idle, 'close');
    await rejectionOf(fetch(`http://127.0.0.1:${port}/metrics`));
  });

  test('says what to do where somebody else has the port, and fails as other starts do', async () => {
    const first = await openHttp({ host: '127.0.0.1', port: 0 }, sources);
    const error = await rejectionOf(openHttp(first.address, sources));
    instance(error, CommandError);
    is((error as CommandError).code, exitCode.failed);
    match(error.message, /^Another program listens at 127\.0\.0\.1:\d+ already: stop it, or choose another port .*http\.listen/);
    await first.close();
    await (await openHttp(first.address, sources)).close();
  });

  test('lets go of a connection on which nothing happens any more', async () => {
    const stuck = { ...sources, metrics: () => new Promise<string>(() => {}) };
    const server = await openHttp({ host: '127.0.0.1', port: 0 }, stuck, 20);
    const client = connect(server.address.port, '127.0.0.1', () => client.write('GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n'));
    client.resume();
    await once(client, 'close');
    await server.close();
  });

  test('works on Deno, too, and keeps nothing alive once it is closed', async () => {
    const module = (path: string) => JSON.stringify(new URL(`../../adapters/${path}`, import.meta.url).href);
    const text = `
      import { openHttp } from ${module('http.ts')};
      const server = await openHttp({ host: '127.0.0.1', port: 0 }, {
        domain: 'd', version: '1', vitals: () => undefined, metrics: async () => 'all',
      });
      for (const path of ['/metrics', '/health', '/nowhere']) {
        const answer = await fetch('http://127.0.0.1:' + server.address.port + path);
        console.log(answer.status, (await answer.text()).slice(0, 20));
      }
      await server.close();
    `;
    const { code, out, err } = await runProgram([], { runtime: onDeno(temporaryFolder().write('http.mjs', text)) });
    is(err, '');
    is(code, 0);
    match(out, /^200 all\n200 \{"healthy":true,"dom\n404 There is nothing her\n$/);
  });

  test('says so where the address is not of this machine', async () => {
    // an address of documentation (RFC 5737)
    const error = await rejectionOf(openHttp({ host: '192.0.2.1', port: 0 }, sources));
    instance(error, CommandError);
    match(error.message, /^192\.0\.2\.1 is no address of this machine: choose another with --set http\.listen/);
  });
});
