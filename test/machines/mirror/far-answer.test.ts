// What a far side answers, as refusals of the room, and what a call is about, there and back.
import { equal, match } from 'uvu/assert';
import {
  FarAnswer,
  farReasons,
  readTag,
  refusalForFailure,
  refusalFromAfar,
  writtenTag,
} from '../../../machines/mirror/far-answer.ts';
import { suite } from '../../suite.ts';

suite('the answer of a far side', test => {
  test('is a refusal with the words from there, or with some of ours', () => {
    equal(refusalFromAfar('irc', 'in use', 'Nickname is already in use.').text, 'irc: Nickname is already in use.');
    for (const reason of farReasons)
      for (const text of [undefined, '']) match(refusalFromAfar('irc', reason, text).text, /^irc: \w.+\.$/);
  });

  test('that did not come is a refusal as well', () => {
    const conditions = ['timeout', 'busy', 'unreachable', 'misshapen'].map(
      reason => refusalForFailure('irc', reason, '').condition,
    );
    equal(conditions, ['remote-server-timeout', 'resource-constraint', 'service-unavailable', 'service-unavailable']);
    equal(refusalForFailure('irc', 'misshapen', '').text, 'irc cannot be asked: misshapen');
  });

  test('is read with what is known of it alone', () => {
    equal(FarAnswer.parse({ tag: 't', nick: 'Dory', level: 7 }), { tag: 't', nick: 'Dory' });
    equal(FarAnswer.safeParse({ tag: 't', refused: 'tired' }).success, false);
  });

  test('is about what was asked, also where a nick has spaces', () => {
    for (const nick of ['Dory', 'Star Command', ' ', '']) {
      const tag = { about: 'rename', epoch: 3, hold: 'h1', stay: 's1', nick } as const;
      equal(readTag(writtenTag(tag)), tag);
    }
  });
});
