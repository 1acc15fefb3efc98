// Reads a component's listen entry as people paste it into ejabberd.yml, and keeps it on the loopback address.
// It reads that entry only; it is no YAML reader.
import { LOOPBACK } from './port.ts';
import { type ComponentAccess, DEFAULT_COMPONENT_PORT } from './real-server.ts';

/** A block taken apart: what belongs under `listen:` (indented by two), other settings, and how to get in. */
export interface EjabberdBlock {
  readonly listen: string;
  readonly rest: string;
  readonly access: ComponentAccess;
}

/**
 * Takes a printed block, with or without `listen:` around it. One on the default port 5347 is moved to `freePort`,
 * any other port stays. Throws when there is no port, host or password in it.
 */
export function readEjabberdBlock(block: string, freePort: number): EjabberdBlock {
  const { under, rest } = split(block.split('\n'));
  const lines = under.filter(line => !/^\s*(#.*)?$/.test(line));
  const depth = Math.min(...lines.map(line => line.search(/\S/)));
  const entry = lines.map(line => `  ${line.slice(depth)}`).join('\n');
  const printed = Number(/\bport:\s*(\d+)/.exec(entry)?.[1]);
  const domain = /\bhosts:\s+["']?([^"':\s]+)["']?:/.exec(entry)?.[1];
  const secret = /\bpassword:\s*["']?([^"'\n]+)["']?/.exec(entry)?.[1];
  if (!domain || !secret || !printed) {
    throw new Error(`not a listen entry of ejabberd_service with port, hosts and password:\n${block}`);
  }
  const port = printed === DEFAULT_COMPONENT_PORT ? freePort : printed;
  const listen = onLoopback(entry).replace(/\bport:.*/, `port: ${port}`);
  return { listen, rest: rest.join('\n'), access: { host: LOOPBACK, port, domain, secret } };
}

function onLoopback(entry: string): string {
  const ip = `ip: "${LOOPBACK}"`;
  if (/\bip:/.test(entry)) return entry.replace(/\bip:.*/, ip);
  return entry.replace(/^([ -]*)port:.*$/m, (line, before: string) => `${line}\n${before.replace('-', ' ')}${ip}`);
}

// What stands below `listen:` up to the next setting of the same depth, or everything when there is no `listen:`.
function split(lines: readonly string[]): { under: string[]; rest: string[] } {
  const top = lines.findIndex(line => /^listen:/.test(line));
  if (top < 0) return { under: [...lines], rest: [] };
  const length = lines.slice(top + 1).findIndex(line => /^[^\s#-]/.test(line));
  const end = length < 0 ? lines.length : top + 1 + length;
  return { under: lines.slice(top + 1, end), rest: [...lines.slice(0, top), ...lines.slice(end)] };
}
