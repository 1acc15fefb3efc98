// docs/playground.md against the program: its flags, its rooms, its pictures. That what it promises works is shown by
// test/browser and test/adapters/dev.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArgsDef } from 'citty';
import { equal, ok } from 'uvu/assert';
import { checkArguments } from '../../adapters/arguments.ts';
import { repeatableFlags } from '../../adapters/command-flags.ts';
import { commandTable } from '../../adapters/commands/all.ts';
import { exampleModerators, exampleRooms } from '../../adapters/dev/example-rooms.ts';
import { devPlan } from '../../adapters/dev/plan.ts';
import { temporaryFolder } from '../adapters/folder.ts';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { fenced, shellWords } from './examples.ts';

const page = readFileSync(join(root, 'docs/playground.md'), 'utf8');
const folder = temporaryFolder();
const lines = fenced(page, 'sh').flatMap(block => block.trimEnd().split('\n'));

suite('docs/playground.md', test => {
  test('shows lines of `confab dev` that are right, and others that are known', () => {
    folder.write('secret', 'a secret of some length\n');
    folder.write('confab.toml', 'domain = "rooms.example.org"\n[[rooms]]\nname = "hall"\n');
    const dev = lines.filter(line => line.startsWith('confab dev'));
    ok(dev.length >= 4);
    for (const line of dev) {
      const words = shellWords(line).slice(2);
      const placed = words.map((word, at) =>
        ['--secret-file', '--config', '--behaviour'].includes(words[at - 1] ?? '') ? folder.at(word) : word,
      );
      const { values, problems } = checkArguments(placed, commandTable.commands.dev!.args as ArgsDef, repeatableFlags);
      equal(problems, [], line);
      const plan = devPlan({ values, env: { RUNTIME_DIRECTORY: folder.path }, out: () => {}, err: () => {} });
      ok(plan.listen.port > 0, line);
    }
    equal(
      lines.filter(line => !line.startsWith('confab dev')),
      ['npm ci', 'npm start', 'confab new behaviour quiet-hour'],
    );
    const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Record<string, string>;
    ok(scripts.start?.includes(' dev'));
  });

  test('lists the rooms that there are, and who moderates', () => {
    const listed = [...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    equal(
      listed,
      exampleRooms.map(({ name }) => name),
    );
    for (const name of exampleModerators) ok(page.includes(`\`${name}\``), name);
  });

  test('has pictures that are there', () => {
    const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path!);
    ok(pictures.length > 0);
    for (const path of pictures) ok(existsSync(join(root, 'docs', path)), path);
  });
});
