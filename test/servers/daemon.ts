// One server process in the foreground, under its own account where we are root. It knows no XMPP.
// setpriv ties it to us: when this process dies, however it dies, the kernel ends the server too.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { descendants, isAlive, killQuietly } from './process-table.ts';

/** What to run; `output` is the file that takes what it prints, `account` the user to run it as under root. */
export interface DaemonCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly output: string;
  readonly account: string;
}

/** A running server process. */
export interface Daemon {
  readonly pid: number;
  /** Rejects when the process ends by itself or cannot be started. */
  readonly gone: Promise<never>;
  /** Asks it to end (SIGTERM), kills it after ten seconds, and resolves when its children are gone as well. */
  end(): Promise<void>;
  /** SIGKILL, at once; resolves when its children are gone as well. */
  kill(): Promise<void>;
}

const SETPRIV = ['/usr/bin/setpriv', '/bin/setpriv'];
const running = new Set<ChildProcess>();

/** Where setpriv (Debian: util-linux) is; without it no server is started. */
export function setpriv(): string | undefined {
  return SETPRIV.find(path => existsSync(path));
}

/** The numbers of a system account, or undefined when we are not root and run everything as ourselves. */
export function account(name: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find(entry => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) throw new Error(`there is no account '${name}' to run the server under: install its package`);
  return { uid: Number(uid), gid: Number(gid) };
}

/** Starts a process; it is up to the caller to find out when it is ready. */
export function startDaemon(command: DaemonCommand): Daemon {
  const wrapper = setpriv();
  if (!wrapper) throw new Error('setpriv is missing: install util-linux');
  const who = account(command.account);
  const identity = who ? [`--reuid=${who.uid}`, `--regid=${who.gid}`, '--clear-groups'] : [];
  const output = openSync(command.output, 'a');
  const child = spawn(wrapper, [...identity, '--pdeathsig=KILL', command.program, ...command.args], {
    cwd: command.folder,
    env: { ...process.env, ...command.env, HOME: command.folder, NODE_V8_COVERAGE: undefined },
    stdio: ['ignore', output, output],
    detached: true,
  });
  closeSync(output);
  running.add(child);
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`));
  });
  const gone = ended.then(how => {
    running.delete(child);
    throw new Error(`${command.program} ${how}`);
  });
  gone.catch(() => {});
  // A test that forgets to stop its server still ends.
  child.unref();

  const finish = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const family = descendants(child.pid);
    child.ref();
    const exit = once(child, 'exit');
    child.kill(signal);
    const killer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exit;
    clearTimeout(killer);
    await allGone(family);
  };
  return { pid: child.pid ?? -1, gone, end: () => finish('SIGTERM'), kill: () => finish('SIGKILL') };
}

// Helpers of a server end by themselves when it goes; those that do not within two seconds are killed.
async function allGone(pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + 2000;
  for (let left = pids.filter(isAlive); left.length > 0; left = left.filter(isAlive)) {
    if (Date.now() > deadline) for (const pid of left) killQuietly(pid);
    await delay(10);
  }
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
