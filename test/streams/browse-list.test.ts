// Lists of people and rooms: what they say, and that no push is larger than it may be.
import fc from 'fast-check';
import { type Element, parse } from 'ltx';
import { equal, is, ok } from 'uvu/assert';
import type { RealJid, RoomJid } from '../../machines/address.ts';
import type { Browsed } from '../../machines/fact.ts';
import type { Listing } from '../../machines/listing.ts';
import { ServiceSettings } from '../../machines/settings.ts';
import { attr } from '../../streams/attribute.ts';
import {
  browsedPerson,
  browsedRoom,
  browsedService,
  filled,
  leaver,
  listPushes,
  pushOf,
  user,
} from '../../streams/browse-list.ts';
import { keptFrom, stanza, type Template } from '../../streams/template.ts';
import { suite } from '../suite.ts';
import { ours, person, roomOf } from './people.ts';
import { anyText } from './random-xml.ts';

const to = 'woody@disney/home';
const fill = ({ head, tail }: Template) => `${head}${to}${tail}`;
const read = (template: Template) => parse(fill(template)) as Element;
const bytesOf = (template: Template) => Buffer.byteLength(fill(template));
const frame = '<conference xmlns="jabber:iq:browse" type="private" name="Demo Room"';
const ns = '<ns>jabber:iq:conference</ns><ns>jabber:iq:browse</ns>';
const woody = person('Woody', { order: 0 });
const buzz = person('Buzz & co', { order: 1, hidden: true });
const room = roomOf([woody, buzz]);
const asked = { kind: 'iq', sentTo: 'grp@rooms.disney', id: '1', as: { name: 'query', xmlns: 'jabber:iq:browse' } } as const;
const browsed = (listed: boolean, topic?: string): Browsed => ({
  type: 'browsed',
  listed,
  reply: { to: to as RealJid, dialect: 'conference', receipt: asked },
  ...(topic === undefined ? {} : { topic }),
});
const users = (pushes: readonly Template[]) =>
  pushes.flatMap(push =>
    read(push)
      .getChild('conference')!
      .getChildElements()
      .map(({ attrs }) => attrs),
  );

const anyTitle = fc.oneof(anyText, fc.constant('&'.repeat(256)));

suite('a browse push', test => {
  test('is an iq set with an id, from the room', () => {
    is(
      fill(pushOf(room, user(room, buzz))),
      `<iq to="woody@disney/home" from="grp@rooms.disney" type="set" id="push-feedfeedfeedfeed">${frame}>` +
        `<user jid="grp@rooms.disney/${buzz.id}" name="Buzz &amp; co"/></conference></iq>`,
    );
  });

  test('of somebody who left says so', () => {
    is(leaver(room, woody), `<user type="remove" jid="grp@rooms.disney/${woody.id}" name="Woody"/>`);
  });

  test('has the name of the room where there is no title', () => {
    const { attrs } = read(pushOf(roomOf([], { title: undefined, kind: 'public' }), '')).getChild('conference')!;
    equal(attrs, { xmlns: 'jabber:iq:browse', type: 'public', name: 'grp' });
  });
});

suite('somebody who was written before', test => {
  test('is never stale: under whatever nick, in whichever room', () => {
    const one = { ...person('Woody', { order: 0 }) };
    // so many that what is written of each is kept
    const crowd = Array.from({ length: keptFrom }, (_, i) => person('Soldier', { order: 1 + i }));
    const rooms = ['grp', 'other'].map(name => roomOf([one, ...crowd], { jid: `${name}@rooms.disney` as RoomJid }));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('Woody', 'Sheriff', '<&>'), fc.nat(1)), { maxLength: 12 }), steps => {
        for (const [nick, at] of steps) {
          Object.assign(one, { nick });
          const here = rooms[at]!;
          const fresh = `<user${attr('jid', `${here.jid}/${one.id}`)}${attr('name', nick)}/>`;
          is(user(here, one), fresh);
          is(fill(listPushes(here, to, 5_000)[0]!), fill(pushOf(here, fresh + crowd.map(one => user(here, one)).join(''))));
        }
      }),
    );
  });
});

