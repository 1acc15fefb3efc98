// `confab explain ROOM [JID]`: how the latest requests to a room were ruled on, behaviour by behaviour.
import { defineCommand } from 'citty';
import type { RuledRequest } from '../../machines/ruling-log.ts';
import { type CommandContext, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { exitCode } from '../exit-code.ts';
import { printable } from '../table.ts';

export const explain = defineCommand({
  meta: { name: 'explain', description: 'Show why a room let somebody do something, or did not' },
  args: {
    room: { type: 'positional', required: true, description: 'the room: lobby or lobby@rooms.example.org' },
    jid: { type: 'positional', required: false, description: 'only what this person asked: romeo@example.net' },
    ...targetFlags,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const request = { command: 'explain', room: args.room, ...(args.jid && { jid: args.jid }) };
    const ruled = (await askControl(controlOf(context), request)) as RuledRequest[];
    if (args.json) context.out(JSON.stringify(ruled, null, 2));
    else for (const line of describeRulings(ruled)) context.out(line);
    return exitCode.ok;
  },
});

/** Three or more lines a request, latest first: who asked what and when, and what each behaviour said. */
export function describeRulings(ruled: readonly RuledRequest[]): string[] {
  if (ruled.length === 0) return ['Nothing was asked lately.'];
  return ruled.flatMap(({ at, from, by, request, phase, outcome, said, base }) => [
    printable(
      `${new Date(at).toISOString()} ${from ?? by ?? 'an operator'}: ${request}${phase && phase !== request ? ` (${phase})` : ''}: ${outcome}`,
    ),
    ...said.map(
      ({ behaviour, ruling, text, detail }) =>
        `  ${behaviour.padEnd(14)}${printable([ruling, text && `“${text}”`, detail && `(${detail})`].filter(Boolean).join(' '))}`,
    ),
    ...(base === undefined ? [] : [`  ${'the room'.padEnd(14)}refused “${printable(base)}”`]),
  ]);
}
