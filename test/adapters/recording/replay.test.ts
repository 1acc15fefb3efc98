// A replay of what was recorded comes to the same facts, byte for byte: in every kind of room, whole or in pieces, from the
// beginning or from the middle. With another behaviour it shows where it does not.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { equal, is, match, ok, throws } from 'uvu/assert';
import { z } from 'zod';
import { RecordingError } from '../../../adapters/recording/recording-error.ts';
import { type ReplayOptions, replay } from '../../../adapters/recording/replay.ts';
import { behaviour } from '../../../machines/define-behaviour.ts';
import { kind } from '../../../machines/kind.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { conversation as talking } from '../../../machines/kinds/conversation.ts';
import { refuse } from '../../../machines/refusal.ts';
import { Conversation, type Settings } from '../../machines/conversation.ts';
import { type Move, moves, play, scene } from '../../machines/random-talk.ts';
import { messageOf, roomJid, type Unsent } from '../../machines/visitor.ts';
import { suite } from '../../suite.ts';
import { type RoomRecord, recordAll } from './live-record.ts';
import * as full from './recorded-talk.ts';
import { shouting } from './shouting.ts';

/** The replay with the lines of its facts. */
function replayed(text: string | string[], options: ReplayOptions = {}) {
  const facts: string[] = [];
  return { ...replay(text, { ...options, onFact: line => facts.push(line) }), lines: facts };
}

/** That a record comes out as it went in. */
function same(record: RoomRecord): void {
  const { lines, differences, problem, requests } = replayed(record.text);
  equal(differences, []);
  is(problem, undefined);
  is(requests, record.steps);
  equal(lines, record.facts);
}

function sceneOf(name: string): Settings {
  return { ...scene, rooms: [{ ...scene.rooms![0]!, kind: name }], patterns: [{ names: '*', kind: name }] };
}

function recorded(all: readonly Move[], settings: Settings): RoomRecord[] {
  const talk = new Conversation(settings);
  const records = recordAll(talk);
  for (const one of all) play(talk, one);
  talk.close();
  return records;
}

