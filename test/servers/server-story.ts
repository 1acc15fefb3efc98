// What the tests rely on in every real server, told once and run on each: users, components, losses, restarts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { equal, is, match, not, ok } from 'uvu/assert';
import { connectClient, type TestClient } from '../client.ts';
import { shakeHands } from './bare-component.ts';
import type { ServerName } from './known-servers.ts';
import { descendants, isAlive, listeningAddresses } from './process-table.ts';
import type { RealServer } from './real-server.ts';
import { whenServer } from './when-server.ts';

/** Defines the suite of one server; `block` is a component block as its documentation prints it. */
export function tellServerStory(name: ServerName, block: string): void {
  whenServer(name, `real ${name}`, (test, start) => {
    let server: RealServer;
    const clients: TestClient[] = [];
    const login = async (username: string, resource = 'tests') => {
      const client = await connectClient({ server, username, password: 'pass word', resource });
      clients.push(client);
      return client;
    };

    test.before(async () => {
      server = await start({ muc: true, extraComponents: [{ domain: 'crowd.localhost', secret: 'b "c"' }] });
      await server.addUsers(['alice', 'bob', 'o.hara'], 'pass word');
    });
    test.after.each(async () => {
      await Promise.all(clients.splice(0).map(client => client.stop()));
    });
    test.after(() => server.stop());

    test('lets two users exchange messages', async () => {
      const [alice, bob] = await Promise.all([login('alice'), login('bob', 'desk & chair')]);
      is(alice.jid, 'alice@localhost/tests');
      is(bob.jid, 'bob@localhost/desk & chair');
      await alice.send(`<message to='bob@localhost/desk &amp; chair'><body>good morning</body></message>`);
      const heard = await bob.next(stanza => stanza.name === 'message');
      is(heard.getChildText('body'), 'good morning');
      is(heard.attrs.from, alice.jid);
      equal(bob.unread, []);
      is(bob.received.length, 1);
    });

    test('refuses a wrong password', async () => {
      let error: unknown;
      await connectClient({ server, username: 'alice', password: 'wrong' }).catch(reason => {
        error = reason;
      });
      match(String(error), /not-authorized/);
    });

    test('gives an account that is there already the new password', async () => {
      await server.addUsers(['late'], 'old');
      await server.addUsers(['late', 'later'], 'pass word');
      is((await login('late')).jid, 'late@localhost/tests');
    });

    test('takes user names with other than letters', async () => {
      is((await login('o.hara')).jid, 'o.hara@localhost/tests');
    });

    test('answers iqs, and delivers the answers of clients', async () => {
      const disco = `<iq type='get' to='localhost'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>`;
      const [alice, bob] = await Promise.all([login('alice'), login('bob')]);
      match(String(await alice.iq(disco)), /muc\.localhost/);
      const unknown = `<iq type='set' to='${bob.jid}'><query xmlns='urn:example:none'/></iq>`;
      is((await alice.iq(unknown)).attrs.type, 'result');
      const rude = await connectClient({ server, username: 'bob', password: 'pass word', autoReply: 'refuse' });
      clients.push(rude);
      const refused = await alice.iq(unknown.replace(bob.jid, rude.jid));
      match(String(refused), /type="error".*service-unavailable/);
    });

    test('says what came instead of what a client waited for', async () => {
      const [alice, bob] = await Promise.all([login('alice'), login('bob')]);
      await alice.send(`<message to='${bob.jid}'><body>unexpected</body></message>`);
      await bob.iq(`<iq type='get' to='localhost'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`);
      const wait = bob.next(stanza => stanza.name === 'presence', { timeout: 1, what: 'some presence' });
      const why = await wait.then(String, String);
      match(why, /waited for some presence, but it did not come within 1 ms/);
      match(why, /What came instead:\n {2}<message.*unexpected/);
    });

    test('turns a dropped connection into unavailable presence', async () => {
      const [alice, bob] = await Promise.all([login('alice'), login('bob')]);
      await alice.send(`<presence to='${bob.jid}'/>`);
      await bob.next(stanza => stanza.name === 'presence' && stanza.attrs.type === undefined);
      await alice.drop();
      const gone = await bob.next(stanza => stanza.name === 'presence', { what: 'the unavailable presence' });
      is(gone.attrs.type, 'unavailable');
      is(gone.attrs.from, alice.jid);
      match(await alice.next(() => true).then(String, String), /there is no connection/);
    });

    test('takes its components by their secrets, and no others', async () => {
      const alice = await login('alice');
      for (const access of server.components) {
        const greeting = `<message from='${access.domain}' to='${alice.jid}'><body>hello</body></message>`;
        match(await shakeHands(access, greeting), /<handshake/);
        const heard = await alice.next(stanza => stanza.attrs.from === access.domain);
        is(heard.getChildText('body'), 'hello');
      }
      match(await shakeHands({ ...server.component, secret: 'wrong' }), /not-authorized/);
    });

    test('has rooms of its own where they are asked for', async () => {
      const alice = await login('alice');
      await alice.send(`<presence to='den@${server.muc}/al'><x xmlns='http://jabber.org/protocol/muc'/></presence>`);
      const own = await alice.next(stanza => stanza.attrs.from === 'den@muc.localhost/al');
      match(String(own), /code="110"/);
    });

    test('listens on the loopback address only', () => {
      const addresses = listeningAddresses([server.pid, ...descendants(server.pid)]);
      ok(addresses.length >= 2);
      equal([...new Set(addresses)], ['0100007F']);
    });

    test('keeps users and ports over a restart and over kill -9', async () => {
      const before = server.pid;
      await server.restart();
      not.equal(server.pid, before);
      await login('alice');
      await server.kill9();
      await server.restart();
      await login('bob');
      match(await shakeHands(server.component), /<handshake/);
    });

    test('takes a printed component block, and leaves nothing behind when it is stopped', async () => {
      const other = await start({ domain: 'example.org', componentBlock: block });
      const { component, folder } = other;
      equal([component.domain, component.secret], ['chat.example.org', 'printed']);
      match(await shakeHands(component), /<handshake/);
      const family = [other.pid, ...descendants(other.pid)];
      ok(family.every(isAlive));
      ok(existsSync(folder));
      await other.stop();
      equal(family.filter(isAlive), []);
      not.ok(existsSync(folder));
      ok(other.logs().length > 0, 'the log outlives the server');
    });

    test('says why when it cannot start', async () => {
      const why = await start({ componentBlock: `${block}\n}{` }).then(String, String);
      match(why, new RegExp(`${name} did not start: .* ended with code`));
    });

    test('ends with the process that started it, even by kill -9', async () => {
      const { folder, family } = await abandoned(name);
      const deadline = Date.now() + 5000;
      while (family.some(isAlive) && Date.now() < deadline) await delay(10);
      rmSync(folder, { recursive: true });
      equal(family.filter(isAlive), []);
    });
  });
}

// A process that starts a server, tells us its pids, and is killed before it can stop it.
async function abandoned(name: ServerName): Promise<{ folder: string; family: number[] }> {
  const here = import.meta.dirname;
  const code = `
    const { startServer } = await import(${JSON.stringify(join(here, 'known-servers.ts'))});
    const { descendants } = await import(${JSON.stringify(join(here, 'process-table.ts'))});
    const { pid, folder } = await startServer('${name}');
    console.log(JSON.stringify({ folder, family: [pid, ...descendants(pid)] }));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], {
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  return JSON.parse(String(line));
}
