// The kinds that there are, and of what they are made.
import { equal, is, ok } from 'uvu/assert';
import { catalogue } from '../../../machines/catalogue.ts';
import { settingsIn } from '../../../machines/kind.ts';
import { shippedKinds } from '../../../machines/kinds/all.ts';
import { suite } from '../../suite.ts';
import { roomSettings } from '../made-floor.ts';

const kinds = catalogue([]);
const kindNamed = (name: string) => kinds.get(name)!;

suite('the kinds of rooms', test => {
  test('are found by name', () => {
    is(kindNamed('private').listed, false);
    is(kindNamed('public').listed, true);
    for (const name of ['private', 'public']) is(kindNamed(name).name, name);
  });

  test('are all that come with Confab, and no others', () => {
    equal([...kinds.values()], shippedKinds);
    for (const [name, kind] of kinds) is(kind.name, name);
  });

  test('are made of the same behaviours, each of which says what it is', () => {
    for (const name of ['private', 'public']) {
      const { parts, about } = kindNamed(name);
      const behaviours = parts.map(({ behaviour }) => behaviour);
      equal(
        behaviours.map(behaviour => behaviour.name),
        ['moderation', 'secret', 'privacy', 'history', 'topic', 'notices'],
      );
      for (const behaviour of behaviours) ok(behaviour.about.endsWith('.'), behaviour.name);
      ok(about.endsWith('.'));
    }
  });

  test('give each behaviour what the room is set to', () => {
    const settings = roomSettings({
      secret: 'andy',
      privacy: true,
      hideRealJids: false,
      history: 7,
      topic: 'Toys',
      notices: true,
    });
    const { topicBytes, historyBytes } = settings.limits;
    equal(
      kindNamed('public').parts.map(part => settingsIn(part, settings)),
      [
        {},
        { word: 'andy' },
        { allowed: true, hides: false },
        { count: 7, bytes: historyBytes },
        { text: 'Toys', bytes: topicBytes, by: 'anyone', required: false },
        { on: true },
      ],
    );
  });
});
