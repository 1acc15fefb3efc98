// The house checks that tools make: format and lint (Biome), types (tsc), and no mark that hides code from coverage.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { equal, is } from 'uvu/assert';
import { suite } from '../suite.ts';

const root = join(import.meta.dirname, '..', '..');
const resolve = createRequire(import.meta.url).resolve;

// Runs a package's command with node and returns what it says, when it fails.
function complaint(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(command), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
    maxBuffer: 1 << 26,
  });
  return status === 0 ? '' : `${stdout}\n${stderr}`;
}

function fails(said: string): void {
  if (said !== '') console.log(said);
  is(said === '', true, 'see the output above; `npx biome check --write .` mends most of format and lint');
}

suite('the house checks', test => {
  test('Biome finds nothing to change', () => {
    fails(complaint('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']));
  });

  test('the types fit', () => {
    fails(complaint('typescript/bin/tsc', ['--project', join(root, 'tsconfig.json'), '--noEmit']));
  });

  test('the types of the page fit', () => {
    fails(complaint('typescript/bin/tsc', ['--project', join(root, 'adapters/web/tsconfig.json')]));
  });

  test('nothing is hidden from the coverage', () => {
    const hidden = ['machines', 'streams', 'adapters'].flatMap(area =>
      readdirSync(join(root, area), { recursive: true, encoding: 'utf8' })
        .filter(file => /\.tsx?$/.test(file))
        .map(file => join(area, file))
        .filter(file => /\b(c8|v8|istanbul|node:coverage) (ignore|disable)/.test(readFileSync(join(root, file), 'utf8'))),
    );
    equal(hidden, []);
  });
});
