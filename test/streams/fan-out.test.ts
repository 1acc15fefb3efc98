// What is addressed to many is, byte for byte, as many stanzas written one by one to those who were there at that time.
import fc from 'fast-check';
import { equal, is, ok } from 'uvu/assert';
import type { RealJid } from '../../machines/address.ts';
import type { Person } from '../../machines/person.ts';
import { attrValue } from '../../streams/attribute.ts';
import { type Arrivals, type FanOut, fanOut } from '../../streams/fan-out.ts';
import { Flows } from '../../streams/flows.ts';
import { bytesOf, type Parcel } from '../../streams/parcel.ts';
import { keptFrom, stanza, type Template, textElement } from '../../streams/template.ts';
import { suite } from '../suite.ts';
import { allPages } from './pages.ts';
import { ours, person, type Room, roomOf } from './people.ts';
import { anyText } from './random-xml.ts';

const flow = 'grp@rooms.disney';
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const read = (parcel: Parcel) => decoder.decode(bytesOf(parcel));
const fill = ({ head, tail }: Template, to: string) => head + attrValue(to) + tail;

/** What happens, as data; the naive way is to build each stanza as a string, at once. */
type Step =
  | { readonly what: 'one'; readonly to: string; readonly templates: readonly Template[] }
  | { readonly what: 'person'; readonly at: number; readonly templates: readonly Template[] }
  | { readonly what: 'all'; readonly dialect: string; readonly but: number; readonly templates: readonly Template[] }
  | { readonly what: 'some'; readonly dialect: string; readonly which: Arrivals; readonly templates: readonly Template[] }
  | { readonly what: 'come' | 'go'; readonly at: number };

const each = (templates: readonly Template[], people: readonly string[]) =>
  templates.flatMap(template => people.map(to => fill(template, to)));

function naive({ people }: Room, all: readonly Person[], step: Step): string[] {
  if (step.what === 'one') return each(step.templates, [step.to]);
  if (step.what === 'person') return each(step.templates, [all[step.at % all.length]!.real]);
  if (step.what !== 'all' && step.what !== 'some') return [];
  const { from = 0, before = 1_000 } = step.what === 'some' ? step.which : {};
  const but = step.what === 'all' ? all[step.but] : undefined;
  const isMeant = (one: Person) => one.dialect === step.dialect && one !== but && one.order >= from && one.order < before;
  const heard = [...people.joined()].filter(isMeant);
  return each(
    step.templates,
    heard.map(({ real }) => real),
  );
}

function take(out: FanOut, { people }: Room, all: readonly Person[], step: Step): Parcel | undefined {
  switch (step.what) {
    case 'one':
      return out.one(flow, step.templates, step.to);
    case 'person':
      return out.person(flow, step.templates, all[step.at % all.length]!);
    case 'all':
      return out.all(flow, step.templates, people, step.dialect, all[step.but]);
    case 'some':
      return out.some(flow, step.templates, people, step.dialect, step.which);
    default: {
      const one = all[step.at % all.length]!;
      const isInside = people.byId(one.id) === one;
      if (isInside && step.what === 'go') people.remove(one);
      if (!isInside && step.what === 'come') people.restore(one, true);
      return undefined;
    }
  }
}

const anyDialect = fc.constantFrom('conference', 'groupchat');
const anyPeople = fc
  .array(fc.tuple(anyText, anyDialect), { minLength: 1, maxLength: 6 })
  .map(all => all.map(([jid, dialect], order) => person('Woody', { order, real: `${jid}@disney/${order}` as RealJid, dialect })));
/** With so many more the lists are kept. */
const crowd = Array.from({ length: keptFrom + 2 }, (_, i) =>
  person(`Soldier ${i}`, { order: 50 + i, dialect: i % 5 === 0 ? 'groupchat' : 'conference' }),
);
const anyCrowd = fc.constantFrom([], crowd);
const anySize = fc.integer({ min: 1, max: 70_000 });
// short ones, and some around and above the 65,536 bytes of a page
const anyBody = fc.oneof(
  { weight: 8, arbitrary: anyText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyText, fc.constantFrom(5_000, 21_000, 33_000))
      .map(([text, count]) => `x${text}`.repeat(count).slice(0, 66_000)),
  },
);
const anyTemplate = fc
  .tuple(anyText, fc.constantFrom('message', 'presence', 'iq'), anyBody)
  // through a buffer: cutting may have left half of a pair
  .map(([from, kind, body]) => stanza(kind, { from: ours(from) }, textElement('body', Buffer.from(body).toString())));
const anyTemplates = fc.array(anyTemplate, { minLength: 1, maxLength: 3 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ what: fc.constant('one' as const), to: anyText, templates: anyTemplates }),
  fc.record({ what: fc.constant('person' as const), at: fc.nat(5), templates: anyTemplates }),
  fc.record({ what: fc.constant('all' as const), dialect: anyDialect, but: fc.nat(7), templates: anyTemplates }),
  fc.record({
    what: fc.constant('some' as const),
    dialect: anyDialect,
    which: fc.record({ from: fc.nat(6), before: fc.nat(6) }, { requiredKeys: [] }),
    templates: anyTemplates,
  }),
  fc.record({ what: fc.constantFrom('come' as const, 'go' as const), at: fc.nat(5) }),
);

