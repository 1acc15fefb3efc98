// Machines take time and chance from their requests alone: with neither at hand, they do the same.
import fc from 'fast-check';
import { equal } from 'uvu/assert';
import { suite } from '../suite.ts';
import { beginning, type Conversation } from './conversation.ts';
import { conversation, moves } from './random-talk.ts';

type World = Record<string, unknown>;

/** What a machine could reach for, and where it is found. */
const worldly: [object, string][] = [
  [Date, 'now'],
  [Math, 'random'],
  [globalThis, 'setTimeout'],
  [globalThis, 'setInterval'],
  [globalThis, 'setImmediate'],
  [globalThis, 'queueMicrotask'],
  [globalThis.crypto, 'getRandomValues'],
  [globalThis.crypto, 'randomUUID'],
  [performance, 'now'],
];

/** Does something in a world without time and chance. */
function without<T>(act: () => T): T {
  const before = worldly.map(([at, name]) => [at, name, Object.getOwnPropertyDescriptor(at, name)] as const);
  for (const [at, name] of worldly) {
    const value = () => {
      throw new Error(`${name} was called`);
    };
    Object.defineProperty(at, name, { value, configurable: true, writable: true });
  }
  try {
    return act();
  } finally {
    for (const [at, name, descriptor] of before) {
      if (descriptor) Object.defineProperty(at, name, descriptor);
      else delete (at as World)[name];
    }
  }
}

suite('machines', test => {
  test('need neither clock nor chance', () => {
    const lines = (talk: Conversation) => talk.told.map(({ line }) => line);
    const samples = fc.sample(moves, 30);
    equal(
      samples.map(all => without(() => lines(conversation(all)))),
      samples.map(all => lines(conversation(all))),
    );
  });

  test('begin when they are told that they begin', () => {
    equal(
      without(() => conversation([]).desk.since),
      beginning,
    );
  });
});
