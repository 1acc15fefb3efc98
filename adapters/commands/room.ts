// `confab room NAME`: one room of a running service and who is in it; or what is on its board.
import { defineCommand } from 'citty';
import type { Drawing } from '../../machines/whiteboard/drawing.ts';
import { boardSvg } from '../board-svg.ts';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import type { RoomDetail } from '../room-report.ts';
import { printable, writeTable } from '../table.ts';
import { writeText } from '../written-file.ts';

export const room = defineCommand({
  meta: { name: 'room', description: 'Show one room of a running service and who is in it' },
  args: {
    name: { type: 'positional', required: true, description: 'the room: lobby, lobby@rooms.example.org, or the URL of a page' },
    file: { type: 'positional', required: false, description: 'with --svg, the file that is written' },
    svg: { type: 'boolean', description: 'give the board of a whiteboard as a picture, into the file or as text' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    if (args.svg) return await drawBoard(args.name, args.file, context);
    if (args.file !== undefined) throw new CommandError('confab room: a file is written with --svg alone.', exitCode.usage);
    const detail = (await askControl(controlOf(context), { command: 'room', room: args.name })) as RoomDetail;
    if (args.json) context.out(JSON.stringify(detail, null, 2));
    else for (const line of describeRoom(detail)) context.out(line);
    return exitCode.ok;
  },
});

async function drawBoard(name: string, file: string | undefined, context: CommandContext): Promise<number> {
  const board = await askControl(controlOf(context), { command: 'shared', room: name, behaviour: 'whiteboard' });
  const drawing = board as Drawing;
  const svg = boardSvg(drawing);
  if (file === undefined) context.out(svg.trimEnd());
  else {
    writeText(file, svg);
    context.out(`${file} is written: ${drawing.strokes.length} ${drawing.strokes.length === 1 ? 'stroke' : 'strokes'}.`);
  }
  return exitCode.ok;
}

/** The room's own lines, then a table of its people. */
export function describeRoom(detail: RoomDetail): string[] {
  const facts = [
    ['address', detail.jid],
    ['title', detail.title ?? ''],
    ['kind', detail.kind],
    ['state', detail.state],
    ['topic', detail.topic ?? ''],
    ['people', String(detail.people)],
    ['waiting', String(detail.waiting)],
  ];
  const lines = facts.filter(([, value]) => value).map(([key, value]) => `${key!.padEnd(9)}${printable(value!)}`);
  return [...lines, ...peopleLines(detail), ...behaviourLines(detail), ...heldLines(detail)];
}

function peopleLines({ participants }: RoomDetail): string[] {
  if (participants.length === 0) return [];
  const rows = participants.map(({ id, nick, dialect, state, privacy }) => [nick, dialect, state, privacy ? 'yes' : 'no', id]);
  return ['', ...writeTable(['NICK', 'DIALECT', 'STATE', 'PRIVACY', 'ID'], rows)];
}

function behaviourLines({ behaviours }: RoomDetail): string[] {
  if (behaviours.length === 0) return [];
  const rows = behaviours.map(({ name, state, trust, settings }) => [
    name,
    state === undefined ? '' : typeof state === 'string' ? state : JSON.stringify(state),
    trust === 'well' ? '' : trust,
    Object.entries(settings as object)
      .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
      .join(' '),
  ]);
  return ['', ...writeTable(['BEHAVIOUR', 'STATE', 'TRUST', 'SETTINGS'], rows)];
}

function heldLines({ held }: RoomDetail): string[] {
  if (held.length === 0) return [];
  const rows = held.map(({ phase, jid, behaviour, since, deadline }) => [
    phase,
    jid,
    behaviour,
    new Date(since).toISOString(),
    new Date(deadline).toISOString(),
  ]);
  return ['', ...writeTable(['WAITS TO', 'WHO', 'DECIDED BY', 'SINCE', 'UNTIL'], rows)];
}
