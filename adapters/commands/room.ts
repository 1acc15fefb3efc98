// `confab room NAME`: one room of a running service and who is in it.
import { defineCommand } from 'citty';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import type { RoomDetail } from '../engine.ts';
import { exitCode } from '../exit-code.ts';
import { printable, writeTable } from '../table.ts';

export const room = defineCommand({
  meta: { name: 'room', description: 'Show one room of a running service and who is in it' },
  args: {
    name: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const detail = (await askControl(controlOf(context), { command: 'room', room: args.name })) as RoomDetail;
    if (args.json) context.out(JSON.stringify(detail, null, 2));
    else for (const line of describeRoom(detail)) context.out(line);
    return exitCode.ok;
  },
});

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
  if (detail.participants.length === 0) return lines;
  const rows = detail.participants.map(({ id, nick, dialect, state, privacy }) => [
    nick,
    dialect,
    state,
    privacy ? 'yes' : 'no',
    id,
  ]);
  return [...lines, '', ...writeTable(['NICK', 'DIALECT', 'STATE', 'PRIVACY', 'ID'], rows)];
}
