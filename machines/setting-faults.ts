// What is wrong with the settings of a behaviour, key by key, in words that follow the key. Never repeats a text,
// which may be a secret.
import { z } from 'zod';
import type { Behaviour } from './behaviour.ts';
import { hint, suggestion } from './nearest.ts';
import { sortOf } from './value-words.ts';

export interface SettingFault {
  /** The key, and those in it; empty where it is about all of them. */
  readonly path: readonly (string | number)[];
  /** What follows the key: `must be at most 3600, not 4000`. */
  readonly text: string;
  readonly isMissing: boolean;
}

/** @param given all settings, what stands last being strongest */
export function settingFaults({ settings }: Pick<Behaviour, 'settings'>, given: object): SettingFault[] {
  const known = keysOf(settings);
  const unknown = known ? Object.keys(given).filter(key => !known.includes(key)) : [];
  const faults = unknown.map(key => unknownKey([key], known!));
  const parsed = (settings ?? z.strictObject({})).safeParse(given);
  if (parsed.success) return faults;
  return [...faults, ...parsed.error.issues.flatMap(issue => issueFaults(issue, given, unknown))];
}

/** The keys that there are; undefined where the schema takes others, or has none of its own. */
function keysOf(settings: z.ZodType | undefined): readonly string[] | undefined {
  if (!settings) return [];
  if (!(settings instanceof z.ZodObject)) return undefined;
  const rest = settings.def.catchall as z.ZodType | undefined;
  return rest && rest.type !== 'never' ? undefined : Object.keys(settings.shape);
}

function unknownKey(path: SettingFault['path'], known: readonly string[]): SettingFault {
  const words = known.length > 0 ? hint(String(path.at(-1)), known) : ': the behaviour has no settings.';
  return { path, text: `is not known${words.replace(/\.$/u, '')}`, isMissing: false };
}

function issueFaults(issue: z.core.$ZodIssue, given: object, told: readonly string[]): SettingFault[] {
  const path = issue.path as SettingFault['path'];
  if (issue.code === 'unrecognized_keys')
    return issue.keys
      .filter(key => path.length > 0 || !told.includes(key))
      .map(key => ({ path: [...path, key], text: 'is not known: leave it out', isMissing: false }));
  const value = path.reduce<unknown>((here, key) => (isContainer(here) ? here[key] : undefined), given);
  const isMissing = issue.code === 'invalid_type' && value === undefined;
  return [
    {
      path,
      text: isMissing ? `is missing: it must be ${kinds[issue.expected] ?? issue.expected}` : wordsOf(issue, value),
      isMissing,
    },
  ];
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a table',
  record: 'a table',
};

const units: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries' };

function wordsOf(issue: z.core.$ZodIssue, value: unknown): string {
  const given = typeof value === 'number' ? `${value}` : sortOf(value);
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${kinds[issue.expected] ?? issue.expected}, not ${given}`;
    case 'too_small':
      if (units[issue.origin]) return `must have ${issue.minimum} ${units[issue.origin]} or more`;
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}, not ${given}`;
    case 'too_big':
      if (units[issue.origin]) return `must have ${issue.maximum} ${units[issue.origin]} at most`;
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}, not ${given}`;
    case 'invalid_value': {
      const words = issue.values.map(String);
      const meant = typeof value === 'string' ? suggestion(value, words) : '';
      return `must be ${issue.values.map(word => JSON.stringify(word)).join(' or ')}, not ${sortOf(value)}${meant}`;
    }
    case 'custom':
      return issue.message;
    default:
      return `is wrong: ${issue.message}`;
  }
}
