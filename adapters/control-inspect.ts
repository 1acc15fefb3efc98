// The command of the control socket that looks into rooms: the list with rates, or one room with its chart and what
// happened lately. Whoever may open the socket sees addresses; secrets never, texts only where they are asked for.
import { z } from 'zod';
import { type ControlCommand, type ControlContext, controlCommand, localPart, text } from './control-command.ts';
import type { Lens, RoomQuery } from './inspect/lens.ts';
import type { ListAnswer, RoomAnswer } from './inspect/room-text.ts';

type Engine = ControlContext['engine'];

interface Look {
  readonly lens: Lens;
  /** Postpones the end of it. */
  again(): void;
}

/** Milliseconds without a question after which nobody looks any more. */
const patience = 5_000;
/** Moments of one answer. */
const mostMoments = 200;

const looks = new WeakMap<Engine, Map<boolean, Look>>();

export const inspectCommands: Readonly<Record<string, ControlCommand>> = {
  inspect: controlCommand({
    request: z.strictObject({
      room: text.optional(),
      after: z.number().int().optional(),
      search: text.optional(),
      kind: text.optional(),
      most: z.number().int().min(1).max(1_000).optional(),
      texts: z.boolean().default(false),
    }),
    run({ room, after, texts, ...asked }, { engine, domain }): ListAnswer | RoomAnswer {
      const lens = lensOf(engine, texts);
      if (room === undefined) return { service: lens.service(), list: lens.rooms(queryOf(asked)) };
      return answerOf(lens, localPart(room, domain), after);
    },
  }),
};

function answerOf(lens: Lens, name: string, after = Number.NEGATIVE_INFINITY): RoomAnswer {
  const room = lens.room(name);
  const found = lens.machineOf(name);
  if (!room || !found) throw new Error(`There is no room ${name}: \`confab inspect\` lists those that there are.`);
  const { view: _, ...past } = lens.past(name);
  const moments = past.moments.filter(({ step }) => step > after).slice(-mostMoments);
  return { room, machine: found.machine, past: { ...past, moments } };
}

function queryOf(asked: { readonly [Key in keyof RoomQuery]: RoomQuery[Key] | undefined }): RoomQuery {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}

/** Rates are counted from the first question on, and no longer than somebody goes on asking. */
function lensOf(engine: Engine, texts: boolean): Lens {
  const ofEngine = looks.get(engine) ?? new Map<boolean, Look>();
  looks.set(engine, ofEngine);
  const look = ofEngine.get(texts) ?? begin(engine, texts, () => ofEngine.delete(texts));
  ofEngine.set(texts, look);
  look.again();
  return look.lens;
}

function begin(engine: Engine, texts: boolean, ended: () => void): Look {
  const lens = engine.inspect({ shows: { texts, addresses: true } });
  const end = lens.look();
  const timer = setTimeout(() => {
    end();
    lens.stop();
    ended();
  }, patience).unref();
  return { lens, again: () => void timer.refresh() };
}
