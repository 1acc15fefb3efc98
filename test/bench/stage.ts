// A contestant with its rooms: fills them when a work first needs them, and turns what happened into lines.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { showBoard } from './board.ts';
import { talk } from './chat.ts';
import type { Contestant } from './contestant.ts';
import { enterAll, type Outcome } from './crowd.ts';
import type { Line } from './line.ts';
import type { Client } from './person.ts';
import { type CpuProfile, type ProfileSummary, summarise } from './profile.ts';
import type { Crowd } from './tally.ts';
import type { Plan } from './works.ts';

/** Seconds that the last copies may take after the talking. */
const PATIENCE = 20;

/** Where the compiled code of the house is. */
const ROOT = new URL('../../', import.meta.url).href;

/** The outcome of a work that was not run. */
const NOTHING: Outcome = {
  period: { seconds: 0, cpu: Number.NaN, load: 0, late: false },
  done: 0,
  deliveries: 0,
  missing: 0,
  twice: 0,
  strays: 0,
  unlike: 0,
  errors: 0,
  error: '',
};

export class Stage {
  readonly #contestant: Contestant;
  readonly #dialect: string;
  readonly #client: (person: number) => Client;
  readonly #plan: Plan;
  readonly #profiles: string | undefined;
  readonly #crowds = new Map<string, { crowd: Crowd; outcome: Outcome }>();
  #work = '';
  #people = 1;

  /** @param profiles the folder that profiles are written to; without it none are made */
  constructor(contestant: Contestant, dialect: string, client: (person: number) => Client, plan: Plan, profiles?: string) {
    this.#contestant = contestant;
    this.#dialect = dialect;
    this.#client = client;
    this.#plan = plan;
    this.#profiles = profiles;
  }

  /** Names the work that the next lines belong to. */
  begin(work: string): void {
    this.#work = work;
  }

  /** Rooms full of people, the same ones whenever the same size is asked for; whoever asks first waits until they are in. */
  async crowd(rooms: number, size: number, limit = this.#plan.entry, kind = 'r'): Promise<{ crowd: Crowd; outcome: Outcome }> {
    const key = `${kind}${rooms}x${size}`;
    const known = this.#crowds.get(key);
    if (known) return known;
    const crowd: Crowd = {
      rooms: Array.from({ length: rooms }, (_, at) => `${key}-${at}@${this.#contestant.domain}`),
      size,
      first: this.#people,
      client: this.#client,
    };
    this.#people += rooms * size;
    const found = { crowd, outcome: await enterAll(this.#contestant, crowd, limit) };
    this.#crowds.set(key, found);
    return found;
  }

  /** Measures how the people get in; the rooms must not have been filled before. */
  async entry(title: string, rooms: number, size: number): Promise<Line> {
    const { outcome } = await this.crowd(rooms, size);
    const line = this.#line(title, 'entries', outcome, late(outcome, rooms * size, this.#plan.entry));
    return { ...line, ...(await this.#profile(() => this.crowd(rooms, size, undefined, 'profiled-'))) };
  }

  /** Lets the people of such rooms talk, first to warm up, then measured. `kind`: what the names of the rooms begin with. */
  async talk(title: string, rooms: number, size: number, outstanding: number, kind?: string): Promise<Line[]> {
    const { crowd, outcome } = await this.crowd(rooms, size, undefined, kind);
    const missed = late(outcome, rooms * size, this.#plan.entry);
    if (missed !== '') return [this.#line(title, 'messages', NOTHING, `not run: ${missed}`)];
    const pace = { outstanding, seconds: this.#plan.warm, patience: PATIENCE };
    const { window } = this.#contestant;
    const lookAway = await window?.look(crowd.rooms[0]!);
    const warm = await talk(this.#contestant, crowd, pace);
    if (window?.when === 'gone') await lookAway!();
    const measured = warm.period.late ? warm : await talk(this.#contestant, crowd, { ...pace, seconds: this.#plan.talk });
    if (window?.when === 'there') await lookAway!();
    const { waits, period } = measured;
    const note = period.late ? `${measured.missing} copies did not come within ${PATIENCE} s` : '';
    const line = this.#line(title, 'messages', measured, note);
    const profile = period.late
      ? {}
      : await this.#profile(() => talk(this.#contestant, crowd, { ...pace, seconds: this.#plan.talk }));
    return [{ ...line, p50: rank(waits, 0.5), p99: rank(waits, 0.99), ...profile }];
  }

  /** Measures how newcomers get the whole of a board with so many strokes. */
  async board(title: string, strokes: number, newcomers: number): Promise<Line> {
    const show = async (name: string) => {
      const crowd = {
        rooms: [`${name}@${this.#contestant.domain}`],
        size: newcomers + 1,
        first: this.#people,
        client: this.#client,
      };
      this.#people += crowd.size;
      return await showBoard(this.#contestant, crowd, strokes, this.#plan.entry);
    };
    const line = this.#line(title, 'entries', await show('board-measured'), '');
    return { ...line, ...(await this.#profile(() => show('board-profiled'))) };
  }

  /** Does something once more, for a profile of it alone: the measured time is without one. */
  async #profile(again: () => Promise<unknown>): Promise<{ profile?: ProfileSummary }> {
    if (this.#profiles === undefined) return {};
    const { name } = this.#contestant;
    const file = join(this.#profiles, `${name}-${this.#dialect}-${this.#work}.cpuprofile`);
    if (!(await this.#contestant.profile(file, again))) return {};
    return { profile: summarise(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, ROOT) };
  }

  /** Weighs what the people and rooms add to the process. */
  async weigh(title: string, rooms: number, size: number): Promise<Line[]> {
    const ten = await this.crowd(1, 10);
    await talk(this.#contestant, ten.crowd, { outstanding: 4, seconds: this.#plan.warm, patience: PATIENCE });
    const before = await this.#contestant.memory();
    const { outcome } = await this.crowd(rooms, size, this.#plan.massEntry);
    const after = await this.#contestant.memory();
    const line = this.#line(title, 'entries', outcome, late(outcome, rooms * size, this.#plan.massEntry));
    const each = (bytes: number) => (outcome.done > 0 ? finite(bytes / outcome.done) : null);
    return [{ ...line, resident: each(after.resident - before.resident), heap: each(after.heap - before.heap) }];
  }

  #line(title: string, unit: Line['unit'], outcome: Outcome, note: string): Line {
    const { period, done, deliveries, missing, twice, strays, unlike, errors, error } = outcome;
    return {
      work: this.#work,
      title,
      contestant: this.#contestant.name,
      dialect: this.#dialect,
      unit,
      done,
      deliveries,
      seconds: period.seconds,
      cpuSeconds: finite(period.cpu),
      loadSeconds: period.load,
      missing,
      twice,
      strays,
      unlike,
      errors,
      error,
      note,
    };
  }
}

function late(outcome: Outcome, people: number, limit: number): string {
  if (!outcome.period.late) return '';
  return `${outcome.done} of ${people} people got in within ${limit} s, ${outcome.missing} deliveries were missing`;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The value below which the share of the sorted values lies. */
function rank(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
