// A room where some speak and many listen.
import { equal, is } from 'uvu/assert';
import { conversations, stage } from '../../../adapters/testing/testing.ts';
import { lectureKind } from '../../../machines/kinds/lecture.ts';
import { suite } from '../../suite.ts';

suite('a lecture', test => {
  test('is a conversation with a lobby, a voice queue and slow mode, which rule after the secret', () => {
    equal(
      lectureKind.parts.map(({ behaviour }) => behaviour.name),
      ['moderation', 'secret', 'privacy', 'history', 'topic', 'notices', 'lobby', 'voice-queue', 'slow-mode'],
    );
    equal(
      lectureKind.rules.get('enter')!.map(({ name }) => name),
      ['secret', 'privacy', 'topic', 'lobby'],
    );
    equal(
      lectureKind.rules.get('speak')!.map(({ name }) => name),
      ['privacy', 'topic', 'voice-queue', 'slow-mode'],
    );
  });

  for (const [ours, theirs] of [
    ['conference', 'groupchat'],
    ['groupchat', 'conference'],
  ] as const)
    test(`is led from ${ours}, with guests from ${theirs}`, () => {
      const room = stage(lectureKind, { title: 'Flight', history: 5, secret: 'cowboy' });
      const andy = room.person('andy', { moderator: true, dialect: ours }).enters({ secret: 'cowboy' });
      const woody = room.person('woody', { dialect: theirs }).enters().isRefused('not-authorized');
      andy.hearsNothing();
      woody.enters({ secret: 'cowboy' }).isHeld();
      andy.whispers('woody', '!approve');
      woody.isInside();
      andy.says('Today: flight');
      woody.hears('Today: flight', { by: andy });
      woody.says('That is falling').isRefused('forbidden');
      woody.says('!hand');
      andy.says('!floor');
      woody.says('That is falling');
      andy.hears('That is falling', { by: woody });
      woody.says('with style').isRefused('resource-constraint', 'You may speak again in 5 seconds.');
      andy.whispers(woody, '!remove');
      andy.hears('woody, who had the floor, has gone.');
      woody.isOutside();
      is(room.state('voice-queue'), 'silent');
    });

  test('goes on after a restart, whatever was on', () => {
    const room = stage(lectureKind);
    const andy = room.person('andy', { moderator: true }).enters();
    const woody = room.person('woody').enters();
    room.restarts();
    andy.says('!approve woody');
    woody.isInside().says('!hand');
    room.restarts();
    andy.says('!floor');
    room.restarts();
    woody.says('One').isNotRefused();
    room.restarts();
    woody.says('Two').isRefused('resource-constraint');
    const rex = room.person('rex').enters().isHeld();
    room.restarts();
    andy.says('!open');
    rex.isInside().hears('One', { by: woody });
  });

  test('keeps to what holds of every room, whatever people do', async () => {
    const orders = [...lectureKind.claims.words.keys()].flatMap(word => [`!${word}`, `!${word} woody`]);
    await conversations(lectureKind, { runs: 60, words: orders, moderatorsKnow: true, behaviours: { lobby: { seconds: 60 } } });
  });
});
