// The kinds that there are, and of what they are made.
import { equal, is, ok, throws } from 'uvu/assert';
import { kindNamed } from '../../../machines/kinds/all.ts';
import { suite } from '../../suite.ts';
import { roomSettings } from '../made-floor.ts';

suite('the kinds of rooms', test => {
  test('are found by name', () => {
    is(kindNamed('private').listed, false);
    is(kindNamed('public').listed, true);
    for (const name of ['private', 'public']) is(kindNamed(name).name, name);
  });

  test('name those that are known where one is not', () => {
    throws(() => kindNamed('irc'), /There is no kind of room called irc\. Known are: private, public\./);
  });

  test('are made of the same behaviours, each of which says what it is', () => {
    for (const name of ['private', 'public']) {
      const { behaviours, about } = kindNamed(name);
      equal(
        behaviours.map(behaviour => behaviour.name),
        ['secret', 'privacy', 'history', 'topic', 'notices'],
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
    equal(kindNamed('public').settingsOf(settings), [
      { word: 'andy' },
      { allowed: true, hides: false },
      { count: 7, bytes: historyBytes },
      { text: 'Toys', bytes: topicBytes },
      { on: true },
    ]);
  });
});
