// The chart of the service, by transitions alone.

import { equal, is, ok } from 'uvu/assert';
import { initialTransition, transition } from 'xstate';
import type { Desk } from '../../machines/desk.ts';
import type { ServiceRequest } from '../../machines/request.ts';
import { service } from '../../machines/service.ts';
import { suite } from '../suite.ts';
import { statesOf, transitionsOf, unknownNames, walk } from './chart.ts';

const input = { desk: {} as Desk };
const request = (type: ServiceRequest['type'], more: object = {}): ServiceRequest => ({ type, ...more }) as ServiceRequest;

/** The actions of an event, and where the chart stands then. */
function done(given: ServiceRequest): string {
  const [snapshot] = initialTransition(service, input);
  const [next, actions] = transition(service, snapshot, given);
  return `${String(next.value)}: ${actions.map(({ type }) => type).join(', ')}`;
}

suite('the service, by its chart', test => {
  test('begins open', () => {
    is(initialTransition(service, input)[0].value, 'open');
  });

  test('passes presence and entries on to a room that it may have to reserve', () => {
    is(done(request('present', { room: 'den@conference.disney' })), 'open: passOrReserve');
    is(done(request('enter', { room: 'den@conference.disney' })), 'open: passOrReserve');
  });

  test('answers discovery of itself, and passes discovery of rooms on', () => {
    is(done(request('discover')), 'open: discover');
    is(done(request('discover', { room: undefined })), 'open: discover');
    is(done(request('discover', { room: 'den@conference.disney' })), 'open: pass');
  });

  test('answers what is asked of itself', () => {
    is(done(request('ask')), 'open: answerAsk');
    is(done(request('browse service')), 'open: listRooms');
    is(done(request('find')), 'open: findRooms');
    is(done(request('follow')), 'open: follow');
    is(done(request('refused')), 'open: turnDown');
  });

  test('passes everything else on', () => {
    for (const type of ['inquire', 'say', 'relay', 'answer', 'leave', 'bounce', 'browse', 'probe', 'invite'] as const)
      is(done(request(type, { room: 'den@conference.disney' })), 'open: pass');
  });

  test('lets time go by where it is due, and asks everywhere who is there', () => {
    is(done(request('tick')), 'open: passToDue, askOn');
    is(done(request('survey')), 'open: beginSurvey');
  });

  test('closes, and then does nothing any more', () => {
    is(done(request('close')), 'closed: closeRooms');
    const [closed] = transition(service, initialTransition(service, input)[0], request('close'));
    is(closed.status, 'done');
    equal(transition(service, closed, request('present'))[1], []);
  });

  test('reaches every state and takes every transition', () => {
    const types = [
      'present',
      'enter',
      'discover',
      'ask',
      'browse service',
      'find',
      'follow',
      'refused',
      'tick',
      'survey',
      'close',
      'say',
    ] as const;
    const events = [...types.map(type => request(type)), request('discover', { room: 'den@conference.disney' })];
    const { states, transitions } = walk(service, input, events, { states: new Set(), transitions: new Set() });
    equal(
      [...states].sort(),
      statesOf(service)
        .map(({ key }) => key)
        .sort(),
    );
    equal([...transitions].sort(), transitionsOf(service).sort());
  });

  test('uses no name that nothing implements, and describes each state', () => {
    equal(unknownNames(service), []);
    for (const { key, description } of statesOf(service)) ok(description, `${key} has no description`);
  });

  test('has no action and no guard that its chart does not use', () => {
    const { actions, guards } = service.implementations;
    const lines = transitionsOf(service);
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
