// docs/behaviours.md, docs/kinds.md and the page of each behaviour: what is drawn is in them, what they show is taken,
// runs, or is a piece of a scenario, and their links lead somewhere.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'smol-toml';
import { equal, is, ok } from 'uvu/assert';
import { checkArguments } from '../../adapters/arguments.ts';
import { repeatableFlags } from '../../adapters/command-flags.ts';
import { commandTable } from '../../adapters/commands/all.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { shippedBehaviours } from '../../machines/behaviours/all.ts';
import { catalogue } from '../../machines/catalogue.ts';
import type { Kind } from '../../machines/kind.ts';
import { shippedKinds } from '../../machines/kinds/all.ts';
import { phases } from '../../machines/phase.ts';
import { drawn, stale } from '../draw.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { fenced, shellWords } from './examples.ts';
import { typeProblems } from './type-check.ts';

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const ofBehaviours = readdirSync(join(root, 'docs/behaviours')).filter(name => name.endsWith('.md'));
const pages = ['docs/behaviours.md', 'docs/kinds.md', ...ofBehaviours.map(name => `docs/behaviours/${name}`)];
const linksOf = (file: string) =>
  [...read(file).matchAll(/!?\[([^\]]+)\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, words, to]) => ({ words: words!, to: to! }))
    .filter(({ to }) => !/^https?:/.test(to));

suite('docs: behaviours and kinds', test => {
  test('what is drawn in them is not stale', async () => {
    const sentences = await stale();
    equal(
      sentences.filter(sentence => /^docs\/(behaviours|kinds)/.test(sentence)),
      [],
    );
  });

  test('every behaviour has a page that is called by its name, and is in the index', () => {
    equal(ofBehaviours.map(name => name.slice(0, -3)).sort(), shippedBehaviours.map(({ name }) => name).sort());
    const index = read('docs/behaviours.md');
    for (const { name } of shippedBehaviours) {
      ok(index.includes(`](behaviours/${name}.md)`), name);
      is(read(`docs/behaviours/${name}.md`).split('\n')[0], `# ${name}`);
    }
  });

  test('every kind has its picture, with each behaviour as a region', async () => {
    const { files } = await drawn();
    for (const { name, parts } of shippedKinds) {
      const svg = files.get(`docs/kinds/${name}.svg`)!;
      const regions = [...svg.matchAll(/class="region" data-state="([^"]+)"><rect/g)].map(([, id]) => id!.split('.')[1]!);
      equal([...new Set(regions)].sort(), ['base', ...parts.map(({ behaviour }) => behaviour.name)].sort());
    }
  });

  test('every moment at which behaviours rule is explained', () => {
    const explained = [...read('docs/behaviours.md').matchAll(/^\| `(\w+)` \| [a-z]/gm)].map(([, phase]) => phase!);
    equal(explained, [...phases]);
  });

  for (const page of pages) {
    test(`${page} has no link that leads nowhere, and calls scenarios by their titles`, () => {
      for (const { words, to } of linksOf(page)) {
        const path = join(dirname(page), to);
        ok(existsSync(join(root, path)), `${to} is not there`);
        if (path.endsWith('.txt')) ok(read(path).startsWith(`${words}\n`), words);
      }
    });

    test(`${page} shows pieces of the scenarios to which it links, as they are`, () => {
      const linked = linksOf(page).flatMap(({ to }) => (to.endsWith('.txt') ? [read(join(dirname(page), to))] : []));
      for (const piece of fenced(read(page), 'scenario'))
        ok(
          linked.some(text => text.includes(`\n${piece}`)),
          piece,
        );
    });

    test(`${page} shows settings that are taken, and commands that there are`, () => {
      for (const text of fenced(read(page), 'toml')) {
        const engine = makeEngine({ domain: 'rooms.example.org', ...parse(text) }, { write: () => {} });
        engine.stop();
      }
      for (const line of fenced(read(page), 'sh').flatMap(block => block.trimEnd().split('\n'))) {
        const [program, name = '', ...words] = shellWords(line);
        is(program, 'confab', line);
        equal(checkArguments(words, commandTable.commands[name]!.args as never, repeatableFlags).problems, [], line);
      }
    });
  }

  test('the kind of the configuration is as it says', () => {
    const text = fenced(read('docs/kinds.md'), 'toml').join('\n');
    const engine = makeEngine(parse(text) as never, { write: () => {} });
    const { behaviours, kind } = engine.room('hall')!;
    equal([kind, behaviours.length], ['seminar', 8]);
    equal(behaviours.find(({ name }) => name === 'slow-mode')!.settings, { seconds: 10, newcomers: false });
    engine.stop();
  });

  test('the kind in code type-checks, and is a kind', async () => {
    const [example] = fenced(read('docs/kinds.md'), 'ts');
    // inside the tree, so that packages and their types are found
    const file = join(root, 'test/docs', `.kinds-${process.pid}.ts`);
    writeFileSync(file, example!.replace("'confab/behaviour'", "'../../machines/extension.ts'"));
    try {
      equal(typeProblems(file), []);
      const { debate } = (await import(pathToFileURL(file).href)) as { debate: Kind };
      const kinds = catalogue([], { kinds: [debate] });
      equal(kinds.get('debate')!.parts[0]!.settings, { messages: 3 });
    } finally {
      rmSync(file);
    }
  });
});
