// What those who run a service do whatever the behaviours of a room say: close it, and see somebody out.
import { equal, is, ok } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import { suite } from '../suite.ts';
import { keeper, operate, tryOut } from './try-out.ts';
import { presenceOf, type Visitor } from './visitor.ts';

const counter: Behaviour<Record<string, never>, { said: number }> = {
  name: 'counter',
  about: 'Counts.',
  data: () => ({ said: 0 }),
  hears: { said: ({ data }) => ({ data: { said: data.said + 1 } }) },
};

/** Rules, and fails at whatever it hears of those who go. */
function fragile(heard: string): Behaviour {
  return {
    name: 'fragile',
    about: 'Breaks.',
    rules: { speak: () => undefined },
    hears: {
      [heard]: () => {
        throw new Error('glass');
      },
    },
  };
}

function idOf(visitor: Visitor, { floor }: Pick<ReturnType<typeof tryOut>, 'floor'>): string {
  const { people } = floor();
  return [...people.joined(), ...people.waiting()].find(({ real }) => real === visitor.real)!.id;
}

suite('to close a room', test => {
  test('of the configuration sees everybody out; it begins anew, with nobody in it', () => {
    const { talk, closeRoom, dataOf, floor } = tryOut([counter as Behaviour]);
    const [woody, buzz, rex] = talk.visitors('woody', 'buzz', 'rex');
    woody!.join('hall');
    buzz!.join('hall');
    rex!.present('hall');
    woody!.say('hall', 'hello');
    equal(dataOf('counter'), { said: 1 });
    equal(closeRoom(), [
      'closed by andy: That is all.',
      'left woody: closed',
      'left buzz: closed',
      'withdrawn rex: closed',
      'dissolved',
    ]);
    is(talk.latest('left').text, 'That is all.');
    is(talk.state('hall'), 'empty');
    equal(dataOf('counter'), { said: 0 });
    is(talk.desk.pendingOf(rex!.bare), 0);
    equal(woody!.say('hall', 'hello'), ['refused woody: not-allowed']);
    equal(woody!.join('hall').at(-1), 'entered woody');
    equal(
      floor()
        .rulings.all()
        .find(({ request }) => request === 'close room')?.by,
      'andy',
    );
  });

  test('that somebody made ends it, and gives them back their place to make one', () => {
    const { talk } = tryOut([counter as Behaviour], { create: 'anyone', limits: { roomsPerCreator: 1 } });
    const { closeRoom } = operate(talk, 'den');
    const woody = talk.visitor('woody');
    woody.join('den');
    is(talk.desk.foundedBy(woody.bare), 1);
    equal(closeRoom(), ['closed by andy: That is all.', 'left woody: closed', 'dissolved']);
    is(talk.state('den'), 'none');
    is(talk.desk.foundedBy(woody.bare), 0);
    is(talk.desk.reserved, 0);
    is(talk.desk.standing, 1);
    equal(woody.join('attic').at(-1), 'entered woody');
  });

  test('that is only reserved turns down those who wait', () => {
    const { talk } = tryOut([], { create: 'anyone' });
    talk.visitor('woody').present('den');
    equal(operate(talk, 'den').closeRoom(), ['closed by andy: That is all.', 'withdrawn woody: closed', 'dissolved']);
    is(talk.state('den'), 'none');
    is(talk.desk.reserved, 0);
  });

  test('answers every request that is held there, also by groupchat', () => {
    const { talk, closeRoom, held, old } = tryOut([keeper('enter')]);
    const woody = talk.visitor('woody');
    woody.join('hall');
    old('buzz').enter('hall', { presence: presenceOf() });
    is(held().length, 2);
    equal(closeRoom(), [
      'closed by andy: That is all.',
      'released woody: enter refused',
      'refused woody: service-unavailable',
      'withdrawn woody: closed',
      'released buzz: enter refused',
      'refused buzz: service-unavailable',
      'withdrawn buzz: closed',
      'dissolved',
    ]);
    is(talk.latest('refused').refusal.text, 'That is all.');
    equal(held(), []);
    is(woody.enter('hall').at(-1), 'refused woody: unexpected-request');
  });

  test('is done although a behaviour fails that rules, which is closed until somebody looks', () => {
    const { talk, closeRoom } = tryOut([fragile('left')]);
    talk.visitor('woody').join('hall');
    const told = closeRoom();
    ok(told.includes('failed fragile: fragile, hearing left: glass (closed)'));
    ok(told.includes('left woody: closed'));
    is(talk.state('hall'), 'empty');
  });

  test('of the configuration lets behaviours begin again that begin by themselves', () => {
    const reader: Behaviour<Record<string, never>, { read: number }> = {
      name: 'reader',
      about: 'Reads at once, and then every ten minutes.',
      awake: true,
      data: () => ({ read: 0 }),
      hears: { due: ({ data, at }) => ({ data: { read: data.read + 1 }, wake: at + 600_000 }) },
    };
    const { talk, closeRoom, dataOf } = tryOut([reader as Behaviour]);
    talk.wait(1);
    talk.wait(600);
    equal(dataOf('reader'), { read: 2 });
    closeRoom();
    equal(talk.wait(1), ['due reader']);
    equal(dataOf('reader'), { read: 1 });
  });

  test('is declined where there is none', () => {
    equal(operate(tryOut([]).talk, 'attic').closeRoom(), ['declined close room: item-not-found']);
  });

  test('is done once: of one that is empty nobody is told', () => {
    const { talk, closeRoom } = tryOut([]);
    equal(closeRoom(), ['closed by andy: That is all.', 'dissolved']);
    equal(closeRoom(), ['closed by andy: That is all.', 'dissolved']);
    is(talk.state('hall'), 'empty');
  });
});

