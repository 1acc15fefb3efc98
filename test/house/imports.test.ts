// The house's rule of imports: adapters -> streams -> machines -> xstate. No cycles, nothing unused.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { equal, ok } from 'uvu/assert';
import { suite } from '../suite.ts';
import { root, sources } from './sources.ts';

const layers = ['machines', 'streams', 'adapters'] as const;
type Layer = (typeof layers)[number];

/** What each layer may import that is not a file of the house. */
const packages: Record<Layer, RegExp> = {
  machines: /^(xstate|zod)$/,
  streams: /^(rxjs|rxjs\/operators|ltx|stanza\/lib\/stringprep\/index\.js)$/,
  adapters: /./,
};

interface Import {
  readonly file: string;
  readonly of: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const parsed = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest);
  return parsed.statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
    const { text } = moduleSpecifier;
    const typeOnly = ts.isExportDeclaration(statement)
      ? statement.isTypeOnly
      : statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return [
      {
        file,
        of: text.startsWith('.') ? relative(root, join(root, dirname(file), text)) : text,
        typeOnly,
      },
    ];
  });
}

const all = sources(...layers).flatMap(importsOf);
const layerOf = (file: string) => file.split('/')[0] as Layer;
const isOurs = ({ of }: Import) => layers.some(layer => of.startsWith(`${layer}/`));

suite('the house: imports', test => {
  test('go one way', () => {
    const wrong = all.filter(one => isOurs(one) && layers.indexOf(layerOf(one.of)) > layers.indexOf(layerOf(one.file)));
    equal(wrong, []);
  });

  test('of packages are those of the layer', () => {
    const wrong = all.filter(one => !isOurs(one) && !packages[layerOf(one.file)].test(one.of));
    equal(wrong, []);
  });

  test('of our own files end in .ts', () => {
    equal(
      all.filter(one => isOurs(one) && !/\.(tsx?|css)$/.test(one.of)),
      [],
    );
  });

  test('make no cycle', () => {
    const graph = new Map<string, string[]>();
    for (const { file, of } of all.filter(one => isOurs(one) && !one.typeOnly)) graph.set(file, [...(graph.get(file) ?? []), of]);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      ok(!path.includes(file), `a cycle: ${[...path.slice(path.indexOf(file)), file].join(' -> ')}`);
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const file of graph.keys()) visit(file, []);
  });

  test('leave no source file unused', () => {
    const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      exports: Record<string, { default: string }>;
    };
    const offered = Object.values(exports).map(entry => entry.default.replace('./dist/', '').replace(/js$/, 'ts'));
    // the page begins in main.tsx, is built by Vite, and loads the playground when it is asked for
    const page = ['main.tsx', 'vite.config.ts', 'playground/playground.tsx', 'playground/no-discovery.ts'].map(
      file => `adapters/web/${file}`,
    );
    const entries = new Set(['adapters/cli.ts', 'adapters/xmpp.d.ts', ...offered, ...page]);
    const used = new Set(all.map(({ of }) => of));
    // drawings and tables are used by what generates the docs
    const unused = sources(...layers).filter(
      file =>
        !used.has(file) && !entries.has(file) && !file.startsWith('adapters/drawing/') && file !== 'adapters/settings-table.ts',
    );
    equal(unused, []);
  });
});
