// The last messages of a room.
import fc from 'fast-check';
import { equal, is } from 'uvu/assert';
import { history } from '../../../machines/behaviours/history.ts';
import type { FactOf, Remembered } from '../../../machines/fact.ts';
import type { MessageContent } from '../../../machines/stanza.ts';
import { suite } from '../../suite.ts';
import { makeFloor, stays } from '../made-floor.ts';
import { messageOf } from '../visitor.ts';
import { scopeOf } from './scope.ts';

const who = stays(makeFloor(), 'woody');

/** What is remembered after these messages, the oldest first. */
function after(settings: { count: number; bytes: number }, ...contents: MessageContent[]): readonly Remembered[] {
  let data = history.data!(settings);
  contents.forEach((content, at) => {
    const { data: more } = history.hears!.said!(scopeOf(settings, data), { type: 'said', who, content, at }) ?? {};
    data = { ...data, ...more };
  });
  return data.messages;
}

const bodies = (messages: readonly Remembered[]) => messages.map(({ content }) => content.body);
const entered = (messages: readonly Remembered[]) =>
  history.hears!.entered!(scopeOf({ count: 9, bytes: 999 }, { messages }), { type: 'entered', who } as FactOf<'entered'>);

suite('the history', test => {
  test('keeps the newest, as many as are wanted', () => {
    const [one, two, three] = [messageOf('one'), messageOf('two'), messageOf('three')];
    equal(bodies(after({ count: 2, bytes: 999 }, one, two, three)), ['two', 'three']);
    equal(bodies(after({ count: 3, bytes: 999 }, one, two, three)), ['one', 'two', 'three']);
    equal(bodies(after({ count: 0, bytes: 999 }, one, two, three)), []);
  });

  test('keeps no more bytes than it may', () => {
    const messages = [30, 40, 50].map(bytes => messageOf(String(bytes), { bytes }));
    equal(bodies(after({ count: 9, bytes: 120 }, ...messages)), ['30', '40', '50']);
    equal(bodies(after({ count: 9, bytes: 119 }, ...messages)), ['40', '50']);
    equal(bodies(after({ count: 9, bytes: 89 }, ...messages)), ['50']);
    equal(bodies(after({ count: 9, bytes: 49 }, ...messages)), []);
  });

  test('keeps who said it, when, and under which nick', () => {
    const content = messageOf('one');
    equal(after({ count: 9, bytes: 999 }, content), [{ at: 0, id: who.id, nick: 'woody', content }]);
  });

  test('keeps only what has a text', () => {
    equal(after({ count: 9, bytes: 999 }, messageOf(undefined, { subject: 'Toys' })), []);
    equal(bodies(after({ count: 9, bytes: 999 }, messageOf(''))), ['']);
  });

  test('is told to whoever comes in, where there is any', () => {
    const messages = after({ count: 9, bytes: 999 }, messageOf('one'));
    equal(entered(messages), { facts: [{ type: 'recalled', to: who, messages }] });
    is(entered([]), undefined);
  });

  test('forgets the oldest until the rest fits', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 12 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 120 }), (said, count, bytes) => {
        const kept: number[] = [];
        for (const size of said) {
          kept.push(size);
          while (kept.length > count || kept.reduce((total, one) => total + one, 0) > bytes) kept.shift();
        }
        const messages = after({ count, bytes }, ...said.map(size => messageOf('x', { bytes: size })));
        equal(
          messages.map(({ content }) => content.bytes),
          kept,
        );
      }),
    );
  });
});
