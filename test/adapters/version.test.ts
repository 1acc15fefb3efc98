import { readFileSync } from 'node:fs';
import { is } from 'uvu/assert';
import { readVersion } from '../../adapters/version.ts';
import { suite } from '../suite.ts';

suite('version', test => {
  test('is that of package.json', () => {
    is(readVersion(), JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version);
  });
});
