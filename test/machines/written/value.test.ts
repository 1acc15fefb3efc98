// Written values, each asked for in a room.
import { equal, is, match } from 'uvu/assert';
import { suite } from '../../suite.ts';
import { beginning } from '../conversation.ts';
import { answer, hall, request } from './hall.ts';

/** What a value is in words, for Buzz, in a room where Woody is as well. */
function shown(value: unknown, more: object = {}): string | undefined {
  const { buzz } = hall({
    settings: { seconds: { type: 'number', default: 30 }, names: { type: 'list', default: ['Andy', 'Sid'] } },
    data: { hands: ['a', 'b', 'c'], none: [], count: 2, at: 0, open: true, text: 'Hello' },
    own: { until: 1.25 },
    requests: { show: request('show', { person: { type: 'text', default: '' }, number: { type: 'number', default: 7 } }) },
    on: { show: { do: [{ reply: value }] } },
    ...more,
  });
  return answer(buzz.say('hall', '!show wOODY'));
}

suite('written values', test => {
  test('are what they are written as', () => {
    is(shown('Hello'), 'Hello');
    is(shown(12.345), '12.35');
    is(shown(true), 'yes');
    is(shown(false), 'no');
    is(shown(['a', '{data.text}']), 'a, Hello');
    is(shown(''), '');
  });

  test('have names in texts, and signs that are none', () => {
    is(
      shown('{data.text}, {settings.names}: {{data.count}} is {data.count}, {data.open} and { own.until }'),
      'Hello, Andy, Sid: {data.count} is 2, yes and 1.25',
    );
  });

  test('are of the moment, the room and the person', () => {
    is(shown('{now}'), String(beginning / 1000));
    is(shown('{hour}'), '0');
    is(shown('{people} {waiting} {room.name} {room.title}'), '2 0 hall The Hall');
    is(shown('{person.nick} {person.inside} {person.moderator}'), 'buzz yes no');
    match(shown('{person.id}')!, /^id-\d+$/);
    is(shown('{request.person} {request.number}'), 'wOODY 7');
  });

  test('call a room by its name that has no title', () => {
    const { talk } = hall({ requests: { show: request('show') }, on: { show: { do: [{ reply: '{room.title}' }] } } });
    const [jessie] = talk.visitors('jessie');
    jessie!.join('attic');
    is(answer(jessie!.say('attic', '!show')), 'attic');
  });

  test('are added, subtracted, multiplied and rounded up', () => {
    is(shown({ sum: ['{settings.seconds}', 12, '{data.count}'] }), '44');
    is(shown({ difference: ['{settings.seconds}', '{data.count}'] }), '28');
    is(shown({ product: ['{settings.seconds}', '{data.count}', 2] }), '120');
    is(shown({ 'round up': 4.1 }), '5');
    is(shown({ 'round up': { product: [0.1, 3, 10] } }), '3');
  });

  test('never grow beyond what is exact', () => {
    is(shown({ product: [1e15, 1e15] }), '1000000000000000');
    is(shown({ difference: [-1e15, 1e15] }), '-1000000000000000');
  });

  test('count entries and letters', () => {
    is(shown({ count: '{data.hands}' }), '3');
    is(shown({ count: 'letters' }), '7');
  });

  test('take entries of a list, round and round', () => {
    const at = (place: number) => shown({ item: ['{data.hands}', place] });
    equal([at(0), at(2), at(3), at(-1), at(1.9)], ['a', 'c', 'a', 'c', 'b']);
    is(shown({ item: ['{data.none}', 0] }), '');
  });

  test('are put together', () => {
    is(shown({ join: ['There are ', { count: '{data.hands}' }, '.'] }), 'There are 3.');
  });

  test('find people by nick and id', () => {
    is(shown({ nick: '{request.person}' }), 'woody');
    is(shown({ nick: { id: '{request.person}' } }), 'woody');
    is(shown({ id: 'nobody' }), '');
    is(shown({ nick: 'nobody' }), '');
  });

  test('of what is kept begin with what the file or the settings say', () => {
    is(
      shown('{data.double} {data.first}', {
        data: { double: { product: ['{settings.seconds}', 2] }, first: { item: ['{settings.names}', 0] } },
        own: {},
      }),
      '60 Andy',
    );
  });

  test('of what is kept are within bounds from the beginning', () => {
    const long = 'x'.repeat(800);
    const data = { text: '{settings.a}{settings.a}', joined: { join: ['{settings.a}', 1] }, list: '{settings.l}' };
    const settings = { a: { type: 'text', default: long }, l: { type: 'list', default: [long] } };
    const count = { join: [{ count: '{data.text}' }, ' ', { count: '{data.joined}' }] };
    is(shown(count, { data, settings, own: {} }), '1000 801');
  });

  test('are what a field of an own request says, where it says anything', () => {
    const { buzz, command } = hall({
      requests: { set: request('set', { on: 'boolean', seconds: 'integer', text: 'text' }) },
      on: { set: { do: [{ reply: '{request.on} {request.seconds} {request.text}' }] } },
    });
    is(answer(buzz.say('hall', '!set yes 5 all the rest')), 'yes 5 all the rest');
    equal(buzz.say('hall', '!set yes 5.5 x'), ['refused buzz: not-acceptable']);
    equal(command('set', { on: true, seconds: 5, text: 'a\u0000' }), ['declined command: not-acceptable']);
  });
});
