// `confab inspect [ROOM]`: the rooms of a running service, or one room's chart with its people and what happens, live in
// a terminal; once as text, as JSON, or as the events of @statelyai/inspect.
import { defineCommand } from 'citty';
import { type CommandContext, configFlags, configOf, controlOf, jsonFlag, targetFlags } from '../command-flags.ts';
import { askControl } from '../control-client.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { type ListAnswer, listLines, type RoomAnswer, roomLines } from '../inspect/room-text.ts';
import { statelyOf } from '../inspect/stately.ts';
import { inspectorUrl, readUrlToken } from '../inspect/token.ts';
import { showLive } from '../live-terminal.ts';

export const inspect = defineCommand({
  meta: { name: 'inspect', description: 'Look into the rooms of a running service, live' },
  args: {
    room: { type: 'positional', required: false, description: 'the room: lobby or lobby@rooms.example.org; all without it' },
    once: { type: 'boolean', description: 'show it once and end, as without a terminal' },
    search: { type: 'string', valueHint: 'text', description: 'only rooms with this in their name, title or topic' },
    kind: { type: 'string', valueHint: 'name', description: 'only rooms of this kind' },
    most: { type: 'string', valueHint: 'number', description: 'how many rooms are shown, 50 when left out' },
    texts: { type: 'boolean', description: 'show what people say, and topics, instead of how long they are' },
    stately: { type: 'boolean', description: 'print the events of @statelyai/inspect, one a line, until it is stopped' },
    url: { type: 'boolean', description: 'print the address of the inspector for browsers, by the configuration, and end' },
    ...targetFlags,
    set: configFlags.set,
    ...jsonFlag,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    if (args.url) return printUrl(context);
    const control = controlOf(context);
    const { room, texts = false } = args;
    const filter = filterOf(args);
    const ask = <T>(more: object = {}) => askControl(control, { command: 'inspect', texts, ...filter, ...more }) as Promise<T>;
    if (args.stately) return await follow(ask, room, context);
    const lines = room === undefined ? listed(ask) : shown(ask);
    if (args.json) context.out(JSON.stringify(await ask(), null, 2));
    else if (args.once || !context.terminal) for (const line of await lines()) context.out(line);
    else await showLive(context.terminal, lines);
    return exitCode.ok;
  },
});

/** The token is in it: whoever has it may look. */
function printUrl(context: CommandContext): number {
  const { inspector } = configOf(context);
  if (!inspector) {
    throw new CommandError(
      'The inspector is not switched on: set inspector.listen and inspector.tokenFile; see docs/inspector.md.',
      exitCode.config,
    );
  }
  const { listen, tokenFile } = inspector;
  if (listen.port === 0) {
    throw new CommandError('inspector.listen takes any port that is free: the log of the service says which.', exitCode.config);
  }
  try {
    context.out(inspectorUrl(listen, readUrlToken(tokenFile).secret));
  } catch (error) {
    throw new CommandError(`${(error as Error).message}. The service makes it when it starts.`, exitCode.config);
  }
  return exitCode.ok;
}

type Ask = <T>(more?: object) => Promise<T>;
type Lines = (rows?: number) => Promise<readonly string[]>;

const listed =
  (ask: Ask): Lines =>
  async rows =>
    listLines(await ask<ListAnswer>(), rows);

const shown =
  (ask: Ask): Lines =>
  async rows =>
    roomLines(await ask<RoomAnswer>(), rows);

interface Filter {
  readonly room?: string | undefined;
  readonly search?: string | undefined;
  readonly kind?: string | undefined;
  readonly most?: string | undefined;
}

function filterOf({ room, search, kind, most }: Filter): object {
  if (room !== undefined && (search ?? kind ?? most) !== undefined) {
    throw wrong('--search, --kind and --most choose among rooms: leave them out where one is named');
  }
  if (most !== undefined && !/^[1-9]\d{0,2}$/.test(most)) throw wrong('--most must be a whole number from 1 to 999');
  return {
    ...(room === undefined ? {} : { room }),
    ...(search === undefined ? {} : { search }),
    ...(kind === undefined ? {} : { kind }),
    ...(most === undefined ? {} : { most: Number(most) }),
  };
}

/** Asks every second what is new, until the program is ended or the room is gone. */
async function follow(ask: Ask, room: string | undefined, { out, err, unread }: CommandContext): Promise<number> {
  if (room === undefined) throw wrong('--stately follows one room: name it');
  let answer = await ask<RoomAnswer>();
  let converts = statelyOf(answer.machine);
  let last = answer.past.moments.at(-1)?.step ?? -1;
  const tell = (event: Parameters<typeof converts>[0]) => {
    for (const one of converts(event)) out(JSON.stringify(one));
  };
  tell({ type: 'room', data: answer.room });
  while (await another(unread)) {
    const { chart } = answer.room;
    try {
      answer = await ask<RoomAnswer>({ after: last });
    } catch (error) {
      tell({ type: 'gone', data: { text: (error as Error).message } });
      err((error as Error).message);
      return exitCode.failed;
    }
    if (answer.room.chart !== chart) converts = statelyOf(answer.machine);
    for (const moment of answer.past.moments) tell({ type: 'moment', data: moment });
    last = answer.past.moments.at(-1)?.step ?? last;
    tell({ type: 'room', data: answer.room });
  }
  return exitCode.ok;
}

/** Waits a second. @returns whether anybody still reads */
function another(unread: AbortSignal | undefined): Promise<boolean> {
  if (unread?.aborted) return Promise.resolve(false);
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      unread?.removeEventListener('abort', done);
      resolve(!unread?.aborted);
    };
    const timer = setTimeout(done, 1_000);
    unread?.addEventListener('abort', done);
  });
}

function wrong(what: string): CommandError {
  return new CommandError(`confab inspect: ${what}.`, exitCode.usage);
}