suite('a list that is pushed', test => {
  test('is one push where it fits', () => {
    const pushes = listPushes(room, to, 2_000);
    is(pushes.length, 1);
    is(fill(pushes[0]!), fill(pushOf(room, user(room, woody) + user(room, buzz))));
  });

  test('is split with an id for each part', () => {
    const many = roomOf(Array.from({ length: 200 }, (_, order) => person('Woody', { order })));
    const ids = listPushes(many, to, 2_000).map(push => read(push).attrs.id);
    ok(ids.length > 5);
    equal(ids, ['push-feedfeedfeedfeed', ...ids.slice(1).map((_, i) => `push-feedfeedfeedfeed-${i + 1}`)]);
  });

  test('of any people is together exactly the list, each push within its bytes', () => {
    fc.assert(
      fc.property(
        fc.array(anyText, { maxLength: 120 }),
        fc.integer({ min: 3_000, max: 5_000 }),
        anyTitle,
        (nicks, bytes, title) => {
          const people = nicks.map((nick, order) => person('Woody', { order, nick }));
          const pushes = listPushes(roomOf(people, { title }), to, bytes);
          equal(
            users(pushes),
            people.map(({ id, nick }) => ({ jid: `grp@rooms.disney/${id}`, name: nick })),
          );
          for (const push of pushes) ok(bytesOf(push) <= bytes, `${bytesOf(push)} bytes in a push of at most ${bytes}`);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('of 10,000 with long nicks of wide characters stays below 64 KB a push', () => {
    const nick = '高'.repeat(42);
    const pushes = listPushes(roomOf(Array.from({ length: 10_000 }, (_, order) => person('Woody', { order, nick }))), to, 60_000);
    is(users(pushes).length, 10_000);
    ok(pushes.every(push => bytesOf(push) <= 60_000));
    ok(pushes.length <= 40, 'and the pushes are well filled');
  });
});

suite('what a browser sees', test => {
  test('of a room: nobody, or everybody where people are listed', () => {
    const own = `<iq to="woody@disney/home" from="grp@rooms.disney" type="result" id="1">${frame} jid="grp@rooms.disney">${ns}`;
    is(fill(browsedRoom(browsed(false), room, 2_000)), `${own}</conference></iq>`);
    is(fill(browsedRoom(browsed(true), room, 2_000)), `${own}${user(room, woody)}${user(room, buzz)}</conference></iq>`);
  });

  test('of a room with a topic: that, by the name that a get gives it', () => {
    const shown = read(browsedRoom(browsed(false, 'Cats & dogs'), room, 2_000)).getChild('conference')!;
    equal(
      shown.getChildElements().map(({ name, attrs }) => [name, attrs.xmlns]),
      [
        ['ns', undefined],
        ['ns', undefined],
        ['topic', 'jabber:iq:conference'],
      ],
    );
    is(shown.getChildText('topic'), 'Cats & dogs');
  });

  test('of a large room: as many as fit', () => {
    const many = roomOf(Array.from({ length: 100 }, (_, order) => person('Woody', { order })));
    const shown = browsedRoom(browsed(true), many, 4_000);
    ok(bytesOf(shown) <= 4_000);
    const count = read(shown).getChild('conference')!.getChildren('user').length;
    ok(count > 10 && count < 100);
  });

  test('of a person: who that really is', () => {
    is(
      fill(browsedPerson({ ...asked, sentTo: `grp@rooms.disney/${woody.id}` }, woody)),
      `<iq to="woody@disney/home" from="grp@rooms.disney/${woody.id}" type="result" id="1"><user xmlns="jabber:iq:browse" ` +
        `jid="grp@rooms.disney/${woody.id}" name="Woody"><user jid="woody@disney/home"/></user></iq>`,
    );
  });

  test('of the service: its rooms, as many as fit', () => {
    const settings = ServiceSettings.parse({ domain: 'rooms.disney', title: 'Rooms', limits: { pushBytes: 2_000 } });
    const speech = { service: 'rooms.disney', settings, software: { name: 'Confab', version: '0' } };
    const listing = (name: string): Listing => ({
      jid: `${name}@rooms.disney` as RoomJid,
      title: 'A <room>',
      kind: 'public',
      people: 1,
    });
    const receipt = { ...asked, sentTo: 'rooms.disney' };
    is(
      fill(browsedService(receipt, [listing('grp')], speech)),
      `<iq to="woody@disney/home" from="rooms.disney" type="result" id="1"><conference xmlns="jabber:iq:browse" type="public" ` +
        `name="Rooms" jid="rooms.disney">${ns}<conference type="public" name="A &lt;room&gt;" jid="grp@rooms.disney"/></conference></iq>`,
    );
    const many = Array.from({ length: 100 }, (_, i) => listing(`room-${i}`));
    const shown = browsedService(receipt, many, speech);
    ok(bytesOf(shown) <= 2_000);
    const rooms = read(shown).getChild('conference')!.getChildren('conference');
    ok(rooms.length > 5 && rooms.length < 100);
  });
});

suite('an answer with as many as fit', test => {
  const frame = (xml: string) => stanza('iq', { from: ours('grp@rooms.disney') }, `<query>${xml}</query>`);
  const fit = (bytes: number, items: readonly string[]) => filled(bytes, items, item => item, frame);

  test('has all where there is room for all', () => {
    is(fill(fit(2_000, ['a', 'b'])), fill(frame('ab')));
    is(fill(fit(2_000, [])), fill(frame('')));
  });

  test('has the first of them, counted in bytes, where there is not', () => {
    const items = ['é'.repeat(500), 'x'.repeat(300), 'y'.repeat(100_000), 'z'];
    is(fill(fit(2_000, items)), fill(frame(items[0]! + items[1]!)));
    is(fill(fit(100, ['a'])), fill(frame('')));
  });

  test('stays within its bytes, whatever it is an answer to', () => {
    fc.assert(
      fc.property(fc.array(anyText), fc.integer({ min: 2_000, max: 4_000 }), anyTitle, (items, bytes, title) => {
        const titled = (xml: string) => stanza('iq', { from: ours('grp@rooms.disney'), id: title }, `<query>${xml}</query>`);
        const written = items.map(item => `<item${attr('name', item)}/>`);
        const answer = filled(bytes, written, item => item, titled);
        ok(bytesOf(answer) <= bytes);
      }),
    );
  });
});
