// The commands that a running service answers on its control socket: one table, to which later commands
// are added. Knows nothing of sockets.
import { z } from 'zod';
import { nearest } from '../machines/nearest.ts';
import { longestHref } from '../machines/page-url.ts';
import { wantedBytes } from '../machines/wanted.ts';
import { chartCommands } from './control-chart.ts';
import { type ControlCommand, type ControlContext, controlCommand, localPart, text } from './control-command.ts';
import { inspectCommands } from './control-inspect.ts';
import { operationCommands } from './control-operations.ts';
import type { ControlAnswer } from './control-protocol.ts';

/** The URL of a page, in the place of a room's name. */
const href = z
  .string()
  .max(longestHref)
  .regex(/^https?:\/\//iu);
const wanted = z.string().max(wantedBytes);

export const controlCommands: Readonly<Record<string, ControlCommand>> = {
  status: controlCommand({
    request: z.strictObject({}),
    run: (_, { engine, domain, online }) => ({
      domain,
      online: online(),
      rooms: engine.rooms().length,
      overload: engine.overload.state,
      pid: process.pid,
    }),
  }),
  rooms: controlCommand({
    request: z.strictObject({ topic: wanted.optional(), words: wanted.optional() }),
    run: ({ topic, words }, { engine }) =>
      topic === undefined && words === undefined
        ? engine.rooms()
        : engine.find({ ...(topic === undefined ? {} : { topic }), ...(words === undefined ? {} : { words }) }),
  }),
  room: controlCommand({
    request: z.strictObject({ room: z.union([text, href]) }),
    run({ room }, { engine, domain }) {
      const isUrl = href.safeParse(room).success;
      const found = engine.room(isUrl ? engine.lead('page', 'url', { href: room }).name : localPart(room, domain));
      if (!found) throw new Error(`There is no room ${room}: \`confab rooms\` lists those that there are.`);
      return found;
    },
  }),
  invite: controlCommand({
    request: z.strictObject({ room: text, jid: z.string().min(1).max(3_071), text: text.optional() }),
    run({ room, jid, text }, { engine, domain, online }) {
      if (!online()) throw new Error('The server is not connected now, so nobody can be invited: try again later.');
      const name = localPart(room, domain);
      engine.invite(name, jid, text);
      return { room: engine.room(name)?.jid ?? room, jid };
    },
  }),
  ...operationCommands,
  ...chartCommands,
  ...inspectCommands,
};

/** Answers one line of a control socket. Never throws. */
export async function answerControl(
  line: string,
  context: ControlContext,
  commands: Readonly<Record<string, ControlCommand>> = controlCommands,
): Promise<ControlAnswer> {
  try {
    const { command, ...rest } = readRequest(line);
    if (typeof command !== 'string' || !Object.hasOwn(commands, command)) {
      throw new Error(unknownCommand(command, Object.keys(commands)));
    }
    const { request, run } = commands[command]!;
    const parsed = request.safeParse(rest);
    if (!parsed.success) throw new Error(`The request "${command}" is wrong: ${z.prettifyError(parsed.error)}`);
    return { ok: true, result: (await run(parsed.data, context)) ?? null };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

function readRequest(line: string): Record<string, unknown> {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    request = undefined;
  }
  if (typeof request === 'object' && request !== null && !Array.isArray(request)) {
    return request as Record<string, unknown>;
  }
  throw new Error('A request is one line of JSON such as {"command":"rooms"}.');
}

function unknownCommand(command: unknown, known: readonly string[]): string {
  const found = typeof command === 'string' ? nearest(command, known) : undefined;
  const hint = found ? `did you mean "${found}"?` : `there are ${known.join(', ')}.`;
  return `There is no such command: ${hint}`;
}
