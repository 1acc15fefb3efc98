// The engine on a component: closing and letting go, also when the server takes nothing, and going on from what was kept.
import { EventEmitter } from 'node:events';
import { parse } from 'ltx';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { type AttachedEngine, type AttachOptions, attach } from '../../adapters/attach.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import { suite } from '../suite.ts';

const domain = 'rooms.disney';
const room = `hall@${domain}`;

/** A component whose socket takes everything, or nothing. */
function component({ takes = true } = {}) {
  const written: string[] = [];
  const socket = {
    write(bytes: Uint8Array, done?: () => void) {
      written.push(new TextDecoder().decode(bytes));
      if (takes) done?.();
    },
  };
  return { written, entity: Object.assign(new EventEmitter(), { socket, status: 'online' }) };
}

function setUp(settings: Partial<ServiceSettingsInput> = {}, options: AttachOptions = {}, made = component()) {
  const { entity, written } = made;
  const engine = attach(entity, { domain, rooms: [{ name: 'hall' }], ...settings }, options);
  const arrive = (xml: string) => {
    const element = parse(xml);
    for (const event of ['element', 'stanza']) entity.emit(event, element);
  };
  const enter = (who: string) => arrive(`<presence from='${who}@disney/toys' to='${room}/${who}'/>`);
  return { entity, written, engine, arrive, enter };
}

/** A component whose socket takes what it was given when the test says so, and which may be paused. */
function slowComponent() {
  const written: string[] = [];
  const taken: (() => void)[] = [];
  const reading = { isPaused: false };
  const socket = {
    write(bytes: Uint8Array, done: () => void) {
      written.push(new TextDecoder().decode(bytes));
      taken.push(done);
    },
    pause() {
      reading.isPaused = true;
    },
    resume() {
      reading.isPaused = false;
    },
  };
  const entity = Object.assign(new EventEmitter(), { socket: socket as typeof socket | null, status: 'online' });
  /** Takes everything, until nothing more comes. */
  async function takeAll(): Promise<void> {
    await turn();
    for (let done = taken.shift(); done; done = taken.shift()) {
      done();
      await turn();
    }
  }
  return { written, entity, reading, takeAll };
}

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

const nicksIn = (engine: AttachedEngine) => engine.room('hall')!.participants.map(({ nick }) => nick);

/** A room in which so much was said that the outbox is full. */
function crammed(overload: ServiceSettingsInput['overload'] = {}) {
  const made = slowComponent();
  const settings = { flood: { rate: 0 }, limits: { outboxBytes: 1_000_000 }, overload };
  const scene = setUp(settings, {}, made as never);
  const say = (who: string, id: string, body = '') =>
    scene.arrive(`<message from='${who}@disney/toys' to='${room}' type='groupchat' id='${id}'><body>${body}</body></message>`);
  const leave = (who: string) => scene.arrive(`<presence from='${who}@disney/toys' to='${room}' type='unavailable'/>`);
  const names = Array.from({ length: 20 }, (_, i) => `toy${i}`);
  for (const name of names) scene.enter(name);
  const cram = () => say('toy0', 'long', 'x'.repeat(60_000));
  return { ...scene, ...made, settings: { domain, rooms: [{ name: 'hall' }], ...settings }, say, leave, names, cram };
}

suite('an engine in the place of another, while the server reads slowly', test => {
  test('knows what had been read, and is heard after the other', async () => {
    const { engine, entity, leave, say, names, cram, settings, written, takeAll, reading } = crammed();
    cram();
    leave('toy3');
    equal([reading.isPaused, engine.vitals().mailbox.stanzas], [true, 1]);
    const kept = engine.keep();
    engine.detach();
    const next = attach(entity, settings, { kept });
    const stayed = names.filter(name => name !== 'toy3');
    equal(nicksIn(next), stayed);
    say('toy0', 'short');
    await takeAll();
    const all = written.join('');
    const ids = [...all.matchAll(/<message [^>]*id="(long|short)"/g)].map(([, id]) => id);
    equal(ids, [...names.map(() => 'long'), ...stayed.map(() => 'short')]);
    next.detach();
  });

  test('has those inside who waited to enter', () => {
    const { engine, entity, enter, say, settings } = crammed({ coalesce: 0.01, hold: 0.1, refuse: 1 });
    say('toy0', 'long', 'x'.repeat(10_000));
    enter('bo');
    equal([engine.overload.state, engine.overload.heldJoins, nicksIn(engine).includes('bo')], ['holding', 1, false]);
    const kept = engine.keep();
    equal([engine.overload.heldJoins, nicksIn(engine).at(-1)], [0, 'bo']);
    engine.detach();
    const next = attach(entity, settings, { kept });
    is(nicksIn(next).at(-1), 'bo');
    next.detach();
  });
});

