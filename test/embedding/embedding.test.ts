// Rooms inside a program that has a component of its own, on Node and on Deno, against a server on a real socket.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { equal, is, match, not, ok } from 'uvu/assert';
import { fakeServer, type Peer } from '../adapters/fake-server.ts';
import { type Compiled, compiled } from '../bench/compiled.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';

const runtimes = {
  Node: [process.execPath],
  Deno: [join(root, 'node_modules/.bin/deno'), 'run', '--quiet', '--allow-all', '--node-modules-dir=manual'],
};

interface Told {
  readonly what: string;
  readonly [key: string]: unknown;
}

/** The program of a user: `confab` and `@xmpp/component` in its node_modules, and one file. */
function program(built: Compiled): string {
  const folder = mkdtempSync(join(tmpdir(), 'confab-embedding-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(dirname(built.folder), join(folder, 'node_modules/confab'));
  symlinkSync(join(root, 'node_modules/@xmpp'), join(folder, 'node_modules/@xmpp'));
  const dependencies = { confab: '*', '@xmpp/component': '*' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'host', type: 'module', dependencies }));
  copyFileSync(new URL('host.mjs', import.meta.url), join(folder, 'host.mjs'));
  return folder;
}

class Host {
  readonly told: Told[] = [];
  readonly #process: ChildProcess;
  #errors = '';

  constructor([command, ...args]: readonly string[], folder: string, ports: readonly number[]) {
    this.#process = spawn(command!, [...args, 'host.mjs', ...ports.map(String)], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process.stderr!.on('data', text => {
      this.#errors += text;
    });
    createInterface({ input: this.#process.stdout! }).on('line', line => {
      this.told.push(JSON.parse(line));
      this.#process.emit('told');
    });
  }

  async until(what: string, id?: string): Promise<Told> {
    for (;;) {
      const found = this.told.find(told => told.what === what && (id === undefined || told.id === id));
      if (found) return found;
      if (this.#process.exitCode !== null) throw new Error(`the host ended before ${what}: ${this.#errors}`);
      await Promise.race([once(this.#process, 'told'), once(this.#process, 'exit')]);
    }
  }

  /** Resolves with the exit code when nothing keeps the host alive any more. */
  async ended(): Promise<number | null> {
    if (this.#process.exitCode === null) await once(this.#process, 'exit');
    is(this.#errors, '');
    return this.#process.exitCode;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}

const from = "from='woody@example.org/toys'";
const enter = (room: string, id: string) =>
  `<presence ${from} to='${room}'/><iq type='set' id='${id}' ${from} to='${room}'><query xmlns='jabber:iq:conference'><nick>woody</nick></query></iq>`;
const count = (text: string, part: string) => text.split(part).length - 1;

/** An iq that is answered when everything before it has been. */
async function settled(peer: Peer, id: string): Promise<void> {
  peer.send(`<iq type='get' id='${id}' ${from} to='rooms.example.org'><query xmlns='urn:example:host'/></iq>`);
  await peer.until(`id="${id}"`);
}

for (const [name, runtime] of Object.entries(runtimes)) {
  suite(`embedding on ${name}`, test => {
    let built: Compiled;
    let folder: string;

    test.before(async () => {
      built = await compiled();
      folder = program(built);
    });

    test.after(() => {
      rmSync(folder, { recursive: true, force: true });
      built.remove();
    });

    test('claims the stanzas for its rooms, and leaves all else to the host', async () => {
      const server = await fakeServer();
      const host = new Host(runtime, folder, [server.port]);
      try {
        is((await host.until('online')).signals, true, 'no signal handler was installed');
        const peer = await server.next();
        peer.send(enter('lobby@rooms.example.org', 'in'));
        await peer.until('id="in"');
        await host.until('entered');
        match(peer.received, '<nick>woody</nick>');
        // the host answers pings for everything that is not a room
        peer.send(`<iq type='get' id='p1' ${from} to='rooms.example.org'><ping xmlns='urn:xmpp:ping'/></iq>`);
        await peer.until('id="p1"');
        // a room answers its own, once, although the host would too
        peer.send(`<iq type='get' id='p2' ${from} to='lobby@rooms.example.org'><ping xmlns='urn:xmpp:ping'/></iq>`);
        peer.send(`<iq type='get' id='p3' ${from} to='lobby@rooms.example.org'><query xmlns='urn:example:host'/></iq>`);
        peer.send(`<iq type='get' id='p4' ${from} to='lobby@rooms.example.org'/>`);
        peer.send(`<message ${from} to='desk@rooms.example.org'><body>for the host</body></message>`);
        for (const id of ['p2', 'p3', 'p4']) await peer.until(`id="${id}"`);
        await settled(peer, 'end');
        for (const id of ['in', 'p1', 'p2', 'p3', 'p4']) is(count(peer.received, `id="${id}"`), 1, `${id} is answered once`);
        match(peer.received, /id="p3"[^>]*>.*?<service-unavailable/);
        match(peer.received, /id="p4"[^>]*>.*?code="400"/);
        await host.until('stanza', 'end'); // what the host tells comes by another way than the answer
        const seen = host.told.filter(({ what }) => what === 'stanza').map(({ to }) => to);
        equal(seen, ['rooms.example.org', 'desk@rooms.example.org', 'rooms.example.org']);
      } finally {
        host.kill();
        await server.close();
      }
    });

    test('leaves no listener, timer or actor behind', async () => {
      const server = await fakeServer();
      const host = new Host(runtime, folder, [server.port]);
      try {
        await host.until('online');
        const peer = await server.next();
        peer.send(enter('lobby@rooms.example.org', 'in'));
        await peer.until('id="in"');
        peer.send(`<message ${from} to='rooms.example.org'><body>detach</body></message>`);
        const { before, after, emit } = await host.until('detached');
        equal(after, before);
        is(emit, false);
        ok(host.told.some(({ what }) => what === 'no more facts'));
        // what comes for a room now is the host's
        peer.send(`<iq type='get' id='p5' ${from} to='lobby@rooms.example.org'><ping xmlns='urn:xmpp:ping'/></iq>`);
        await peer.until('id="p5"');
        not.match(peer.received.slice(peer.received.indexOf('id="p5"')), 'error');
        peer.end();
        is(await host.ended(), 0, 'nothing keeps the program alive');
      } finally {
        host.kill();
        await server.close();
      }
    });

    test('is there twice in one process, each for its own rooms', async () => {
      const one = await fakeServer();
      const two = await fakeServer({ domain: 'others.example.org' });
      const host = new Host(runtime, folder, [one.port, two.port]);
      try {
        await host.until('online');
        const [here, there] = [await one.next(), await two.next()];
        here.send(enter('lobby@rooms.example.org', 'here'));
        there.send(enter('lobby@others.example.org', 'there'));
        await Promise.all([here.until('id="here"'), there.until('id="there"')]);
        not.match(here.received, 'others.example.org/');
        not.match(there.received, 'rooms.example.org/');
      } finally {
        host.kill();
        await Promise.all([one.close(), two.close()]);
      }
    });
  });
}
