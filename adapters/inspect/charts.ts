// The charts that an inspector shows, by their keys: of each kind of room as it is in some room, and of the service's own
// machines. Each is drawn once, when somebody asks for it.
import { type AnyStateMachine, createMachine, type StateValue } from 'xstate';
import type { Kind } from '../../machines/kind.ts';
import { overload } from '../../machines/overload.ts';
import { participant } from '../../machines/participant.ts';
import type { Stand } from '../../machines/region.ts';
import { type Chart, chartOf, statesOf } from '../drawing/chart.ts';
import { layOut } from '../drawing/layout.ts';
import { liveStates } from '../drawing/live.ts';
import { type MachineConfig, roomConfig, wholeValue } from '../drawing/room-config.ts';
import { svgOf } from '../drawing/svg.ts';
import { link } from '../link-chart.ts';
import type { ChartView } from './protocol.ts';
import { type Happened, waysTaken } from './way.ts';

/** Where a room stands: its base, and its behaviours by their places. */
export interface Standing {
  readonly value: string;
  readonly stands: readonly (Stand | undefined)[];
}

/** Charts that are remembered: kinds may be loaded again and again. */
const most = 200;
/** Values of one chart whose states are remembered. */
const mostValues = 200;

export class Charts {
  readonly #keys = new WeakMap<Kind, string>();
  readonly #versions = new Map<string, number>();
  readonly #known = new Map<string, KnownChart>([
    ['overload', ofMachine('overload', overload)],
    ['link', ofMachine('link', link)],
    ['participant', ofMachine('participant', participant)],
  ]);

  get(key: string): KnownChart | undefined {
    return this.#known.get(key);
  }

  /** The chart of a kind, also of one that was learnt anew under the same name. */
  of(kind: Kind): RoomChart {
    const key = this.#keyOf(kind);
    let known = this.#known.get(key) as RoomChart | undefined;
    if (!known) {
      known = new RoomChart(key, kind);
      this.#known.set(key, known);
      this.#forget(key);
    }
    return known;
  }

  #keyOf(kind: Kind): string {
    let key = this.#keys.get(kind);
    if (key === undefined) {
      const version = (this.#versions.get(kind.name) ?? 0) + 1;
      this.#versions.set(kind.name, version);
      // no machine of the service is called so
      key = `${kind.name}:${version}`;
      this.#keys.set(kind, key);
    }
    return key;
  }

  /** The oldest goes; where it is asked for again it is made again. */
  #forget(but: string): void {
    for (const [key, known] of this.#known) {
      if (this.#known.size <= most) return;
      if (key !== but && known instanceof RoomChart) this.#known.delete(key);
    }
  }
}

export class KnownChart {
  readonly key: string;
  readonly chart: Chart;
  readonly #lit = new Map<string, readonly string[]>();
  #view: Promise<ChartView> | undefined;

  constructor(key: string, chart: Chart) {
    this.key = key;
    this.chart = chart;
  }

  /** The ids of the states that are lit. */
  lit(value: StateValue): readonly string[] {
    const text = JSON.stringify(value);
    let lit = this.#lit.get(text);
    if (!lit) {
      lit = [...liveStates(this.chart, value)];
      if (this.#lit.size >= mostValues) this.#lit.clear();
      this.#lit.set(text, lit);
    }
    return lit;
  }

  /** The picture, with what can be said of it in words. */
  view(): Promise<ChartView> {
    this.#view ??= viewOf(this.key, this.chart);
    return this.#view;
  }
}

export class RoomChart extends KnownChart {
  readonly kind: Kind;
  readonly machine: MachineConfig;

  constructor(key: string, kind: Kind) {
    const machine = roomConfig(kind);
    super(key, chartOf(createMachine(machine as never) as unknown as AnyStateMachine));
    this.kind = kind;
    this.machine = machine;
  }

  /** Where the whole stands. */
  whole({ value, stands }: Standing): StateValue {
    const own = this.kind.parts.map(({ behaviour }, at) => [behaviour.name, stands[at]?.value] as const);
    return wholeValue(this.machine, value, Object.fromEntries(own));
  }

  litIn(standing: Standing): readonly string[] {
    return this.lit(this.whole(standing));
  }

  ways(before: Standing, after: Standing, happened: Happened): readonly string[] {
    return waysTaken(this.chart, this.whole(before), this.whole(after), happened);
  }
}

function ofMachine(key: string, machine: unknown): KnownChart {
  return new KnownChart(key, chartOf(machine as AnyStateMachine));
}

async function viewOf(key: string, chart: Chart): Promise<ChartView> {
  const drawing = await layOut(chart);
  const around = new Map(statesOf(chart.root).flatMap(({ id, states }) => states.map(inner => [inner.id, id] as const)));
  return {
    key,
    svg: svgOf(drawing, undefined, { id: key }),
    width: drawing.width,
    height: drawing.height,
    states: statesOf(chart.root).map(({ id, name, type, description }) => {
      const parent = around.get(id);
      return {
        id,
        name,
        type,
        ...(parent === undefined ? {} : { parent }),
        ...(description === undefined ? {} : { description }),
      };
    }),
    transitions: chart.transitions.map(({ id, from, to, event, description }) => ({
      id,
      from,
      to,
      ...(event === undefined ? {} : { event }),
      ...(description === undefined ? {} : { description }),
    })),
  };
}
