import { equal } from 'uvu/assert';
import { mergeLayers } from '../../adapters/config-layers.ts';
import { nameProblems, prepareDomain, prepareRoomName } from '../../adapters/config-names.ts';
import { suite } from '../suite.ts';

suite('config names', test => {
  test('prepares host names, and nothing else', () => {
    equal(['Rooms.Example.org', 'bücher.example', 'localhost', '127.0.0.1', 'a_b'].map(prepareDomain), [
      'rooms.example.org',
      'bücher.example',
      'localhost',
      '127.0.0.1',
      'a_b',
    ]);
    for (const text of ['', 'a b', 'a@b', 'a/b', '.a', 'a..b', 'a"b', "a'b", 'a\\b', '::1', 'a\nb', `${'x'.repeat(1024)}`]) {
      equal(prepareDomain(text), undefined, text);
    }
  });

  test('prepares names of rooms, and nothing else', () => {
    equal(['Lobby', 'ｌobby', 'a.b-c_d', 'a#b'].map(prepareRoomName), ['lobby', 'lobby', 'a.b-c_d', 'a#b']);
    for (const text of ['', 'a b', 'a@b', 'a/b', 'a"b', 'x'.repeat(1024)]) equal(prepareRoomName(text), undefined, text);
  });

  test('leaves values of the wrong type to the schema', () => {
    const value = { domain: 3, rooms: [null, 3, {}, { name: 5 }], create: [4, null] };
    equal(nameProblems(mergeLayers([[{ path: [], value, source: 'file' }]])), []);
  });
});
