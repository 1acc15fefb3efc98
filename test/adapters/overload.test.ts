// Overload over a real socket: a server that reads slowly, a large room that many enter at once, and everybody who knows
// in the end who is there and has missed no message.

import { parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import { attach } from '../../adapters/attach.ts';
import { type Connection, connect } from '../../adapters/connect.ts';
import { makeEngine } from '../../adapters/engine.ts';
import type { OverloadChanged } from '../../machines/overload.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { suite } from '../suite.ts';
import { fakeServer, type Peer } from './fake-server.ts';

const domain = 'rooms.example.org';
const room = `hall@${domain}`;
const before = 500;
const after = 300;
/** Of those who come, each tenth leaves at once. */
const isFickle = (i: number) => i >= before && i % 10 === 0;
const speeches = 20;

const settings = {
  domain,
  rooms: [{ name: 'hall' }],
  limits: { outboxBytes: 1_000_000 },
  overload: { refuse: 0.9, release: 0.8 },
};

/** One of those inside: each third came by jabber:iq:conference. */
class Client {
  readonly name: string;
  readonly isModern: boolean;
  /** Nicks, or occupant addresses with their nicks. */
  known = new Map<string, string>();
  readonly said: string[] = [];
  isIn = false;

  constructor(i: number) {
    this.name = `p${i}`;
    this.isModern = i % 3 === 0;
  }

  get jid(): string {
    return `${this.name}@disney/toys`;
  }

  get enters(): string {
    const from = `from='${this.jid}'`;
    if (!this.isModern) return `<presence ${from} to='${room}/${this.name}'/>`;
    return `<presence ${from} to='${room}'/><iq ${from} type='set' id='in' to='${room}'><query xmlns='jabber:iq:conference'><nick>${this.name}</nick></query></iq>`;
  }

  get leaves(): string {
    return `<presence from='${this.jid}' type='unavailable' to='${room}'/>`;
  }

  says(body: string): string {
    return `<message from='${this.jid}' type='groupchat' to='${room}'><body>${body}</body></message>`;
  }

  /** @returns whether it was told to try again */
  hear(kind: string, from: string, attrs: string, inner: string): boolean {
    if (attrs.includes('type="error"')) return inner.includes('resource-constraint');
    const resource = from.slice(room.length + 1);
    if (kind === 'message') {
      ok(
        resource === '' || [...this.known].some(([key, nick]) => key === resource || nick === resource),
        `${this.name} hears ${from}`,
      );
      this.said.push(/<body>(.*)<\/body>/u.exec(inner)?.[1] ?? '');
    } else if (kind === 'iq') {
      if (inner.includes('<id>')) this.known = new Map();
      for (const [, type, id, nick] of inner.matchAll(/<user(?: type="(\w+)")? jid="[^"]*\/([^"]*)" name="([^"]*)"\/>/gu)) {
        if (type === 'remove') this.known.delete(id!);
        else this.known.set(id!, nick!);
      }
    } else if (!this.isModern) {
      if (attrs.includes('unavailable')) {
        ok(this.known.has(resource), `${this.name} was never told of ${resource}`);
        this.known.delete(resource);
      } else this.known.set(resource, resource);
    }
    if (this.known.size > 0) this.isIn = true;
    return false;
  }
}

/** The room with people in it, as an engine kept it that had no socket. */
function keptRoom(clients: readonly Client[]) {
  const engine = makeEngine(settings, {});
  for (const { enters } of clients)
    for (const element of parse(`<all>${enters}</all>`).getChildElements()) engine.take(element as unknown as XmlElement);
  const kept = JSON.parse(JSON.stringify(engine.keep())) as ReturnType<typeof engine.keep>;
  engine.stop();
  for (const { id, nick } of kept.rooms[0]!.kept.people)
    for (const client of clients) client.known.set(client.isModern ? id : nick, nick);
  return kept;
}

const stanza = /<(presence|message|iq) to="([^"]*)" from="([^"]*)"([^>]*?)(?:\/>|>(.*?)<\/\1>)/gsu;

/** Reads what the component writes a little at a time, once it may. */
function slowReader({ socket }: Peer, hear: (to: string, kind: string, from: string, attrs: string, inner: string) => void) {
  let rest = '';
  socket.removeAllListeners('data');
  socket.pause();
  socket.on('data', (text: string) => {
    socket.pause();
    rest += text;
    let end = 0;
    for (const { 0: whole, 1: kind, 2: to, 3: from, 4: attrs, 5: inner = '', index } of rest.matchAll(stanza)) {
      hear(to!, kind!, from!, attrs!, inner);
      end = index + whole.length;
    }
    rest = rest.slice(end);
    setImmediate(() => socket.resume());
  });
  return () => socket.resume();
}

/** They come while the server reads slowly, until one of them says that it is over. */
async function play(
  clients: readonly Client[],
  kept: ReturnType<typeof keptRoom>,
  connection: Connection,
  peer: Peer,
): Promise<void> {
  const byJid = new Map(clients.map(client => [client.jid, client]));
  const changes: OverloadChanged[] = [];
  let changed = () => {};
  const engine = attach(connection.entity as never, settings, {
    kept,
    onOverload: change => {
      changes.push(change);
      changed();
    },
    onFailure: error => {
      throw error;
    },
  });
  let mostHeld = 0;
  let ends = 0;
  let over = () => {};
  const isOver = new Promise<void>(resolve => {
    over = resolve;
  });
  const inside = clients.filter((_, i) => !isFickle(i));
  let isEnding = false;
  const read = slowReader(peer, (to, kind, from, attrs, inner) => {
    mostHeld = Math.max(mostHeld, engine.overload.heldJoins);
    const client = byJid.get(to)!;
    if (client.hear(kind, from, attrs, inner) && !isFickle(clients.indexOf(client))) peer.send(client.enters);
    if (inner.includes('<body>the end</body>')) ends++;
    // the last that are told of may be told after it
    if (ends === inside.length && inside.every(({ known }) => known.size === inside.length)) over();
  });

  const heldBack = new Promise<void>(resolve => {
    changed = () => {
      if (changes.some(({ to }) => to === 'holding')) resolve();
    };
  });
  for (const [i, client] of clients.slice(before).entries()) {
    peer.send(client.enters);
    if (isFickle(before + i)) peer.send(client.leaves);
    if (i % (after / speeches) === 0) peer.send(clients[i]!.says(`speech ${i / (after / speeches)}`));
  }
  await heldBack;
  is(engine.vitals().overload.state === 'normal', false);
  // when all are in and nothing is kept back, somebody says so
  const look = () => {
    if (isEnding || engine.overload.state !== 'normal' || engine.room('hall')!.people < inside.length) return;
    isEnding = true;
    peer.send(clients[0]!.says('the end'));
  };
  changed = look;
  engine.facts$.subscribe(({ fact }) => {
    if (fact.type === 'entered' || fact.type === 'left') look();
  });
  read();
  await isOver;

  const nicks = engine
    .room('hall')!
    .participants.map(({ nick }) => nick)
    .sort();
  equal(nicks, inside.map(({ name }) => name).sort());
  for (const client of inside) equal([...client.known.values()].sort(), nicks, client.name);
  const heard = [...Array.from({ length: speeches }, (_, i) => `speech ${i}`), 'the end'];
  for (const { said } of clients.slice(0, before)) equal(said, heard);
  ok(mostHeld > 0, 'some waited');
  is(engine.vitals().outbox.dropped, 0);
  engine.detach();
}

suite('overload', test => {
  test('of a large room that many enter, with a server that reads slowly, loses nothing and nobody', async () => {
    const clients = Array.from({ length: before + after }, (_, i) => new Client(i));
    const kept = keptRoom(clients.slice(0, before));
    const server = await fakeServer({ domain });
    const connection = connect({
      server: { host: '127.0.0.1', port: server.port },
      domain,
      secret: 'right',
      limits: { stanzaBytes: 131_072, depth: 32 },
    });
    const peer = await server.next();
    try {
      await connection.ready;
      await play(clients, kept, connection, peer);
    } finally {
      await connection.stop();
      await server.close();
    }
  });
});
