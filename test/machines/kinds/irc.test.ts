// A room that is mirrored from another network: which behaviours it has, and that it keeps what rooms promise.
import { equal } from 'uvu/assert';
import { conversations, stage } from '../../../adapters/testing/testing.ts';
import { ircKind } from '../../../machines/kinds/irc.ts';
import { suite } from '../../suite.ts';

suite('a room that is mirrored', test => {
  test('asks the far side last', () => {
    const { listed, parts } = ircKind;
    equal(
      [listed, parts.map(({ behaviour }) => behaviour.name)],
      [true, ['moderation', 'secret', 'privacy', 'history', 'topic', 'notices', 'mirror']],
    );
  });

  test('does not ask it about what is refused here', () => {
    const room = stage(ircKind, { secret: 'fish' });
    room.person('woody').enters().isRefused('not-authorized');
    equal(room.calls(), []);
  });

  test('keeps its promises, whatever the far side answers', async () => {
    await conversations(ircKind, { runs: 60, privacy: true });
  });

  test('keeps them where words wait as well', async () => {
    await conversations(
      [
        ...ircKind.parts.slice(0, -1).map(({ behaviour }) => behaviour),
        [ircKind.parts.at(-1)!.behaviour, { speak: 'wait', away: 'closed' }],
      ],
      { runs: 60 },
    );
  });
});
