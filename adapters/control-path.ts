// Where the control socket of a service is when nobody says it, and how a command finds that of a running one.
// Opens nothing: control.ts and control-client.ts do.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The first of: the runtime folder that systemd made for the service, /run/confab for root (where systemd
 * makes it, too), the user's own runtime folder, a folder of the user's in the one for temporary files.
 */
export function controlFolder(env: Environment, uid = process.getuid?.()): string {
  const given = env.RUNTIME_DIRECTORY?.split(':')[0];
  if (given) return given;
  if (uid === 0) return '/run/confab';
  if (env.XDG_RUNTIME_DIR) return join(env.XDG_RUNTIME_DIR, 'confab');
  return join(tmpdir(), `confab-${uid ?? 'user'}`);
}

/** The control socket of a domain's service, by default. */
export function controlPath(domain: string, env: Environment): string {
  return join(controlFolder(env), `${domain.toLowerCase().replaceAll(/[/\0]/g, '_')}.sock`);
}

/** The control sockets that lie where they lie by default. */
export function knownControlPaths(env: Environment): string[] {
  const folder = controlFolder(env);
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.sock'))
      .sort()
      .map(name => join(folder, name));
  } catch {
    return [];
  }
}

/** What is wrong with a path for a socket, in words that follow its name; undefined where nothing is. */
export function controlPathProblem(path: string): string | undefined {
  const most = process.platform === 'darwin' ? 103 : 107;
  const bytes = Buffer.byteLength(path);
  if (bytes <= most) return undefined;
  return `is too long for a socket (${path} has ${bytes} bytes, at most ${most} work): choose a shorter path with --control`;
}
