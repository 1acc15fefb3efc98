// Rooms put away as plain data and put back: they go on as if nothing had been.
import fc from 'fast-check';
import { equal, is, throws } from 'uvu/assert';
import { createActor } from 'xstate';
import { type KeptRoom, keep, putBack } from '../../machines/keeping.ts';
import { roomLogic } from '../../machines/room-actor.ts';
import { suite } from '../suite.ts';
import { beginning, Conversation } from './conversation.ts';
import { makeFloor, roomSettings, stays, waits } from './made-floor.ts';
import { conversation, moves, play, scene } from './random-talk.ts';
import { iqOf } from './visitor.ts';

const json = (kept: unknown) => JSON.parse(JSON.stringify(kept)) as KeptRoom;

suite('a room that is kept', test => {
  test('is plain data, with everything that it needs', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', nicks: 'assigned', history: 0 }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('hall', { nicks: [] });
    buzz!.present('hall');
    woody!.relay('hall', 'guest-1', iqOf('mine'));
    const kept = talk.keepRoom('hall');
    equal(Object.keys(kept), ['form', 'value', 'guests', 'nextOrder', 'due', 'slots', 'people', 'relays']);
    equal([kept.form, kept.value, kept.guests, kept.due], [1, 'occupied', 1, beginning + 60_000]);
    equal(
      kept.people.map(({ nick, real, state }) => [nick, real, state]),
      [
        ['guest-1', 'woody@disney/home', 'joined'],
        ['', 'buzz@disney/home', 'presence-pending'],
      ],
    );
    is('actor' in kept.people[0]!, false);
    equal(kept.slots, { secret: {}, privacy: { allowed: false }, history: { messages: [] }, topic: { text: '' }, notices: {} });
    equal(kept.relays.length, 1);
  });

  test('is put back onto a floor: people, relays, names, data and times', () => {
    const floor = makeFloor({ title: 'The den', secret: 'andy' });
    stays(floor, 'woody', { privacy: true });
    waits(floor, 'buzz', 7).actor.start();
    floor.guests = 3;
    floor.wake(99);
    const receipt = { kind: 'iq', sentTo: 'den@conference.disney/woody', id: 'mine' } as const;
    floor.relays.open({ id: '1', asker: 'id-of-woody', asked: 'id-of-woody', receipt, deadline: 5, order: 0 });
    const kept = json(keep('occupied', floor));
    const other = makeFloor({ title: 'Not this' });
    putBack(other, kept);
    equal(json(keep('occupied', other)), kept);
    is(other.roster.byNick('woody')?.privacy, true);
  });

  test('without a title or a time to wake has none again', () => {
    const floor = makeFloor();
    const kept = json(keep('empty', floor));
    equal(['title' in kept, 'due' in kept], [false, false]);
    const other = makeFloor({ title: 'Other' });
    putBack(other, kept);
    equal([other.title, other.due], [undefined, Number.POSITIVE_INFINITY]);
  });

  test('starts a behaviour anew that was not there when it was kept', () => {
    const kept = json(keep('empty', makeFloor()));
    const { topic: _, ...slots } = kept.slots;
    const other = makeFloor({ topic: 'Toys' });
    putBack(other, { ...kept, slots });
    equal(json(keep('empty', other)).slots, { ...kept.slots, topic: { text: 'Toys' } });
  });

  test('in another form is refused, with both forms named', () => {
    const kept = { ...keep('empty', makeFloor()), form: 2 };
    throws(() => putBack(makeFloor(), kept), /The room den@conference.disney was kept in form 2, and only form 1 is known\./);
  });

  test('stands where it stood, as an actor', () => {
    const actor = createActor(roomLogic, { input: { settings: roomSettings() } });
    actor.start();
    const kept = json(actor.getPersistedSnapshot());
    is(kept.value, 'reserved');
    const again = createActor(roomLogic, { input: { settings: roomSettings(), kept: { ...kept, value: 'occupied' } } });
    is(again.getSnapshot().value, 'occupied');
    is(roomLogic.restoreSnapshot!(actor.getSnapshot(), {} as never), actor.getSnapshot());
  });
});

suite('a service that is kept', test => {
  test('knows its founders, its counts and its beginning again', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    woody!.join('den');
    buzz!.present('attic');
    buzz!.present('hall');
    talk.at += 5_000;
    const again = talk.resume();
    equal([...again.desk.rooms.keys()], [...talk.desk.rooms.keys()]);
    equal([again.desk.standing, again.desk.reserved], [2, 1]);
    equal(
      [again.desk.foundedBy('woody@disney'), again.desk.foundedFrom('disney'), again.desk.pendingOf('buzz@disney')],
      [1, 1, 2],
    );
    is(again.desk.since, beginning);
    equal(again.keep(), talk.keep());
  });

  test('has the rooms of its configuration, also those that are new', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    const kept = talk.keep();
    const again = new Conversation({ rooms: [{ name: 'attic' }, { name: 'hall' }] }, { kept });
    equal([again.state('attic'), again.state('hall')], ['empty', 'occupied']);
  });

  test('gives a room that the configuration has no more to those inside, or drops it', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall', title: 'The hall' }, { name: 'attic' }, { name: 'shed' }] });
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    buzz!.present('hall');
    woody!.join('hall');
    buzz!.present('attic');
    const again = new Conversation({ rooms: [] }, { kept: talk.keep(), at: talk.at, given: talk.given });
    equal([again.state('hall'), again.state('attic'), again.state('shed')], ['occupied', 'none', 'none']);
    equal([again.desk.foundedBy('woody@disney'), again.desk.pendingOf('buzz@disney'), again.desk.reserved], [1, 1, 0]);
    equal(again.visitor('rex').inquire('hall'), ['required {"nick":true,"secret":false,"privacy":false,"title":"The hall"}']);
    again.visitor('buzz').leave('hall');
    equal(again.visitor('woody').leave('hall'), ['left woody: left', 'dissolved']);
    is(again.state('hall'), 'none');
    equal([again.desk.foundedBy('woody@disney'), again.desk.standing, again.desk.reserved], [0, 0, 0]);
  });

  test('goes on with the actors of those inside where they were', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    talk.visitor('buzz').present('hall');
    const again = talk.resume();
    const { people } = again.entry('hall')!.floor;
    equal(
      [...people.joined(), ...people.waiting()].map(({ actor }) => actor.getSnapshot().value),
      ['joined', 'presence-pending'],
    );
    equal(again.visitor('buzz').enter('hall'), ['entered buzz']);
    equal(again.visitor('woody').leave('hall'), ['left woody: left']);
  });

  test('goes on in the same words, wherever it was cut', () => {
    fc.assert(
      fc.property(moves, fc.nat(50), (all, cut) => {
        const first = conversation(all.slice(0, cut));
        const again = first.resume();
        equal(again.keep(), first.keep());
        const from = first.told.length;
        for (const move of all.slice(cut)) equal(play(again, move), play(first, move));
        equal(
          again.told.map(({ plain }) => plain),
          first.told.slice(from).map(({ plain }) => plain),
        );
        equal(again.keep(), first.keep());
      }),
      { numRuns: 150 },
    );
  });

  test('tells the same in every run of the same conversation', () => {
    const facts = (talk: Conversation) => talk.told.map(({ plain }) => plain);
    fc.assert(
      fc.property(moves, all => equal(facts(conversation(all)), facts(conversation(all, new Conversation(scene))))),
      { numRuns: 50 },
    );
  });
});
