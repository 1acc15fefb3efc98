// Runs the program `confab` in a process of its own, as a user would, and hears what it says.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** How the program is started: a command and its first words. */
export type Runtime = readonly [string, ...string[]];

/** The sources on Node. */
export const nodeSources: Runtime = [process.execPath, '--import', 'tsx', 'adapters/cli.ts'];

/** A JavaScript or TypeScript file on the Deno of the dev dependencies. */
export const onDeno = (file: string): Runtime => [
  `${root}node_modules/.bin/deno`,
  ...['run', '--quiet', '--allow-all', '--node-modules-dir=manual', file],
];

export interface Program {
  readonly child: ChildProcess;
  /** All that came on stdout and stderr so far. */
  out: string;
  err: string;
  /** Resolves with the first line of either that matches; rejects when the program ends without. */
  line(pattern: RegExp): Promise<string>;
  /** Resolves with exit code, or the name of the signal that ended it, once all output is there. */
  readonly ended: Promise<number | string>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** @param env is all of its environment, beside what finds programs and folders */
export function startProgram(
  words: readonly string[],
  { env = {}, runtime = nodeSources }: { env?: Record<string, string>; runtime?: Runtime } = {},
): Program {
  const [command, ...first] = runtime;
  const kept = ['PATH', 'HOME', 'TMPDIR', 'CONFAB_TEST_MARK', 'DENO_DIR'].flatMap(name =>
    process.env[name] === undefined ? [] : [[name, process.env[name]] as const],
  );
  const child = spawn(command, [...first, ...words], {
    cwd: root,
    env: { ...Object.fromEntries(kept), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'close').then(([code, signal]) => {
    running.delete(child);
    return (code ?? signal) as number | string;
  });
  const program: Program = {
    child,
    out: '',
    err: '',
    ended,
    line: pattern =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = `${program.out}\n${program.err}`.split('\n').find(line => pattern.test(line));
          if (found === undefined) return;
          child.off('heard', look);
          resolve(found);
        };
        child.on('heard', look);
        ended.then(code => reject(new Error(`ended with ${code} before ${pattern}: ${program.out}${program.err}`)));
        look();
      }),
  };
  for (const stream of ['out', 'err'] as const) {
    child[`std${stream}`]!.setEncoding('utf8').on('data', text => {
      program[stream] += text;
      child.emit('heard');
    });
  }
  return program;
}

/** Runs it to its end. */
export async function runProgram(...words: Parameters<typeof startProgram>) {
  const program = startProgram(...words);
  const code = await program.ended;
  return { code, out: program.out, err: program.err };
}
