// The chart of a room's base, by transitions alone: what each event does in each state.

import { equal, is, ok } from 'uvu/assert';
import { initialTransition, transition } from 'xstate';
import { refuse } from '../../machines/refusal.ts';
import type { RoomRequest } from '../../machines/request.ts';
import { type RoomEvent, room } from '../../machines/room.ts';
import { suite } from '../suite.ts';
import { statesOf, transitionsOf, unknownNames, walk } from './chart.ts';
import { makeFloor, nobody, stays, waits } from './made-floor.ts';

interface Case {
  readonly permanent?: boolean;
  readonly somebodyWaits?: boolean;
}

/** A floor on which woody is inside, and perhaps buzz waits. */
function floorOf({ permanent = false, somebodyWaits = false }: Case) {
  const floor = makeFloor({ permanent });
  stays(floor, 'woody');
  if (somebodyWaits) waits(floor, 'buzz');
  return floor;
}

function event(type: RoomEvent['type'], from?: string): RoomEvent {
  const asker = from === undefined ? {} : { from: nobody(from).real };
  const request = { type, ...asker } as unknown as RoomRequest;
  return { type, request, refusal: refuse('conflict', 'No.') } as unknown as RoomEvent;
}

/** What an event does in a state: where the chart stands then, and the actions in their order. */
function done(value: string, given: RoomEvent, about: Case = {}): string {
  const snapshot = room.resolveState({ value: value as never, context: { floor: floorOf(about) } });
  const [next, actions] = transition(room, snapshot as never, given);
  return `${String(next.value)}: ${actions.map(({ type }) => type).join(', ')}`;
}

const all: RoomEvent['type'][] = [
  'present',
  'enter',
  'inquire',
  'say',
  'relay',
  'answer',
  'leave',
  'bounce',
  'browse',
  'probe',
  'discover',
  'invite',
  'tick',
  'survey',
  'close',
  'close room',
  'remove person',
  'refuse',
  'defer',
  'command',
  'configure',
  'replace',
  'reopen',
  'vacated',
];

suite('a room, by its chart', test => {
  test('begins empty where it stands by configuration, and else reserved', () => {
    is(initialTransition(room, { floor: floorOf({ permanent: true }) })[0].value, 'empty');
    is(initialTransition(room, { floor: floorOf({ permanent: false }) })[0].value, 'reserved');
  });

  test('is made by the first entry where it was reserved, and only entered where it stood', () => {
    is(done('reserved', event('enter', 'jessie')), 'occupied: found, admit');
    is(done('empty', event('enter', 'jessie')), 'occupied: admit');
  });

  test('holds the presence of those who are outside', () => {
    is(done('reserved', event('present', 'jessie')), 'reserved: hold');
    is(done('empty', event('present', 'jessie')), 'empty: hold');
    is(done('occupied', event('present', 'jessie')), 'occupied: hold');
  });

  test('tells one who is inside apart from one who is not', () => {
    is(done('occupied', event('present', 'woody')), 'occupied: appear');
    is(done('occupied', event('enter', 'woody')), 'occupied: rename');
    is(done('occupied', event('enter', 'jessie')), 'occupied: admit');
    is(done('occupied', event('enter')), 'occupied: admit');
  });

  test('is probed only where it stands', () => {
    is(done('reserved', event('probe', 'woody')), 'reserved: ');
    is(done('empty', event('probe', 'woody')), 'empty: probe');
    is(done('occupied', event('probe', 'woody')), 'occupied: probe');
  });

  test('carries what people send only while somebody is inside', () => {
    for (const type of ['say', 'relay', 'answer'] as const) {
      is(done('occupied', event(type, 'woody')), `occupied: ${type}`);
      is(done('empty', event(type, 'woody')), 'empty: ');
      is(done('reserved', event(type, 'woody')), 'reserved: ');
    }
  });

  test('invites where it stands, and not where nobody has made it', () => {
    is(done('occupied', event('invite')), 'occupied: invite');
    is(done('empty', event('invite')), 'empty: invite');
    is(done('reserved', event('invite')), 'reserved: ');
  });

  test('does in every state what does not depend on who is inside', () => {
    const always = {
      refuse: 'refuse',
      leave: 'depart',
      bounce: 'bounce',
      inquire: 'answerInquiry',
      browse: 'browse',
      discover: 'answerDiscovery',
      tick: 'expire',
      survey: 'survey',
      'remove person': 'removePerson',
    };
    for (const value of ['reserved', 'empty', 'occupied']) {
      for (const [type, action] of Object.entries(always))
        is(done(value, event(type as RoomEvent['type'], 'woody')), `${value}: ${action}`);
    }
  });

  test('ends when the last has left, unless it stands by configuration or somebody waits', () => {
    is(done('occupied', event('vacated')), 'ended: dissolve');
    is(done('occupied', event('vacated'), { somebodyWaits: true }), 'reserved: dissolve');
    is(done('occupied', event('vacated'), { permanent: true }), 'empty: ');
    is(done('occupied', event('vacated'), { permanent: true, somebodyWaits: true }), 'empty: ');
    is(done('reserved', event('vacated')), 'ended: ');
    is(done('empty', event('vacated')), 'empty: ');
  });

  test('closes from every state', () => {
    for (const value of ['reserved', 'empty', 'occupied']) {
      is(done(value, event('close')), 'ended: disperse, dissolve');
      is(done(value, event('close room')), 'ended: announceEnd, disperse, dissolve');
      is(done(value, event('close room'), { permanent: true }), 'empty: announceEnd, disperse, dissolve');
    }
  });

  test('reaches every state and takes every transition', () => {
    const reached = { states: new Set<string>(), transitions: new Set<string>() };
    const events = all.flatMap(type => [event(type, 'woody'), event(type, 'jessie'), event(type)]);
    for (const permanent of [false, true]) {
      for (const somebodyWaits of [false, true]) walk(room, { floor: floorOf({ permanent, somebodyWaits }) }, events, reached);
    }
    // a room is never seen opening: it goes on at once, as the first test here shows
    const opening = transitionsOf(room).filter(line => line.startsWith('opening: at once'));
    is(opening.length, 2);
    equal(
      [...reached.states, 'opening'].sort(),
      statesOf(room)
        .map(({ key }) => key)
        .sort(),
    );
    equal([...reached.transitions, ...opening].sort(), transitionsOf(room).sort());
  });

  test('uses no name that nothing implements, and describes each state', () => {
    equal(unknownNames(room), []);
    for (const { key, description } of statesOf(room)) ok(description, `${key} has no description`);
  });

  test('has no action and no guard that its chart does not use', () => {
    const { actions, guards } = room.implementations;
    const lines = transitionsOf(room);
    for (const name of Object.keys(actions))
      ok(
        lines.some(line => line.split(' / ')[1]!.split(',').includes(name)),
        name,
      );
    for (const name of Object.keys(guards))
      ok(
        lines.some(line => line.includes(`[${name}]`)),
        name,
      );
  });
});
