// Behaviours hear the facts of a step and may add to them.
import { equal, is, throws } from 'uvu/assert';
import type { Behaviour } from '../../machines/behaviour.ts';
import type { Fact } from '../../machines/fact.ts';
import { hear, mostAdded } from '../../machines/hearing.ts';
import { kind, part } from '../../machines/kind.ts';
import { suite } from '../suite.ts';
import { makeFloor, stays } from './made-floor.ts';
import { messageOf } from './visitor.ts';

interface Data {
  readonly heard: number;
  readonly other: string;
}
type Hears = NonNullable<Behaviour<string, Data>['hears']>;
const dataOf = (heard: number): Data => ({ heard, other: 'as it was' });
const noticed = (text: string): Fact => ({ type: 'noticed', text });

function floorWith(...hearings: Hears[]) {
  const parts = hearings.map((hears, i) => {
    const name = `behaviour-${i}`;
    const behaviour: Behaviour<string, Data> = { name, about: '', data: () => dataOf(0), hears };
    return part(behaviour, () => name);
  });
  const floor = makeFloor({}, kind({ name: 'heard', about: '', listed: true }, parts));
  const who = stays(floor, 'woody');
  const step = floor.begin(7, 'chance');
  const say = () => floor.tell({ type: 'said', who, content: messageOf('hello'), at: 7 });
  const facts = () => step.tellings.map(({ fact }) => (fact.type === 'noticed' ? fact.text : fact.type));
  return { floor, step, who, say, facts };
}

suite('to hear', test => {
  test('is done by each behaviour in its order, with what is its own', () => {
    const scopes: unknown[] = [];
    const listen: Hears = {
      said({ settings, data, at, person, room }) {
        scopes.push([settings, data, at, person?.nick, room.name]);
        return undefined;
      },
    };
    const { floor, say, facts } = floorWith(listen, {}, listen);
    say();
    hear(floor);
    equal(scopes, [
      ['behaviour-0', dataOf(0), 7, 'woody', 'den'],
      ['behaviour-2', dataOf(0), 7, 'woody', 'den'],
    ]);
    equal(facts(), ['said']);
  });

  test('has nobody in view where a fact is about nobody', () => {
    let person: unknown = 'not asked';
    const { floor } = floorWith({
      noticed: scope => {
        person = scope.person;
        return undefined;
      },
    });
    floor.tell(noticed('closing time'));
    hear(floor);
    is(person, undefined);
  });

  test('may change a part of the own data, which the next fact finds changed', () => {
    const count: Hears = { said: ({ data }) => ({ data: { heard: data.heard + 1 } }) };
    const { floor, step, say } = floorWith(count, {}, count);
    say();
    say();
    hear(floor);
    equal(floor.slots, [dataOf(2), dataOf(0), dataOf(2)]);
    step.takeBack();
    equal(floor.slots, [dataOf(0), dataOf(0), dataOf(0)]);
  });

  test('may add facts, which are told at the end and heard as well', () => {
    const { floor, say, facts } = floorWith(
      { said: () => ({ facts: [noticed('one'), noticed('two')] }) },
      { noticed: (_, { text }) => (text === 'one' ? { facts: [noticed('three')] } : undefined) },
    );
    say();
    hear(floor);
    equal(facts(), ['said', 'one', 'two', 'three']);
  });

  test('ends where facts breed facts without end, naming who adds them', () => {
    const { floor, say } = floorWith(
      {},
      { said: () => ({ facts: [noticed('more')] }), noticed: () => ({ facts: [noticed('more')] }) },
    );
    say();
    throws(() => hear(floor), /The behaviour behaviour-1 adds facts without end: it hears what it adds\./);
  });

  test('allows as many added facts in one step as it says, and not one more', () => {
    const adding = (count: number) =>
      floorWith({ said: () => ({ facts: Array.from({ length: count }, () => noticed('more')) }) });
    const most = adding(mostAdded);
    most.say();
    hear(most.floor);
    is(most.facts().length, mostAdded + 1);
    const more = adding(mostAdded + 1);
    more.say();
    throws(() => hear(more.floor), /without end/);
  });

  test('throws what a behaviour throws', () => {
    const { floor, say } = floorWith({
      said: () => {
        throw new Error('broken');
      },
    });
    say();
    throws(() => hear(floor), /broken/);
  });
});
