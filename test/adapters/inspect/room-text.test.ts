import { equal, is, match, ok } from 'uvu/assert';
import { listLines, roomLines } from '../../../adapters/inspect/room-text.ts';
import { suite } from '../../suite.ts';
import { buzz, drivenLens, entered, hall, machine, refused, woody } from './sample-room.ts';

const past = { room: 'hall', chart: 'c1', moments: [entered, refused] };
const service = drivenLens().lens.service();
const list = { all: 2, matching: 2, from: 0, rooms: [hall, { ...hall, name: 'den' }] };

suite('room as text', test => {
  test('says what it is, where it stands, who is in it and what happened', () => {
    const lines = roomLines({ room: { ...hall, participants: [woody, buzz], unlisted: 7 }, machine, past });
    equal(lines.slice(0, 5), [
      'hall@rooms.example.org  guarded  The Hall',
      '1 person, 0 waiting, 1 held, 2.3 requests a second',
      'topic: Toys',
      '',
      'guarded',
    ]);
    equal(lines.slice(14), [
      '',
      'NICK   DIALECT     STATE             ADDRESS',
      'Woody  conference  joined            woody@disney/home',
      'Buzz   groupchat   presence-pending',
      'and 7 more',
      '',
      'WAITS TO  WHO  DECIDED BY  SINCE',
      'enter     Rex  guard       12:00:05',
      '',
      'AT        WHO    ASKED  OUTCOME  WHAT CAME OF IT',
      '12:00:05  Woody  enter  done     Woody entered',
      '12:00:06  Boo    enter  refused  refused by guard: “The room is closed.”',
    ]);
  });

  test('lets nobody move the cursor', () => {
    const evil = '\u001B[2Jboo\r\n\u202E';
    const room = { ...hall, title: evil, topic: evil, participants: [{ ...woody, nick: evil }] };
    const lines = roomLines({
      room,
      machine,
      past: { ...past, moments: [{ ...entered, who: evil, facts: [evil] }], note: evil },
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    ok(lines.every(line => !/[\u0000-\u001F\u202E]/.test(line)));
    const listed = listLines({ service, list: { ...list, rooms: [room] } });
    ok(listed.every(line => !line.includes('\u001B')));
  });

  test('says what failed, and how to mend it', () => {
    const behaviours = [{ ...hall.behaviours[0]!, trust: 'closed' as const }];
    const lines = roomLines({ room: { ...hall, behaviours }, machine, past });
    ok(lines.includes('guard failed and is closed: `confab reopen hall@rooms.example.org guard` lets it try again.'));
  });

  test('looks intended when nobody is there and nothing happened', () => {
    const { title: _, topic: __, ...bare } = hall;
    const room = { ...bare, people: 0, participants: [], held: [], behaviours: [] };
    const lines = roomLines({ room, machine, past: { ...past, moments: [], note: 'What was before is forgotten.' } });
    equal(lines.slice(0, 3), ['hall@rooms.example.org  guarded', '0 people, 0 waiting, 1 held, 2.3 requests a second', '']);
    equal(lines.slice(-3), ['', 'Nothing was asked lately.', 'What was before is forgotten.']);
  });

  test('fills a window with the latest moments', () => {
    const moments = Array.from({ length: 100 }, (_, step) => ({ ...entered, step, facts: [`fact ${step}`] }));
    const lines = roomLines({ room: hall, machine, past: { ...past, moments } }, 40);
    is(lines.length, 40);
    match(lines.at(-1)!, /fact 99$/);
  });
});

suite('list as text', test => {
  test('has a line for the service and one for each room', () => {
    equal(listLines({ service, list }), [
      'rooms.example.org  2 rooms  1 person  overload: normal  link: online',
      '',
      'ROOM  TITLE     KIND     STATE     PEOPLE  WAITING  HELD  A SECOND',
      'hall  The Hall  guarded  occupied  1       0        1     2.3',
      'den   The Hall  guarded  occupied  1       0        1     2.3',
    ]);
  });

  test('counts what does not fit', () => {
    const lines = listLines({ service, list: { ...list, matching: 12 } }, 6);
    equal(lines.slice(3), [
      'hall  The Hall  guarded  occupied  1       0        1     2.3',
      '',
      '11 more: --search finds one, --most says how many are shown.',
    ]);
  });

  test('says that there is none, or none that matches', () => {
    const none = { ...list, matching: 0, rooms: [] };
    is(listLines({ service, list: none })[2], 'No room matches: ask for less.');
    is(listLines({ service, list: { ...none, all: 0 } })[2], 'No rooms.');
  });
});
