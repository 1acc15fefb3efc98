import { equal, is } from 'uvu/assert';
import { mergeLayers } from '../../adapters/config-layers.ts';
import { describeIssues, problemAt } from '../../adapters/config-problems.ts';
import { Deployment } from '../../adapters/config-schema.ts';
import { suite } from '../suite.ts';

function describe(value: object): string[] {
  const layers = mergeLayers([[{ path: [], value: { server: 's', domain: 'd', ...value }, source: 'F' }]]);
  const parsed = Deployment.safeParse(layers.tree);
  return parsed.success ? [] : describeIssues(parsed.error.issues, layers);
}

suite('config problems', test => {
  test('never repeat a text, nor a number that stands for a secret', () => {
    equal(describe({ secret: 12345, title: 7, limits: { rooms: 'hunter2' }, rooms: [{ name: 'a', secret: 99 }] }), [
      'F: secret must be text, not empty, not a number: put it in quotes',
      'F: title must be text, not 7: put it in quotes',
      'F: rooms[0].secret must be text, not empty, not a number: put it in quotes',
      'F: limits.rooms must be a whole number from 1 to 10000000, not this text',
    ]);
  });

  test('name every unknown key on its own', () => {
    equal(describe({ limits: { room: 1, peple: 2 } }), [
      'F: limits.room is not known: did you mean limits.rooms?',
      'F: limits.peple is not known: did you mean limits.people?',
    ]);
  });

  test('have no place where nobody gave the value', () => is(problemAt(['a'], 'is missing', mergeLayers([])), 'a is missing'));
});
