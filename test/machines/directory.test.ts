// The directory against a look through all rooms: the same rooms in the same order, whatever was changed before.
import fc from 'fast-check';
import { equal, is } from 'uvu/assert';
import { topic } from '../../machines/behaviours/topic.ts';
import { behaviour } from '../../machines/define-behaviour.ts';
import { type Card, Directory, type Filed, shownLetters } from '../../machines/directory.ts';
import type { Floor } from '../../machines/floor.ts';
import { type Kind, kind } from '../../machines/kind.ts';
import type { Wanted } from '../../machines/wanted.ts';
import { suite } from '../suite.ts';
import { makeFloor } from './made-floor.ts';
import { roomJid } from './visitor.ts';

const listed = { about: 'For tests.', listed: true };
const plain = kind({ ...listed, name: 'plain' }, [topic]);
const most = 5;

interface Room extends Filed {
  readonly name: string;
  readonly floor: Floor;
  card: Card | undefined;
  isShown: boolean;
}

function makeRooms(count: number, of: Kind = plain) {
  const directory = new Directory<Room>();
  const rooms = Array.from({ length: count }, (_, order): Room => {
    const name = `room-${order}`;
    return { name, order, floor: makeFloor({ jid: roomJid(name), name }, of), card: undefined, isShown: true };
  });
  const say = (room: Room, text: string) => {
    room.floor.slots.setData(of.parts.length - 1, { text });
    directory.look(room, room.isShown);
  };
  const found = (wanted: Wanted, so = most) => directory.find(wanted, so).map(({ name }) => name);
  for (const room of rooms) directory.look(room, true);
  return { directory, rooms, say, found };
}

/** The same, by a look through all: texts made of these words only. */
const wordsIn = (text: string) => text.toLowerCase().split(/[ ,]+/u).filter(Boolean);
const naive = (texts: readonly (string | undefined)[], wanted: Wanted) =>
  texts.flatMap((text, i) => (text !== undefined && fits(text, wanted) ? [`room-${i}`] : [])).slice(0, most);
const squeezed = (text: string) => text.toLowerCase().split(/ +/u).filter(Boolean).join(' ');
const fits = (text: string, wanted: Wanted) =>
  'topic' in wanted
    ? squeezed(text) !== '' && squeezed(text) === squeezed(wanted.topic)
    : wordsIn(wanted.words).every(word => wordsIn(text).includes(word));

const word = fc.constantFrom('cats', 'dogs', 'Birds', 'FISH', 'cat');
const text = fc.array(fc.tuple(word, fc.constantFrom(' ', ', ', '  ')), { maxLength: 4 }).map(parts => parts.flat().join(''));
const change = fc.record({ room: fc.nat(7), text, what: fc.constantFrom('say', 'say', 'say', 'hide', 'show', 'end') });

suite('the directory', test => {
  test('finds what a look through all rooms finds', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.array(text, { minLength: 1, maxLength: 5 }), (changes, questions) => {
        const { directory, rooms, say, found } = makeRooms(8);
        const texts: string[] = rooms.map(() => '');
        const gone = new Set<Room>();
        for (const { room: i, text, what } of changes) {
          const room = rooms[i]!;
          if (gone.has(room)) continue;
          room.isShown = what === 'hide' ? false : what === 'show' ? true : room.isShown;
          if (what === 'say') texts[i] = text;
          if (what === 'end') {
            gone.add(room);
            directory.remove(room);
          } else say(room, texts[i]!);
        }
        const shown = rooms.map((room, i) => (room.isShown && !gone.has(room) ? texts[i] : undefined));
        for (const question of questions) {
          if (squeezed(question) !== '') equal(found({ topic: question }), naive(shown, { topic: question }));
          if (wordsIn(question).length > 0) equal(found({ words: question }), naive(shown, { words: question }));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('knows nothing of rooms that have ended', () => {
    const { directory, rooms, say, found } = makeRooms(3);
    for (const room of rooms) say(room, 'cats');
    equal(found({ words: 'cats' }), ['room-0', 'room-1', 'room-2']);
    for (const room of rooms) directory.remove(room);
    directory.remove(rooms[0]!);
    equal([found({ words: 'cats' }), found({ topic: 'cats' })], [[], []]);
  });

  test('gives no more than it is asked for, the earlier rooms first', () => {
    const { rooms, say, found } = makeRooms(8);
    for (const room of [...rooms].reverse()) say(room, 'cats and dogs');
    for (const wanted of [{ words: 'dogs cats' }, { topic: 'Cats and dogs' }])
      equal(found(wanted, 3), ['room-0', 'room-1', 'room-2']);
  });

  test('reads a room again only where something has changed', () => {
    let read = 0;
    const counted = behaviour({
      name: 'counted',
      about: 'Counts.',
      data: () => ({ text: '' }),
      found: ({ data }) => {
        read++;
        return { topic: data.text };
      },
    });
    const { directory, rooms, say } = makeRooms(1, kind({ ...listed, name: 'counting' }, [counted]));
    is(read, 1);
    directory.look(rooms[0]!, true);
    is(read, 1);
    say(rooms[0]!, 'cats');
    is(read, 2);
    rooms[0]!.floor.slots.setTrust(0, { faults: 1 });
    directory.look(rooms[0]!, true);
    is(read, 3);
  });

  test('reads a room again that is of another kind', () => {
    const silent = kind({ ...listed, name: 'silent' }, [behaviour({ name: 'silent', about: 'Says nothing.' })]);
    const { directory, rooms, found } = makeRooms(1, silent);
    const [room] = rooms as [Room];
    const become = (other: Floor) => {
      room.floor.slots = other.slots;
      directory.look(room, true);
    };
    become(makeFloor({ topic: 'Cats' }, plain));
    equal(found({ words: 'cats' }), ['room-0']);
    become(makeFloor({}, silent));
    equal(found({ words: 'cats' }), []);
  });

  test('keeps nothing of a room that says nothing, and shows the beginning of a long topic', () => {
    const { rooms, say } = makeRooms(1);
    const [room] = rooms as [Room];
    is(room.card!.topic, undefined);
    say(room, '🐱'.repeat(shownLetters));
    is(room.card!.topic, '🐱'.repeat(shownLetters));
    say(room, `${'🐱'.repeat(shownLetters)}!`);
    is(room.card!.topic, `${'🐱'.repeat(shownLetters - 1)}…`);
    say(room, 'cats');
    is(room.card!.topic, 'cats');
  });

  test('finds the others where the behaviour of one room fails', () => {
    const failing = behaviour({
      name: 'failing',
      about: 'Fails now and then.',
      data: () => ({ text: '' }),
      found({ data }) {
        if (data.text.includes('!')) throw new Error('cannot say');
        return { topic: data.text };
      },
    });
    const { directory, rooms, say, found } = makeRooms(2, kind({ ...listed, name: 'odd' }, [failing]));
    for (const room of rooms) say(room, 'cats');
    say(rooms[0]!, 'cats!');
    equal(found({ words: 'cats' }), ['room-1']);
    is(directory.faults.map(({ message }) => message).join(), 'failing, what room-0@conference.disney is found by: cannot say');
    directory.look(rooms[0]!, true);
    is(directory.faults.length, 1, 'it is not asked again before something changes');
    say(rooms[0]!, 'cats');
    equal(found({ words: 'cats' }), ['room-0', 'room-1']);
  });
});
