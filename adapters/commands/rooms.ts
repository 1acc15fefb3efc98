// `confab rooms`: the rooms of a running service, or those about something, as a table or as JSON.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import type { RoomSummary } from '../room-report.ts';
import { writeTable } from '../table.ts';

export const rooms = defineCommand({
  meta: { name: 'rooms', description: 'List the rooms of a running service' },
  args: {
    topic: { type: 'string', valueHint: 'text', description: 'only the public rooms with this topic' },
    words: { type: 'string', valueHint: 'text', description: 'only the public rooms with all of these words in the topic' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const { topic, words } = args;
    const asked = { ...(topic !== undefined && { topic }), ...(words !== undefined && { words }) };
    const list = (await askControl(controlOf(context), { command: 'rooms', ...asked })) as RoomSummary[];
    if (args.json) context.out(JSON.stringify(list, null, 2));
    else for (const line of describeRooms(list)) context.out(line);
    return exitCode.ok;
  },
});

/** The table, one line a room; a sentence where there is none. */
export function describeRooms(list: readonly RoomSummary[]): string[] {
  if (list.length === 0) return ['No rooms.'];
  const rows = list.map(room => [
    room.name,
    room.title ?? '',
    room.kind,
    room.state,
    String(room.people),
    String(room.waiting),
    room.topic ?? '',
  ]);
  return writeTable(['ROOM', 'TITLE', 'KIND', 'STATE', 'PEOPLE', 'WAITING', 'TOPIC'], rows);
}
