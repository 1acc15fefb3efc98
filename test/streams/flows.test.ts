// The order between rooms: each room's stanzas in its own order and whole, whatever else there is; a quiet room soon; and
// everybody at last.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import { Flows } from '../../streams/flows.ts';
import { Parcel } from '../../streams/parcel.ts';
import { stanza, textElement } from '../../streams/template.ts';
import { suite } from '../suite.ts';
import { allPages, nextPage } from './pages.ts';
import { ours } from './people.ts';

const pageBytes = 65_536;
const encoder = new TextEncoder();

/** A message of a room to so many people, and its stanzas one by one. */
function message(room: string, id: number, people: number, body: string): { parcel: Parcel; texts: string[] } {
  const template = stanza('message', { from: ours(room), id: String(id) }, textElement('body', body));
  const to = Array.from({ length: people }, (_, i) => encoder.encode(`p${i}@disney`));
  const size = to.reduce((sum, { length }) => sum + length, 0);
  const texts = to.map((_, i) => `${template.head}p${i}@disney${template.tail}`);
  return { parcel: new Parcel(room, [template], to, size), texts };
}

const stanzasIn = (page: string) =>
  [...page.matchAll(/<message to="[^"]*" from="([^"]*)".*?<\/message>/gsu)].map(([text, room]) => ({
    room: room!,
    text,
    bytes: Buffer.byteLength(text),
  }));

/** What is put and read, beside what each room still has to say. */
class Watched {
  readonly flows = new Flows();
  readonly waiting = new Map<string, string[]>();
  #count = 0;

  put(room: string, people: number, body: string): Parcel {
    const { parcel, texts } = message(room, this.#count++, people, body);
    this.flows.put(parcel);
    this.waiting.set(room, [...(this.waiting.get(room) ?? []), ...texts]);
    return parcel;
  }

  /** Stanzas of the next page, checked against what was put. */
  page(size = pageBytes): ReturnType<typeof stanzasIn> {
    const text = nextPage(this.flows, size);
    const found = stanzasIn(text);
    is(
      found.reduce((sum, { bytes }) => sum + bytes, 0),
      Buffer.byteLength(text),
      'whole stanzas only',
    );
    const due = new Map<string, number>();
    for (const { room, text: one } of found) {
      const at = due.get(room) ?? 0;
      ok(one === this.waiting.get(room)![at], `in order in ${room}`);
      due.set(room, at + 1);
    }
    for (const [room, count] of due) this.waiting.get(room)!.splice(0, count);
    return found;
  }

  check(): void {
    const all = [...this.waiting.values()].flat();
    equal([this.flows.stanzas, this.flows.bytes], [all.length, Buffer.byteLength(all.join(''))]);
  }
}

const body = (size: number) => 'x'.repeat(size);

type Step = { readonly room: number; readonly people: number; readonly size: number } | { readonly page: number };
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    room: fc.nat(6),
    people: fc.oneof(fc.nat(5), fc.constantFrom(40, 300)),
    size: fc.oneof(fc.nat(300), fc.constantFrom(9_000, 20_000)),
  }),
  fc.record({ page: fc.oneof(fc.nat(2_000), fc.constantFrom(20_000, pageBytes)) }),
);

/** Bytes of others that left before all of the message of a room had. */
function ahead(watched: Watched, room: string, isCounted: (other: string) => boolean): number {
  let bytes = 0;
  while (watched.waiting.get(room)!.length > 0) {
    const left = watched.waiting.get(room)!.length;
    const found = watched.page();
    const last = found.findLastIndex(one => one.room === room);
    const before = watched.waiting.get(room)!.length > 0 || left === 0 ? found : found.slice(0, last);
    for (const one of before) if (isCounted(one.room)) bytes += one.bytes;
  }
  return bytes;
}

