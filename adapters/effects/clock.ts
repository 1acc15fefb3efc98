// The effect `clock`: the time of day in a time zone of the configuration, so that machines need to know none.
import { z } from 'zod';
import type { EffectCall, Provision } from './effect.ts';

const Settings = z.strictObject({
  zone: z
    .string()
    .max(100)
    .refine(isZone, 'must be a time zone such as Europe/Berlin, or UTC')
    .default('UTC')
    .describe('a time zone such as `Europe/Berlin`'),
});
type ClockSettings = z.infer<typeof Settings>;

/** What is answered: all of it in that zone but `at`. */
export interface ClockAnswer extends Record<string, unknown> {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As ISO 8601 has it, with the offset: 2026-11-22T23:05:09+01:00. */
  readonly iso: string;
  readonly zone: string;
  readonly year: number;
  /** From 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** From 0 to 23. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** In English, in lower case: monday. */
  readonly weekday: string;
  /** Minutes that the zone is ahead of UTC. */
  readonly offset: number;
}

export const clock: Provision<ClockSettings> = {
  use: 'clock',
  about: 'Tells the time of day in a time zone: of now, or of the milliseconds since 1970 that the call has as `at`.',
  settings: Settings,
  make: ({ zone }) => makeClock(zone),
};

export function makeClock(zone: string, now: () => number = Date.now) {
  // the same on every machine: the language of the system is not asked
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', weekday: 'long' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });

  return async ({ input }: Pick<EffectCall, 'input'>): Promise<ClockAnswer> => {
    const given = input.at;
    const at = typeof given === 'number' && given >= 0 && given <= latest ? Math.trunc(given) : now();
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const [year, month, day, hour, minute, second] = ['year', 'month', 'day', 'hour', 'minute', 'second'].map(name =>
      Number(parts[name]),
    ) as [number, number, number, number, number, number];
    const offset = Math.round((Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000) / 60_000);
    const iso = `${String(year).padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}${written(offset)}`;
    const weekday = parts.weekday!.toLowerCase();
    return { at, iso, zone, year, month, day, hour, minute, second, weekday, offset };
  };
}

/** The year 9999: what is written has four digits. */
const latest = 253_402_214_400_000;

function written(offset: number): string {
  const minutes = Math.abs(offset);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
