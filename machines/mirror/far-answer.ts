// What the far side of a mirrored room answers, and what it means here: a refusal from afar is one of the room, with the
// words from there. It knows no network's own numbers.
import { z } from 'zod';
import { type Condition, type Refusal, refuse } from '../refusal.ts';

/** Why a far side says no. */
export const farReasons = ['in use', 'erroneous', 'banned', 'too fast', 'not allowed', 'full', 'unknown'] as const;
export type FarReason = (typeof farReasons)[number];

/** What comes back for a call: done, perhaps under another name; or not, and why. */
export const FarAnswer = z.object({
  tag: z.string(),
  refused: z.enum(farReasons).optional(),
  text: z.string().optional(),
  nick: z.string().optional(),
});

/** That nothing came back. */
export const FarFailure = z.object({ tag: z.string(), reason: z.string(), text: z.string() });

const conditions: Readonly<Record<FarReason, Condition>> = {
  'in use': 'conflict',
  erroneous: 'not-acceptable',
  banned: 'forbidden',
  'too fast': 'resource-constraint',
  'not allowed': 'not-allowed',
  full: 'service-unavailable',
  unknown: 'not-acceptable',
};

/** What is said where the far side gave no words of its own. */
const words: Readonly<Record<FarReason, string>> = {
  'in use': 'this nick is in use there.',
  erroneous: 'this nick cannot be used there.',
  banned: 'you are banned there.',
  'too fast': 'this was too fast. Try again in a minute.',
  'not allowed': 'this is not allowed there.',
  full: 'there is no place left there.',
  unknown: 'it says no.',
};

/** The refusal that somebody here is told. */
export function refusalFromAfar(name: string, reason: FarReason, text: string | undefined): Refusal {
  return refuse(conditions[reason], `${name}: ${text === undefined || text === '' ? words[reason] : text}`);
}

/** The same where nothing came back. */
export function refusalForFailure(name: string, reason: string, text: string): Refusal {
  if (reason === 'timeout') return tooLate(name);
  if (reason === 'busy') return refuse('resource-constraint', `There is too much to ask ${name} now. Try again in a minute.`);
  return refuse('service-unavailable', `${name} cannot be asked: ${text || reason}`);
}

export function tooLate(name: string): Refusal {
  return refuse('remote-server-timeout', `${name} did not answer in time. Try again later.`);
}

/** What a call is about: it comes back with the answer, which may be late. */
export interface FarTag {
  readonly about: 'enter' | 'rename' | 'speak' | 'topic' | 'join' | 'align' | 'said' | 'part' | 'remove' | 'roster';
  /** How often the far side had been lost when it was asked. */
  readonly epoch: number;
  /** The hold that waits for it; `-` where none does. */
  readonly hold: string;
  /** The id of the stay that it is about; `-` where it is about none. */
  readonly stay: string;
  /** The name there, for what gives one. */
  readonly nick: string;
}

export function writtenTag({ about, epoch, hold, stay, nick }: FarTag): string {
  return [about, epoch, hold, stay, nick].join(' ');
}

export function readTag(tag: string): FarTag {
  const [about = '', epoch = '', hold = '', stay = '', ...nick] = tag.split(' ');
  return { about: about as FarTag['about'], epoch: Number(epoch), hold, stay, nick: nick.join(' ') };
}
