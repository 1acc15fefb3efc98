// The built page, read whole when the first file of it is asked for: what a request says is looked up by name, and never
// touches the disk.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Whether its name changes with what is in it, so that it may be kept. */
  readonly isLasting: boolean;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  json: 'application/json',
};

/** Beside the compiled code, or where the sources are compiled to. */
const places = ['../page/', '../../dist/adapters/page/'].map(path => fileURLToPath(new URL(path, import.meta.url)));

const unbuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Confab</title>
<p>The page of the inspector is not built: run npm run build, and load this again.</p></html>
`;
const standIn: Asset = { body: new TextEncoder().encode(unbuilt), type: types.html!, isLasting: false };

/**
 * Finds a file of the page by its path below the token; `` is the page itself.
 * @param folders where the page may be, the first that has one counts
 */
export function pageAssets(folders: readonly string[] = places): (path: string) => Asset | undefined {
  let files: ReadonlyMap<string, Asset> | undefined;
  return path => {
    files ??= read(folders);
    const name = path === '' ? 'index.html' : path;
    return files?.get(name) ?? (name === 'index.html' ? standIn : undefined);
  };
}

function read(folders: readonly string[]): ReadonlyMap<string, Asset> | undefined {
  const folder = folders.find(one => existsSync(join(one, 'index.html')));
  if (folder === undefined) return undefined;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'));
  return new Map(names.flatMap(name => assetOf(folder, name)));
}

function assetOf(folder: string, name: string): [string, Asset][] {
  const type = types[/\.(\w+)$/.exec(name)?.[1] ?? ''];
  if (type === undefined) return [];
  const body = new Uint8Array(readFileSync(join(folder, name)));
  return [[name, { body, type, isLasting: /^assets\/.*-[\w-]{8,}\.\w+$/.test(name) }]];
}
