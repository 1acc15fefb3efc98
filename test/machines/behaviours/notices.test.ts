// Comings and goings in words.
import { equal, is } from 'uvu/assert';
import { notices } from '../../../machines/behaviours/notices.ts';
import type { FactOf } from '../../../machines/fact.ts';
import { suite } from '../../suite.ts';
import { makeFloor, stays } from '../made-floor.ts';
import { scopeOf } from './scope.ts';

const who = stays(makeFloor(), 'Woody');
const { entered, left, renamed } = notices.hears!;
const said = (text: string) => ({ facts: [{ type: 'noticed', text }] });

suite('notices', test => {
  test('say who comes, goes and changes nick', () => {
    const on = scopeOf({ on: true }, {});
    equal(entered!(on, { who } as FactOf<'entered'>), said('Woody has become available'));
    equal(left!(on, { who } as FactOf<'left'>), said('Woody has left'));
    equal(renamed!(on, { who, was: 'Rex' } as FactOf<'renamed'>), said('Rex is now known as Woody'));
  });

  test('say nothing where they are off', () => {
    const off = scopeOf({ on: false }, {});
    is(entered!(off, { who } as FactOf<'entered'>), undefined);
    is(left!(off, { who } as FactOf<'left'>), undefined);
    is(renamed!(off, { who, was: 'Rex' } as FactOf<'renamed'>), undefined);
    is(notices.data, undefined);
  });
});
