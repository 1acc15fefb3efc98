import { equal, match } from 'uvu/assert';
import { suite } from '../../suite.ts';
import { fakeContext } from '../fake-service.ts';
import { askService } from './ask.ts';

suite('invite', test => {
  test('invites somebody, with a text or without', async () => {
    const context = fakeContext();
    const { code, out } = await askService(context, 'invite', 'lobby', 'juliet@example.net', '--text', 'Come in');
    equal([code, out], [0, ['An invitation to lobby@d was sent to juliet@example.net.']]);
    const { out: json } = await askService(context, 'invite', 'lobby@d', 'juliet@example.net', '--json');
    equal(JSON.parse(json.join('\n')), { room: 'lobby@d', jid: 'juliet@example.net' });
    equal(context.invited, [
      ['lobby', 'juliet@example.net', 'Come in'],
      ['lobby', 'juliet@example.net', undefined],
    ]);
  });

  test('says why it could not', async () => {
    const cases: [Promise<{ code: number; err: string[] }>, number, RegExp][] = [
      [askService(fakeContext(), 'invite', 'x', 'a@b'), 1, /There is no room x/],
      [askService(fakeContext(false), 'invite', 'lobby', 'a@b'), 1, /server is not connected now/],
      [askService(fakeContext(), 'invite', 'lobby'), 2, /JID must be given/],
      [askService(fakeContext(), 'invite', 'lobby', 'a@b', 'come', 'in'), 2, /2 words too many: put text with spaces in quotes/],
    ];
    for (const [asked, expected, pattern] of cases) {
      const { code, err } = await asked;
      equal(code, expected);
      match(err[0]!, pattern);
    }
  });
});
