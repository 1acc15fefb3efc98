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
  /** Rooms with one person, and people in one room, whose memory is weighed. */
  lonely: number;
  mass: number;
  /** Seconds that taking people in may take: into the rooms that talk, and for their memory. */
  entry: number;
  massEntry: number;
  /** The last one for the servers, of which the slow ones would take an hour: what each person adds shows before. */
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
  lonely: 5_000,
  mass: 10_000,
  entry: 120,
  massEntry: 900,
  rivalMassEntry: 120,
  fresh: true,
};

/** Shows in a few seconds that everything works; its figures say nothing. */
export const quickPlan: Plan = {
  talk: 0.1,
  warm: 0.02,
  middle: 20,
  large: 60,
  rooms: 20,
  lonely: 50,
  mass: 100,
  entry: 30,
  massEntry: 30,
  rivalMassEntry: 30,
  fresh: false,
};

export interface Work {
  name: string;
  memory: boolean;
  /** The work whose figures these are compared with; only in the engine's own rooms. */
  beside?: string;
  run(stage: Stage, plan: Plan): Promise<Line[]>;
}

const speed = (name: string, run: Work['run']): Work => ({ name, memory: false, run });
const memory = (name: string, run: Work['run']): Work => ({ name, memory: true, run });

/** Broadcasts in rooms of kinds that only the bench has: see listeners.ts. */
const listening = (name: string, title: string): Work => ({
  ...speed(name, (stage, plan) => stage.talk(`${plan.middle} in a room ${title}, 8 on their way`, 1, plan.middle, 8, `${name}-`)),
  beside: 'bare',
});

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
  memory('memory-rooms', (stage, plan) => stage.weigh(`${plan.lonely} rooms with one person`, plan.lonely, 1)),
  memory('memory-people', (stage, plan) => stage.weigh(`${plan.mass} people in one room`, 1, plan.mass)),
];

export const workNames = works.map(work => work.name);