suite('fan-out', test => {
  test('of anything to anybody is what is written one by one at that time, in order, though it is rendered later', () => {
    fc.assert(
      fc.property(anyPeople, anyCrowd, fc.array(anyStep, { maxLength: 12 }), anySize, (people, crowd, steps, size) => {
        const room = roomOf([...people.filter((_, order) => order % 2 === 0), ...crowd]);
        const out = fanOut();
        const flows = new Flows();
        const expected: string[] = [];
        for (const step of steps) {
          const stanzas = naive(room, people, step);
          const parcel = take(out, room, people, step);
          is(parcel?.stanzas ?? 0, stanzas.length);
          is(parcel?.bytes ?? 0, Buffer.byteLength(stanzas.join('')));
          if (parcel) flows.put(parcel);
          expected.push(...stanzas);
        }
        is(flows.stanzas, expected.length);
        is(allPages(flows, size).join(''), expected.join(''));
      }),
      { numRuns: 300 },
    );
  });

  test('is one parcel, with the room in whose order it stands', () => {
    const parcel = fanOut().all(
      flow,
      [stanza('presence', { from: ours('a@b') })],
      roomOf([person('Woody', { order: 0 })]).people,
      'conference',
    );
    equal([parcel.flow, parcel.stanzas], [flow, 1]);
  });

  test('leaves out one of those inside', () => {
    const people = ['Woody', 'Buzz', 'Rex'].map((nick, order) => person(nick, { order }));
    const parcel = fanOut().all(
      flow,
      [stanza('presence', { from: ours('a@b') })],
      roomOf(people).people,
      'conference',
      people[1],
    );
    is(parcel.stanzas, 2);
    is(read(parcel), '<presence to="woody@disney/home" from="a@b"/><presence to="rex@disney/home" from="a@b"/>');
  });

  test('leaves nobody out for somebody who is outside, of another dialect, or another with the same id', () => {
    const [woody, rex] = [person('Woody', { order: 0 }), person('Rex', { order: 1, dialect: 'groupchat' })];
    const { people } = roomOf([woody, rex]);
    const presence = [stanza('presence', { from: ours('a@b') })];
    const out = fanOut();
    for (const but of [rex, person('Buzz', { order: 2 }), person('Woody', { order: 0 })])
      is(read(out.all(flow, presence, people, 'conference', but)), '<presence to="woody@disney/home" from="a@b"/>');
  });

  test('tells those of one dialect, and nobody where nobody speaks it', () => {
    const { people } = roomOf([person('Woody', { order: 0 }), person('Buzz', { order: 1, dialect: 'groupchat' })]);
    const presence = [stanza('presence', { from: ours('a@b') })];
    const out = fanOut();
    is(read(out.all(flow, presence, people, 'groupchat')), '<presence to="buzz@disney/home" from="a@b"/>');
    const none = out.all(flow, presence, people, 'muc');
    equal([none.stanzas, none.bytes, read(none)], [0, 0, '']);
  });

  test('tells whoever is in the room at that time, by the same list until somebody comes or goes', () => {
    const [woody, buzz] = [person('Woody', { order: 0 }), person('Buzz', { order: 1 })];
    const { people } = roomOf([woody, buzz]);
    const presence = [stanza('presence', { from: ours('a@b') })];
    const out = fanOut();
    const before = out.all(flow, presence, people, 'conference');
    const undo = people.remove(buzz);
    const without = out.all(flow, presence, people, 'conference');
    undo();
    const again = out.all(flow, presence, people, 'conference');
    const both = '<presence to="woody@disney/home" from="a@b"/><presence to="buzz@disney/home" from="a@b"/>';
    equal([before, without, again].map(read), [both, '<presence to="woody@disney/home" from="a@b"/>', both]);

    const many = roomOf([woody, buzz, ...crowd]).people;
    const tell = (but?: Person) => out.all(flow, presence, many, 'conference', but);
    const [all, first, rest] = [tell(), tell(woody), tell()];
    many.remove(buzz);
    const others = [tell(), tell(woody)];
    const told = [all, first, rest, ...others].map(parcel => [parcel.stanzas, read(parcel).split('to="').length - 1]);
    equal(
      told,
      [10, 9, 10, 9, 8].map(count => [count, count]),
    );
  });

  test('keeps the lists of two rooms apart, though the same person is in both', () => {
    const [woody, buzz] = [person('Woody', { order: 0 }), person('Buzz', { order: 1 })];
    const out = fanOut();
    const presence = [stanza('presence', { from: ours('a@b') })];
    const texts = [roomOf([woody, buzz]), roomOf([woody])].map(({ people }) =>
      read(out.all(flow, presence, people, 'conference')),
    );
    ok(texts[0]!.includes('buzz'));
    is(texts[1], '<presence to="woody@disney/home" from="a@b"/>');
  });

  test('escapes the address of whoever it is', () => {
    const out = fanOut();
    const woody = person('Woody', { order: 0, real: `woody@disney/<"&'>` as RealJid });
    const template = [stanza('presence', { from: ours('a@b') })];
    const escaped = '&lt;&quot;&amp;&apos;&gt;';
    const one = `<presence to="woody@disney/${escaped}" from="a@b"/>`;
    is(read(out.all(flow, template, roomOf([woody]).people, 'conference')), one);
    is(read(out.person(flow, template, woody)), one);
    is(read(out.one(flow, template, `<"&'>`)), `<presence to="${escaped}" from="a@b"/>`);
  });
});
