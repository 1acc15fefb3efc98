// The actor of a room: a step is done whole, and then told in order.
import { equal, is } from 'uvu/assert';
import { createActor } from 'xstate';
import type { Behaviour } from '../../machines/behaviour.ts';
import type { Fact } from '../../machines/fact.ts';
import { publicKind } from '../../machines/kinds/public.ts';
import { roomLogic } from '../../machines/room-actor.ts';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';
import { asked, roomSettings } from './made-floor.ts';
import { keeper, tryOut } from './try-out.ts';
import { presenceOf } from './visitor.ts';

suite('the actor of a room', test => {
  test('tells nothing before the whole step is done, and then in order', () => {
    const actor = createActor(roomLogic, {
      input: { settings: roomSettings({ permanent: true, topic: 'Toys' }), kind: publicKind },
    });
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
    const actor = createActor(roomLogic, { input: { settings: roomSettings({ permanent: true }), kind: publicKind } });
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

suite('a step in which a behaviour fails', test => {
  const failing = (name: string, more: Partial<Behaviour>): Behaviour => ({ name, about: 'Fails.', ...more });
  const glass = (): never => {
    throw new Error('glass');
  };

  test('that says what somebody must bring names it, and goes on without it, or is refused where it rules', () => {
    const { talk } = tryOut([failing('hearer', { requires: glass })]);
    equal(talk.visitor('woody').inquire('hall'), [
      'failed hearer: hearer, what it requires: glass (out)',
      'required {"nick":true,"secret":false,"privacy":false}',
    ]);
    equal(talk.visitor('woody').inquire('hall').length, 1);
    const ruling = tryOut([failing('ruler', { requires: glass, rules: { enter: () => undefined } })]);
    equal(ruling.talk.visitor('woody').inquire('hall'), [
      'failed ruler: ruler, what it requires: glass',
      'refused woody: internal-server-error',
    ]);
    equal(ruling.floor().slots.trust(0), { faults: 1 });
  });

  test('in what one shares is that one’s fault, and not that of those who read it', () => {
    const reader = failing('reader', {
      rules: { speak: ({ shared }) => void shared('sharer') },
      hears: { left: ({ shared }) => void shared('sharer') },
      requires: ({ shared }) => (shared('sharer') ? {} : { secret: true }),
    });
    const hearing = tryOut([failing('sharer', { shares: glass }), reader]);
    const woody = hearing.talk.visitor('woody');
    woody.join('hall');
    equal(woody.say('hall', 'hello'), ['failed sharer: sharer, what it shares: glass (out)', 'said woody: hello']);
    equal(woody.say('hall', 'hello'), ['said woody: hello']);
    equal(
      [0, 1].map(at => hearing.floor().slots.trust(at)),
      [{ faults: 1, now: 'out' }, undefined],
    );
    const before = tryOut([failing('sharer', { shares: glass }), reader]);
    equal(before.talk.visitor('woody').inquire('hall'), [
      'failed sharer: sharer, what it shares: glass (out)',
      'required {"nick":true,"secret":true,"privacy":false}',
    ]);

    const ruling = tryOut([failing('sharer', { shares: glass, rules: { browse: () => undefined } }), reader]);
    const buzz = ruling.talk.visitor('buzz');
    buzz.join('hall');
    equal(buzz.say('hall', 'hello'), ['failed sharer: sharer, what it shares: glass', 'refused buzz: internal-server-error']);
    // who leaves has left
    equal(buzz.leave('hall'), ['failed sharer: sharer, what it shares: glass (closed)', 'left buzz: left']);
    equal(
      [0, 1].map(at => ruling.floor().slots.trust(at)),
      [{ faults: 2, now: 'closed' }, undefined],
    );
  });

  test('after a decision leaves the decision, refuses what was decided, and keeps no newcomer waiting', () => {
    const { talk, command, floor, held, old } = tryOut([
      keeper('enter'),
      failing('ruler', { rules: { speak: () => undefined }, hears: { entered: glass } }),
    ]);
    const buzz = old('buzz');
    const there = { ...buzz.asker('presence', 'hall@conference.disney/buzz'), room: 'hall@conference.disney' };
    const asks = { type: 'enter', nicks: [{ text: 'buzz', key: 'buzz' }], privacy: false, hidden: true, mustCreate: false };
    talk.send({ ...there, ...asks, presence: presenceOf() } as never);
    talk.visitor('woody').join('hall');
    equal(command('keeper', 'let', { person: 'buzz' }), [
      'commanded keeper let {"person":"buzz"}',
      'replied to an operator: Decided.',
      'failed ruler: ruler, hearing entered: glass',
      'released buzz: enter refused',
      'refused buzz: internal-server-error',
      'withdrawn buzz: refused',
    ]);
    equal([held(), talk.inside('hall'), floor().people.waitingSize], [['woody enter keeper'], [], 1]);
    equal(command('keeper', 'let', { person: 'woody' }).slice(2), [
      'failed ruler: ruler, hearing entered: glass',
      'released woody: enter refused',
      'refused woody: internal-server-error',
    ]);
    equal(floor().people.waitingSize, 1, 'who had sent presence before may try again');
  });

  test('where nothing but a hearer fails lets what was decided happen all the same', () => {
    const { talk, command } = tryOut([keeper('enter'), failing('hearer', { hears: { released: glass } })]);
    talk.visitor('woody').join('hall');
    equal(command('keeper', 'let', { person: 'woody' }).slice(2), [
      'failed hearer: hearer, hearing released: glass (out)',
      'released woody: enter granted',
      'entered woody',
    ]);
  });

  test('goes on without several of them', () => {
    const { talk, floor } = tryOut([
      failing('one', { hears: { said: glass } }),
      failing('two', { hears: { said: () => ({ facts: [{ type: 'noticed', text: 'two' }] }), noticed: glass } }),
      failing('three', { hears: { said: () => ({ facts: [{ type: 'noticed', text: 'three' }] }) } }),
    ]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    equal(woody.say('hall', 'hello'), [
      'failed one: one, hearing said: glass (out)',
      'failed two: two, hearing noticed: glass (out)',
      'said woody: hello',
      'noticed three',
    ]);
    equal(
      [0, 1, 2].map(at => floor().slots.trust(at)?.now),
      ['out', 'out', undefined],
    );
  });

  test('and is refused forgets nothing of those who would have gone', () => {
    let isBroken = true;
    const counter = failing('counter', {
      own: () => ({ said: 0 }),
      rules: { browse: () => undefined },
      hears: {
        said: ({ own }) => ({ own: { said: (own as { said: number }).said + 1 } }),
        appeared: ({ room }) => ({ remove: [[room.named('woody')!, 'Out.']] }),
        left: () => ({ facts: [{ type: 'noticed', text: 'One less.' }] }),
        noticed: () => (isBroken ? glass() : undefined),
      },
    });
    const { talk, floor } = tryOut([counter]);
    const [woody, buzz] = talk.visitors('woody', 'buzz');
    for (const one of [woody, buzz]) one!.join('hall');
    woody!.say('hall', 'hello');
    const person = floor().people.byReal(woody!.real)!;
    equal(buzz!.present('hall'), ['failed counter: counter, hearing noticed: glass', 'refused buzz: internal-server-error']);
    equal([talk.inside('hall'), floor().slots.own(0, person)], [['woody', 'buzz'], { said: 1 }]);
    isBroken = false;
    buzz!.present('hall');
    equal([talk.inside('hall'), floor().slots.keepOwn(person)], [['buzz'], undefined]);
  });

  test('and is refused for the sake of one that rules takes nobody else out', () => {
    const { talk, floor } = tryOut([
      failing('hearer', { hears: { said: glass } }),
      failing('ruler', { rules: { browse: () => undefined }, hears: { said: glass } }),
    ]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    const before = talk.inside('hall');
    equal(woody.say('hall', 'hello'), ['failed ruler: ruler, hearing said: glass', 'refused woody: internal-server-error']);
    equal([floor().slots.trust(0), floor().slots.trust(1), talk.inside('hall')], [undefined, { faults: 1 }, before]);
  });
});

suite('a request that goes on', test => {
  test('is not there any more where somebody decided twice', () => {
    const { talk, command } = tryOut([keeper('enter')]);
    talk.visitor('woody').join('hall');
    command('keeper', 'let', { person: 'woody' });
    const { actor } = talk.entry('hall')!;
    const before = talk.keep();
    actor.send({ type: 'resume', hold: 'id-2', by: 'keeper', round: 0, outcome: 'granted', at: talk.at, fresh: 'id-2' });
    equal(talk.keep(), before);
    is(talk.told.at(-1)!.line, 'entered woody');
  });

  test('goes on by the decision about it as it waits now, and by no other', () => {
    const { talk, command, held } = tryOut([keeper('enter', { name: 'first' }), keeper('enter', { name: 'second' })]);
    talk.visitor('woody').join('hall');
    command('first', 'let', { person: 'woody' });
    const { actor } = talk.entry('hall')!;
    const resume = (by: string, round: number) =>
      actor.send({ type: 'resume', hold: 'id-2', by, round, outcome: 'granted', at: talk.at, fresh: 'id-2' });
    resume('first', 0);
    resume('second', 0);
    equal(held(), ['woody enter second']);
    resume('second', 1);
    equal([held(), talk.inside('hall')], [[], ['woody']]);
  });

  test('is one step each: several that are let go are told in their order', () => {
    const everybody: Behaviour = {
      ...keeper('enter'),
      hears: { ...keeper('enter').hears, let: ({ holds }) => ({ grant: holds }) },
    };
    const { talk, command } = tryOut([everybody], { limits: { people: 2 } });
    for (const name of ['woody', 'buzz']) talk.visitor(name).join('hall');
    equal(command('keeper', 'let', { person: 'all' }).slice(1), [
      'released woody: enter granted',
      'entered woody',
      'released buzz: enter granted',
      'entered buzz',
    ]);
  });
});
