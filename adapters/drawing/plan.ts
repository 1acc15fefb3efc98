// A chart as the graph that ELK is asked to place, and what ELK need not know of it: whose box it is, what is written there.
// The order of the states in the source is the order of the picture.
import type { ElkExtendedEdge, ElkNode, LayoutOptions } from 'elkjs/lib/elk.bundled.js';
import { type Chart, type ChartState, type ChartTransition, statesOf } from './chart.ts';
import { boxOf, everywhereOf, labelOf, type Writing } from './writing.ts';

export type Direction = 'down' | 'right';

export interface PlannedBox {
  /** The id of the state. */
  readonly state: string;
  /** `everywhere` holds what happens in every state within `state`; `start` is the dot before the first one. */
  readonly shape: 'frame' | 'region' | ChartState['type'] | 'everywhere' | 'start';
  readonly writing: Writing;
}

export interface PlannedArrow {
  /** The id of the transition; none where it leads from the dot. */
  readonly transition?: string;
  readonly writing?: Writing;
  /** Whether ELK is given it backwards. */
  readonly turned: boolean;
}

export interface Plan {
  readonly graph: ElkNode;
  readonly boxes: ReadonlyMap<string, PlannedBox>;
  readonly arrows: ReadonlyMap<string, PlannedArrow>;
}

const gap = 22;
const dot = 14;
// how far arrows keep off the round corners of a box
const offCorner = 12;
const portGap = 16;
const nothing: Writing = { width: 0, height: 0, lines: [] };

const picture: LayoutOptions = {
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
};
// of what is laid out at once, with all groups within
const whole: LayoutOptions = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  // not of groups within: ELK 0.12 throws at one into which an arrow leads from outside
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};
// regions without arrows between them, side by side in rows, each laid out by itself
const packed: LayoutOptions = {
  'elk.algorithm': 'rectpacking',
  'elk.hierarchyHandling': 'SEPARATE_CHILDREN',
  'elk.aspectRatio': '1.5',
  'elk.spacing.nodeNode': `${gap}`,
};
// of each group, since groups do not inherit it
const everyGroup: LayoutOptions = {
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  // arrows may begin and end anywhere on a side, where that makes them straight
  'elk.layered.nodePlacement.networkSimplex.nodeFlexibility.default': 'PORT_POSITION',
  'elk.spacing.portsSurrounding': `[top=${offCorner},left=${offCorner},bottom=${offCorner},right=${offCorner}]`,
  'elk.spacing.portPort': `${portGap}`,
  'elk.spacing.nodeNode': '36',
  'elk.spacing.nodeSelfLoop': '18',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeEdge': '18',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '28',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '16',
};

// arrows stay where they are spread evenly; ELK 0.12 throws at others beside one that leads back to its own box
const rigid: LayoutOptions = { 'elk.layered.nodePlacement.networkSimplex.nodeFlexibility': 'NONE' };

