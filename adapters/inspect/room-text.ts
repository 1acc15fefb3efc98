// A room as lines of text for a terminal: what it is, its chart with the lit states, its people, and what happened lately.
// What people chose (titles, topics, nicks) cannot move the cursor.
import type { MachineConfig } from '../drawing/room-config.ts';
import { printable, writeTable } from '../table.ts';
import type { Moment, Past, RoomList, RoomView, ServiceView } from './protocol.ts';
import { textChart } from './text-chart.ts';

/** A room as the control socket gives it. */
export interface RoomAnswer {
  readonly room: RoomView;
  readonly machine: MachineConfig;
  readonly past: Omit<Past, 'view'>;
}

/** The rooms as the control socket gives them. */
export interface ListAnswer {
  readonly service: Omit<ServiceView, 'admin' | 'dev'>;
  readonly list: RoomList;
}

/** How many lines there are to be, at most: a terminal has so many rows. */
const unbounded = 1_000;
const listedPeople = 12;
const fewestMoments = 3;

/** @param rows of the window; what happened lately fills what the rest leaves */
export function roomLines({ room, machine, past }: RoomAnswer, rows = unbounded): readonly string[] {
  const above = [...headOf(room), '', ...textChart(machine, room.live), ...trustOf(room), ...peopleOf(room), ...heldOf(room)];
  // an empty line and a heading
  const left = Math.max(fewestMoments, rows - above.length - 2);
  return [...above, ...momentsOf(past.moments.slice(-left)), ...(past.note ? [printable(past.note)] : [])];
}

/** @param rows of the window; without one, as many rooms as were asked for */
export function listLines({ service, list }: ListAnswer, rows = unbounded): readonly string[] {
  const head = [
    printable(service.domain),
    count(service.rooms, 'room', 'rooms'),
    count(service.people, 'person', 'people'),
    `overload: ${lastPart(service.overload.live)}`,
    `link: ${lastPart(service.link.live)}`,
  ].join('  ');
  if (list.matching === 0) return [head, '', list.all === 0 ? 'No rooms.' : 'No room matches: ask for less.'];
  // the head, two empty lines, the heading, and what is left out
  const shown = list.rooms.slice(0, Math.max(1, rows - 5));
  const table = writeTable(
    ['ROOM', 'TITLE', 'KIND', 'STATE', 'PEOPLE', 'WAITING', 'HELD', 'A SECOND'],
    shown.map(({ name, title = '', kind, state, people, waiting, holds, rate }) => [
      name,
      title,
      kind,
      state,
      ...[people, waiting, holds].map(String),
      rate.toFixed(1),
    ]),
    40,
  );
  const left = list.matching - list.from - shown.length;
  return [head, '', ...table, ...(left > 0 ? ['', `${left} more: --search finds one, --most says how many are shown.`] : [])];
}

function headOf({ jid, kind, title, topic, people, waiting, holds, rate }: RoomView): readonly string[] {
  const numbers = [
    count(people, 'person', 'people'),
    `${waiting} waiting`,
    `${holds} held`,
    `${rate.toFixed(1)} requests a second`,
  ].join(', ');
  return [
    [jid, kind, title ?? ''].map(printable).filter(Boolean).join('  '),
    numbers,
    ...(topic === undefined ? [] : [`topic: ${printable(topic)}`]),
  ];
}

function trustOf({ behaviours, jid }: RoomView): readonly string[] {
  const failed = behaviours.filter(({ trust }) => trust !== 'well');
  return failed.map(({ name, trust }) =>
    printable(`${name} failed and is ${trust}: \`confab reopen ${jid} ${name}\` lets it try again.`),
  );
}

function peopleOf({ participants, unlisted }: RoomView): readonly string[] {
  if (participants.length === 0) return [];
  const shown = participants.slice(0, listedPeople);
  const more = participants.length - shown.length + unlisted;
  const rows = shown.map(({ nick, dialect, state, jid = '' }) => [nick, dialect, state, jid]);
  return ['', ...writeTable(['NICK', 'DIALECT', 'STATE', 'ADDRESS'], rows), ...(more > 0 ? [`and ${more} more`] : [])];
}

function heldOf({ held }: RoomView): readonly string[] {
  if (held.length === 0) return [];
  const rows = held.map(({ phase, who, behaviour, since }) => [phase, who, behaviour, timeOf(since)]);
  return ['', ...writeTable(['WAITS TO', 'WHO', 'DECIDED BY', 'SINCE'], rows)];
}

function momentsOf(moments: readonly Moment[]): readonly string[] {
  if (moments.length === 0) return ['', 'Nothing was asked lately.'];
  const rows = moments.map(({ at, request, who = '', outcome, rulings, facts }) => [
    timeOf(at),
    who,
    request,
    outcome,
    [...rulings, ...facts].join('; '),
  ]);
  return ['', ...writeTable(['AT', 'WHO', 'ASKED', 'OUTCOME', 'WHAT CAME OF IT'], rows, 100)];
}

const timeOf = (at: number) => new Date(at).toISOString().slice(11, 19);
const count = (many: number, one: string, more: string) => `${many} ${many === 1 ? one : more}`;

/** The name of the innermost state that is lit. */
function lastPart(live: readonly string[]): string {
  return live.at(-1)?.split('.').at(-1) ?? 'unknown';
}
