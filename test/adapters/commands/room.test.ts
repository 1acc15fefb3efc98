import { equal, is, match } from 'uvu/assert';
import { describeRoom } from '../../../adapters/commands/room.ts';
import { suite } from '../../suite.ts';
import { fakeContext } from '../fake-service.ts';
import { askService } from './ask.ts';

suite('room', test => {
  test('shows a room and its people', async () => {
    equal(await askService(fakeContext(), 'room', 'Lobby@d'), {
      code: 0,
      out: [
        'address  lobby@d',
        'title    The Lobby',
        'kind     public',
        'state    open',
        'people   1',
        'waiting  0',
        '',
        'NICK   DIALECT     STATE   PRIVACY  ID',
        'Romeo  conference  joined  no       abc',
      ],
      err: [],
    });
  });

  test('shows them as JSON', async () => {
    const { out } = await askService(fakeContext(), 'room', 'lobby', '--json');
    is(JSON.parse(out.join('\n')).participants[0].nick, 'Romeo');
  });

  test('says when there is no such room', async () => {
    const { code, out, err } = await askService(fakeContext(), 'room', 'x');
    equal([code, out], [1, []]);
    match(err[0]!, /There is no room x/);
  });

  test('lets nobody write to the terminal by title, topic or nick', () => {
    const participants = [{ id: 'a', nick: 'R\u001b[2J', dialect: 'x', state: 'joined', privacy: true }];
    const room = { jid: 'a@b', name: 'a', title: 't\u0007', kind: 'public', state: 's', people: 1, waiting: 0, topic: 'x\ny' };
    const more = { holds: 0, behaviours: [], held: [] };
    const text = describeRoom({ ...room, ...more, participants }).join('|');
    match(text, /title {4}t\|.*topic {4}x y\|.*R\[2J/);
  });
});
