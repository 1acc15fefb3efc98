// Makes the tests of a dialect out of its golden file, and holds the file complete: every request that the dialect
// hears, every fact that it says, to everybody to whom it says it.
import { equal } from 'uvu/assert';
import type { Dialect } from '../../../streams/dialect.ts';
import { suite } from '../../suite.ts';
import { golden } from './golden.ts';

/** @param requests the types of the requests that the dialect hears, all of them */
export function hold(dialect: Dialect, requests: readonly string[]): void {
  const { hears, says } = golden(dialect);

  suite(`${dialect.name} hears`, test => {
    for (const { title, check } of hears) test(title, check);

    test('what its golden file shows, and each request is in there', () => {
      const heard = new Set(hears.map(({ of }) => of).filter(type => type !== 'nothing' && type !== 'refusal'));
      equal([...heard].sort(), [...requests].sort());
    });
  });

  suite(`${dialect.name} says`, test => {
    for (const { title, check } of says) test(title, check);

    test('what its golden file shows, and each fact is in there', () => {
      const said = new Set([...Object.keys(dialect.say), ...Object.keys(dialect.sayOfService)]);
      equal([...new Set(says.map(({ of }) => of))].sort(), [...said].sort());
    });
  });
}
