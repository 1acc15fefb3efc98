// What a broadcast and an entry cost, counted and not timed: transitions, stanzas made, writes to the socket, bytes.
// None of it may grow with the people in the room but what must: their copies.
import { EventEmitter } from 'node:events';
import { Duplex } from 'node:stream';
import { parse } from 'ltx';
import { equal, is } from 'uvu/assert';
import { attach } from '../../adapters/attach.ts';
import { type Engine, makeEngine } from '../../adapters/engine.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import { participant } from '../../machines/participant.ts';
import { dialects } from '../../streams/dialects/all.ts';
import { suite } from '../suite.ts';
import { dialects as clients } from './options.ts';
import { answer, message } from './person.ts';
import { Scanner } from './scanner.ts';

const SIZES = [10, 100, 1_000];
const DOMAIN = 'rooms.bench';
const HALL = `hall@${DOMAIN}`;
/** Bytes that one write has at most. */
const PAGE = 65_536;

const clock = { now: () => 1_700_000_000_000, every: () => () => {} };
const settings: ServiceSettingsInput = {
  domain: DOMAIN,
  rooms: [{ name: 'hall' }],
  create: 'anyone',
  history: 0,
  flood: { rate: 0 },
};

/** Stanzas that the dialects made to be copied to several people. */
let made = 0;

/** Counts what every dialect says to several people from now on. */
function countSayings(): void {
  const sayings = dialects.flatMap(({ say }) => Object.values(say)) as Record<string, (...args: unknown[]) => unknown[]>[];
  // some are shared between dialects
  for (const saying of new Set(sayings)) {
    for (const audience of ['all', 'others']) {
      const tell = saying[audience];
      if (!tell) continue;
      saying[audience] = (...args) => {
        const templates = tell(...args);
        made += templates.length;
        return templates;
      };
    }
  }
}

/** Everything that `xml` brings about inside the engine, by what takes the events. */
function watched(engine: Engine, xml: string) {
  const events = { service: 0, room: 0, participant: 0 };
  const subscription = engine.service.system.inspect(event => {
    // what XState sends by itself, such as to begin, is no step
    if (event.type !== '@xstate.event' || event.event.type.startsWith('xstate.')) return;
    const { actorRef } = event as unknown as { actorRef: { logic: unknown } };
    if (actorRef === (engine.service as unknown)) events.service++;
    else if (actorRef.logic === participant) events.participant++;
    else events.room++;
  });
  made = 0;
  take(engine, xml);
  subscription.unsubscribe();
  return { ...events, made };
}

/** Each stanza of the text by itself. */
function stanzas(xml: string) {
  return parse(`<x>${xml}</x>`).getChildElements();
}

function take(engine: Engine, xml: string): void {
  for (const stanza of stanzas(xml)) engine.take(stanza);
}

/** People 1 … size in the hall. */
function enter(dialect: string, size: number, send: (xml: string) => void, first = 1): void {
  for (let person = first; person < first + size; person++) send(clients[dialect]!(person).enter(person, HALL));
}

/** Runs `look` with an engine in whose hall there are so many people. */
function inHall<T>(dialect: string, size: number, look: (engine: Engine) => T): T {
  const engine = makeEngine(settings, { write: () => {}, clock });
  try {
    enter(dialect, size, xml => take(engine, xml));
    return look(engine);
  } finally {
    engine.stop();
  }
}

/** A socket that takes everything; it tells the copies of messages that it was given, and how it was given them. */
class Sink extends Duplex {
  writes = 0;
  bytes = 0;
  copies: { to: string; rest: string }[] = [];
  #reads = false;
  readonly #scanner = new Scanner();

  constructor() {
    super({ writableHighWaterMark: 2 ** 30 });
  }

  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.writes++;
    this.bytes += chunk.length;
    // pages are used again
    if (this.#reads) this.#read(Buffer.from(chunk));
    done();
  }

