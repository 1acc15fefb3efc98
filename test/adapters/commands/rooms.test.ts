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

  test('says when there is none', () => equal(describeRooms([]), ['No rooms.']));
});
