// docs/security.md names the tests that there are, links to what is there, and has every condition that ends a stream.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, is, ok } from 'uvu/assert';
import { conditions } from '../../adapters/stream-fault.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { fenced } from './examples.ts';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
const links = [...page.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);

/** As web pages of repositories name the place of a heading. */
const placeOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(/\s/g, '-');

suite('docs/security.md', test => {
  test('names tests that exist, in every part that promises something', () => {
    const parts = page.split(/^## /m).slice(1);
    for (const part of parts) {
      const [title = ''] = part.split('\n');
      if (title.startsWith('What is not')) continue;
      const tests = [...part.matchAll(/\]\(\.\.\/(test\/[\w/-]+\.test\.ts)\)/g)].map(([, file]) => file!);
      ok(tests.length > 0, `${title} names no test`);
      for (const file of tests) is(existsSync(join(root, file)), true, `${title}: there is no ${file}`);
    }
  });

  test('links to pages, headings and files that are there', () => {
    for (const link of links) {
      const [file = '', place] = link.split('#');
      const path = join(root, 'docs', file);
      is(existsSync(path), true, `there is no ${link}`);
      if (place === undefined) continue;
      const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) => placeOf(heading!));
      ok(headings.includes(place), `there is no ${link}`);
    }
  });

  test('has every condition with which a stream is closed, and no other', () => {
    const [, table = ''] = /<!-- conditions[^\n]*-->\n([\s\S]*?)<!-- \/conditions -->/.exec(page) ?? [];
    const rows = [...table.matchAll(/^\| `([\w-]+)` \| ([^|(]*?)(?: \([^|]*\))? \|$/gm)].map(([, condition, sent]) => [
      sent!,
      condition!,
    ]);
    equal(Object.fromEntries(rows), { ...conditions });
  });

  test('shows commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const runner = readFileSync(join(root, 'test/fuzz/run.ts'), 'utf8');
    for (const line of fenced(page, 'sh').flatMap(block => block.trimEnd().split('\n'))) {
      ok(line === 'npm run fuzz' || line.startsWith('npm run fuzz -- '), line);
      ok(scripts.fuzz);
      for (const [, flag] of line.matchAll(/--(\w+) /g)) ok(runner.includes(`${flag}: {`), `${line}: there is no --${flag}`);
    }
  });
});
