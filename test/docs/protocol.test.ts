// The protocol page, or that of a kind of room, names every scenario, in its own words, and nothing that is not there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { equal, is } from 'uvu/assert';
import { allScripts } from '../scenario/scripts.ts';
import { suite } from '../suite.ts';
import { fenced } from './examples.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/protocol.md`, 'utf8');
const kinds = readdirSync(`${root}docs/kinds`).filter(name => name.endsWith('.md'));
const pages = ['docs/protocol.md', ...kinds.map(name => `docs/kinds/${name}`)];

/** Links between files, from the root. */
const links = pages.flatMap(path =>
  [...readFileSync(root + path, 'utf8').matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)]
    .map(([, words, to]) => ({ words: words!, to: to!.replace(/#.*$/u, '') }))
    .filter(({ to }) => to !== '' && !/^https?:/u.test(to))
    .map(({ words, to }) => ({ words, to: join(path, '..', to) })),
);

suite('the protocol page, or that of a kind of room,', test => {
  test('names every scenario once, by its title', () => {
    const named = links.filter(({ to }) => to.startsWith('test/scenarios/'));
    equal(
      named.map(({ words, to }) => `${to} ${words.replaceAll('`', '')}`).sort(),
      allScripts()
        .map(({ file, title }) => `${file} ${title}`)
        .sort(),
    );
  });

  test('has no link that leads nowhere', () => {
    equal(
      links.filter(({ to }) => !existsSync(root + to)),
      [],
    );
  });

  test('shows a scenario as it is', () => {
    const [shown] = fenced(page, 'scenario');
    const path = /`(test\/scenarios\/[^`]+)`:\n/.exec(page)?.[1];
    is(shown, readFileSync(`${root}${path}`, 'utf8'));
  });
});
