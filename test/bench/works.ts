// The works of the bench, in the order in which they run: what each does with a stage of rooms, and how large it is.
// Speed works share the rooms of one process; memory works begin in a fresh one.
import type { Line } from './line.ts';
import type { Stage } from './stage.ts';

/** How large and how long the works are. */
export interface Plan {
  /** Seconds for which people talk in each work, and before it to warm up. */
  talk: number;
  warm: number;
  /** People in a middle and in a large room; a small one has ten. */
  middle: number;
  large: number;
  /** Rooms of ten people at one time. */
  rooms: number;
  /** Strokes on a board, and newcomers who are shown them. */
  strokes: number;
  newcomers: number;
  /** Rooms with one person, and people in one room, whose memory is weighed. */
  lonely: number;
  mass: number;
  /** People in a huge room, and rooms of two, of the works that show how cost grows. */
  people: number;
  pairs: number;
  /** Seconds that taking people in may take: into the rooms that talk, and for their memory. */
  entry: number;
  massEntry: number;
  /** The last one for the servers, of which the slow ones would take half an hour: what each person adds shows before. */
  rivalMassEntry: number;
  /** Whether memory is weighed in a fresh process; without it the figures say little. */
  fresh: boolean;
}

export const fullPlan: Plan = {
  talk: 3,
  warm: 1,
  middle: 100,
  large: 1_000,
  rooms: 1_000,
  strokes: 10_000,
  newcomers: 100,
  lonely: 5_000,
  mass: 5_000,
  people: 10_000,
  pairs: 100_000,
  entry: 120,
  massEntry: 900,
  rivalMassEntry: 60,
  fresh: true,
};

/** Shows in a few seconds that everything works; its figures say nothing. */
export const quickPlan: Plan = {
  talk: 0.1,
  warm: 0.02,
  middle: 20,
  large: 60,
  rooms: 20,
  strokes: 600,
  newcomers: 5,
  lonely: 50,
  mass: 100,
  people: 120,
  pairs: 200,
  entry: 30,
  massEntry: 30,
  rivalMassEntry: 30,
  fresh: false,
};

export interface Work {
  name: string;
  /** `memory` and `growth` begin in a fresh process; `own` is about the engine alone, and so is `growth`. */
  sort: 'speed' | 'own' | 'memory' | 'growth';
  /** The work whose figures these are compared with. */
  beside?: string;
  run(stage: Stage, plan: Plan): Promise<Line[]>;
}

const speed = (name: string, run: Work['run']): Work => ({ name, sort: 'speed', run });
const memory = (name: string, run: Work['run']): Work => ({ name, sort: 'memory', run });

/** Broadcasts in rooms of kinds that only the bench has: see listeners.ts. */
const listening = (name: string, title: string): Work => ({
  name,
  sort: 'own',
  run: (stage, plan) => stage.talk(`${plan.middle} in a room ${title}, 8 on their way`, 1, plan.middle, 8, `${name}-`),
  beside: 'bare',
});

/** The same work small and large, the large one weighed too: a delivery should cost the same in both. */
const growth = (name: string, small: string, grown: (plan: Plan) => Grown): Work => ({
  name,
  sort: 'growth',
  async run(stage, plan) {
    const { what, from, to, outstanding } = grown(plan);
    const title = (rooms: number, size: number) => `${what(rooms, size)}, ${outstanding} messages on their way`;
    stage.begin(small);
    const before = await stage.talk(title(...from), ...from, outstanding);
    stage.begin(`${name}-entry`);
    const weighed = await stage.weigh(`${what(...to)}, entered`, ...to);
    stage.begin(name);
    const after = await stage.talk(title(...to), ...to, outstanding);
    return [...before, ...weighed, ...after.map(line => ({ ...line, beside: small }))];
  },
});

/** How many rooms of how many people it begins with, and ends with. */
interface Grown {
  readonly what: (rooms: number, size: number) => string;
  readonly from: readonly [rooms: number, size: number];
  readonly to: readonly [rooms: number, size: number];
  readonly outstanding: number;
}

export const works: Work[] = [
  speed('small-turns', stage => stage.talk('10 in a room, one message at a time', 1, 10, 1)),
  speed('small', stage => stage.talk('10 in a room, 16 messages on their way', 1, 10, 16)),
  speed('middle', (stage, plan) => stage.talk(`${plan.middle} in a room, 8 on their way`, 1, plan.middle, 8)),
  speed('rooms', (stage, plan) => stage.talk(`${plan.rooms} rooms of 10, 64 on their way`, plan.rooms, 10, 64)),
  speed('entry', async (stage, plan) => {
    await stage.crowd(1, plan.middle);
    return [await stage.entry(`${plan.large} people enter one room`, 1, plan.large)];
  }),
  speed('large', (stage, plan) => stage.talk(`${plan.large} in a room, 8 on their way`, 1, plan.large, 8)),
  speed('large-turns', (stage, plan) => stage.talk(`${plan.large} in a room, one at a time`, 1, plan.large, 1)),
  listening('bare', 'without behaviours'),
  listening('three', 'with ten behaviours, three of which rule and listen'),
  listening('ten', 'with ten behaviours, all of which rule and listen'),
  {
    name: 'board',
    sort: 'own',
    run: async (stage, { strokes, newcomers }) => [
      await stage.board(`${newcomers} people come to a board of ${strokes} strokes`, strokes, newcomers),
    ],
  },
  memory('memory-rooms', (stage, plan) => stage.weigh(`${plan.lonely} rooms with one person`, plan.lonely, 1)),
  memory('memory-people', (stage, plan) => stage.weigh(`${plan.mass} people in one room`, 1, plan.mass)),
  growth('people-10000', 'people-1000', plan => ({
    what: (_, size) => `${size} in a room`,
    from: [1, plan.large],
    to: [1, plan.people],
    outstanding: 8,
  })),
  growth('rooms-100000', 'rooms-1000', plan => ({
    what: rooms => `${rooms} rooms of 2`,
    from: [plan.rooms, 2],
    to: [plan.pairs, 2],
    outstanding: 64,
  })),
];

const isLong = ({ sort }: Work) => sort === 'growth';

/** The works of a run where nothing else is asked for. */
export const workNames = works.filter(work => !isLong(work)).map(({ name }) => name);

/** Those that take minutes each. */
export const growthNames = works.filter(isLong).map(({ name }) => name);
