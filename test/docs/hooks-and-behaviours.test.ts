// The page that compares hooks with a behaviour shows code that is there, and what it does when it is run. Also the
// pages of the behaviours that it names: pieces of scenarios as they are, and settings that are taken.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { equal, is, ok } from 'uvu/assert';
import { describeRulings } from '../../adapters/commands/explain.ts';
import { makeEngine } from '../../adapters/engine.ts';
import { stage } from '../../adapters/testing/testing.ts';
import { joinRate } from '../../machines/behaviours/join-rate.ts';
import { maxPeople } from '../../machines/behaviours/max-people.ts';
import { leaveOut, suite } from '../suite.ts';
import { fenced } from './examples.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const file = 'docs/hooks-and-behaviours.md';
const page = read(file);
const pages = ['members', 'max-people', 'join-rate', 'word-filter', 'greeting'].map(name => `docs/behaviours/${name}.md`);
const linksOf = (of: string) =>
  [...read(of).matchAll(/\[([^\]]+)\]\(([^)#]+)[^)]*\)/g)].map(([, words, to]) => ({
    words: words!,
    path: join(dirname(of), to!),
  }));
const hasLuac = spawnSync('luac', ['-v']).error === undefined;

/** The text without the indentation of its first line. */
const flush = (text: string) => text.replaceAll(new RegExp(`^${/^ */.exec(text)![0]}`, 'gm'), '');

suite('the page on hooks and behaviours', test => {
  test('shows the behaviour and one of its tests as they are', () => {
    const shown = [...page.matchAll(/<!-- source: (\S+) -->\n```ts\n([\s\S]*?)```\n/g)];
    equal(
      shown.map(([, source]) => source),
      ['machines/behaviours/join-rate.ts', 'test/machines/behaviours/join-rate.test.ts'],
    );
    is(shown[0]![2], read('machines/behaviours/join-rate.ts'));
    const tests = read('test/machines/behaviours/join-rate.test.ts').split(/\n(?= {2}test\()/);
    ok(tests.some(one => `${flush(one).trimEnd()}\n` === shown[1]![2]));
  });

  test('shows what an operator is told, as it is', () => {
    const example = fenced(page, 'ts').find(text => text.includes('explained(room)'))!;
    let lines: string[] = [];
    const explained = (room: ReturnType<typeof stage>) => {
      lines = describeRulings(room.explain());
    };
    new Function('stage', 'joinRate', 'maxPeople', 'explained', example)(stage, joinRate, maxPeople, explained);
    is(fenced(page, 'text')[0], `${lines.join('\n')}\n`);
  });

  if (hasLuac)
    test('shows a module that can be read as Lua', () => {
      const { status, stderr } = spawnSync('luac', ['-p', '-'], { input: fenced(page, 'lua')[0]!, encoding: 'utf8' });
      is(status, 0, stderr);
    });
  else leaveOut('the module of the page on hooks is not read: luac is not installed (Debian: apt-get install lua5.4)');

  for (const one of [file, ...pages]) {
    test(`${one} has no link that leads nowhere, and settings that are taken`, () => {
      equal(
        linksOf(one).filter(({ path }) => !existsSync(join(root, path))),
        [],
      );
      for (const text of fenced(read(one), 'toml'))
        makeEngine({ domain: 'rooms.example.org', ...parse(text) }, { write: () => {} }).stop();
    });
  }

  for (const one of pages) {
    test(`${one} shows pieces of scenarios as they are, under their titles`, () => {
      const scenarios = linksOf(one).filter(({ path }) => path.endsWith('.txt'));
      for (const { words, path } of scenarios) ok(read(path).startsWith(`${words}\n`), words);
      const shown = fenced(read(one), 'scenario');
      ok(shown.length > 0);
      for (const piece of shown)
        ok(
          scenarios.some(({ path }) => read(path).includes(`\n${piece}`)),
          piece,
        );
    });
  }
});
