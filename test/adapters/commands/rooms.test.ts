import { equal, is } from 'uvu/assert';
import { describeRooms } from '../../../adapters/commands/rooms.ts';
import { suite } from '../../suite.ts';
import { fakeContext } from '../fake-service.ts';
import { askService } from './ask.ts';

suite('rooms', test => {
  test('lists the rooms as a table', async () => {
    equal(await askService(fakeContext(), 'rooms'), {
      code: 0,
      out: ['ROOM   TITLE      KIND    STATE  PEOPLE  WAITING  TOPIC', 'lobby  The Lobby  public  open   1       0'],
      err: [],
    });
  });

  test('lists them as JSON', async () => {
    const { out } = await askService(fakeContext(), 'rooms', '--json', '--domain', 'd');
    is(JSON.parse(out.join('\n'))[0].jid, 'lobby@d');
  });

  test('lists those about something', async () => {
    const context = fakeContext();
    const asked: unknown[] = [];
    const [lobby] = context.engine.rooms();
    const find: typeof context.engine.find = question => {
      asked.push(question);
      if (question.topic === '') throw new Error('Say what to look for.');
      return question.words === 'toys' ? [] : [{ ...lobby!, topic: 'Cars' }];
    };
    const engine = { ...context.engine, find };
    const cars = await askService({ ...context, engine }, 'rooms', '--topic', 'Cars');
    is(cars.out[1], 'lobby  The Lobby  public  open   1       0        Cars');
    equal((await askService({ ...context, engine }, 'rooms', '--words', 'toys')).out, ['No rooms.']);
    equal(await askService({ ...context, engine }, 'rooms', '--topic='), { code: 1, out: [], err: ['Say what to look for.'] });
    equal(asked, [{ topic: 'Cars' }, { words: 'toys' }, { topic: '' }]);
  });

  test('says when there is none', () => equal(describeRooms([]), ['No rooms.']));
});
