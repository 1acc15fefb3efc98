// Made-up test files that the runner has to see through: each goes wrong in its own way, most of them in silence.
import { join } from 'node:path';

const suiteFile = join(import.meta.dirname, '..', 'suite.ts');

/** The first line of every made-up file that uses suite(). */
export const SUITE = `import { suite, leaveOut } from ${JSON.stringify(suiteFile)};\n`;

/** A file with two tests that pass. */
export const GOOD = `${SUITE}suite('good', test => { test('one', () => {}); test('two', async () => {}); });\n`;
const NEVER = 'new Promise(() => {})';

/** By what is wrong: a file's body (after the import of suite), and what the runner must say of it. */
export const badFiles: Record<string, readonly [body: string, says: RegExp]> = {
  'a file without tests': ['void suite;', /defines no test/],
  'an empty suite': [`suite('s', () => {});`, /defines no test/],
  'an empty suite beside a full one': [`suite('s', test => { test('t', () => {}); }); suite('empty', () => {});`, /t: never ran/],
  'an async suite': [`suite('s', async test => { test('t', () => {}); });`, /t: never ran/],
  'a suite after an await': [
    `suite('s', test => { test('t', () => {}); }); await new Promise(go => setTimeout(go, 50));
     suite('late', test => { test('u', () => {}); });`,
    /ended with code 1 although its tests passed/,
  ],
  'a test within a test': [`suite('s', test => { test('t', () => { test('u', () => {}); }); });`, /u: never ran/],
  'a failed assertion': [`suite('s', test => { test('t', () => { throw new Error('no'); }); });`, /s: t: no/],
  'a thrown string': [`suite('s', test => { test('t', () => { throw 'words'; }); });`, /s: t: threw words/],
  'a thrown nothing': [`suite('s', test => { test('t', () => { throw undefined; }); });`, /t: threw undefined/],
  'a rejected string': [`suite('s', test => { test('t', () => Promise.reject('words')); });`, /t: threw words/],
  'an error that cannot be shown': [
    `suite('s', test => { test('t', () => { throw Object.assign(new Error('odd'), { name: 7 }); });
     test('u', () => {}); });`,
    /t: odd/,
  ],
  'before throws': [
    `suite('s', test => { test.before(() => { throw new Error('hook'); }); test('t', () => {}); });`,
    /s: hook 'before': hook/,
  ],
  'before throws a string': [
    `suite('s', test => { test.before(() => { throw 'hook'; }); test('t', () => {}); });`,
    /hook 'before': threw hook/,
  ],
  'before.each throws': [
    `suite('s', test => { test.before.each(() => { throw new Error('hook'); }); test('t', () => {}); });`,
    /hook 'before.each': hook/,
  ],
  'after.each throws': [
    `suite('s', test => { test.after.each(() => { throw new Error('hook'); }); test('t', () => {}); });`,
    /s: t: hook/,
  ],
  'after throws': [
    `suite('s', test => { test.after(() => { throw new Error('hook'); }); test('t', () => {}); });`,
    /s: hook 'after': hook/,
  ],
  only: [`suite('s', test => { test.only('t', () => {}); test('u', () => {}); });`, /defines no test/],
  skip: [`suite('s', test => { test('u', () => {}); test.skip('t', () => {}); });`, /u: never ran/],
  'exits in a test': [`suite('s', test => { test('t', () => process.exit(0)); });`, /s: t: did not end/],
  'exits before its tests': [`suite('s', test => { test('t', () => {}); }); process.exit(0);`, /t: never ran/],
  'waits for nothing': [`suite('s', test => { test('t', () => ${NEVER}); });`, /s: t: did not end/],
  'is killed': [`suite('s', test => { test('t', () => process.kill(process.pid, 'SIGKILL')); });`, /ended by SIGKILL/],
  'fails later': [
    `suite('s', test => { test('t', () => { setTimeout(() => { throw new Error('late'); }, 100); }); });`,
    /ended with code 1 although its tests passed/,
  ],
  'rejects later': [
    `suite('s', test => { test('t', () => { new Promise((_, no) => setTimeout(no, 100, new Error('late'))); }); });`,
    /ended with code 1 although its tests passed/,
  ],
  'says that it failed': [
    `suite('s', test => { test('t', () => {}); }); process.on('exit', () => { process.exitCode = 3; });`,
    /ended with code 3 although its tests passed/,
  ],
  'leaves a process': [
    `import { spawn } from 'node:child_process';
     suite('s', test => { test('t', () => spawn('sleep', ['77'], { detached: true, stdio: 'ignore' }).unref()); });`,
    /left a process running: sleep 77/,
  ],
  'no typescript': [`suite('s', test => {`, /did not report/],
  'is told that tests are left out': [
    `suite('s', test => { test('t', () => {}); }); leaveOut('no server');`,
    /CI=true forbids: no server/,
  ],
};

/** Bodies of files that never end; the last one has a child that would live on. */
export const hangingFiles = [
  `suite('s', test => { test('t', () => { setInterval(() => {}, 1000); return ${NEVER}; }); });`,
  `setInterval(() => {}, 1000); await ${NEVER};`,
  `import { spawn } from 'node:child_process';
   suite('s', test => { test('t', () => {
     spawn('sleep', ['78'], { detached: true, env: { ...process.env, ROOT: process.cwd() } });
     return ${NEVER};
   }); });`,
];
