// Times, counts and states in words for the page; nothing here knows the browser.
import type { StateValue } from 'xstate';

/** `14:05:09`, of the clock where the page is. */
export function clockTime(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(part => String(part).padStart(2, '0')).join(':');
}

/** `23 Nov, 14:05:09` */
export function dayTime(at: number): string {
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  const time = new Date(at);
  return `${time.getDate()} ${months[time.getMonth()]}, ${clockTime(at)}`;
}

/** `12 s`, `5 min`, `3 h`, `2 days`: how long something lasted, in milliseconds. */
export function duration(length: number): string {
  const seconds = Math.max(0, Math.round(length / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** `1 person`, `3 people`. */
export function counted(count: number, one: string, more: string): string {
  return `${grouped(count)} ${count === 1 ? one : more}`;
}

/** `12 345` with a narrow space, so that it is read alike everywhere. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `0`, `0.4`, `12`: requests in a second. */
export function rateText(rate: number): string {
  if (rate < 0.05) return '0';
  return rate < 10 ? rate.toFixed(1) : grouped(Math.round(rate));
}

/** A state's value in one line: `occupied`, `floor: open, queue: empty`. */
export function valueText(value: StateValue | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([name, inner]) => [name, valueText(inner)].filter(Boolean).join(': '))
    .join(', ');
}

/** The last part of a state's id. */
export function shortId(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}
