// The examples of docs/embedding.md type-check, one after the other as they stand there, against the sources.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, ok } from 'uvu/assert';
import { root } from '../house/sources.ts';
import { suite } from '../suite.ts';
import { typeProblems } from './type-check.ts';

const page = readFileSync(join(root, 'docs/embedding.md'), 'utf8');
const examples = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code!);

suite('docs/embedding.md', test => {
  test('has examples', () => {
    ok(examples.length >= 3);
  });

  test('has examples that type-check', () => {
    // inside the tree, so that packages and their types are found
    const file = join(root, 'test/docs', `.embedding-${process.pid}.ts`);
    writeFileSync(file, examples.join('\n').replaceAll("from 'confab'", "from '../../adapters/confab.ts'"));
    try {
      equal(typeProblems(file), []);
    } finally {
      rmSync(file);
    }
  });

  test('names every option of attach, and no other', () => {
    const source = readFileSync(join(root, 'adapters/attach.ts'), 'utf8');
    const picked = /Pick<\s*EngineOptions,\s*([^>]*)>/.exec(source)![1]!.match(/\w+/g)!;
    const options = /interface AttachOptions[\s\S]*?\n\}/.exec(source)![0];
    const own = [...options.matchAll(/^ {2}readonly (\w+)\?/gm)].map(([, name]) => name!);
    const documented = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name!);
    equal(documented.sort(), [...picked, ...own].sort());
  });
});
