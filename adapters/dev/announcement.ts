// What `confab dev` prints: for a person what to do next, for a program a line of JSON each. The words of files and of those
// who wrote them are made harmless for a terminal.
import type { DevFile } from '../inspect/protocol.ts';
import { printable } from '../table.ts';
import type { Opened } from './session.ts';

/** What somebody has to know who has just started it. */
export function announcement({ url, admin, domain, host, rooms, moderators, files, websocket }: Opened): readonly string[] {
  const names = moderators.map(jid => (jid.endsWith(`@${host}`) ? jid.slice(0, -host.length - 1) : jid));
  return [
    websocket === undefined
      ? 'Confab runs for development, with an XMPP host of its own. Open this page:'
      : `Confab runs for development; pages log in through ${websocket}. Open this page:`,
    '',
    `  ${url}`,
    '',
    `To close rooms, remove people and change settings there: ${admin}`,
    `Rooms at ${domain}: ${printable(rooms.map(({ name }) => name).join(', '))}.`,
    ...(names.length > 0
      ? [`Moderators at ${host}: ${names.join(', ')}${websocket === undefined ? ', with any password' : ''}.`]
      : []),
    ...files.flatMap(file => firstReading(file)),
    'Stop it with Ctrl+C.',
  ];
}

function firstReading({ file, problems, rooms = [] }: DevFile): readonly string[] {
  const tried = rooms.length > 0 ? `is tried in ${printable(rooms.join(' and '))}, and ` : '';
  if (problems.length === 0) return [`${printable(file)} ${tried}is read again whenever it is saved.`];
  return [
    `${printable(file)} cannot be used; it is read again when it is saved:`,
    ...problems.map(problem => `  ${printable(problem)}`),
  ];
}

/** What came of reading a file again. */
export function reading({ file, problems, notes }: DevFile): readonly string[] {
  const lines =
    problems.length > 0
      ? [
          `${printable(file)} cannot be used; what was there before goes on:`,
          ...problems.map(problem => `  ${printable(problem)}`),
        ]
      : [`${printable(file)} was read again, and its rooms go on by it.`, ...notes.map(note => `  not kept: ${printable(note)}`)];
  return lines;
}
