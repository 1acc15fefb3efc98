// The protocol page names every scenario, in the scenario's own words, and nothing that is not there.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { equal, is } from 'uvu/assert';
import { allScripts } from '../scenario/scripts.ts';
import { suite } from '../suite.ts';
import { fenced } from './examples.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/protocol.md`, 'utf8');
const links = [...page.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, words, to]) => ({ words: words!, to: to! }));

suite('the protocol page', test => {
  test('names every scenario once, by its title', () => {
    const named = links.filter(({ to }) => to.startsWith('../test/scenarios/'));
    equal(
      named.map(({ words, to }) => `${to.slice('../'.length)} ${words.replaceAll('`', '')}`).sort(),
      allScripts()
        .map(({ file, title }) => `${file} ${title}`)
        .sort(),
    );
  });

  test('has no link that leads nowhere', () => {
    const files = links.filter(({ to }) => !to.startsWith('https:'));
    equal(
      files.filter(({ to }) => !existsSync(`${root}docs/${to}`)),
      [],
    );
  });

  test('shows a scenario as it is', () => {
    const [shown] = fenced(page, 'scenario');
    const path = /`(test\/scenarios\/[^`]+)`:\n/.exec(page)?.[1];
    is(shown, readFileSync(`${root}${path}`, 'utf8'));
  });
});
