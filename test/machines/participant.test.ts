// The chart of one person's stay, by transitions alone.

import { equal, is, ok } from 'uvu/assert';
import { createActor, initialTransition, transition } from 'xstate';
import type { ParticipantFact } from '../../machines/fact.ts';
import { type ParticipantEvent, participant } from '../../machines/participant.ts';
import { suite } from '../suite.ts';
import { statesOf, transitionsOf, unknownNames, walk } from './chart.ts';

const fact = { type: 'entered' } as unknown as ParticipantFact;
const admit: ParticipantEvent = { type: 'admit', fact };
const rename: ParticipantEvent = { type: 'rename' };
const renamed: ParticipantEvent = { type: 'renamed', fact };
const kept: ParticipantEvent = { type: 'kept' };
const depart: ParticipantEvent = { type: 'depart', fact };
const events = [admit, rename, renamed, kept, depart];

/** Where the chart stands after each of the events. */
function after(...path: ParticipantEvent[]): string[] {
  let [snapshot] = initialTransition(participant);
  return path.map(event => {
    [snapshot] = transition(participant, snapshot, event);
    return String(snapshot.value);
  });
}

suite('a participant', test => {
  test('begins with its presence pending', () => {
    is(initialTransition(participant)[0].value, 'presence-pending');
  });

  test('joins, changes nick by way of nick-change, and departs', () => {
    equal(after(admit, rename, renamed, depart), ['joined', 'nick-change', 'joined', 'departed']);
  });

  test('keeps its nick where another is not given', () => {
    equal(after(admit, rename, kept), ['joined', 'nick-change', 'joined']);
  });

  test('may depart from every state, and then stays departed', () => {
    equal(after(depart), ['departed']);
    equal(after(admit, depart), ['joined', 'departed']);
    equal(after(admit, rename, depart), ['joined', 'nick-change', 'departed']);
    equal(after(depart, admit, rename, renamed, kept, depart), Array(6).fill('departed'));
  });

  test('cannot change its nick before it has joined, nor join twice', () => {
    equal(after(rename, renamed, kept), Array(3).fill('presence-pending'));
    equal(after(admit, admit, renamed, kept), Array(4).fill('joined'));
  });

  test('tells what the room has put into the event, and nothing of its own', () => {
    const actor = createActor(participant);
    const told: unknown[] = [];
    actor.on('*', fact => told.push(fact));
    actor.start();
    for (const event of [admit, rename, renamed, rename, kept, depart]) actor.send(event);
    equal(told, [fact, fact, fact]);
  });

  test('reaches every state and takes every transition', () => {
    const { states, transitions } = walk(participant, undefined, events, { states: new Set(), transitions: new Set() });
    equal(
      [...states].sort(),
      statesOf(participant)
        .map(({ key }) => key)
        .sort(),
    );
    equal([...transitions].sort(), transitionsOf(participant).sort());
  });

  test('uses no name that nothing implements, and describes each state', () => {
    equal(unknownNames(participant), []);
    for (const { key, description } of statesOf(participant)) ok(description, `${key} has no description`);
  });
});
