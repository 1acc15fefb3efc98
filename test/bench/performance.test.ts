// docs/performance.md and its chart say what the stored record says, and the commands in it are the bench's.
import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import { readOptions } from './options.ts';
import { parts, performancePages } from './performance.ts';
import type { BenchRecord } from './record.ts';
import { growthNames, workNames } from './works.ts';

const docs = new URL('../../docs/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, docs), 'utf8');
const page = read('performance.md');
const record = JSON.parse(read('performance/record.json')) as BenchRecord;

suite('docs: performance', test => {
  for (const [path, text] of performancePages()) {
    test(`${path} is what the record gives`, () => {
      assert.ok(read(path) === text, `docs/${path} is stale: make it anew with npm run performance`);
    });
  }

  test('every command of the bench in it is one that the bench takes', () => {
    const commands = [...page.matchAll(/^npm run bench -- (.*)$/gm)].map(([, args]) => args!.split(' '));
    assert.ok(commands.length > 4);
    for (const args of commands) assert.not.throws(() => readOptions(args), args.join(' '));
  });

  test('it names every work', () => {
    const rows = page.split('\n').filter(line => line.startsWith('| '));
    for (const name of [...workNames, ...growthNames]) {
      assert.ok(
        rows.some(row => row.split('|')[1]!.split(/[ ,]+/).includes(name)),
        `${name} is in no row of the works`,
      );
    }
  });

  test('its figures are of a real run, and whole', () => {
    assert.is(record.quick, false);
    for (const { missing, note, twice, strays, errors, work } of record.lines) {
      assert.ok((missing === 0 || note !== '') && twice + strays + errors === 0, work);
    }
  });

  test('a record without servers, memory and profiles gives a page as well', () => {
    const lines = record.lines
      .filter(({ contestant, work }) => contestant === 'confab' && work === 'small')
      .map(({ profile: _, ...line }) => line);
    const made = parts({ ...record, lines, goals: [], quick: true });
    assert.match(made.get('speed')!, /^\| Work \| Dialect \| Confab \|\n/);
    assert.match(made.get('run')!, /a quick run/);
    for (const name of ['memory', 'goals', 'growth']) assert.is(made.get(name), 'Not in the recorded run.');
  });
});