  #read(bytes: Buffer): void {
    this.#scanner.feed(bytes, stanza => {
      const xml = stanza.bytes.toString('latin1', stanza.start, stanza.end);
      const to = stanza.text(stanza.to);
      this.copies.push({ to, rest: xml.replace(to, '') });
    });
  }

  /** Waits for everything that is written of what is done: until nothing is in some turns of the event loop. */
  async all(): Promise<void> {
    for (let quiet = 0, before = this.writes; quiet < 5; quiet++) {
      await new Promise(resolve => setImmediate(resolve));
      if (this.writes > before) quiet = 0;
      before = this.writes;
    }
  }

  /** Does it, and notes what is written of it. */
  async watch(act: () => void): Promise<void> {
    this.writes = this.bytes = 0;
    this.copies = [];
    this.#reads = true;
    act();
    await this.all();
  }
}

/** An engine on a component with people in its hall, all of whose entry has been written. */
async function attached(dialect: string, size: number) {
  const sink = new Sink();
  const component = Object.assign(new EventEmitter(), { socket: sink, status: 'online' });
  const engine = attach(component, settings, { clock });
  const arrive = (xml: string) => {
    for (const element of stanzas(xml)) for (const event of ['element', 'stanza']) component.emit(event, element);
  };
  // a few at a time, so that nothing has to wait for the socket
  for (let first = 1; first <= size; first += 10) {
    enter(dialect, Math.min(10, size - first + 1), arrive, first);
    await sink.all();
  }
  return { sink, engine, arrive };
}

countSayings();

suite('what does not depend on time', test => {
  for (const dialect of Object.keys(clients)) {
    const spoken = dialect === 'mixed' ? 2 : 1;
    for (const size of SIZES) {
      test(`beside ${size} people (${dialect}) a message and an entry are as many steps, told in as many stanzas`, () => {
        inHall(dialect, size, engine => {
          equal(watched(engine, message(1, HALL, 7)), { service: 1, room: 1, participant: 0, made: spoken });
          const { pushed, enter } = clients[dialect]!(size + 1);
          // who comes by jabber:iq:conference sends two stanzas; its people are told by a push and a presence
          const [steps, made] = [pushed ? 2 : 1, { conference: 2, groupchat: 1, mixed: 3 }[dialect]];
          equal(watched(engine, enter(size + 1, HALL)), { service: steps, room: steps, participant: 1, made });
        });
      });

      test(`a message to ${size} people (${dialect}) leaves in as few writes as its bytes need, one copy each`, async () => {
        const { sink, engine, arrive } = await attached(dialect, size);
        await sink.watch(() => arrive(message(1, HALL, 7)));
        is(sink.copies.length, size);
        is(new Set(sink.copies.map(({ to }) => to)).size, size);
        // beside the address, all copies of a dialect are the same bytes
        is(new Set(sink.copies.map(({ rest }) => rest)).size, spoken);
        is(
          sink.bytes,
          sink.copies.reduce((sum, { to, rest }) => sum + to.length + rest.length, 0),
        );
        is(sink.writes, Math.ceil(sink.bytes / PAGE));
        is(sink.writes <= Math.ceil(size / 250), true, `${sink.writes} writes`);
        engine.detach();
      });
    }
  }

  test('what is said at once leaves at once', async () => {
    const { sink, engine, arrive } = await attached('mixed', 10);
    await sink.watch(() => {
      for (let said = 0; said < 16; said++) arrive(message(1 + (said % 10), HALL, said));
    });
    equal([sink.copies.length, sink.writes], [160, 1]);
    engine.detach();
  });

  test('the answer to a push is read and nothing else', () => {
    const seen = inHall('conference', 10, engine => {
      let result = '';
      new Scanner().feed(Buffer.from(`<iq type='set' id='b' from='${HALL}' to='p1@load.localhost/r'/>`), stanza => {
        result = answer(stanza);
      });
      return watched(engine, result);
    });
    equal(seen, { service: 0, room: 0, participant: 0, made: 0 });
  });

  test('a message in one of a hundred rooms is a step of that room alone', () => {
    const seen = inHall('conference', 10, engine => {
      for (let room = 0; room < 100; room++)
        take(engine, clients.conference!(1_000 + room).enter(1_000 + room, `r${room}@${DOMAIN}`));
      return watched(engine, message(1, HALL, 7));
    });
    equal(seen, { service: 1, room: 1, participant: 0, made: 1 });
  });
});
