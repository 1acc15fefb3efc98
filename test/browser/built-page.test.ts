// A test of a page that is older than its sources would be a test of something else.
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { is } from 'uvu/assert';
import { temporaryFolder } from '../adapters/folder.ts';
import { suite } from '../suite.ts';
import { isStale } from './built-page.ts';

suite('the built page', test => {
  test('is stale where there is none, or where a source is newer', () => {
    const folder = temporaryFolder();
    const [source, deep, built] = ['web', 'web/deep/view.tsx', 'index.html'].map(name => `${folder.path}/${name}`) as [
      string,
      string,
      string,
    ];
    mkdirSync(`${source}/deep`, { recursive: true });
    writeFileSync(deep, '');
    const places = { sources: [source], built };
    const set = (path: string, seconds: number) => utimesSync(path, seconds, seconds);
    for (const path of [source, `${source}/deep`, deep]) set(path, 1_000);
    is(isStale(places), true);
    writeFileSync(built, '');
    set(built, 2_000);
    is(isStale(places), false);
    set(deep, 3_000);
    is(isStale(places), true);
    set(deep, 1_000);
    // something was taken out of it
    set(`${source}/deep`, 3_000);
    is(isStale(places), true);
  });
});
