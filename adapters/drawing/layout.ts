// Where everything of a chart lies: boxes, arrows and labels, as ELK's layered layout places them.
// It knows sizes and places, not colours, and writes nothing.
import Elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import type { Chart } from './chart.ts';
import { type Direction, type PlannedBox, planOf } from './plan.ts';
import type { Writing } from './writing.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In pixels, from the upper left of the picture. */
export interface Place extends Point {
  readonly width: number;
  readonly height: number;
}

export interface Box extends PlannedBox, Place {}

export interface Arrow {
  /** The id of the transition; none where it leads from the dot. */
  readonly transition?: string;
  readonly points: readonly Point[];
  readonly label?: Place & { readonly writing: Writing };
}

export interface Drawing {
  readonly chart: Chart;
  readonly width: number;
  readonly height: number;
  /** From the outside in, the frame first. */
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** Places a chart; its arrows mostly lead in the direction that is given. The same chart is always placed the same. */
export async function layOut(chart: Chart, direction: Direction = 'down'): Promise<Drawing> {
  const { graph, boxes, arrows } = planOf(chart, direction);
  // ELK gives no size to a frame with nothing in it
  const placed = graph.children?.length ? await new Elk.default().layout(graph) : { ...graph, ...sizeOf(boxes.get(graph.id)!) };
  const { width, height } = placeOf(placed);
  return {
    chart,
    width,
    height,
    boxes: withinOf(placed).map(node => ({ ...boxes.get(node.id)!, ...placeOf(node) })),
    arrows: ((placed.edges ?? []) as ElkExtendedEdge[]).map(({ id, sections = [], labels = [] }) => {
      const { startPoint, bendPoints = [], endPoint } = sections[0]!;
      const { transition, writing, turned } = arrows.get(id)!;
      const points = [startPoint, ...bendPoints, endPoint].map(({ x, y }) => ({ x: rounded(x), y: rounded(y) }));
      return {
        ...(transition === undefined ? {} : { transition }),
        points: turned ? points.reverse() : points,
        ...(labels[0] && writing ? { label: { ...placeOf(labels[0]), writing } } : {}),
      };
    }),
  };
}

function sizeOf({ writing: { width, height } }: PlannedBox): Pick<Place, 'width' | 'height'> {
  return { width, height };
}

function withinOf(node: ElkNode): ElkNode[] {
  return [node, ...(node.children ?? []).flatMap(withinOf)];
}

function placeOf({ x, y, width, height }: Partial<Place>): Place {
  return { x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) };
}

/** To half pixels, so that no machine's arithmetic shows. */
function rounded(length = 0): number {
  return Math.round(length * 2) / 2;
}
