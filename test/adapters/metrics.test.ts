// The metrics of an engine on a component: what they say must be what happened.
import { EventEmitter } from 'node:events';
import { parse } from 'ltx';
import { Registry, register } from 'prom-client';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { type AttachOptions, attach } from '../../adapters/attach.ts';
import { Ledger } from '../../adapters/metrics/ledger.ts';
import { engineMetrics } from '../../adapters/metrics.ts';
import type { Vitals } from '../../adapters/vitals.ts';
import { suite } from '../suite.ts';
import { scraped } from './scraped.ts';
import { well } from './well.ts';

const domain = 'rooms.disney';
const room = `hall@${domain}`;

/** A component whose socket takes bytes when the test says. */
function setUp(options: AttachOptions = {}) {
  const waiting: (() => void)[] = [];
  const socket = {
    bytesRead: 0,
    writableLength: 0,
    write(bytes: Uint8Array, done?: () => void) {
      socket.writableLength += bytes.length;
      waiting.push(() => {
        socket.writableLength -= bytes.length;
        done?.();
      });
    },
  };
  const entity = Object.assign(new EventEmitter(), { socket, status: 'online' });
  const engine = attach(entity, { domain, rooms: [{ name: 'hall' }] }, options);
  const arrive = (xml: string) => {
    socket.bytesRead += xml.length;
    const element = parse(xml);
    for (const event of ['element', 'stanza']) entity.emit(event, element);
  };
  const enter = (who: string) => arrive(`<presence from='${who}@disney/toys' to='${room}/${who}'/>`);
  const say = (who: string) =>
    arrive(`<message type='groupchat' from='${who}@disney/toys' to='${room}'><body>hi</body></message>`);
  const turn = () => new Promise(resolve => setImmediate(() => setImmediate(resolve)));
  /** Lets the server read everything. */
  const drain = async () => {
    for (await turn(); waiting.length > 0; await turn()) for (const take of waiting.splice(0)) take();
  };
  return { entity, engine, enter, say, arrive, drain, turn, read: async () => scraped(await engine.metrics()) };
}

