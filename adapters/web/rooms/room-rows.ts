// The lines of a long list of which a page knows only those that were looked at. No browser, no asking: only what is known.
import type { RoomLine, RoomList } from '../../inspect/protocol.ts';

export interface RoomRows {
  /** Rooms of the service, and how many of them match. */
  readonly all: number;
  readonly matching: number;
  /** By their place in the list. */
  readonly lines: ReadonlyMap<number, RoomLine>;
  /** The last rates of rooms that were looked at, by name. */
  readonly rates: ReadonlyMap<string, readonly number[]>;
}

/** How many rooms are asked for at once. */
export const pageSize = 50;
const mostRates = 16;

/**
 * With an answer put in its place. `steady` keeps the order of what is known, for somebody who is about to choose:
 * the lines are brought up to date where they stand.
 */
export function withList(rows: RoomRows | undefined, list: RoomList, steady: boolean): RoomRows {
  const rates = new Map(rows?.rates);
  for (const { name, rate } of list.rooms) rates.set(name, [...(rates.get(name) ?? []), rate].slice(-mostRates));
  const { all, matching, from } = list;
  const lines = new Map([...(rows?.lines ?? [])].filter(([place]) => place < matching));
  if (steady && rows?.matching === matching) {
    const fresh = new Map(list.rooms.map(line => [line.name, line]));
    for (const [place, line] of lines) lines.set(place, fresh.get(line.name) ?? line);
    const known = new Set([...lines.values()].map(({ name }) => name));
    list.rooms.forEach((line, i) => {
      if (!lines.has(from + i) && !known.has(line.name)) lines.set(from + i, line);
    });
  } else list.rooms.forEach((line, i) => void lines.set(from + i, line));
  return { all, matching, lines, rates };
}

/** The places at which pages begin that have something between two places. */
export function pagesOf(first: number, last: number): readonly number[] {
  const from = Math.max(0, Math.floor(first / pageSize));
  const count = Math.max(0, Math.floor(last / pageSize)) - from + 1;
  return Array.from({ length: count }, (_, i) => (from + i) * pageSize);
}

/** The points of a small curve of rates, 60 wide and 16 high, the latest at the right. */
export function sparkPoints(rates: readonly number[]): string {
  const top = Math.max(1, ...rates);
  const step = 60 / (mostRates - 1);
  return rates
    .map(
      (rate, i) =>
        `${Math.round((60 - (rates.length - 1 - i) * step) * 10) / 10},${Math.round((15 - (rate / top) * 14) * 10) / 10}`,
    )
    .join(' ');
}
