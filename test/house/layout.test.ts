// The shape of the house: what lies at the top, how files are named, how long they are, what machines may not do.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { equal } from 'uvu/assert';
import { suite } from '../suite.ts';
import { files, root, sources } from './sources.ts';

const top = new Set([
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'machines',
  'streams',
  'adapters',
  'test',
  'docs',
]);

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const source = sources('machines', 'streams', 'adapters');

suite('the house: layout', test => {
  test('nothing else lies at the top', () => {
    const there = new Set(files().map(file => file.split('/')[0]!));
    equal(
      [...there].filter(name => !top.has(name) && !name.startsWith('.')),
      [],
    );
  });

  test('files are named in kebab-case by what they are', () => {
    const vague = /^(utils?|helpers?|common|manager|handlers?|types|index|misc)\b/;
    equal(
      source.filter(file => !/^[a-z0-9]+(-[a-z0-9]+)*(\.d|\.config)?\.tsx?$/.test(basename(file)) || vague.test(basename(file))),
      [],
    );
  });

  test('no file has two jobs: 250 lines at most', () => {
    equal(
      source.filter(file => read(file).split('\n').length > 251),
      [],
    );
  });

  test('every file begins by saying what it is', () => {
    equal(
      source.filter(file => !/^(#!.*\n)?\/\/ \S/.test(read(file))),
      [],
    );
  });

  test('machines know no clock, chance, locale or world', () => {
    const forbidden = [
      /\bDate\.now\b/,
      /\bnew Date\(\)/,
      /\bMath\.random\b/,
      /\bset(Timeout|Interval|Immediate)\b/,
      /\bsessionId\b/,
      /\btoLocale\w*\(/,
      /\blocaleCompare\b/,
      /\bIntl\./,
      /\bprocess\./,
      /\bcrypto\b/,
      /\bconsole\./,
      /\bafter:/,
      /<\/?[a-z]+[ />][^']*xmlns/,
    ];
    const found = sources('machines').flatMap(file =>
      forbidden.filter(pattern => pattern.test(read(file))).map(pattern => `${file}: ${pattern}`),
    );
    equal(found, []);
  });

  test('no test is left out, and none sleeps', () => {
    const marks = /\b(test|suite)\.(only|skip)\(|setTimeout\(\s*resolve|timers\/promises/;
    // the list of marks is in this file
    const found = sources('test').filter(
      file => file.endsWith('.test.ts') && !file.endsWith('layout.test.ts') && marks.test(read(file)),
    );
    equal(found, []);
  });

  test('nobody asks which dialect somebody speaks', () => {
    const outside = sources('machines', 'streams').filter(file => !file.startsWith('streams/dialects/'));
    equal(
      outside.filter(file => /['"](groupchat|conference|muc)['"]\s*===|===\s*['"](conference|muc)['"]/.test(read(file))),
      [],
    );
  });
});
