// The command of the control socket that gives a chart: of a room, with where it stands now, or of a kind of room.

import type { StateValue } from 'xstate';
import { z } from 'zod';
import type { Kind } from '../machines/kind.ts';
import { suggestion } from '../machines/nearest.ts';
import { type ControlCommand, type ControlContext, controlCommand, localPart, text } from './control-command.ts';
import { type MachineConfig, roomConfig, wholeValue } from './drawing/room-config.ts';
import type { RoomDetail } from './room-report.ts';

/** A chart as it is asked for. */
export interface ChartAnswer {
  /** In the syntax of XState, as JSON. */
  readonly machine: MachineConfig;
  /** Where it stands; nothing where it is of a kind, which stands nowhere. */
  readonly value?: StateValue;
  /** Sentences about what the chart does not show. */
  readonly notes: readonly string[];
}

export const chartCommands: Readonly<Record<string, ControlCommand>> = {
  chart: controlCommand({
    request: z.strictObject({ what: text }),
    run: ({ what }, context): ChartAnswer => {
      const kind = what.includes('@') ? undefined : context.engine.kinds().find(({ name }) => name === what);
      return kind ? { machine: roomConfig(kind), notes: [] } : roomChart(what, context);
    },
  }),
};

function roomChart(what: string, { engine, domain }: ControlContext): ChartAnswer {
  const room = engine.room(localPart(what, domain));
  if (!room) throw new Error(unknown(what, engine));
  const kind = engine.kinds().find(({ name }) => name === room.kind);
  if (!kind) {
    throw new Error(
      `${room.jid} is of the kind ${room.kind}, which this service does not know any more: see \`confab kinds\`, and give it another with \`confab become\`.`,
    );
  }
  const machine = roomConfig(kind);
  const stands = room.behaviours.map(({ name, state }) => [name, state as StateValue | undefined] as const);
  return {
    machine,
    value: wholeValue(machine, room.state, Object.fromEntries(stands)),
    notes: [...notesOf(room), ...changesOf(room, kind)],
  };
}

function notesOf({ jid, behaviours }: RoomDetail): readonly string[] {
  return behaviours.flatMap(({ name, trust }) => {
    if (trust === 'out') return [`${name} failed and is out of ${jid}: \`confab reopen ${jid} ${name}\` lets it try again.`];
    if (trust === 'closed')
      return [`${name} failed, and nobody is let past it: \`confab reopen ${jid} ${name}\` lets it try again.`];
    return [];
  });
}

/** A kind may have been put in another's place while the room stands. */
function changesOf({ jid, kind, behaviours }: RoomDetail, { parts }: Kind): readonly string[] {
  const isSame = parts.length === behaviours.length && parts.every(({ behaviour }, i) => behaviour.name === behaviours[i]!.name);
  if (isSame) return [];
  return [
    `The kind ${kind} was changed since ${jid} began: \`confab become ${jid} ${kind}\` lets it go on by the chart that is drawn.`,
  ];
}

function unknown(what: string, engine: ControlContext['engine']): string {
  const names = [...engine.kinds(), ...engine.rooms()].map(({ name }) => name);
  const hint = suggestion(what, names) || ': `confab rooms` and `confab kinds` list those that there are';
  return `There is no room and no kind ${what}${hint.endsWith('?') ? hint : `${hint}.`}`;
}
