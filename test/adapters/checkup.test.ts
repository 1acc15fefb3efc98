import { equal, is, match, not } from 'uvu/assert';
import { type CheckStep, checkup } from '../../adapters/checkup.ts';
import { type Config, readConfig } from '../../adapters/config.ts';
import { connect } from '../../adapters/connect.ts';
import { openControl } from '../../adapters/control.ts';
import { suite } from '../suite.ts';
import { type FakeServerOptions, fakeServer, freePort } from './fake-server.ts';
import { fakeContext } from './fake-service.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();
const domain = 'rooms.example.org';

function configFor(port: number, host = '127.0.0.1', secret = 'right'): Config {
  return readConfig({ flags: { server: `${host}:${port}`, domain, secret, control: folder.at('c.sock') }, env: {} });
}

async function check(config: Config, patience = 2_000): Promise<CheckStep[]> {
  const steps: CheckStep[] = [];
  for await (const step of checkup(config, { connect, patience })) {
    not.match(step.text, /hunter2/);
    match(step.text, /[^.]\.$/);
    steps.push(step);
  }
  return steps;
}

/** The last step against a server that behaves so. */
async function against(options: FakeServerOptions, secret?: string, patience?: number): Promise<CheckStep> {
  const server = await fakeServer(options);
  const steps = await check(configFor(server.port, '127.0.0.1', secret), patience);
  await server.close();
  return steps.at(-1)!;
}

suite('checkup', test => {
  test('finds name, port and handshake right, and does not stay', async () => {
    const server = await fakeServer();
    const steps = await check(configFor(server.port, 'localhost'));
    equal(
      steps.map(({ what, ok }) => [what, ok]),
      [
        ['name', true],
        ['port', true],
        ['handshake', true],
      ],
    );
    match(steps[0]!.text, /^localhost leads to .*127\.0\.0\.1/);
    await server.peers.at(-1)!.closed;
    await server.close();
  });

  test('ends at a name that leads nowhere', async () => {
    const steps = await check(configFor(1, 'nowhere.invalid'));
    equal(
      steps.map(({ what, ok }) => [what, ok]),
      [['name', false]],
    );
    match(steps[0]!.text, /leads to no address .*: correct the host in --server/);
  });

  test('ends at a port where nothing listens', async () => {
    const steps = await check(configFor(await freePort()));
    is(steps.length, 2);
    match(steps[1]!.text, /takes no connections: start the server/);
  });

  test('says when the secret is wrong or the domain not known', async () => {
    match((await against({}, 'hunter2')).text, /refused the secret for rooms\.example\.org: give Confab the secret/);
    match((await against({ domain: 'other' })).text, /has no component rooms\.example\.org: add one/);
  });

  test('says when somebody else is connected for the domain', async () => {
    const { ok, text } = await against({ script: { handshake: peer => peer.refuse('conflict', 'Component already connected') } });
    is(ok, false);
    match(text, /conflict .*The secret is right; stop the other component/);
  });

  test('says when the port is not one for components, or gives no answer', async () => {
    const script = {
      header: (peer: { sendHeader(id: string, namespace: string): void }) => peer.sendHeader('x', 'jabber:client'),
    };
    match((await against({ script })).text, /is not a port for components/);
    match((await against({ script: { header: () => {} } }, 'right', 20)).text, /did not answer in 0\.02 seconds/);
    match((await against({ script: { connect: peer => peer.end() } })).text, /closed the connection before it let us in/);
  });

  test('leaves a Confab that runs here its place', async () => {
    const [server, control] = [await fakeServer(), await openControl(folder.at('c.sock'), fakeContext(true, domain))];
    const step = (await check(configFor(server.port))).at(-1)!;
    is(step.ok, true);
    match(step.text, new RegExp(`process ${process.pid}\\) is connected as rooms\\.example\\.org now`));
    // only the one that tried the port
    is(server.peers.length, 1);
    await control.close();
    await server.close();
  });

  test('says where a Confab that runs here has too much to do', async () => {
    const context = fakeContext(true, domain);
    Object.assign(context.engine, { overload: { state: 'holding' } });
    const [server, control] = [await fakeServer(), await openControl(folder.at('c.sock'), context)];
    match((await check(configFor(server.port))).at(-1)!.text, /its place\. It has more to do .* \(overload: holding\)/);
    await control.close();
    await server.close();
  });

  test('tries the handshake when the Confab that runs here is not connected, or is another', async () => {
    for (const context of [fakeContext(false, domain), fakeContext(true, 'other')]) {
      const [server, control] = [await fakeServer(), await openControl(folder.at('c.sock'), context)];
      match((await check(configFor(server.port))).at(-1)!.text, /takes the secret and connects/);
      await control.close();
      await server.close();
    }
  });
});
