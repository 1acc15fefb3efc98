// Whatever stands in a recording, reading it ends in a request or in a sentence that says which line is wrong, and why.
import fc from 'fast-check';
import { equal, instance, is, match, ok, throws } from 'uvu/assert';
import { encodeHeader, encodeParty, encodePlain, encodeRequest } from '../../../adapters/recording/line.ts';
import { LineFault, Reading } from '../../../adapters/recording/reading.ts';
import { RecordingError } from '../../../adapters/recording/recording-error.ts';
import { replay } from '../../../adapters/recording/replay.ts';
import { scanTalk } from '../../../adapters/recording/talk-scan.ts';
import type { RoomRequest, Say } from '../../../machines/request.ts';
import { dynamicRoom } from '../../../machines/room-settings.ts';
import { ServiceSettings } from '../../../machines/settings.ts';
import { Conversation } from '../../machines/conversation.ts';
import { conversation, moves } from '../../machines/random-talk.ts';
import { messageOf, roomJid, Visitor } from '../../machines/visitor.ts';
import { suite } from '../../suite.ts';
import { recordAll } from './live-record.ts';

const room = roomJid('den');
const settings = dynamicRoom(ServiceSettings.parse({ domain: 'conference.disney' }), room, 'den');
const first = encodeHeader({
  engine: '0.1.0',
  room,
  at: 0,
  kind: 'private',
  listed: false,
  behaviours: ['history'],
  settings,
  texts: true,
  names: true,
});
const woody = new Visitor(() => [], 'woody');
const party = encodeParty(0, woody.asker('message', room));

function reading(): Reading {
  const made = new Reading(first);
  made.line(party);
  return made;
}

function say(body: string, more: Partial<Say['content']> = {}, id: string | undefined = 'm1'): Say {
  const { receipt: _, ...asker } = woody.asker('message', room);
  const named = id === undefined ? {} : { id };
  const content = messageOf(body, { ...named, ...more });
  return { type: 'say', room, ...asker, receipt: { kind: 'message', sentTo: room, ...named }, content, at: 5, fresh: 'f00' };
}

