// People come in at a pace: some at once, then one after another. The others wait in a queue of bounded length, know
// their place in it, and are let in by time alone. Moderators pass by.
import { z } from 'zod';
import type { Reaction, Scope } from '../behaviour.ts';
import type { Advised } from '../behaviour-fact.ts';
import { behaviour } from '../define-behaviour.ts';
import { inWords } from '../duration.ts';
import type { Hold } from '../holds.ts';
import { refuse } from '../refusal.ts';

const Settings = z.strictObject({
  perMinute: z.number().min(0.1).max(6_000).default(30).describe('people who may come in a minute'),
  atOnce: z.int().min(1).max(1_000).default(5).describe('how many of them at once, when it was quiet before'),
  queue: z.int().min(0).max(1_000).default(100).describe('people who may wait; more are refused'),
});
type Settings = z.infer<typeof Settings>;

interface Data {
  /** Until when the pace is used up by those who came, in milliseconds since 1970. */
  readonly spent: number;
}
type Here = Scope<Settings, Data>;

/** Places in the queue at which somebody is told how it goes, if it still takes a while. */
const told: ReadonlySet<number> = new Set([1, 2, 3, 5, 10, 20, 50, 100, 200, 500]);
const aWhile = 10_000;

export const joinRate = behaviour({
  name: 'join-rate',
  about: 'People come in at a pace, and the others wait in a queue.',
  settings: Settings,
  data: (): Data => ({ spent: 0 }),
  defers: { enter: ['due'] },
  rules: {
    enter({ at, data, settings, room, holds }, request) {
      if (room.isModerator(request)) return undefined;
      const free = nextFree(settings, data.spent, at);
      const asked = holds.find(hold => hold.request.from === request.from);
      // who asks again keeps the place, also where the queue is full
      if (asked) return { defer: { until: Math.max(asked.deadline, at + 1), late: 'grant', text: asked.text } };
      const ahead = holds.length;
      if (ahead === 0 && free <= at) return undefined;
      const wait = free - at + ahead * gapOf(settings);
      if (ahead >= settings.queue)
        return refuse('resource-constraint', `Too many people wait to enter this room. Try again in ${about(wait)}.`);
      // nobody passes those who wait
      const until = Math.max(at + wait, (holds.at(-1)?.deadline ?? at) + 1);
      return { defer: { until, late: 'grant', text: placeIn(ahead + 1, wait) } };
    },
  },
  hears: {
    held: (scope, { hold }) => (isOurs(hold) ? goOn(scope, scope.data.spent) : undefined),
    entered(scope, { who }) {
      if (scope.room.isModerator(who)) return undefined;
      const spent = Math.max(scope.data.spent, scope.at) + gapOf(scope.settings);
      return { data: { spent }, ...goOn(scope, spent, 0) };
    },
    released(scope, { hold, outcome }) {
      if (!isOurs(hold)) return undefined;
      const isGone = outcome === 'dropped' || outcome === 'refused';
      // those behind one who comes in hear of it when that one has
      return goOn(scope, scope.data.spent, isGone ? hold.deadline : undefined);
    },
    due(scope) {
      const { at, data, settings, holds } = scope;
      return { grant: holds.slice(0, placesFree(settings, data.spent, at)), ...goOn(scope, data.spent) };
    },
    configured(scope, fact) {
      if (fact.behaviour !== 'join-rate') return undefined;
      const { at, data, settings } = scope;
      // of a slower pace no more is used up than there can be of this one
      const spent = Math.min(data.spent, at + settings.atOnce * gapOf(settings));
      return { data: { spent }, ...goOn(scope, spent) };
    },
  },
});

/** When to look again, and what those are told who have moved up: all whose deadline is after that time. */
function goOn({ at, room, settings, holds }: Here, spent: number, after = Number.POSITIVE_INFINITY): Reaction<Data> {
  if (holds.length === 0) return { wake: undefined };
  const free = nextFree(settings, spent, at);
  const facts = holds.flatMap(({ deadline, request }, ahead): Advised[] => {
    const wait = free - at + ahead * gapOf(settings);
    const person = room.people.waitingFor(request.from);
    if (deadline <= after || wait < aWhile || !told.has(ahead + 1) || !person) return [];
    return [{ type: 'advised', to: person, text: placeIn(ahead + 1, wait) }];
  });
  return { wake: free, facts };
}

function isOurs({ behaviour: name }: Hold): boolean {
  return name === 'join-rate';
}

/** Milliseconds between two who come in. */
function gapOf({ perMinute }: Settings): number {
  return Math.ceil(60_000 / perMinute);
}

/** How far ahead of the pace people may come, in milliseconds. */
function leadOf(settings: Settings): number {
  return (settings.atOnce - 1) * gapOf(settings);
}

/** When somebody may come in, where nobody waits. */
function nextFree(settings: Settings, spent: number, at: number): number {
  return Math.max(at, spent - leadOf(settings));
}

/** How many may come in now. */
function placesFree(settings: Settings, spent: number, at: number): number {
  return Math.max(0, Math.floor((at + leadOf(settings) - Math.max(spent, at)) / gapOf(settings)) + 1);
}

function placeIn(place: number, wait: number): string {
  return `Many want to enter this room. You are number ${place} of those who wait, and will be let in in about ${about(wait)}.`;
}

function about(wait: number): string {
  const seconds = Math.max(1, Math.ceil(wait / 1000));
  return inWords(seconds < 120 ? seconds : Math.ceil(seconds / 60) * 60);
}
