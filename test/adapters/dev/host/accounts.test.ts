import { equal, is, match, not } from 'uvu/assert';
import { accounts } from '../../../../adapters/dev/host/accounts.ts';
import { suite } from '../../../suite.ts';
import { plain } from './frames.ts';

suite('accounts of the host', test => {
  const known = accounts('localhost', 100);
  const login = (message: string) => {
    const answer = known.plain(message);
    return 'refused' in answer ? answer.refused : `${answer.local}!`;
  };

  test('are made by whoever comes first, and keep the password', () => {
    is(login(plain('Woody', 'one')), 'woody!');
    is(login(plain('woody', 'one')), 'woody!');
    is(login(plain('WOODY', 'two')), 'not-authorized');
    is(login(plain('w\u00f6ody', 'two')), 'w\u00f6ody!');
  });

  test('are nobody else’s', () => {
    is(login(plain('woody', 'one', 'woody@localhost')), 'woody!');
    is(login(plain('woody', 'one', 'buzz@localhost')), 'invalid-authzid');
    is(login(plain('woody', 'one', 'woody@example.org')), 'invalid-authzid');
  });

  test('have a name that can stand in an address, and a password', () => {
    for (const name of ['', 'a b', 'a@b', 'a/b', '<', 'x'.repeat(1_100), '\u200b'])
      is(login(plain(name, 'one')), 'malformed-request', name);
    is(login(plain('rex', '')), 'not-authorized');
    is(login(plain('rex', 'one')), 'rex!');
  });

  test('are asked for in the right words', () => {
    const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
    for (const wrong of ['*', 'AA', 'AAA', base64('\0a\xff\0b')]) is(login(wrong), 'incorrect-encoding', wrong);
    for (const wrong of ['', base64('a'), base64('\0a'), base64('\0a\0b\0c')]) is(login(wrong), 'malformed-request', wrong);
  });

  test('without a name are different ones, and are forgotten', () => {
    const [one, two] = [known.anonymous(), known.anonymous()].map(answer => ('local' in answer ? answer.local : ''));
    match(one!, /^guest-[0-9a-f]{8}$/);
    not.equal(one, two);
    is(login(plain(one!, 'one')), 'not-authorized');
    known.release(one!);
    is(login(plain(one!, 'one')), `${one}!`);
    known.release(one!);
    equal([login(plain(one!, 'two')), login(plain(one!, 'one'))], ['not-authorized', `${one}!`]);
  });
});
