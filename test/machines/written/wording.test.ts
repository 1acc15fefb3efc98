// What a drawing shows of written conditions and actions.
import { equal, is } from 'uvu/assert';
import type { ActionForm } from '../../../machines/written/action-form.ts';
import { Labels, summary, worded } from '../../../machines/written/wording.ts';
import { suite } from '../../suite.ts';

suite('the wording of conditions and actions', test => {
  test('is what one would say', () => {
    is(worded('{person.moderator}'), 'person.moderator');
    is(worded({ not: '{data.open}' }), 'not data.open');
    is(
      worded({ all: [{ less: ['{data.count}', 3] }, { any: ['{data.a}', { equal: ['{data.b}', 'x y'] }] }] }),
      '(data.count < 3) and ((data.a) or (data.b = “x y”))'.replace('(data.a)', 'data.a'),
    );
    is(worded({ more: [{ sum: [1, '{now}'] }, { count: '{data.hands}' }] }), '(1 + now) > count data.hands');
    is(worded({ matches: ['{person.host}', ['a', 'b*']] }), 'person.host matches “a”, “b*”');
    is(worded({ 'round up': { difference: ['{now}', 1.5] } }), 'round up (now − 1.5)');
  });

  test('is short for actions', () => {
    const of = (form: ActionForm) => summary(form);
    equal(
      [
        of({ set: { 'data.a': 1, 'own.b': '{now}' } }),
        of({ add: { 'data.a': { product: [2, 3] } } }),
        of({ append: { 'data.l': '{person.id}' }, most: 3 }),
        of({ drop: { 'data.l': 'x' } }),
        of({ announce: 'Hello {person.nick}' }),
        of({ refuse: { condition: 'conflict', text: 'No.' } }),
        of({ grant: 'oldest' }),
        of({ 'turn down': '{request.person}', with: { condition: 'conflict', text: 'No.' } }),
        of({ wake: 5 }),
        of({ tell: 'given', fields: {} }),
      ],
      [
        'set data.a to 1, set own.b to now',
        'add 2 × 3 to data.a',
        'append person.id to data.l',
        'drop “x” from data.l',
        'announce “Hello {person.nick}”',
        'refuse: conflict',
        'grant oldest',
        'turn down request.person',
        'wake 5',
        'tell given',
      ],
    );
  });

  test('is another for another thing, and not too long', () => {
    const labels = new Labels<number>();
    const name = (wanted: string, key: string, is: number) => labels.name(wanted, key, () => is);
    equal([name('a', 'k1', 1), name('a', 'k2', 2), name('a', 'k1', 3), name('b', 'k3', 4)], ['a', 'a (2)', 'a', 'b']);
    is(name('x'.repeat(100), 'k4', 5), `${'x'.repeat(79)}…`);
    equal(
      labels.all(value => value * 10),
      { a: 10, 'a (2)': 20, b: 40, [`${'x'.repeat(79)}…`]: 50 },
    );
  });
});
