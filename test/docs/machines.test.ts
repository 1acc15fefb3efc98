// docs/machines.md and its pictures say what the machines say.
import { existsSync, readFileSync } from 'node:fs';
import { equal, is, ok, throws } from 'uvu/assert';
import { drawn, filled, stale } from '../draw.ts';
import { suite } from '../suite.ts';

const page = readFileSync(new URL('../../docs/machines.md', import.meta.url), 'utf8');

suite('docs: machines', test => {
  test('the pictures and tables are those of the machines', async () => {
    const sentences = await stale();
    equal(
      sentences.filter(sentence => sentence.startsWith('docs/machines')),
      [],
    );
  });

  test('drawing twice gives the same bytes', async () => equal([...(await drawn()).files], [...(await drawn()).files]));

  test('every picture is shown, with words for those who do not see it', async () => {
    const shown = [...page.matchAll(/!\[([^\]]+)\]\(([^)]+)\)/g)];
    for (const [, alt, path] of shown) {
      ok(alt!.length > 20, `${path} needs more words`);
      ok(existsSync(new URL(`../../docs/${path}`, import.meta.url)), `there is no ${path}`);
    }
    const { files } = await drawn();
    const pictures = [...files.keys()].filter(path => /^docs\/machines\/.*\.svg$/.test(path));
    equal(new Set(shown.map(([, , path]) => `docs/${path}`)), new Set(pictures));
  });

  test('the files that it names are there', () => {
    for (const [, path] of page.matchAll(/\]\(\.\.\/([^)#]+)\)/g))
      ok(existsSync(new URL(`../../${path}`, import.meta.url)), `there is no ${path}`);
  });

  test('a part is put between its markers, and again in place of the old one', () => {
    const once = filled('a\n<!-- generated: x -->\n<!-- /generated -->\nb\n', new Map([['x', 'one']]), 'p');
    is(once, 'a\n<!-- generated: x -->\n\none\n<!-- /generated -->\nb\n');
    is(filled(once, new Map([['x', 'two']]), 'p'), once.replace('one', 'two'));
  });

  test('a marker without a part, and a part without a marker, are named', () => {
    throws(
      () => filled('<!-- generated: y -->\n<!-- /generated -->', new Map([['x', '']]), 'p.md'),
      /^p\.md asks for 'y'. There are: x\./,
    );
    throws(() => filled('', new Map([['x', '']]), 'p.md'), /^p\.md misses[^<]*<!-- generated: x -->/);
  });
});
