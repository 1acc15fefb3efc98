// Those who look on: several at once, each until it has seen enough.
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';
import { Conversation } from './conversation.ts';

suite('watches of a service', test => {
  test('are told of each request before and after, in the order in which they came', () => {
    const talk = new Conversation();
    const [woody] = talk.visitors('woody');
    const seen: string[] = [];
    const { desk } = talk;
    is(desk.watcher, undefined);
    const watch = (name: string) =>
      desk.watch({
        asked: ({ floor }, { type }) => void seen.push(`${name}: ${type} with ${floor.people.size} inside`),
        done: ({ floor }) => void seen.push(`${name}: ${floor.people.size} inside`),
      });
    const [first, second] = [watch('one'), watch('two')];
    woody!.join('den');
    equal(seen.slice(0, 4), ['one: present with 0 inside', 'two: present with 0 inside', 'one: 0 inside', 'two: 0 inside']);
    equal(seen.slice(-4), ['one: enter with 0 inside', 'two: enter with 0 inside', 'one: 1 inside', 'two: 1 inside']);
    seen.length = 0;
    first();
    first();
    woody!.say('den', 'Howdy!');
    equal(seen, ['two: say with 1 inside', 'two: 1 inside']);
    second();
    is(desk.watcher, undefined);
    woody!.say('den', 'Anybody?');
    is(seen.length, 2);
  });

  test('is not told of the end of a request whose beginning it was not told of', () => {
    const talk = new Conversation();
    const [woody] = talk.visitors('woody');
    woody!.join('den');
    const seen: string[] = [];
    const end = talk.desk.watch({
      asked() {
        talk.desk.watch({ asked: () => void seen.push('asked'), done: () => void seen.push('done') });
        end();
      },
      done() {},
    });
    woody!.say('den', 'Howdy!');
    equal(seen, []);
    woody!.say('den', 'Howdy!');
    equal(seen, ['asked', 'done']);
  });
});
