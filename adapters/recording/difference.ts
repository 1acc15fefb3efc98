// Where a replay differs from what was recorded, or from another replay: as data, and in words.
import type { Fact } from '../../machines/fact.ts';
import type { Floor } from '../../machines/floor.ts';
import type { RoomRequest } from '../../machines/request.ts';
import type { RuledRequest } from '../../machines/ruling-log.ts';
import { printable } from '../table.ts';
import { outlineOf } from './outline.ts';

/** One request of a recording, and where it stands. */
export interface Place {
  /** The first request is 1. */
  readonly step: number;
  /** The number of its line; that of the header is 1. */
  readonly line: number;
  /** Milliseconds since the recording began. */
  readonly after: number;
  /** Who asked what, in words. */
  readonly request: string;
}

export interface Difference extends Place {
  /** What was told then, in outline; or, of two replays, all of it. */
  readonly recorded: readonly string[];
  readonly replayed: readonly string[];
  /** How the replay ruled, where it did not simply allow it. */
  readonly ruling?: string;
}

export function placeOf(request: RoomRequest, step: number, line: number, since: number): Place {
  return { step, line, after: request.at - since, request: inWords(request) };
}

export function outlinesOf(facts: readonly Fact[]): string[] {
  return facts.map(outlineOf);
}

/** How the latest step ruled on a request; nothing where it was simply allowed, or not ruled on. */
export function rulingOn(request: RoomRequest, { rulings }: Floor): string | undefined {
  const from = 'from' in request ? request.from : undefined;
  const ruled = rulings.all().find(one => one.at === request.at && one.from === from && one.request === request.type);
  return ruled && ruled.outcome !== 'allowed' ? ruledInWords(ruled) : undefined;
}

function ruledInWords({ outcome, said, base }: RuledRequest): string {
  if (base !== undefined) return `${outcome} by the room: “${base}”`;
  const last = said.at(-1);
  const detail = last?.detail ? ` (${last.detail})` : '';
  return `${outcome} by ${last?.behaviour ?? 'the room'}: “${last?.text ?? ''}”${detail}`;
}

function inWords(request: RoomRequest): string {
  const what =
    request.type === 'command'
      ? `command ${request.behaviour} ${request.name}`
      : 'behaviour' in request
        ? `${request.type} ${request.behaviour}`
        : request.type;
  if ('from' in request) return `${what} by ${request.from}`;
  if (request.type === 'tick' || request.type === 'survey') return what;
  return request.type === 'command' && request.call !== undefined ? `${what}, the answer of an effect` : `${what} by an operator`;
}

/** `step 12, line 15, +3.250 s: say by woody@example.org/home`. */
export function placeInWords({ step, line, after, request }: Place): string {
  return printable(`step ${step}, line ${line}, +${(after / 1000).toFixed(3)} s: ${request}`);
}

/** Lines for a reader; `both`: what the two sides are called. */
export function describeDifference(difference: Difference, both: readonly [string, string] = ['recorded', 'replayed']): string[] {
  const { recorded, replayed, ruling } = difference;
  const side = (name: string, told: readonly string[]) =>
    (told.length === 0 ? ['nothing'] : told).map((one, i) => `  ${(i === 0 ? `${name}:` : '').padEnd(10)} ${printable(one)}`);
  return [
    placeInWords(difference),
    ...side(both[0], recorded),
    ...side(both[1], replayed),
    ...(ruling === undefined ? [] : [`  ${'ruling:'.padEnd(10)} ${printable(ruling)}`]),
  ];
}
