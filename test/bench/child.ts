// Processes that the bench starts, and their folders: ended and removed by the end, also after a failure or Ctrl-C.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { account, setpriv } from '../servers/daemon.ts';

const running = new Set<Child>();
const folders = new Set<string>();

/** How a child is started; `user` is the account that it runs under when we are root. */
export interface Start {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  user?: string;
  /** Whether to open a channel for `process.send` in the child. */
  channel?: boolean;
}

export class Child {
  readonly name: string;
  readonly process: ChildProcess;
  /** Fulfilled with a sentence when the process has ended. */
  readonly ended: Promise<string>;
  #output = '';

  constructor(start: Start) {
    this.name = start.name;
    const [command, ...args] = [...(start.user === undefined ? [] : under(start.user)), start.command, ...start.args];
    this.process = spawn(command!, args, {
      env: start.env ?? process.env,
      stdio: start.channel ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
      ...(start.cwd === undefined ? {} : { cwd: start.cwd }),
    });
    running.add(this);
    const hear = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString('utf8')).slice(-8_000);
    };
    this.process.stdout?.on('data', hear);
    this.process.stderr?.on('data', hear);
    this.ended = new Promise(resolve => {
      this.process.once('error', error => resolve(`could not be started: ${error.message}`));
      this.process.once('close', (code, signal) => resolve(`ended with ${signal ?? `exit code ${code}`}`));
    }).then(how => {
      running.delete(this);
      return `${this.name} ${how}`;
    });
  }

  get pid(): number {
    return this.process.pid ?? -1;
  }

  /** The last 8,000 characters that it printed, for people to read. */
  get output(): string {
    return this.#output.trim() === '' ? '(it printed nothing)' : this.#output.trimEnd();
  }

  /** Asks it to end; after five seconds it is killed. */
  async stop(): Promise<void> {
    if (!running.has(this)) return;
    const timer = setTimeout(() => this.process.kill('SIGKILL'), 5_000);
    this.process.kill('SIGTERM');
    await this.ended;
    clearTimeout(timer);
  }

  /** The promise, or an error that tells why the child did not get there within `seconds`. */
  async reaches<T>(what: string, promise: Promise<T>, seconds: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<string>(resolve => {
      timer = setTimeout(resolve, seconds * 1_000, `${this.name} did not ${what} within ${seconds} s`);
    });
    const failed = Promise.race([this.ended, expired]).then(why => {
      throw new Error(`${why}. What it printed:\n${this.output}`);
    });
    try {
      return await Promise.race([promise, failed]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A temporary folder that is removed at the end; it belongs to `user` when we are root. */
export function folder(name: string, user?: string): string {
  const path = mkdtempSync(join(tmpdir(), `confab-bench-${name}-`));
  folders.add(path);
  chmodSync(path, 0o700);
  const owner = user === undefined ? undefined : account(user);
  if (owner) chownSync(path, owner.uid, owner.gid);
  return path;
}

/** What to put before a server's command: its own account where we are root, and an end by the kernel when we are gone. */
function under(user: string): string[] {
  const wrapper = setpriv();
  if (wrapper === undefined) throw new Error('setpriv is missing, by which servers are started: install util-linux');
  const owner = account(user);
  const identity = owner ? [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'] : [];
  return [wrapper, ...identity, '--pdeathsig=KILL'];
}

function endAll(): void {
  for (const child of running) child.process.kill('SIGKILL');
  for (const path of folders) rmSync(path, { recursive: true, force: true });
  folders.clear();
}

process.on('exit', endAll);
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  process.once(signal, () => process.exit(code));
}
