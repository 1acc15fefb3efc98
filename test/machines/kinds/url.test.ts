// Rooms of web pages, whole.
import { equal, is } from 'uvu/assert';
import { conversations, stage } from '../../../adapters/testing/testing.ts';
import { urlKind } from '../../../machines/kinds/url.ts';
import { suite } from '../../suite.ts';

const name = 'example.org=2f';

suite('the room of a page', test => {
  test('is a conversation about a page, on which people are somewhere', () => {
    equal(
      urlKind.parts.map(({ behaviour }) => behaviour.name),
      ['page', 'moderation', 'secret', 'privacy', 'history', 'topic', 'notices', 'location'],
    );
    equal(urlKind.features, ['urn:confab:page', 'urn:confab:location']);
    is(urlKind.listed, false);
  });

  test('is one for people of both protocols', () => {
    const room = stage(urlKind, { name, standing: false });
    const woody = room.person('woody').enters();
    const rex = room.person('rex', { dialect: 'groupchat' }).enters();
    rex.sends(`<presence><location xmlns='urn:confab:location' fragment='toys'/></presence>`);
    woody.hears(({ element }) => element.getChild('location')?.attrs.fragment === 'toys');
    woody.says('!where').hears('rex is at #toys.', { by: 'room' });
    woody.says('Found you').isNotRefused();
    rex.hears('Found you', { by: woody });
  });

  test('keeps its promises', async () => {
    await conversations(urlKind, { moderatorsKnow: true, runs: 30 });
  });
});
