// The example of a mirrored room: its program as it stands there, beside a real Prosody, with people by TCP on the other side.
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Element } from 'ltx';
import { parse } from 'smol-toml';
import { equal, is, match, ok } from 'uvu/assert';
import { makeEngine } from '../../adapters/engine.ts';
import { connectClient } from '../client.ts';
import { LOOPBACK } from '../servers/port.ts';
import { whenServer } from '../servers/when-server.ts';
import { suite } from '../suite.ts';
import { fenced } from './examples.ts';
import { typeProblems } from './type-check.ts';

const folder = join(import.meta.dirname, '../../docs/examples/mirror');
const file = (name: string) => readFileSync(join(folder, name), 'utf8');
const room = 'hall@rooms.localhost';

/** Somebody of the other network, who waits for lines. */
class Caller {
  readonly #socket: Socket;
  #heard = '';
  #look: () => void = () => {};

  constructor(port: number) {
    this.#socket = connect(port, LOOPBACK);
    this.#socket.setEncoding('utf8').on('data', text => {
      this.#heard += text;
      this.#look();
    });
  }

  writes(line: string): void {
    this.#socket.write(`${line}\n`);
  }

  /** Resolves when the line has come; all before it is forgotten. */
  async reads(line: string): Promise<void> {
    await new Promise<void>(resolve => {
      this.#look = () => {
        const at = this.#heard.indexOf(`${line}\n`);
        if (at < 0) return;
        this.#heard = this.#heard.slice(at + line.length + 1);
        resolve();
      };
      this.#look();
    });
  }

  async goes(): Promise<void> {
    this.writes('/quit');
    await once(this.#socket, 'close');
  }
}

suite('the example of a mirrored room', test => {
  test('has one configuration in all of its files', () => {
    match(file('prosody.cfg.lua'), /Component "rooms.localhost"\n {2}component_secret = "only for this example"/);
    for (const one of ["DOMAIN = 'rooms.localhost'", "SECRET = 'only for this example'", "PORT = '4000'"])
      match(file('host.js'), one);
    match(file('README.md'), 'nc 127.0.0.1 4000');
  });
});

suite('docs/kinds/irc.md', test => {
  const page = readFileSync(join(folder, '../../kinds/irc.md'), 'utf8');

  test('has settings that are taken', () => {
    const [toml] = fenced(page, 'toml');
    const irc = async () => ({});
    const engine = makeEngine(parse(toml!) as never, { effects: { reefnet: irc } });
    const settings = engine.room('reef')!.behaviours.find(({ name }) => name === 'mirror')!.settings as Record<string, unknown>;
    equal([settings.effect, settings.title, settings.speak, settings.away], ['reefnet', 'ReefNet', 'wait', 'closed']);
    engine.stop();
  });

  test('has an adapter that type-checks', () => {
    const [code] = fenced(page, 'ts');
    const copy = join(import.meta.dirname, `.irc-${process.pid}.ts`);
    writeFileSync(copy, code!.replaceAll("from 'confab'", "from '../../adapters/confab.ts'"));
    try {
      equal(typeProblems(copy), []);
    } finally {
      rmSync(copy);
    }
  });
});

whenServer('prosody', 'the example of a mirrored room, beside Prosody', (test, start) => {
  test('is one room for those of both networks', async () => {
    const server = await start();
    await server.addUsers(['woody'], 'w');
    // in the tree, so that packages are found
    const copy = join(import.meta.dirname, `.mirror-${process.pid}`);
    cpSync(folder, copy, { recursive: true });
    for (const name of readdirSync(copy).filter(name => name.endsWith('.js')))
      writeFileSync(join(copy, name), file(name).replaceAll("from 'confab'", "from '../../../adapters/confab.ts'"));
    const { host, port, domain, secret } = server.component;
    Object.assign(process.env, { SERVER: `xmpp://${host}:${port}`, DOMAIN: domain, SECRET: secret, PORT: '0' });
    const program = (await import(pathToFileURL(join(copy, 'host.js')).href)) as { port: number; stop(): Promise<void> };
    try {
      const dory = new Caller(program.port);
      await dory.reads('Your nick?');
      dory.writes('a b');
      await dory.reads('! A nick is 1 to 16 letters and digits.');
      dory.writes('clock');
      await dory.reads('! clock is here already.');
      dory.writes('Dory');
      await dory.reads('* Dory is here');
      const woody = await connectClient({ server, username: 'woody', password: 'w' });
      await woody.send(`<presence to='${room}/Dory'/>`);
      const refusal = await woody.next(({ attrs }) => attrs.type === 'error', { what: 'that the nick is taken' });
      ok(refusal.getChild('error')?.getChild('conflict'));
      await woody.send(`<presence to='${room}/Woody'/>`);
      await woody.next(({ name, attrs }) => name === 'presence' && attrs.from === `${room}/Woody`, { what: 'the own presence' });
      await dory.reads('* Woody is here');

      const says = (from: string, text: RegExp) => (stanza: Element) =>
        stanza.attrs.from === `${room}/${from}` && text.test(stanza.getChildText('body') ?? '');
      await woody.send(`<message type='groupchat' to='${room}'><body>Howdy</body></message>`);
      await dory.reads('<Woody> Howdy');
      dory.writes('What time is it?');
      await woody.next(says('Dory', /time/), { what: 'what Dory asks' });
      await woody.next(says('clock', /^\d{4}-/), { what: 'what the bot answers' });
      await woody.send(`<presence to='${room}/Sheriff Woody'/>`);
      const wrong = await woody.next(({ attrs }) => attrs.type === 'error', { what: 'that the nick cannot be used there' });
      match(String(wrong), 'lines: A nick is 1 to 16 letters and digits.');
      await woody.send(`<presence to='${room}/Sheriff'/>`);
      await dory.reads('* Woody is called Sheriff now');
      dory.writes('/nick Nemo');
      await woody.next(({ attrs }) => attrs.from === `${room}/Nemo`, { what: 'the new nick of Dory' });
      dory.writes('/topic Whales');
      const topic = await woody.next(stanza => stanza.getChild('subject') !== undefined, { what: 'the topic' });
      is(topic.getChildText('subject'), 'Whales');
      await dory.goes();
      await woody.next(({ attrs }) => attrs.from === `${room}/Nemo` && attrs.type === 'unavailable', {
        what: 'that Nemo is gone',
      });
      await woody.stop();
    } finally {
      await program.stop();
      rmSync(copy, { recursive: true });
      await server.stop();
    }
    equal(
      readdirSync(import.meta.dirname).filter(name => name.startsWith('.mirror')),
      [],
    );
  });
});