suite('replay', test => {
  for (const { name } of shippedKinds) {
    test(`comes to the same facts in rooms of the kind ${name}`, () => {
      let total = 0;
      fc.assert(
        fc.property(moves, all => {
          for (const record of recorded(all, sceneOf(name))) {
            same(record);
            total += record.facts.length;
          }
        }),
        { numRuns: 25 },
      );
      ok(total > 100, `${total} facts`);
    });
  }

  test('comes to the same facts with nearly every behaviour, and what operators ask', () => {
    fc.assert(
      fc.property(full.moves, all => {
        const talk = new Conversation(full.scene);
        const records = recordAll(talk);
        for (const one of all) full.play(talk, one);
        for (const record of records) same(record);
      }),
      { numRuns: 60 },
    );
  });

  test('lets a room begin anew by the kind that it had by then', () => {
    const talk = new Conversation(full.scene);
    const of = (asks: object) => full.play(talk, { does: 'operate', room: 'hall', asks } as never);
    of({ type: 'replace', kind: 'club' });
    const records = recordAll(talk);
    of({ type: 'close room', text: 'To infinity!', by: 'hamm' });
    full.play(talk, { does: 'join', who: 'potato', room: 'hall', nick: 'Potato' } as never);
    for (const record of records) same(record);
  });

  test('goes on from a room that was kept in the middle of a conversation', () => {
    fc.assert(
      fc.property(full.moves, full.moves, (before, after) => {
        const talk = new Conversation(full.scene);
        for (const one of before) full.play(talk, one);
        const records = recordAll(talk);
        for (const one of after) full.play(talk, one);
        for (const record of records) same(record);
      }),
      { numRuns: 60 },
    );
  });

  test('tells the same in pieces, and its digest is the same with and without the facts', () => {
    const records = recorded(fc.sample(moves, { numRuns: 30, seed: 7 }).flat(), sceneOf('public'));
    const record = records.sort((a, b) => b.steps - a.steps)[0];
    const whole = replayed(record!.text);
    ok(whole.requests > 15, `${whole.requests} requests`);
    const pieces: string[] = [];
    for (let from = 1; from <= whole.requests; from += 5) pieces.push(...replayed(record!.text, { from, to: from + 4 }).lines);
    equal(pieces, whole.lines);
    const plain = replay(record!.lines);
    is(plain.digest, whole.digest);
    is(plain.facts, whole.lines.length);
    is(plain.end, 'closed');
    is.not(replay(record!.lines, { to: 5 }).digest, whole.digest);
    is(replay(record!.lines, { to: 5 }).requests, 5);
  });

  test('knows plain talk by its line, and digests other facts as they are written', () => {
    const talk = new Conversation();
    const [record, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('den');
    const before = record[0]!.facts.length;
    woody.say('den', 'Howdy', { id: 'stanza' });
    const last = record[0]!.lines.at(-1)!;
    is(last, `[${talk.at},"id-${talk.given}",0,"stanza","Howdy",100]`);
    const { digest } = replay(record[0]!.lines);
    const written = [...record[0]!.facts.slice(0, before), last].map(line => `${line}\n`).join('');
    is(digest, createHash('sha256').update(written).digest('hex'));
    // another text with the same facts in outline
    const other = replay([...record[0]!.lines.slice(0, -1), last.replace('Howdy', 'Hello')]);
    equal([other.differences, other.digest === digest], [[], false]);
  });

  test('lets a changed behaviour take the place of its own, and shows the difference and the ruling', () => {
    const { talk, record } = shouting();
    const changed = behaviour({
      name: 'notices',
      about: 'Nobody shouts.',
      rules: {
        speak: (_, { content }) =>
          content.body === content.body?.toUpperCase() ? refuse('not-acceptable', 'Do not shout.') : undefined,
      },
    });
    const { differences, different, requests } = replay(record.text, { behaviours: [changed] });
    is(requests, record.steps);
    is(different, 1);
    const stay = talk.entry('den')!.floor.people.byNick('woody')!.id;
    equal(differences, [
      {
        step: requests,
        line: record.lines.length,
        after: 5000,
        request: 'say by woody@disney/home',
        recorded: [`said ${stay}`],
        replayed: ['refused not-acceptable'],
        ruling: 'refused by notices: “Do not shout.”',
      },
    ]);
    const two = replay(record.text, { behaviours: [changed], against: {} });
    is(two.different, 1);
    match(two.differences[0]!.recorded[0]!, /^\{"fact":\{"at":\d+,"content":\{"body":"YEE-HAW!",/);
    match(two.differences[0]!.replayed[0]!, /"condition":"not-acceptable".*"text":"Do not shout\."/);
    equal(replay(record.text, { behaviours: [changed], against: { behaviours: [changed] } }).differences, []);
  });

  test('keeps the first differences and counts all', () => {
    const talk = new Conversation();
    const [records, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('den');
    for (let i = 0; i < 20; i++) woody.say('den', `${i}`);
    const mute = behaviour({ name: 'topic', about: 'Nobody speaks.', rules: { speak: () => refuse('forbidden', 'Hush.') } });
    const result = replay(records[0]!.text, { behaviours: [mute], most: 3 });
    equal([result.different, result.differences.length, result.differences[2]!.step], [20, 3, result.requests - 17]);
    is(replay(records[0]!.text, { behaviours: [mute] }).differences.length, 10);
    is(replay(records[0]!.text, { behaviours: [mute], from: result.requests }).different, 1);
  });

  test('runs the room by another kind where it is told to', () => {
    const talk = new Conversation();
    const [records, [woody, buzz]] = [recordAll(talk), talk.visitors('woody', 'buzz')];
    woody!.join('den');
    buzz!.join('den');
    const { differences } = replay(records[0]!.text, { kind: 'lecture' });
    // who is not the founder waits there
    ok(differences.some(({ replayed }) => replayed.some(one => one.startsWith('held '))));
    const bare = kind({ name: 'private', about: '', listed: false }, []);
    equal(replay(records[0]!.text, { kinds: [bare] }).problem, undefined);
    throws(() => replay(records[0]!.text, { kind: 'cellar' }), /line 1: there is no kind cellar/);
  });

  test('needs no network for the answers of effects', () => {
    const asking = behaviour({
      name: 'asking',
      about: 'Asks somebody outside about each who comes.',
      requests: {
        told: { about: 'The answer.', who: 'effect', fields: z.object({ word: z.string(), tag: z.string().optional() }) },
        untold: { about: 'There is none.', who: 'effect', fields: z.looseObject({}) },
      },
      hears: {
        entered: (_, { who }) => ({
          calls: [{ effect: 'backend', input: { who: who.nick }, answer: 'told', failure: 'untold', tag: who.id }],
        }),
        told: (_, { fields }: { readonly fields: { readonly word: string } }) => ({
          facts: [{ type: 'announced', text: `The backend says ${fields.word}.` }],
        }),
        untold: () => undefined,
      },
    });
    const outer = kind({ name: 'outer', about: '', listed: false }, [...talking, asking]);
    const talk = new Conversation({ patterns: [{ names: '*', kind: 'outer' }] }, { kinds: [outer] });
    const [records, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('den');
    const { id } = talk.latest('called');
    talk.send({
      type: 'command',
      room: roomJid('den'),
      behaviour: 'asking',
      name: 'told',
      fields: { word: 'hello', tag: 'id' },
      call: id,
    } as Unsent);
    is(talk.latest('announced').text, 'The backend says hello.');
    throws(() => replay(records[0]!.text), /has the behaviour asking, which does not come with Confab.*--behaviour FILE/);
    const { lines, differences } = replayed(records[0]!.text, { behaviours: [asking] });
    equal([lines, differences], [records[0]!.facts, []]);
  });

  test('has what the service said to a request that was held, and the kinds that were replaced', () => {
    const talk = new Conversation(full.scene);
    const records = recordAll(talk);
    talk.visitor('woody').join('hall', { secret: 'kindword' });
    talk.send({
      type: 'command',
      room: roomJid('hall'),
      behaviour: 'lobby',
      name: 'approve',
      fields: { person: 'woody' },
    } as Unsent);
    talk.send({ type: 'replace', room: roomJid('hall'), kind: 'club' } as Unsent);
    talk.visitor('potato', { host: 'pizzaplanet' }).join('hall');
    for (const record of records) same(record);
    ok(
      records.some(({ text }) => text.includes('"may":[')),
      'nobody asked whether he may',
    );
    ok(records.some(({ text }) => text.includes('"kind":{"name":"club"')));
  });

  test('does not let somebody make a room who might not when that was decided', () => {
    const slow = behaviour({
      name: 'slow',
      about: 'A room is made ten seconds after somebody has asked.',
      rules: { create: ({ at }) => ({ defer: { until: at + 10_000, late: 'grant', text: 'Wait.' } }) },
      defers: { create: ['due'] },
      hears: { due: () => undefined },
    });
    const kinds = [kind({ name: 'slow-room', about: '', listed: false }, [slow])];
    const settings: Settings = {
      create: 'anyone',
      limits: { roomsPerCreator: 1 },
      patterns: [{ names: 'slow', kind: 'slow-room' }],
    };
    const talk = new Conversation(settings, { kinds });
    const [records, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('slow');
    woody.join('den');
    ok(talk.wait(11).includes('refused woody: service-unavailable'));
    const [record] = records;
    ok(record!.text.includes('"may":[{"condition":"service-unavailable"'));
    const { lines, differences } = replayed(record!.text, { behaviours: [slow] });
    equal([lines, differences], [record!.facts, []]);
  });

  test('begins anew where the room ended and was made again', () => {
    const talk = new Conversation();
    const [records, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('den');
    woody.leave('den');
    woody.join('den');
    woody.say('den', 'Again', { id: 'stanza' });
    is(records.length, 2);
    const both = [...records[0]!.lines.slice(0, -1), ...records[1]!.lines.slice(2)];
    const { lines, differences } = replayed(both);
    equal(differences, []);
    is(lines.length, records[0]!.facts.length + records[1]!.facts.length);
  });

  test('plays everything that can be before a line that cannot be read', () => {
    const talk = new Conversation();
    const [records, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('den');
    woody.say('den', 'Howdy', { id: 'stanza' });
    woody.say('den', 'Partner', { id: 'stanza' });
    const { text, lines } = records[0]!;
    const cut = replay(text.slice(0, -8));
    is(cut.requests, records[0]!.steps - 1);
    ok(cut.problem instanceof RecordingError);
    is(cut.problem.line, lines.length);
    match(cut.problem.message, /^line \d+: it is not JSON: it is the last line, and the recording was cut there\.$/);
    const broken = replay([...lines.slice(0, -2), '{', ...lines.slice(-2)]);
    is(broken.problem?.message, `line ${lines.length - 1}: it is not JSON.`);
    is(broken.requests, records[0]!.steps - 2);
    throws(() => replay(''), /^line 1: there is nothing in it\.$|line 1: there is nothing in it/);
  });

  test('says so where a room cannot be as it was', () => {
    const talk = new Conversation();
    const [records, woody] = [recordAll(talk), talk.visitor('woody')];
    woody.join('den');
    woody.say('den', undefined, { ...messageOf('x') });
    const header = JSON.parse(records[0]!.lines[0]!);
    const withHeader = (more: object) => [JSON.stringify({ ...header, ...more }), ...records[0]!.lines.slice(1)];
    throws(() => replay(withHeader({ behaviours: ['histroy'] })), /has the behaviour histroy.*did you mean history/);
    throws(() => replay(withHeader({ behaviours: ['history', 'history'] })), /the kind private cannot be made/);
    throws(
      () => replay(withHeader({ settings: { ...header.settings, behaviours: { history: { count: -1 } } } })),
      /line 1: the room cannot begin with the settings of the recording/,
    );
    const kept = { form: 1, value: 'occupied', guests: 0, nextOrder: { arrival: 0, question: 0 } };
    const rest = { kind: 'private', slots: {}, people: [], holds: [], relays: [] };
    throws(() => replay(withHeader({ kept: { ...kept, ...rest } })), /only form \d is known/);
    throws(() => replay(withHeader({ cut: true })), /can be read, and not replayed/);
  });
});
