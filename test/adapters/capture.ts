// A command's surroundings for tests: what it writes is kept, its environment is what is given.
import type { CommandIo } from '../../adapters/command-line.ts';

export interface Capture {
  readonly io: CommandIo;
  readonly out: string[];
  readonly err: string[];
}

export function capture(env: Record<string, string> = {}): Capture {
  const out: string[] = [];
  const err: string[] = [];
  return { io: { env, out: line => out.push(line), err: line => err.push(line) }, out, err };
}
