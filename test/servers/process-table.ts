// The system's processes as /proc shows them: who is below whom, alive, marked, listening. Linux only; elsewhere
// the table is empty.
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTENING = '0A';

/** The pids below a process: its children, their children, and so on. */
export function descendants(pid: number): number[] {
  const parents = new Map(pids().map(one => [one, Number(statOf(one)[1] ?? 0)]));
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found.slice(1);
}

/** The pids of living processes whose environment holds this text: those we started and those they started. */
export function marked(text: string): number[] {
  return pids().filter(pid => isAlive(pid) && read(`/proc/${pid}/environ`).includes(text));
}

/** Whether a process is there and not merely waiting to be buried. */
export function isAlive(pid: number): boolean {
  return !['', 'Z', 'X'].includes(statOf(pid)[0] ?? '');
}

/** The command line of a process, for messages; empty when it is gone. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** The addresses on which processes listen for TCP, as /proc/net writes them: 0100007F is 127.0.0.1. */
export function listeningAddresses(pids: readonly number[]): string[] {
  const sockets = new Set(pids.flatMap(socketsOf));
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap(table => read(table).split('\n'))
    .map(line => line.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode]) => state === LISTENING && sockets.has(`socket:[${inode}]`))
    .map(([, local = '']) => local.split(':')[0] ?? '');
}

/** SIGKILL to one process, which may be gone already. */
export function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it was gone
  }
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).map(entry => {
    try {
      return readlinkSync(`${folder}/${entry}`);
    } catch {
      return ''; // closed meanwhile
    }
  });
}

function pids(): number[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter(entry => /^\d+$/.test(entry))
    .map(Number);
}

// State and parent, which follow the program's name; that is in brackets and may hold anything.
function statOf(pid: number): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat === '' ? [''] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
