// uvu, guarded: what was defined must have run, and whatever was thrown counts as a failure.
// It prints one '#suite {json}' line at the end of a file; runner/one-file.ts reads it. It runs no files itself.
import { type uvu, suite as uvuSuite } from 'uvu';

/** What a test or a hook does; it is given uvu's context. */
export type Body = uvu.Callback<uvu.Crumbs>;
type Hook = uvu.Hook<uvu.Crumbs>;

/** Defines one test, and the hooks of its suite. There is no `skip` and no `only`: both pass silently. */
export interface Test {
  (title: string, body: Body): void;
  before: Hook;
  after: Hook;
}

/** What a test file says of itself on its '#suite' line. */
export interface SuiteReport {
  registered: number;
  passed: number;
  failed: number;
  leftOut: number;
  failures: string[];
}

interface Entry {
  readonly title: string;
  state: 'waiting' | 'running' | 'passed' | 'failed';
  why: string;
}

const tests: Entry[] = [];
const hookFailures: string[] = [];
let leftOut = 0;
let begun = false;

/**
 * Defines a suite and queues it to run when the file has been read.
 * Throws when it defines no test, when `define` is async, or when the file's tests have already begun.
 */
export function suite(name: string, define: (test: Test) => void): void {
  if (begun) throw new Error(`suite '${name}' comes after tests have begun: define it before the first await`);
  const inner = uvuSuite(name);
  const sizeBefore = tests.length;
  let current: Entry | undefined;

  const test = (title: string, body: Body): void => {
    const entry: Entry = { title: `${name}: ${title}`, state: 'waiting', why: 'never ran' };
    tests.push(entry);
    inner(title, async context => {
      entry.state = 'running';
      entry.why = 'did not end';
      current = entry;
      try {
        await body(context);
        entry.state = 'passed';
      } catch (thrown) {
        fail(entry, thrown);
        throw asError(thrown);
      }
    });
  };

  // Registered first, so that it runs before any other hook.
  inner.before(() => {
    begun = true;
  });

  // uvu swallows what `before` and `after.each` throw, and with it the tests that follow.
  const guard =
    (kind: string, register: (body: Body) => void, caught: (thrown: unknown) => void) =>
    (body: Body): void =>
      register(async context => {
        try {
          await body(context);
        } catch (thrown) {
          console.error(`hook '${kind}' of suite '${name}' threw`, thrown);
          caught(thrown);
        }
      });
  const stop = (kind: string) => (thrown: unknown) => {
    hookFailures.push(`${name}: hook '${kind}': ${message(thrown)}`);
    if (kind.startsWith('before')) throw asError(thrown);
  };
  const blame = (thrown: unknown) => {
    if (current?.state === 'passed') fail(current, thrown);
    else stop('after.each')(thrown);
  };
  const hooks = {
    before: Object.assign(guard('before', inner.before, stop('before')), {
      each: guard('before.each', inner.before.each, stop('before.each')),
    }),
    after: Object.assign(guard('after', inner.after, stop('after')), {
      each: guard('after.each', inner.after.each, blame),
    }),
  };

  const returned: unknown = define(Object.assign(test, hooks));
  if (returned instanceof Promise) throw new Error(`suite '${name}' must define its tests without async`);
  if (tests.length === sizeBefore) throw new Error(`suite '${name}' defines no test`);
  inner.run();
}

/**
 * Says loudly that tests were left out because this machine lacks something.
 * With the environment's CI=true that is a failure.
 */
export function leaveOut(reason: string): void {
  leftOut++;
  process.stdout.write(`#left-out ${reason}\n`);
  if (process.env.CI === 'true') hookFailures.push(`left out, which CI=true forbids: ${reason}`);
}

function fail(entry: Entry, thrown: unknown): void {
  entry.state = 'failed';
  entry.why = message(thrown);
}

function message(thrown: unknown): string {
  return (asError(thrown).message.split('\n')[0] ?? '').slice(0, 300);
}

// uvu counts a thrown string as a pass
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`threw ${String(thrown)}`);
}

process.on('exit', code => {
  const bad = tests.filter(entry => entry.state !== 'passed');
  const failures = [...bad.map(entry => `${entry.title}: ${entry.why}`), ...hookFailures];
  const report: SuiteReport = {
    registered: tests.length,
    passed: tests.length - bad.length,
    failed: failures.length,
    leftOut,
    failures,
  };
  process.stdout.write(`\n#suite ${JSON.stringify(report)}\n`);
  const silent = tests.length === 0 && leftOut === 0;
  if (code === 0 && (failures.length > 0 || silent)) process.exitCode = 1;
});