suite('Reading', test => {
  test('gives back plain talk as it was, however it is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string()),
        fc.option(fc.string(), { nil: undefined }),
        fc.constantFrom('groupchat', 'normal', 'chat', 'headline'),
        fc.nat({ max: Number.MAX_SAFE_INTEGER }),
        (body, id, type, at) => {
          const request = { ...say(body, { type } as never, id), at };
          const { request: read, outcome } = reading().line(encodePlain(request, 0, body))!;
          equal(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(request)));
          is(outcome, undefined);
        },
      ),
    );
  });

  test('gives back every request as it was', () => {
    fc.assert(
      fc.property(moves, all => {
        const talk = new Conversation({ create: 'anyone' });
        const asked: RoomRequest[] = [];
        talk.desk.watch({ asked: (_, request) => void asked.push(request), done() {} });
        conversation(all, talk);
        for (const request of asked.filter(one => 'room' in one && one.room === room)) {
          const line = encodeRequest(request, 'from' in request ? 0 : undefined, { facts: ['said x'] });
          const made = new Reading(first);
          if ('from' in request) made.line(encodeParty(0, request));
          const read = made.line(line)!;
          equal(JSON.parse(JSON.stringify(read.request)), JSON.parse(JSON.stringify(request)));
          equal(read.outcome, { facts: ['said x'] });
        }
      }),
      { numRuns: 50 },
    );
  });

  test('scans as JSON.parse reads', () => {
    const lines = [
      '[5,"f",0,"m1","Hello",100]',
      '[5,"f",0,null,"Hello",100]',
      '[0,"",0,"","",0]',
      '[5,"f",0,"m1","Łódź — ☕",100]',
    ];
    for (const line of lines) equal(scanTalk(line), JSON.parse(line));
    const others = [
      '[5,"f",0,"m1","a\\nb",100]',
      '[5,"f",0,"m1","Hello",100,"chat"]',
      '[05,"f",0,"m1","Hello",100]',
      '[-5,"f",0,"m1","Hello",100]',
      '[5.5,"f",0,"m1","Hello",100]',
      '[1234567890123456,"f",0,"m1","Hello",100]',
      '[5,"f",0,nul,"Hello",100]',
      '[5,"f",0,"m1","Hello",100]x',
      '[5,"f",0,"m1","Hello",100',
      '[5,"f",0,"m1","Hello"]',
      '[5,"f",,"m1","Hello",1]',
      '[,"f",0,"m1","Hello",1]',
      '[5,"f",0,"m1","Hello',
      '[5,"f',
      '[5 ,"f",0,"m1","Hello",100]',
      '{}',
      '',
    ];
    for (const line of others) is(scanTalk(line), undefined, line);
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.nat(30), fc.string({ maxLength: 2 }), (line, at, put) => {
        const changed = line.slice(0, at) + put + line.slice(at + 1);
        const scanned = scanTalk(changed);
        // raw control characters are all that it takes besides
        if (scanned && !/\p{Cc}/u.test(changed)) equal(scanned, JSON.parse(changed));
      }),
    );
  });

  test('refuses a first line that is none, with the reason', () => {
    const header = JSON.parse(first);
    const line = (more: object) => JSON.stringify({ ...header, ...more });
    const wrong: [string, RegExp][] = [
      ['\0\x01\xff', /it is not JSON/],
      ['[]', /this is not a recording/],
      ['null', /this is not a recording/],
      ['{"confab":"journal"}', /this is not a recording/],
      [line({ version: 2 }), /version 2, and this program reads version 1: replay it with a newer Confab/],
      [line({ version: undefined }), /its version is 1, and not missing/],
      [line({ version: 'x' }), /its version is 1, and not "x"/],
      [line({ room: undefined }), /the header: room/],
      [line({ room: 'attic@conference.disney' }), /it is of the room attic@conference.disney, and its settings are/],
      [line({ settings: { ...settings, history: 'all' } }), /the header: settings.history/],
      [line({ at: 1e300 }), /the header: at/],
      [`{"__proto__":1,${first.slice(1)}`, /it has the name __proto__/],
    ];
    for (const [text, why] of wrong) throws(() => new Reading(text), why, text);
  });

  test('refuses a line that is none, with the reason', () => {
    const ask = (more: object) => JSON.stringify({ ask: { at: 1, fresh: 'f', type: 'tick', ...more }, facts: [] });
    const wrong: [string, RegExp][] = [
      ['', /it is not JSON/],
      ['{', /it is not JSON/],
      ['7', /neither a request nor a person/],
      ['{}', /neither a request nor a person/],
      ['[]', /plain talk is written as/],
      ['[1,"f",0,"m","b"]', /plain talk is written as/],
      ['[1,"f",7,"m","b",1]', /no line before it says who person 7 is/],
      ['[1,"f",0,"m","b",1,"shout"]', /plain talk is written as/],
      [party, /person 0 is there twice/],
      [party.replace(':0', ':9'), /person 9 comes before person 1/],
      [party.replace(':0', ':1000000'), /there are 1000000 people at most/],
      ['{"person":1}', /from/],
      [ask({ type: 'tikc' }), /there is no request “tikc”: tick is meant, perhaps/],
      [ask({ type: 'resume' }), /there is no request “resume”/],
      [ask({ type: '__proto__' }), /there is no request/],
      [ask({ at: null }), /the request tick: at/],
      [ask({ type: 'say', person: 0 }), /the request say: receipt/],
      [
        ask({
          type: 'leave',
          person: 3,
          receipt: { kind: 'iq', sentTo: 'x' },
          presence: { kind: 'presence', type: 'available', payload: [] },
        }),
        /who person 3 is/,
      ],
      [JSON.stringify({ ask: 7, facts: [] }), /a request without a type/],
      [JSON.stringify({ ask: { at: 1, fresh: 'f', type: 'tick' } }), /facts/],
      ['{"end":"never"}', /end/],
      [ask({ deep: 0 }).replace('"deep":0', `"deep":${'{"a":'.repeat(700)}1${'}'.repeat(700)}`), /nested deeper than 600 levels/],
      [ask({ x: 1 }).replace('"x"', '"__proto__"'), /it has the name __proto__/],
      [`["${'x'.repeat(17_000_000)}"]`, /more than 16777216 characters/],
    ];
    for (const [text, why] of wrong) throws(() => reading().line(text), why, text.slice(0, 80));
    const ended = reading();
    is(ended.line('{"end":"stopped"}'), undefined);
    is(ended.end, 'stopped');
    throws(() => ended.line(party), /there is something after the end/);
    equal(ended.party(0), { from: woody.real, bare: woody.bare, host: 'disney', dialect: 'conference' });
  });

  test('lets no broken recording break the replay', () => {
    const talk = new Conversation({ create: 'anyone', notices: true });
    const records = recordAll(talk);
    conversation(fc.sample(moves, { numRuns: 6, seed: 3 }).flat(), talk);
    const { text } = records.sort((a, b) => b.text.length - a.text.length)[0]!;
    ok(text.length > 5_000);
    const junk = fc.constantFrom(
      '"',
      '}',
      ']',
      ',',
      '0',
      '-1',
      '1e999',
      'null',
      '"x"',
      '{}',
      '[]',
      '\\u0000',
      '"__proto__":1,',
      '',
    );
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(text.length), junk, fc.nat(12)), { minLength: 1, maxLength: 4 }), changes => {
        let changed = text;
        for (const [at, put, out] of changes) changed = changed.slice(0, at) + put + changed.slice(at + out);
        try {
          read += replay(changed).requests;
        } catch (error) {
          instance(error, RecordingError);
        }
        is(({} as Record<string, unknown>).x, undefined);
      }),
      { numRuns: 400 },
    );
    ok(read > 100);
  });

  test('says of what it refuses that it is a fault of the line', () => {
    try {
      reading().line('{');
      ok(false);
    } catch (error) {
      instance(error, LineFault);
      match((error as Error).message, /^it is not JSON$/);
    }
  });
});
