// Turns the counts that V8 left behind into a table (c8), and holds machines/ and streams/ to their marks.
// What c8 looks at is in .c8rc.json; adapters/ is reported, not held.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';

/** The table to print, and what falls short, a line each. */
export interface CoverageVerdict {
  readonly table: string;
  readonly problems: readonly string[];
}

interface Count {
  readonly total: number;
  readonly covered: number;
}

type Summary = Record<string, { lines: Count; branches: Count }>;

const HELD = ['machines', 'streams'];
const REPORTED = ['adapters'];
const MARKS = { lines: 100, branches: 95 } as const;

/** Where test processes leave their counts. */
export function countsFolder(root: string): string {
  return join(root, 'coverage', 'counts');
}

/** Reports on all sources below `root`; those never loaded count as uncovered, those with types alone not at all. */
export function measure(root: string): CoverageVerdict {
  const sources = [...HELD, ...REPORTED].flatMap(area => sourcesOf(root, area));
  const typesOnly = sources.filter(file => isTypesOnly(join(root, file)));
  const folder = join(root, 'coverage');
  const c8 = createRequire(import.meta.url).resolve('c8/bin/c8.js');
  const config = join(import.meta.dirname, '..', '..', '.c8rc.json');
  const excluded = typesOnly.flatMap(file => ['--exclude', file]);
  const places = ['--temp-directory', countsFolder(root), '--reports-dir', folder, '--src', root];
  const { stdout, stderr, status } = spawnSync(process.execPath, [c8, 'report', '--config', config, ...places, ...excluded], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_V8_COVERAGE: undefined },
  });
  const file = join(folder, 'coverage-summary.json');
  if (status !== 0 || !existsSync(file)) return { table: stdout, problems: [`c8 failed: ${stderr || status}`] };
  const summary = JSON.parse(readFileSync(file, 'utf8')) as Summary;
  const held = sources.filter(source => !typesOnly.includes(source) && !source.startsWith('adapters/'));
  return { table: stdout, problems: judge(root, held, summary) };
}

function judge(root: string, held: readonly string[], summary: Summary): string[] {
  const problems = held.filter(file => !summary[join(root, file)]).map(file => `coverage: ${file} is not counted`);
  for (const area of HELD) {
    for (const kind of ['lines', 'branches'] as const) {
      const counts = held.filter(file => file.startsWith(`${area}/`)).flatMap(file => summary[join(root, file)]?.[kind] ?? []);
      const total = counts.reduce((sum, count) => sum + count.total, 0);
      const covered = counts.reduce((sum, count) => sum + count.covered, 0);
      if (covered * 100 >= total * MARKS[kind]) continue;
      const percent = Math.floor((covered / total) * 10_000) / 100;
      problems.push(`coverage: ${area} has ${percent} % of ${kind} (${covered} of ${total}), not ${MARKS[kind]} %`);
    }
  }
  return problems;
}

function sourcesOf(root: string, area: string): string[] {
  if (!existsSync(join(root, area))) return [];
  return readdirSync(join(root, area), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map(file => join(area, file))
    .sort();
}

// A file of types has nothing to run, and is never loaded.
function isTypesOnly(path: string): boolean {
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      removeComments: true,
      verbatimModuleSyntax: true,
    },
  });
  return /^\s*(export {};)?\s*$/.test(outputText);
}