suite('to remove a person', test => {
  test('sees them out with words, and it is known who did it', () => {
    const here = tryOut([counter as Behaviour]);
    const { talk, removePerson, floor } = here;
    const [woody, buzz] = talk.visitors('woody', 'buzz') as [Visitor, Visitor];
    woody.join('hall');
    buzz.join('hall');
    equal(removePerson(idOf(woody, here)), ['removed woody by andy: Out.', 'left woody: removed']);
    is(talk.latest('left').text, 'Out.');
    equal(talk.inside('hall'), ['buzz']);
    const [ruled] = floor().rulings.all();
    equal([ruled?.request, ruled?.outcome, ruled?.by, ruled?.from], ['remove person', 'allowed', 'andy', undefined]);
    equal(woody.join('hall').at(-1), 'entered woody');
  });

  test('who is the last one ends the room', () => {
    const { talk } = tryOut([], { create: 'anyone' });
    const woody = talk.visitor('woody');
    woody.join('den');
    const { id } = [...talk.entry('den')!.floor.people.joined()][0]!;
    equal(operate(talk, 'den').removePerson(id), ['removed woody by andy: Out.', 'left woody: removed', 'dissolved']);
    is(talk.state('den'), 'none');
    is(talk.desk.foundedBy(woody.bare), 0);
  });

  test('who waits turns them down', () => {
    const here = tryOut([keeper('enter')]);
    const { talk, removePerson, held, old } = here;
    const buzz = old('buzz');
    buzz.enter('hall', { presence: presenceOf() });
    equal(removePerson(idOf(buzz, here)), [
      'removed buzz by andy: Out.',
      'released buzz: enter refused',
      'refused buzz: forbidden',
      'withdrawn buzz: refused',
    ]);
    is(talk.latest('refused').refusal.text, 'Out.');
    equal(held(), []);
    is(talk.desk.pendingOf(buzz.bare), 0);
  });

  test('who has gone is declined', () => {
    const here = tryOut([]);
    const woody = here.talk.visitor('woody');
    woody.join('hall');
    const id = idOf(woody, here);
    woody.leave('hall');
    equal(here.removePerson(id), ['declined remove person: item-not-found']);
    is(here.floor().rulings.all()[0]?.by, 'andy');
  });

  for (const heard of ['removed', 'left'])
    test(`is done although a behaviour fails that hears ${heard}`, () => {
      const here = tryOut([fragile(heard)]);
      const woody = here.talk.visitor('woody');
      woody.join('hall');
      ok(here.removePerson(idOf(woody, here)).includes('left woody: removed'));
      equal(here.talk.inside('hall'), []);
    });
});