suite('metrics', test => {
  test('say who is where, what came and what went', async () => {
    const { engine, enter, say, drain, read } = setUp();
    for (const who of ['woody', 'buzz', 'rex']) enter(who);
    say('woody');
    say('buzz');
    say('nobody');
    await drain();
    const of = await read();
    is(of('confab_people{dialect="groupchat",state="inside"}'), 3);
    is(of('confab_people{dialect="conference",state="inside"}'), 0);
    is(of('confab_rooms{kind="public",state="standing"}'), 1);
    is(of('confab_stanzas_received_total{kind="presence",outcome="taken"}'), 3);
    is(of('confab_stanzas_received_total{kind="message",outcome="taken"}'), 2);
    is(of('confab_stanzas_received_total{kind="message",outcome="refused"}'), 1);
    is(of('confab_refusals_total{condition="not-allowed",by="base"}'), 1);
    // two broadcasts to three, and one error
    ok(of('confab_stanzas_sent_total{kind="message"}')! >= 7);
    is(of('confab_broadcast_seconds_count'), 2);
    is(of('confab_broadcast_seconds_bucket{le="+Inf"}'), 2);
    ok(of('confab_broadcast_seconds_sum')! > 0);
    ok(of('confab_received_bytes_total')! > 100);
    ok(of('confab_sent_bytes_total')! > of('confab_received_bytes_total')!);
    is(of('confab_outbox_bytes'), 0);
    is(of('confab_link_up'), 1);
    engine.detach();
  });

  test('show what waits for a server that does not read, and time no broadcast before it has', async () => {
    const { engine, enter, say, drain, turn, read } = setUp();
    enter('woody');
    say('woody');
    await turn();
    const before = await read();
    ok(before('confab_outbox_bytes')! > 0);
    is(before('confab_broadcast_seconds_count'), 0);
    await drain();
    const after = await read();
    is(after('confab_outbox_bytes'), 0);
    is(after('confab_broadcast_seconds_count'), 1);
    engine.detach();
  });

  test('show the link come and go, and what was dropped meanwhile', async () => {
    const { engine, entity, enter, say, drain, read } = setUp();
    enter('woody');
    await drain();
    entity.status = 'disconnect';
    entity.emit('disconnect');
    say('woody');
    const lost = await read();
    equal(
      ['confab_link_up', 'confab_link_losses_total', 'confab_link_ups_total', 'confab_stanzas_dropped_total'].map(lost),
      [0, 1, 1, 1],
    );
    ok(lost('confab_link_lost_timestamp_seconds')! > 1e9);
    is(lost('confab_broadcast_seconds_count'), 0);
    entity.status = 'online';
    entity.emit('online');
    const back = await read();
    equal(['confab_link_up', 'confab_link_losses_total', 'confab_link_ups_total'].map(back), [1, 1, 2]);
    engine.detach();
  });

  test('show everything that the vitals have', async () => {
    const vitals: Vitals = {
      ...well,
      link: { ...well.link, unasked: 3, writes: 4 },
      outbox: { bytes: 5, most: 6, dropped: 7 },
      mailbox: { stanzas: 8 },
      overload: { state: 'holding', coalesced: 9, heldJoins: 10 },
      floods: { refused: 11, ignored: 12 },
    };
    const census = async () => ({
      rooms: new Map(),
      people: new Map(),
      shut: new Map([['lobby', { out: 1, closed: 2 }]]),
      holds: 13,
    });
    const of = scraped(await engineMetrics({ version: '7', ledger: new Ledger(), vitals: () => vitals, census }).text());
    const names = [
      ...['people_unasked', 'writes_total', 'outbox_bytes', 'outbox_limit_bytes', 'stanzas_dropped_total', 'mailbox_stanzas'],
      ...['presences_coalesced_total', 'joins_held', 'floods_refused_total', 'floods_ignored_total', 'requests_held'],
    ];
    equal(
      names.map(name => of(`confab_${name}`)),
      [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
    );
    const states = ['normal', 'coalescing', 'holding', 'refusing'];
    equal(
      states.map(state => of(`confab_overload_state{state="${state}"}`)),
      [0, 0, 1, 0],
    );
    equal([of('confab_info{version="7"}'), of('confab_behaviours_shut{behaviour="lobby",state="closed"}')], [1, 2]);
  });

  test('are read twice at once without being counted twice', async () => {
    const { engine, enter, drain, read } = setUp();
    enter('woody');
    await drain();
    const both = await Promise.all([read(), read()]);
    for (const of of both) {
      is(of('confab_stanzas_received_total{kind="presence",outcome="taken"}'), 1);
      is(of('confab_people{dialect="groupchat",state="inside"}'), 1);
    }
    engine.detach();
  });

  test('are in a registry of the host where it gives one, until the engine is detached; never in the global one', async () => {
    const host = new Registry();
    const { engine, enter, drain } = setUp({ metrics: host });
    enter('woody');
    await drain();
    is(scraped(await host.metrics())('confab_people{dialect="groupchat",state="inside"}'), 1);
    match(await engine.metrics(), /^confab_link_up 1$/m);
    throws(() => setUp({ metrics: host }), /has the metrics of another engine already\. Give each engine one of its own/);
    engine.detach();
    equal(host.getMetricsAsArray(), []);
    equal(register.getMetricsAsArray(), []);
    // and again
    setUp({ metrics: host }).engine.detach();
  });

  test('leave no listener behind', () => {
    const { entity, engine } = setUp();
    engine.detach();
    equal(entity.eventNames(), []);
  });

  test('come with the bytes that are written, for whoever wants to see them', async () => {
    const texts: string[] = [];
    const { engine, enter, drain } = setUp({ tap: bytes => texts.push(new TextDecoder().decode(bytes)) });
    enter('woody');
    await drain();
    match(texts.join(''), /<presence to="woody@disney\/toys" from="hall@rooms\.disney\/woody"/);
    engine.detach();
  });
});
