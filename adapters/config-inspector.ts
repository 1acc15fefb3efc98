// The table `inspector` of a configuration: where it listens, who may ask, and what is shown. The tokens of admins are read
// here; that of the URL is made at the start, where there is none.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isTable, type Layers } from './config-layers.ts';
import { problemAt } from './config-problems.ts';
import type { Path } from './config-schema.ts';
import { InspectorSettings } from './inspect/inspector-settings.ts';
import type { Shows } from './inspect/lens.ts';
import { readAdminToken, readUrlToken } from './inspect/token.ts';
import { isLoopback, readListenAddress } from './listen-address.ts';
import type { SecretFile } from './secret-file.ts';
import type { ServerAddress } from './server-address.ts';

/** The inspector of a service that has one. */
export interface InspectorConfig {
  readonly listen: ServerAddress;
  /** A whole path; there need not be such a file yet. */
  readonly tokenFile: string;
  readonly hosts: readonly string[];
  readonly shows: Shows;
  /** Names by tokens. */
  readonly admins: ReadonlyMap<string, string>;
}

export interface InspectorCheck {
  /** Nothing where it is off, or something is wrong with it. */
  readonly inspector: InspectorConfig | undefined;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

const hostPattern = /^(\[[0-9a-fA-F:.]+\]|[^\s:/[\]@]+)(:\d{1,5})?$/;

/** Checks it, and says all that is wrong. What has another shape the schema complains about. */
export function checkInspector(layers: Layers, cwd: string): InspectorCheck {
  const problems: string[] = [];
  const warnings: string[] = [];
  const report = (path: Path, what: string) => problems.push(problemAt(['inspector', ...path], what, layers));
  const { data } = InspectorSettings.safeParse(layers.tree.inspector ?? {});
  if (!data || data.listen === undefined) return { inspector: undefined, problems, warnings };

  function read(path: Path, file: string, reader: (file: string) => SecretFile): string | undefined {
    try {
      const { secret, warnings: ofFile } = reader(resolve(cwd, file));
      warnings.push(...ofFile);
      return secret;
    } catch (error) {
      report(path, (error as Error).message);
      return undefined;
    }
  }

  const listen = listenAddress(data.listen, text => report(['listen'], text));
  if (listen && !isLoopback(listen) && data.hosts.length === 0) {
    report(
      ['hosts'],
      'is missing: others than this machine reach that address, so name the hosts by which they ask, and put a proxy with TLS before it; or listen at 127.0.0.1',
    );
  }
  for (const [i, host] of data.hosts.entries()) {
    if (!hostPattern.test(host)) report(['hosts', i], 'must be HOST or HOST:PORT without a scheme, such as inspect.example.org');
  }
  const { tokenFile } = data;
  let ofUrl: string | undefined;
  if (tokenFile === undefined) {
    report(['tokenFile'], 'is missing: name a file; it is made, with a random token, where it does not exist');
  } else if (existsSync(resolve(cwd, tokenFile))) ofUrl = read(['tokenFile'], tokenFile, readUrlToken);

  const admins = new Map<string, string>();
  for (const [name, file] of Object.entries(data.admins)) {
    const token = read(['admins', name], file, readAdminToken);
    if (token === undefined) continue;
    // whoever may look could do everything
    if (token === ofUrl) report(['admins', name], 'has the token of the URL: give them one of their own');
    else if (admins.has(token)) report(['admins', name], `has the token of ${admins.get(token)}: give each their own`);
    else admins.set(token, name);
  }
  if (listen && !isLoopback(listen)) {
    warnings.push(
      'inspector.listen: whoever reaches this address may try tokens, and nothing is encrypted: put a proxy with TLS before it',
    );
  }
  if (!listen || tokenFile === undefined || problems.length > 0) return { inspector: undefined, problems, warnings };
  const { hosts, texts, addresses } = data;
  const inspector = { listen, tokenFile: resolve(cwd, tokenFile), hosts, shows: { texts, addresses }, admins };
  return { inspector, problems, warnings };
}

/** Paths in a file, made whole: its author sees them from there. */
export function inspectorWithWholePaths(inspector: unknown, whole: (path: string) => string): unknown {
  if (!isTable(inspector)) return inspector;
  const made = (file: unknown) => (typeof file === 'string' && file !== '' ? whole(file) : file);
  const { tokenFile, admins } = inspector;
  return {
    ...inspector,
    ...(tokenFile === undefined ? {} : { tokenFile: made(tokenFile) }),
    ...(isTable(admins) ? { admins: Object.fromEntries(Object.entries(admins).map(([name, file]) => [name, made(file)])) } : {}),
  };
}

function listenAddress(text: string, report: (text: string) => void): ServerAddress | undefined {
  try {
    return readListenAddress(text);
  } catch (error) {
    report((error as Error).message);
    return undefined;
  }
}
