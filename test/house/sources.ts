// The files of the house, as git knows them or would.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every file below those folders, by its path from the root; all files without a folder. */
export function files(...folders: string[]): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...folders];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  const gone = new Set(
    execFileSync('git', ['ls-files', '--deleted'], {
      cwd: root,
      encoding: 'utf8',
    }).split('\n'),
  );
  return [...new Set(listed)].filter(file => !gone.has(file)).sort();
}

/** The TypeScript files below those folders. */
export function sources(...folders: string[]): string[] {
  return files(...folders).filter(file => /\.tsx?$/.test(file));
}