suite('attach', test => {
  test('tells the people inside when it closes, and is done when the bytes are out', async () => {
    const { engine, written, enter } = setUp();
    enter('woody');
    is(await engine.close('Good night.'), true);
    match(written.join(''), /<body>Good night\.<\/body>.*<presence to="woody@disney\/toys"[^>]*type="unavailable"/);
    equal(engine.rooms(), []);
  });

  test('closes also where the server takes nothing any more, and twice, and offline', async () => {
    const { engine, enter, entity } = setUp({}, {}, component({ takes: false }));
    enter('woody');
    equal(await Promise.all([engine.close('Good night.'), engine.close('Good night.')]), [false, false]);
    is(Object.hasOwn(entity, 'emit'), false);
    const offline = setUp();
    offline.entity.status = 'disconnect';
    await offline.engine.close('Good night.');
    equal(offline.written, []);
  });

  test('does not say that the bytes are out which were lost with the link', async () => {
    const { engine, entity, cram } = crammed();
    cram();
    const closing = engine.close('Good night.');
    Object.assign(entity, { status: 'disconnect', socket: null });
    entity.emit('disconnect');
    is(await closing, false);
  });

  test('does not read while its outbox is full, also where another on the same component may', () => {
    const { engine, reading, cram, say, entity } = crammed();
    cram();
    is(reading.isPaused, true);
    entity.socket!.resume();
    say('toy1', 'more');
    equal([reading.isPaused, engine.vitals().mailbox.stanzas], [true, 1]);
    engine.detach();
    is(reading.isPaused, false);
  });

  test('asks everybody who is still there when the link is back', async () => {
    const { entity, engine, enter, written } = setUp();
    enter('woody');
    entity.emit('online');
    await engine.close('');
    ok(written.join('').includes(`<message to="woody@disney/toys" from="${room}" type="groupchat"/>`));
  });

  test('answers for the service only where it is told to', () => {
    const ping = (id: string) =>
      `<iq type='get' id='${id}' from='woody@disney/toys' to='${domain}'><ping xmlns='urn:xmpp:ping'/></iq>`;
    const seen: string[] = [];
    const { entity, arrive, engine } = setUp();
    entity.on('element', ({ attrs }) => seen.push(attrs.id));
    arrive(ping('one'));
    engine.detach();
    const service = setUp({}, { service: true }, { entity, written: [] });
    service.arrive(ping('two'));
    // answers to what the host program asked are the host's
    service.arrive(`<iq type='result' id='three' from='woody@disney/toys' to='${domain}'/>`);
    equal(seen, ['one', 'three']);
    service.engine.detach();
  });

  test('goes on from what was kept', () => {
    const first = setUp();
    first.enter('woody');
    const kept = JSON.parse(JSON.stringify(first.engine.keep()));
    first.engine.detach();
    const again = setUp({}, { kept });
    is(again.engine.room('hall')?.people, 1);
    again.engine.detach();
  });

  test('gives a kept room that the configuration has no more to those who are in it', () => {
    const first = setUp({ rooms: [{ name: 'hall' }, { name: 'attic' }] });
    first.enter('woody');
    const kept = first.engine.keep();
    first.engine.detach();
    const again = setUp({ rooms: [] }, { kept });
    equal(
      again.engine.rooms().map(({ name, state, people }) => ({ name, state, people })),
      [{ name: 'hall', state: 'occupied', people: 1 }],
    );
    again.arrive(`<presence type='unavailable' from='woody@disney/toys' to='${room}/woody'/>`);
    equal(again.engine.rooms(), []);
    again.engine.detach();
  });

  test('invites only whom it can reach, to rooms that are there, in words that XML has', () => {
    const { engine } = setUp();
    throws(() => engine.invite('hall', 'not a person'), /is not the address of a person/);
    throws(() => engine.invite('hall', 'disney'), /write it as user@host/);
    throws(() => engine.invite('nowhere', 'woody@disney'), /There is no room nowhere@rooms\.disney/);
    throws(() => engine.invite('hall', 'woody@disney', 'come\u0007'), /control characters/);
    throws(() => engine.invite('hall', 'woody@disney', 'x'.repeat(10_001)), /too long/);
    engine.detach();
  });

  test('refuses settings with a sentence that names the fault', () => {
    const refused = (settings: Partial<ServiceSettingsInput>, why: RegExp) => throws(() => setUp(settings), why);
    refused({ domain: 'not a host' }, /domain: “not a host” is not a host name/);
    refused({ rooms: [{ name: 'a b' }] }, /rooms\[0\]\.name: “a b” cannot stand before the @/);
    refused({ rooms: [{ name: 'hall' }, { name: 'HALL' }] }, /hall@rooms\.disney is there twice/);
    refused({ create: ['a@b/c'] }, /create: “a@b\/c” is neither a domain nor a JID/);
    refused({ title: 'a\u0001b' }, /character that XML does not have/);
  });
});
