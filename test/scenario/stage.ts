// The stage of one running scenario: its clients, what names stand for by now, and where the script is.
// It connects, waits and complains; what the steps mean is play.ts's affair.
import { parse as parseToml } from 'smol-toml';
import { ScenarioFailure, unexpected } from './failure.ts';
import { type Bindings, fill } from './holes.ts';
import { Mailbox } from './mailbox.ts';
import type { Script } from './script.ts';
import type { Connection, Settings, World } from './world.ts';
import { serialize, type Xml } from './xml.ts';

export class Stage {
  readonly world: World;
  bindings: Bindings = new Map();
  /** The line of the script that is being played, counted from 1. */
  line = 1;
  readonly #script: Script;
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #hidden: { owner: string; words: string }[] = [];
  #leak: string | undefined;

  constructor(script: Script, world: World) {
    this.#script = script;
    this.world = world;
  }

  /** Names everybody and everything that the script names, and opens the service with its settings. */
  async open(): Promise<void> {
    const names = new Map([
      ['service', this.world.service],
      ['server', this.world.server],
    ]);
    for (const client of this.#script.clients) {
      const jid = this.world.jid(client);
      const bare = jid.split('/', 1)[0] as string;
      names.set(`${client}.jid`, jid).set(`${client}.bare`, bare);
      names.set(`${client}.user`, bare.split('@', 1)[0] as string);
      this.#mailboxes.set(client, new Mailbox(client, jid));
    }
    this.bindings = names;
    const effects = this.#script.steps.flatMap(step => (step.kind === 'effect' ? [step.effect] : []));
    await this.world.open(parseToml(fill(this.#script.settings, names, String)) as Settings, [...new Set(effects)]);
  }

  async connect(mailbox: Mailbox): Promise<void> {
    if (mailbox.connection !== undefined) throw new Error(`${mailbox.client} is connected already`);
    mailbox.connection = await this.world.connect(mailbox.client, stanza => {
      this.#look(mailbox, stanza);
      mailbox.receive(stanza);
    });
  }

  /** The client's connection; throws when it has none. */
  connection(mailbox: Mailbox): Connection {
    if (mailbox.connection === undefined) throw new Error(`${mailbox.client} is not connected`);
    return mailbox.connection;
  }

  /** The client has no connection any more, and nothing can answer it. */
  forget(mailbox: Mailbox): void {
    mailbox.connection = undefined;
    mailbox.open.clear();
    mailbox.ignore([]);
  }

  /** From now on nobody but `owner`, at any resource, may receive anything with `words` in it. */
  hide(owner: string, words: string): void {
    this.#hidden.push({ owner, words });
  }

  settle(): Promise<void> {
    return this.world.settle(this.connected().map(mailbox => this.connection(mailbox)));
  }

  connected(): Mailbox[] {
    return [...this.#mailboxes.values()].filter(mailbox => mailbox.connection !== undefined);
  }

  those(clients: readonly string[]): Mailbox[] {
    return clients.flatMap(client => (client === 'everyone' ? this.connected() : [this.one(client)]));
  }

  one(client: string): Mailbox {
    return this.#mailboxes.get(client) as Mailbox;
  }

  /** Fails unless everything that these clients received is accounted for, and nobody saw what is hidden. */
  expectEmpty(mailboxes: readonly Mailbox[] = this.connected()): void {
    for (const mailbox of mailboxes) {
      if (mailbox.inbox.length > 0) this.fail(unexpected(mailbox, mailbox.inbox));
    }
    if (this.#leak !== undefined) this.fail(this.#leak);
  }

  fail(what: string): never {
    throw new ScenarioFailure(this.#script.file, this.line, what);
  }

  #look(mailbox: Mailbox, stanza: Xml): void {
    const shown = serialize({ ...stanza, attrs: { ...stanza.attrs, to: '' } });
    for (const { owner, words } of this.#hidden) {
      const own = owner.split('/', 1)[0] === mailbox.client.split('/', 1)[0];
      if (!own && shown.includes(words)) this.#leak ??= `${mailbox.client} can see "${words}" in\n  ${shown}`;
    }
  }
}
