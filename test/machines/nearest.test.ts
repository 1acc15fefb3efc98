import { equal, is } from 'uvu/assert';
import { editDistance, hint, nearest, suggestion } from '../../machines/nearest.ts';
import { suite } from '../suite.ts';

const keys = ['server', 'domain', 'secret', 'secretFile', 'rooms', 'rooms[0].name', 'limits', 'limits.rooms', 'limits.people'];

suite('nearest', test => {
  test('counts letters put in, taken out, changed and swapped', () => {
    const pairs = [
      ['', 'abc'],
      ['room', 'rooms'],
      ['rooms', 'room'],
      ['serve', 'seive'],
      ['doamin', 'domain'],
      ['kitten', 'sitting'],
    ] as const;
    equal(
      pairs.map(([from, to]) => editDistance(from, to)),
      [3, 1, 1, 1, 1, 3],
    );
  });

  test('finds a misspelt key', () => {
    is(nearest('limits.room', keys), 'limits.rooms');
    is(nearest('doamin', keys), 'domain');
    is(nearest('rooms[0].nmae', keys), 'rooms[0].name');
  });

  test('finds a key of another level by its last part', () => is(nearest('people', keys), 'limits.people'));

  test('takes case and dashes for nothing', () => {
    is(nearest('secret-file', keys), 'secretFile');
    is(nearest('SECRET_FILE', keys), 'secretFile');
  });

  test('finds nothing where nothing is near', () => {
    is(nearest('colour', keys), undefined);
    is(nearest('x', []), undefined);
    is(suggestion('colour', keys), '');
    is(suggestion('sever', keys), ': did you mean server?');
  });

  test('says what there is where nothing is near', () => {
    is(hint('sever', keys), ': did you mean server?');
    is(hint('colour', ['red', 'blue']), ': there are red, blue.');
    is(hint('colour', new Map().keys()), ': there are none.');
  });
});