suite('flows', test => {
  test('of any messages give each room’s whole and in order, in pages of any size, and always know how much waits', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), steps => {
        const watched = new Watched();
        for (const step of steps) {
          if ('page' in step) watched.page(step.page);
          else watched.put(`room-${step.room}`, step.people, `é${body(step.size)}`);
          watched.check();
        }
        while (watched.flows.bytes > 0) ok(watched.page().length > 0);
        watched.check();
        equal([...watched.waiting.values()].flat(), []);
      }),
      { numRuns: 150 },
    );
  });

  test('send at most 64 KB of loud rooms ahead of a message of a room that had nothing waiting, however many there are', () => {
    fc.assert(
      fc.property(
        fc.record({
          loud: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(50, 300)),
          size: fc.oneof(fc.nat(400), fc.constant(9_000)),
          pages: fc.nat(6),
          quiet: fc.array(fc.record({ people: fc.integer({ min: 1, max: 60 }), size: fc.nat(900), pages: fc.nat(3) }), {
            minLength: 1,
            maxLength: 6,
          }),
        }),
        ({ loud, size, pages, quiet }) => {
          const watched = new Watched();
          // of one length: more than fits in a page
          const people = Math.ceil(90_000 / (size + 60));
          for (let i = 0; i < loud; i++) watched.put(`loud-${i}`, people, body(size));
          for (let i = 0; i < pages; i++) watched.page();
          for (const one of quiet) {
            for (let i = 0; i < loud; i++)
              if (watched.waiting.get(`loud-${i}`)!.length < people) watched.put(`loud-${i}`, people, body(size));
            watched.put('quiet', one.people, body(one.size));
            const bytes = ahead(watched, 'quiet', room => room !== 'quiet');
            ok(bytes <= 65_536, `${bytes} bytes`);
            for (let i = 0; i < one.pages; i++) watched.page();
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('let a quiet room speak first though loud ones came first at the same moment', () => {
    const watched = new Watched();
    for (let i = 0; i < 200; i++) watched.put(`loud-${i}`, 1_000, body(60));
    watched.put('quiet', 5, body(60));
    is(watched.page()[0]!.room, 'quiet');
  });

  test('serve quiet rooms in the order in which they spoke', () => {
    const watched = new Watched();
    for (let i = 0; i < 20; i++) watched.put(`quiet-${i}`, 2, body(100));
    equal(
      [...new Set(watched.page().map(({ room }) => room))],
      Array.from({ length: 20 }, (_, i) => `quiet-${i}`),
    );
  });

  test('let loud rooms go on in any case, though quiet ones always have something to say', () => {
    const watched = new Watched();
    for (let i = 0; i < 3; i++) watched.put(`loud-${i}`, 5_000, body(60));
    const said = new Map<string, number>();
    for (let page = 0; page < 60; page++) {
      // more than fits in a page, of rooms that had nothing waiting
      for (let i = 0; i < 20; i++) watched.put(`quiet-${page}-${i}`, 30, body(100));
      for (const { room, bytes } of watched.page()) {
        const name = room.startsWith('quiet') ? 'quiet' : room;
        said.set(name, (said.get(name) ?? 0) + bytes);
      }
    }
    const all = 60 * pageBytes;
    for (let i = 0; i < 3; i++) ok(said.get(`loud-${i}`)! > all / 15, `loud-${i}: ${said.get(`loud-${i}`)}`);
    ok(said.get('quiet')! > all / 2);
  });

  test('share between loud rooms evenly, however many there are', () => {
    for (const rooms of [2, 3, 4, 5, 7, 12, 100]) {
      const watched = new Watched();
      const size = 137;
      for (let i = 0; i < rooms; i++) watched.put(`loud-${i}`, Math.max(500, Math.ceil(30_000 / rooms)), body(size));
      const said = new Map<string, number>();
      for (let page = 0; page < 60; page++)
        for (const { room, bytes } of watched.page()) said.set(room, (said.get(room) ?? 0) + bytes);
      const amounts = Array.from({ length: rooms }, (_, i) => said.get(`loud-${i}`) ?? 0);
      ok(Math.max(...amounts) - Math.min(...amounts) <= 2 * 16_384, `${rooms}: ${amounts}`);
    }
  });

  test('let a room with stanzas larger than its turn go on as well', () => {
    const watched = new Watched();
    watched.put('large', 30, body(50_000));
    watched.put('loud', 20_000, body(60));
    let large = 0;
    for (let page = 0; page < 12; page++) large += watched.page().filter(({ room }) => room === 'large').length;
    ok(large >= 5, `${large}`);
    watched.put('quiet', 1, body(60));
    ok(watched.page().some(({ room }) => room === 'quiet'));
  });

  test('take a room that had much to say for a loud one until it is done', () => {
    const watched = new Watched();
    watched.put('loud', 2_000, body(60));
    watched.put('other', 2_000, body(60));
    watched.page();
    watched.put('loud', 1, body(60));
    watched.put('quiet', 1, body(60));
    is(watched.page().find(({ room }) => room !== 'other')!.room, 'quiet');
  });

  test('ask for a page that is large enough, and for none where there is nothing', () => {
    const flows = new Flows();
    is(flows.fill({ bytes: new Uint8Array(10), end: 0 }), 0);
    const { parcel, texts } = message('room', 1, 1, body(1_000));
    flows.put(parcel);
    is(flows.fill({ bytes: new Uint8Array(10), end: 0 }), parcel.next);
    is(flows.fill({ bytes: new Uint8Array(100), end: 1 }), 0);
    equal(allPages(flows, 10), texts);
  });

  test('do not keep what has nothing in it', () => {
    const flows = new Flows();
    flows.put(message('room', 1, 0, '').parcel);
    equal([flows.bytes, flows.stanzas], [0, 0]);
    is(nextPage(flows, 100), '');
  });

  test('forget everything, and begin anew', () => {
    const watched = new Watched();
    for (let i = 0; i < 5; i++) {
      watched.put(`room-${i}`, 3, body(10));
      watched.put(`loud-${i}`, 3_000, body(10));
    }
    watched.page();
    watched.flows.clear();
    watched.waiting.clear();
    watched.check();
    is(nextPage(watched.flows, pageBytes), '');
    watched.put('room-0', 2, body(10));
    watched.check();
    is(watched.page().length, 2);
  });
});
