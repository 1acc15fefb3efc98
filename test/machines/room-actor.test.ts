// The actor of a room: a step is done whole, and then told in order.
import { equal, is } from 'uvu/assert';
import { createActor } from 'xstate';
import type { Fact } from '../../machines/fact.ts';
import { roomLogic } from '../../machines/room-actor.ts';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { asked, roomSettings } from './made-floor.ts';
import { presenceOf } from './visitor.ts';

suite('the actor of a room', test => {
  test('tells nothing before the whole step is done, and then in order', () => {
    const actor = createActor(roomLogic, { input: { settings: roomSettings({ permanent: true, topic: 'Toys' }) } });
    const { floor } = actor.getSnapshot().context;
    const told: [string, number][] = [];
    actor.on('*', (fact: Fact) => told.push([fact.type, floor.people.size]));
    actor.start();
    actor.send(asked('woody', woody => woody.enter('den', { presence: presenceOf() })));
    equal(told, [
      ['entered', 1],
      ['titled', 1],
    ]);
    is(actor.getSnapshot().value, 'occupied');
  });

  test('is stopped without telling anything', () => {
    const actor = createActor(roomLogic, { input: { settings: roomSettings({ permanent: true }) } });
    let told = 0;
    actor.on('*', () => told++);
    actor.start();
    actor.stop();
    is(actor.getSnapshot().status as string, 'stopped');
    is(told, 0);
  });

  test('does not mind what its participants say when they have departed', () => {
    const talk = new Conversation({ rooms: [{ name: 'hall' }] });
    talk.visitor('woody').join('hall');
    const { actor } = talk.entry('hall')!;
    const before = actor.getSnapshot();
    actor.send({ type: 'xstate.done.actor.id-1', output: undefined } as never);
    is(actor.getSnapshot(), before);
  });
});
