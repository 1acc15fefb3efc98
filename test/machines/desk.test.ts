// What the service works at: its registry, and the counts that follow from it. That they hold whatever people do is
// service-actor.test.ts's.
import { equal, is } from 'uvu/assert';
import { Desk, type Entry } from '../../machines/desk.ts';
import type { Fact } from '../../machines/fact.ts';
import { suite } from '../suite.ts';
import { makeFloor, service, stays, waits } from './made-floor.ts';
import { roomJid } from './visitor.ts';

const woody = { bare: 'woody@disney', host: 'disney' } as NonNullable<Entry['founder']>;

function makeDesk() {
  const desk = new Desk(
    service,
    new Map(),
    7,
    () => {},
    () => {},
  );
  const put = (floor: Entry['floor'], founder?: Entry['founder']): Entry => {
    const entry = { actor: undefined as never, floor, founder, spoke: 0, ring: undefined, place: 0, order: 0, card: undefined };
    desk.add(entry);
    return entry;
  };
  const add = (name: string, permanent: boolean, founder?: Entry['founder']) =>
    put(makeFloor({ jid: roomJid(name), name, permanent }), founder);
  const counts = () => [desk.standing, desk.reserved, desk.foundedBy(woody.bare), desk.foundedFrom(woody.host)];
  return { desk, put, add, counts };
}

suite('the desk', test => {
  test('counts rooms as they are put into the registry and taken out of it', () => {
    const { desk, add, counts } = makeDesk();
    const [hall, den, attic] = [add('hall', true), add('den', false, woody), add('attic', false)];
    equal(counts(), [2, 1, 1, 1]);
    desk.remove(attic);
    equal(counts(), [2, 0, 1, 1]);
    desk.remove(den);
    equal(counts(), [1, 0, 0, 0]);
    desk.remove(hall);
    equal(counts(), [0, 0, 0, 0]);
    is(desk.since, 7);
  });

  test('counts those who wait in a room that was kept', () => {
    const { desk, put } = makeDesk();
    const floor = makeFloor();
    waits(floor, 'woody');
    put(floor);
    is(desk.pendingOf('woody@disney'), 1);
    is(desk.pendingOf('buzz@disney'), 0);
  });

  test('counts by what rooms tell', () => {
    const { desk, add, counts } = makeDesk();
    const den = add('den', false);
    const who = stays(makeFloor(), 'woody');
    const note = (fact: object) => desk.note(den, fact as Fact);
    note({ type: 'waiting', who });
    note({ type: 'waiting', who });
    is(desk.pendingOf(who.bare), 2);
    note({ type: 'withdrawn', who });
    note({ type: 'entered', who, held: true });
    note({ type: 'entered', who, held: false });
    is(desk.pendingOf(who.bare), 0);
    note({ type: 'founded', by: who });
    equal(counts(), [1, 0, 1, 1]);
    note({ type: 'said', who });
    note({ type: 'dissolved' });
    equal(counts(), [0, 1, 0, 0]);
    is(den.founder, undefined);
  });

  test('does not count a room of the configuration that closes', () => {
    const { desk, add, counts } = makeDesk();
    const hall = add('hall', true);
    desk.note(hall, { type: 'dissolved' });
    equal(counts(), [1, 0, 0, 0]);
  });

  test('knows which rooms stand', () => {
    const { desk, add } = makeDesk();
    add('hall', true);
    add('den', false, woody);
    add('attic', false);
    equal(
      ['hall', 'den', 'attic', 'shed'].map(name => desk.stands(roomJid(name))),
      [true, true, false, false],
    );
  });

  test('lets a survey ask as many in a second as the limit says, however long it asked nobody', () => {
    const { desk } = makeDesk();
    const { questions: most } = service.limits;
    is(desk.questions(1_000_000), most);
    desk.spend(most, 1_000_000);
    equal(
      [0, 1, 500, 1_000, 60_000].map(later => desk.questions(1_000_000 + later)),
      [0, 0, most / 2, most, most],
    );
    desk.spend(most / 4, 1_060_000);
    is(desk.questions(1_060_000), (most * 3) / 4);
    is(desk.questions(1_060_250), most);
  });

  test('knows when somebody last spoke in a room', () => {
    const { desk, add } = makeDesk();
    const hall = add('hall', true);
    desk.note(hall, { type: 'said', at: 9 } as Fact);
    is(hall.spoke, 9);
  });

  test('lists the public rooms that stand, by their title or their name', () => {
    const { desk, put } = makeDesk();
    const floor = makeFloor({ jid: roomJid('hall'), name: 'hall', permanent: true, title: 'The hall', topic: 'Toys' });
    stays(floor, 'woody');
    put(floor);
    put(makeFloor());
    equal(desk.listings(), [{ jid: 'hall@conference.disney', title: 'The hall', kind: 'public', people: 1, topic: 'Toys' }]);
  });
});
