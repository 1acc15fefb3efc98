// The pages on moderating show scenarios as they are, settings and orders that are taken, and links that lead somewhere.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { equal, ok } from 'uvu/assert';
import { checkArguments } from '../../adapters/arguments.ts';
import { commandTable } from '../../adapters/commands/all.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { lectureKind } from '../../machines/kinds/lecture.ts';
import { suite } from '../suite.ts';
import { fenced, shellWords } from './examples.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = [
  'docs/moderating.md',
  ...['lobby', 'voice-queue', 'slow-mode', 'moderation'].map(name => `docs/behaviours/${name}.md`),
];
const linksOf = (file: string) =>
  [...read(file).matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, words, to]) => ({ words: words!, to: to! }));

suite('the pages on moderating', test => {
  for (const file of pages) {
    test(`${file} shows pieces of scenarios to which it links, as they are`, () => {
      const linked = linksOf(file).flatMap(({ to }) => (to.endsWith('.txt') ? [read(join(dirname(file), to))] : []));
      const shown = fenced(read(file), 'scenario');
      ok(shown.length > 0);
      equal(
        shown.filter(piece => !linked.some(text => text.includes(`\n${piece}`))),
        [],
      );
    });

    test(`${file} calls scenarios by their titles, and has no link that leads nowhere`, () => {
      const links = linksOf(file).map(({ words, to }) => ({ words, path: join(dirname(file), to) }));
      equal(
        links.filter(({ path }) => !existsSync(join(root, path))),
        [],
      );
      for (const { words, path } of links) if (path.endsWith('.txt')) ok(read(path).startsWith(`${words}\n`), words);
    });
  }

  test('the settings that they show are taken, and make the moderators', () => {
    const [settings] = fenced(read('docs/moderating.md'), 'toml').map(text => parse(text));
    const engine = makeEngine({ domain: 'rooms.example.org', ...settings }, { write: () => {} });
    const hall = engine.service.getSnapshot().context.desk.rooms.get('hall@rooms.example.org' as never)!.floor;
    equal(
      ['woody', 'buzz', 'sid'].map(name => hall.isModerator({ bare: `${name}@example.org` as never })),
      [true, true, false],
    );
    engine.stop();
  });

  test('the words and orders that they show are those of the behaviours', () => {
    const words = new Set(lectureKind.claims.words.keys());
    for (const file of pages)
      for (const [, word] of read(file).matchAll(/`!([a-z]+)/g))
        ok(words.has(word!), `${file}: !${word} is no word of a lecture`);
    const lines = fenced(read('docs/moderating.md'), 'sh').flatMap(block => block.trimEnd().split('\n'));
    for (const line of lines) {
      const [, name = '', ...rest] = shellWords(line);
      equal(checkArguments(rest, commandTable.commands[name]!.args as never, []).problems, [], line);
      if (name === 'request') ok(words.has(rest[1]!.split(' ')[0]!), line);
    }
  });
});