/** Plans the picture of a chart, whose arrows mostly lead in that direction. */
export function planOf(chart: Chart, direction: Direction): Plan {
  const boxes = new Map<string, PlannedBox>();
  const arrows = new Map<string, PlannedArrow>();
  const edges: ElkExtendedEdge[] = [];
  const parts = partsOf(chart);
  const places = new Map(statesOf(chart.root).map(({ id }, place) => [id, place]));

  const box = (id: string, planned: PlannedBox): ElkNode => {
    boxes.set(id, planned);
    return { id, width: planned.writing.width, height: planned.writing.height };
  };

  const arrow = (id: string, from: string, to: string, planned: Omit<PlannedArrow, 'turned'>) => {
    // ELK layers what leads forwards; a cycle is cut where an arrow leads back to an earlier state
    const turned = (places.get(to) ?? 0) < (places.get(from) ?? -1) && !isWithin(from, to);
    arrows.set(id, { ...planned, turned });
    const { width = 0, height = 0 } = planned.writing ?? {};
    const layoutOptions = { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' };
    edges.push({
      id,
      sources: [turned ? to : from],
      targets: [turned ? from : to],
      ...(planned.writing ? { labels: [{ id: `${id}/label`, text: ' ', width, height, layoutOptions }] } : {}),
    });
  };

  const ways = (state: ChartState) => {
    const own = chart.transitions.filter(({ from }) => from === state.id);
    const rows = own.filter(transition => goals(transition).length === 0);
    return { own, rows };
  };

  // an arrow cannot lead to a frame: a transition to it is a row
  const goals = ({ to }: ChartTransition) => to.filter(id => !parts.frames.has(id));

  const node = (state: ChartState, shape: PlannedBox['shape']): ElkNode => {
    if (state.states.length > 0 || state === chart.root) return group(state, shape);
    const { own, rows } = ways(state);
    for (const transition of own) lead(transition, () => state.id);
    return box(state.id, { state: state.id, shape, writing: boxOf(state, rows) });
  };

  const lead = (transition: ChartTransition, from: (goal: string) => string) => {
    goals(transition).forEach((goal, i) => {
      const writing = i === 0 ? { writing: labelOf(transition) } : {};
      arrow(`${transition.id}>${i}`, from(goal), goal, { transition: transition.id, ...writing });
    });
  };

  /** A state with others within; what happens in all of them has a box of its own there. */
  const group = (state: ChartState, shape: PlannedBox['shape']): ElkNode => {
    const { own, rows } = ways(state);
    const children: ElkNode[] = [];
    const everywhere = `${state.id}/everywhere`;
    if (rows.length > 0 || own.some(transition => goals(transition).some(goal => isWithin(goal, state.id))))
      children.push(box(everywhere, { state: state.id, shape: 'everywhere', writing: everywhereOf(rows) }));
    for (const transition of own) lead(transition, goal => (isWithin(goal, state.id) ? everywhere : state.id));
    if (state.initial.length > 0) {
      const id = `${state.id}/start`;
      const across = 2 * offCorner + 2;
      const size = direction === 'down' ? { width: across, height: dot } : { width: dot, height: across };
      children.push({ ...box(id, { state: state.id, shape: 'start', writing: nothing }), ...size });
      state.initial.forEach((first, i) => {
        arrow(`${id}#${i}`, id, first, {});
      });
    }
    children.push(...state.states.map(child => node(child, state.type === 'parallel' ? 'region' : child.type)));
    const writing = boxOf(state, []);
    boxes.set(state.id, { state: state.id, shape, writing });
    const least = [writing.width, writing.height + gap];
    // ELK takes the sides of a group within for each other where it lays it out downwards
    if (direction === 'down' && !parts.whole.has(state.id) && !parts.packed.has(state.id)) least.reverse();
    return {
      id: state.id,
      children,
      layoutOptions: {
        ...(parts.packed.has(state.id) ? packed : { ...everyGroup, ...rigid }),
        ...(parts.whole.has(state.id) ? whole : {}),
        'elk.direction': direction.toUpperCase(),
        'elk.padding': `[top=${writing.height + gap / 2},left=${gap},bottom=${gap},right=${gap}]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${least.join()})`,
      },
    };
  };

  /** Makes boxes broad enough for all their arrows on one side. */
  const fit = (placed: ElkNode): void => {
    if (placed.children) {
      placed.children.forEach(fit);
      return;
    }
    const incoming = edges.filter(({ targets }) => targets[0] === placed.id);
    const outgoing = edges.filter(({ sources }) => sources[0] === placed.id);
    const isLooped = incoming.some(edge => outgoing.includes(edge));
    // a single arrow looks best in the middle
    if (isLooped || (incoming.length <= 1 && outgoing.length <= 1)) placed.layoutOptions = rigid;
    if (boxes.get(placed.id)!.shape === 'start') return;
    const side = direction === 'down' ? 'width' : 'height';
    placed[side] = Math.max(placed[side]!, 2 * offCorner + portGap * (incoming.length + outgoing.length));
  };

  const frame = group(chart.root, 'frame');
  fit(frame);
  return { graph: { ...frame, edges, layoutOptions: { ...frame.layoutOptions, ...picture } }, boxes, arrows };
}

interface Parts {
  /** The groups whose regions are packed. */
  readonly packed: ReadonlySet<string>;
  /** What is laid out at once. */
  readonly whole: ReadonlySet<string>;
  /** To whose own border no arrow can lead. */
  readonly frames: ReadonlySet<string>;
}

/** Regions can be packed where no arrow leads from one into another, into one from outside, or to the group itself. */
function partsOf({ root, transitions }: Chart): Parts {
  const ways = transitions.flatMap(({ from, to }) => to.filter(id => id !== root.id).map(goal => [from, goal] as const));
  const isApart = (group: ChartState) =>
    ways.every(way => {
      const [from, goal] = way.map(end => group.states.find(({ id }) => end === id || isWithin(end, id)));
      return from === goal && !way.includes(group.id);
    });
  const apart = statesOf(root).filter(state => state.type === 'parallel' && state.states.length > 0 && isApart(state));
  const packed = new Set(apart.map(({ id }) => id));
  const frames = new Set([root, ...apart.flatMap(({ states }) => states)].map(({ id }) => id));
  return { packed, frames, whole: new Set([...frames].filter(id => !packed.has(id))) };
}

function isWithin(id: string, group: string): boolean {
  return id.startsWith(`${group}.`);
}
