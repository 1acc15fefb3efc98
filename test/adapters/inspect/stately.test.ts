import { equal, is, ok } from 'uvu/assert';
import { createActor, createMachine } from 'xstate';
import { type StatelyEvent, statelyEvents, statelyOf } from '../../../adapters/inspect/stately.ts';
import { suite } from '../../suite.ts';
import { at, buzz, drivenLens, entered, hall, machine, refused, woody } from './sample-room.ts';

const outline = (events: readonly StatelyEvent[]) => events.map(({ type, sessionId }) => [type, sessionId]);
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const hallId = 'hall@rooms.example.org';

suite('events of @statelyai/inspect', test => {
  test('begin with the room and its people as actors', () => {
    const told: StatelyEvent[] = [];
    const { lens } = drivenLens();
    statelyEvents(lens, 'hall', event => told.push(event));
    equal(outline(told), [
      ['@xstate.actor', hallId],
      ['@xstate.actor', `${hallId}/w1`],
    ]);
    const [room, person] = told as [StatelyEvent & { type: '@xstate.actor' }, StatelyEvent & { type: '@xstate.actor' }];
    equal([room.name, room.rootId, room.parentId, room._version], ['hall', hallId, undefined, '0.7.2']);
    equal(JSON.parse(room.definition), machine);
    equal(asJson(room.snapshot), {
      status: 'active',
      value: { base: 'occupied', guard: { closed: 'firmly' }, notices: {} },
      context: { kind: 'guarded', people: 1, waiting: 0, holds: 1, topic: 'Toys' },
    });
    equal([person.name, person.rootId, person.parentId], ['Woody', hallId, hallId]);
    equal(asJson(person.snapshot), {
      status: 'active',
      value: 'joined',
      context: { nick: 'Woody', dialect: 'conference', jid: 'woody@disney/home' },
    });
  });

  test('have definitions and values that XState takes', () => {
    for (const event of statelyOf(machine)({ type: 'room', data: hall })) {
      if (event.type !== '@xstate.actor') continue;
      const read = createMachine(JSON.parse(event.definition));
      const snapshot = read.resolveState({ value: event.snapshot.value!, context: {} as never });
      createActor(read, { snapshot }).start();
      equal(snapshot.value, event.snapshot.value);
    }
  });

  test('tell a request with who asked, and where the room stood after it', () => {
    const converts = statelyOf(machine);
    converts({ type: 'room', data: hall }, at);
    const [asked, stands] = converts({ type: 'moment', data: entered }) as unknown as Record<string, unknown>[];
    equal(asked, {
      type: '@xstate.event',
      sessionId: hallId,
      rootId: hallId,
      id: '3',
      createdAt: String(at),
      _version: '0.7.2',
      event: { type: 'enter', who: 'Woody', outcome: 'done', rulings: [], facts: ['Woody entered'] },
      sourceId: `${hallId}/w1`,
    });
    equal([stands!.type, stands!.event], ['@xstate.snapshot', asked!.event]);
    const [no, after] = converts({ type: 'moment', data: refused }) as unknown as Record<string, unknown>[];
    equal(no!.sourceId, undefined);
    equal((after!.snapshot as { value: unknown }).value, { base: 'occupied', guard: 'open', notices: {} });
  });

  test('tell who comes, changes and goes', () => {
    const converts = statelyOf(machine);
    converts({ type: 'room', data: hall });
    const came = converts({ type: 'room', data: { ...hall, participants: [woody, buzz] } });
    equal(outline(came), [['@xstate.actor', `${hallId}/b2`]]);
    const joined = converts({ type: 'room', data: { ...hall, participants: [woody, { ...buzz, state: 'joined' }] } });
    equal(outline(joined), [['@xstate.snapshot', `${hallId}/b2`]]);
    const left = converts({ type: 'room', data: { ...hall, people: 0, participants: [{ ...buzz, state: 'joined' }] } });
    equal(outline(left), [
      ['@xstate.snapshot', hallId],
      ['@xstate.snapshot', `${hallId}/w1`],
    ]);
    const { snapshot } = left[1] as StatelyEvent & { type: '@xstate.snapshot' };
    equal([snapshot.status, snapshot.value], ['done', 'departed']);
  });

  test('let nobody go who is only not listed', () => {
    const converts = statelyOf(machine);
    converts({ type: 'room', data: hall });
    equal(converts({ type: 'room', data: { ...hall, participants: [], unlisted: 1 } }), []);
  });

  test('say what was left out, what failed, and that the room is gone', () => {
    const converts = statelyOf(machine);
    converts({ type: 'room', data: hall });
    const [skipped] = converts({ type: 'skipped', data: { count: 4 } });
    equal(skipped?.type === '@xstate.event' && skipped.event, { type: 'confab.skipped', count: 4 });
    const behaviours = [{ ...hall.behaviours[0]!, trust: 'out' as const }];
    const [failed] = converts({ type: 'room', data: { ...hall, behaviours } });
    equal(failed?.type === '@xstate.snapshot' && failed.snapshot.context.failed, ['guard']);
    const [gone] = converts({ type: 'gone', data: { text: 'It was closed.' } });
    is(gone?.type === '@xstate.snapshot' && gone.snapshot.status, 'done');
  });

  test('end when they are ended, and begin anew with another chart', () => {
    const told: StatelyEvent[] = [];
    const driven = drivenLens();
    const end = statelyEvents(driven.lens, 'hall', event => told.push(event));
    driven.happens({ type: 'moment', data: entered });
    is(told.length, 4);
    driven.happens({ type: 'room', data: { ...hall, chart: 'c2' } });
    equal(outline(told.slice(4)), [
      ['@xstate.actor', hallId],
      ['@xstate.actor', `${hallId}/w1`],
    ]);
    end();
    driven.happens({ type: 'moment', data: entered });
    is(told.length, 6);
  });

  test('have every field of each kind of event, all of them JSON', () => {
    const fields = {
      '@xstate.actor': ['name', 'definition', 'parentId', 'snapshot'],
      '@xstate.event': ['event', 'sourceId'],
      '@xstate.snapshot': ['event', 'snapshot'],
    };
    const converts = statelyOf(machine);
    const told = [...converts({ type: 'room', data: hall }), ...converts({ type: 'moment', data: entered })];
    for (const event of told) {
      const { type, ...rest } = event;
      const wanted = ['sessionId', 'rootId', 'id', 'createdAt', '_version', ...fields[type]];
      equal(Object.keys(rest).sort(), wanted.sort());
      ok(Number(event.createdAt) > 0);
    }
  });
});
