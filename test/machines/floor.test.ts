// What a room stands on: its view for behaviours, its data, and how writes on it are taken back.
import { equal, is } from 'uvu/assert';
import type { BareJid } from '../../machines/address.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays, waits } from './made-floor.ts';

const slotOf = (floor: ReturnType<typeof makeFloor>, name: string) =>
  floor.slots.data(floor.kindOf.parts.findIndex(({ behaviour }) => behaviour.name === name));

suite('a floor', test => {
  test('shows behaviours what a room is called and who is in it', () => {
    const floor = makeFloor({ title: 'The den' });
    stays(floor, 'woody');
    floor.begin(5, 'chance');
    is(floor.jid, 'den@conference.disney');
    is(floor.name, 'den');
    is(floor.title, 'The den');
    is(floor.kind, 'public');
    is(floor.listed, true);
    is(floor.fresh, 'chance');
    equal(
      [...floor.people.joined()].map(({ nick }) => nick),
      ['woody'],
    );
  });

  test('starts each behaviour with the data that follows from the settings of the room', () => {
    const floor = makeFloor({ secret: 'andy', topic: 'Toys', privacy: true });
    equal(slotOf(floor, 'secret'), { word: 'andy' });
    equal(slotOf(floor, 'topic'), { text: 'Toys' });
    equal(slotOf(floor, 'privacy'), { allowed: true });
    equal(slotOf(floor, 'history'), { messages: [] });
  });

  test('takes what a creator asked for, and can be taken back', () => {
    const floor = makeFloor({ title: 'Before' });
    const before = floor.slots.keep();
    const step = floor.begin(0, '');
    floor.refound('After', 'woody@disney' as BareJid, { privacy: true, secret: 'andy' });
    equal([floor.title, floor.founder], ['After', 'woody@disney']);
    equal(slotOf(floor, 'secret'), { word: 'andy' });
    equal(slotOf(floor, 'privacy'), { allowed: true });
    step.takeBack();
    equal([floor.title, floor.founder], ['Before', undefined]);
    equal(floor.slots.keep(), before);
  });

  test('sets the data of one behaviour and leaves the others alone', () => {
    const floor = makeFloor();
    const at = floor.kindOf.parts.findIndex(({ behaviour }) => behaviour.name === 'secret');
    const [before, other] = [floor.slots.data(at), floor.slots.data(at + 1)];
    const step = floor.begin(0, '');
    step.undo(floor.slots.setData(at, { word: 'andy' }));
    equal(floor.slots.data(at), { word: 'andy' });
    is(floor.slots.data(at + 1), other);
    equal(before, { word: undefined });
    step.takeBack();
    is(floor.slots.data(at), before);
  });

  test('wakes at the earliest time that was asked for', () => {
    const floor = makeFloor();
    floor.wake(20);
    floor.wake(10);
    floor.wake(30);
    is(floor.due, 10);
  });

  test('says what must be brought, as its behaviours have it', () => {
    equal(makeFloor().requirements(), { nick: true, secret: false, privacy: false });
    const floor = makeFloor({ nicks: 'assigned', secret: 'andy', privacy: true, title: 'The den', topic: 'Toys' });
    equal(floor.requirements(), { nick: false, secret: true, privacy: true, title: 'The den', topic: 'Toys' });
  });

  test('marks when somebody was heard of, and can take that back', () => {
    const floor = makeFloor();
    const woody = waits(floor, 'woody', 7);
    const step = floor.begin(9, '');
    floor.heard(woody);
    is(woody.heard, 9);
    step.takeBack();
    is(woody.heard, 7);
  });
});
