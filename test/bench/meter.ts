// What a process and its descendants have cost: CPU seconds and resident bytes, read from /proc.
// Where there is no /proc (not Linux) the figures are NaN and the table shows none.
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in /proc/PID/stat: 100 on every Linux that Node runs on. */
const TICKS = 100;

/** CPU seconds (user and system) of the process, of its living descendants and of those it has waited for. */
export function cpuSeconds(pid: number): number {
  let ticks = 0;
  for (const one of family(pid)) {
    const fields = stat(one);
    if (fields) ticks += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
  }
  return ticks === 0 ? Number.NaN : ticks / TICKS;
}

/** Resident bytes of the process and its living descendants. */
export function residentBytes(pid: number): number {
  let kilobytes = 0;
  for (const one of family(pid)) {
    const match = /^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${one}/status`));
    if (match) kilobytes += Number(match[1]);
  }
  return kilobytes === 0 ? Number.NaN : kilobytes * 1024;
}

/** The process and everything that descends from it. */
function family(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of processes()) {
    const parent = Number(stat(entry)?.[1]);
    const siblings = children.get(parent);
    if (siblings) siblings.push(entry);
    else children.set(parent, [entry]);
  }
  const found = [pid];
  for (let at = 0; at < found.length; at++) found.push(...(children.get(found[at]!) ?? []));
  return found;
}

function processes(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** The fields of /proc/PID/stat from the state on: 0 state, 1 parent, 11 to 14 the four times. */
function stat(pid: number): string[] | undefined {
  const text = read(`/proc/${pid}/stat`);
  return text === '' ? undefined : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** Processes end while they are looked at: what cannot be read counts as nothing. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
