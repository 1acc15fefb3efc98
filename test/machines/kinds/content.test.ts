// A room around a feed.
import { equal } from 'uvu/assert';
import { conversations, stage } from '../../../adapters/testing/testing.ts';
import { contentKind } from '../../../machines/kinds/content.ts';
import { suite } from '../../suite.ts';

suite('a room around a feed', test => {
  test('is a conversation with a feed in it', () => {
    equal(
      contentKind.parts.map(({ behaviour: { name }, settings }) => [name, settings]),
      [
        ['moderation', {}],
        ['secret', {}],
        ['privacy', {}],
        ['history', {}],
        ['topic', {}],
        ['notices', {}],
        ['feed', {}],
      ],
    );
    equal([contentKind.listed, contentKind.features.includes('urn:confab:feed')], [true, true]);
  });

  test('shows newcomers what was said, and then what was posted', () => {
    const room = stage(contentKind);
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    room.waits(1);
    room.answers('feed', { items: [{ id: '1', title: 'A fence is painted' }] });
    rex.hears('A fence is painted', { by: 'room' }).says('In which colour?');
    const woody = room.person('woody').enters();
    equal(
      woody.everReceived.flatMap(({ body }) => body ?? []),
      ['In which colour?', 'A fence is painted'],
    );
  });

  test('keeps its promises', async () => {
    await conversations(contentKind, { runs: 30, words: ['!feed', '!refresh'], privacy: true });
  });
});
