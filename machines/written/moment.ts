// What written behaviours compute with: values of a few sorts, all of them bounded, in one moment of a room.
import type { Commanded, Scope } from '../behaviour.ts';
import type { Fact } from '../fact.ts';
import type { RoomRequest } from '../request.ts';

export type Value = number | string | boolean | readonly string[];

/** `address`: a text that may be compared, and neither told nor kept. `unknown`: what another behaviour tells. */
export type Sort = 'number' | 'text' | 'yes or no' | 'list' | 'address' | 'unknown';

export type Slot = Readonly<Record<string, Value>>;
export type WrittenScope = Scope<Slot, Slot, Slot>;

/** What can be read when something is asked or done. */
export interface Moment {
  readonly scope: WrittenScope;
  /** The request that is ruled on. */
  readonly request?: RoomRequest;
  /** What is heard. */
  readonly heard?: Fact | Commanded;
}

/** Letters of a text that is kept, and of one that is told. */
export const mostText = 1_000;
const mostTold = 10_000;
/** Numbers stay where whole ones are exact. */
export const mostNumber = 1e15;

/** The first letters of a text; never half of one. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
}

export function bounded(number: number): number {
  return Math.min(mostNumber, Math.max(-mostNumber, number));
}

/** As it is kept. `most`: entries of a list; the oldest go. */
export function kept(value: Value, most: number): Value {
  if (typeof value === 'string') return cut(value, mostText);
  if (typeof value === 'object') return value.slice(-most).map(entry => cut(entry, mostText));
  return value;
}

/** As it is told to people. */
export function told(value: Value): string {
  return cut(inWords(value), mostTold);
}

export function inWords(value: Value): string {
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : value.join(', ');
}

export function sortOfValue(value: unknown): Sort | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : undefined;
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'yes or no';
  return Array.isArray(value) && value.every(entry => typeof entry === 'string') ? 'list' : undefined;
}
