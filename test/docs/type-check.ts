// Type-checks an example of the docs against the sources, under the project's own options.
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../house/sources.ts';

/** What TypeScript has to say of it, a message each. @param file is a path within the tree, so that packages are found */
export function typeProblems(file: string): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram([file, join(root, 'adapters/xmpp.d.ts')], { ...options, noEmit: true });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
