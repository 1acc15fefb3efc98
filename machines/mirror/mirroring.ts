// What the behaviour `mirror` knows of each person, and how it asks the far side: its calls, and who is meant by them.
import { z } from 'zod';
import type { Call, Reaction, Scope } from '../behaviour.ts';
import { writtenText } from '../designation.ts';
import type { Person } from '../person.ts';
import type { Asker, Enter } from '../request.ts';
import type { RoomView } from '../room-view.ts';
import type { PresenceContent } from '../stanza.ts';
import { type FarTag, writtenTag } from './far-answer.ts';

export const Settings = z.strictObject({
  effect: z.string().min(1).max(64).default('irc').describe('the effect that is the far side; also behind the % of far people'),
  title: writtenText.optional().describe('how people read the name of the far side; that of the effect without it'),
  seconds: z.int().min(1).max(600).default(20).describe('how long somebody waits for the far side at most'),
  retry: z.int().min(1).max(86_400).default(60).describe('seconds after which a far side that is away is asked again'),
  speak: z
    .enum(['at once', 'wait'])
    .default('at once')
    .describe('whether words are heard here at once, or only when the far side has taken them'),
  away: z
    .enum(['alone', 'closed'])
    .default('alone')
    .describe('while the far side is away: the room goes on alone, or nothing is done that the far side had to know of'),
});
export type Settings = z.infer<typeof Settings>;

export interface Data {
  /** How often the far side was lost: what was asked before is answered in vain. */
  readonly epoch: number;
  /** Whether people were told that it is away. */
  readonly isTold: boolean;
}

/** Of each person; empty where there is none. */
export interface Own {
  /** The name there. */
  readonly there: string;
  /** The name that the far side is asked for. */
  readonly asked: string;
  /** Whether the far side has chosen the name, and not the person. */
  readonly isGiven: boolean;
  /** The hold that waited last for the far side. */
  readonly hold: string;
}

export const nowhere: Own = { there: '', asked: '', isGiven: false, hold: '' };

export type MirrorScope = Scope<Settings, Data, Own>;
export type Mirrored = Reaction<Data, Own>;

/** How people read the name of the far side. */
export function nameOf({ settings: { effect, title } }: MirrorScope): string {
  return title ?? effect;
}

/** Whether somebody is of the far side: a program speaks for them, and their address says for which. */
export function isFar(
  { settings: { effect } }: { readonly settings: Pick<Settings, 'effect'> },
  who: Pick<Asker, 'bare' | 'dialect'>,
): boolean {
  return who.dialect === 'program' && who.bare.slice(0, who.bare.lastIndexOf('@')).endsWith(`%${effect.toLowerCase()}`);
}

/** Those here of whom the far side has to know. */
export function locals(scope: MirrorScope): readonly Person[] {
  return [...scope.room.people.joined()].filter(person => !isFar(scope, person));
}

/** The nick that a request would give now; undefined where it would give none, or the room chooses it. */
export function nickFor({ people }: RoomView, { nicks }: Enter, person?: Person): string | undefined {
  const free = nicks.find(({ key }) => {
    const holder = people.byNick(key);
    return holder === undefined || holder === person;
  });
  return free?.text;
}

export type FarWork =
  | { readonly do: 'join'; readonly nick: string }
  | { readonly do: 'part'; readonly text?: string }
  | { readonly do: 'rename'; readonly from: string; readonly to: string }
  | { readonly do: 'say' | 'topic'; readonly nick: string; readonly text: string }
  | { readonly do: 'remove'; readonly address: string; readonly nick: string; readonly text?: string }
  | { readonly do: 'roster' };

/** A call to the far side. `stay`: whom it is about; `nick`: the name there that it would give. */
export function call(
  { settings: { effect }, data: { epoch } }: MirrorScope,
  about: FarTag['about'],
  work: FarWork,
  { stay = '-', hold = '-', nick = '' }: { readonly stay?: string; readonly hold?: string; readonly nick?: string } = {},
): Call {
  const isList = about === 'roster';
  return {
    effect,
    input: stay === '-' ? { ...work } : { ...work, person: stay },
    answer: isList ? 'list' : 'outcome',
    failure: isList ? 'nolist' : 'failure',
    tag: writtenTag({ about, epoch, hold, stay, nick }),
  };
}

/** Brings somebody who is inside to the far side. */
export function joinThere(scope: MirrorScope, people: readonly Person[]): Mirrored {
  return {
    of: people.map(person => [person, { asked: person.nick }] as const),
    calls: people.map(({ id, nick }) => call(scope, 'join', { do: 'join', nick }, { stay: id, nick })),
  };
}

/** Has the far side call somebody as they are called here. */
export function align(scope: MirrorScope, person: Person, from: string): Mirrored {
  const { id: stay, nick } = person;
  return {
    of: [[person, { there: from, asked: nick, isGiven: false }]],
    calls: [call(scope, 'align', { do: 'rename', from, to: nick }, { stay, nick })],
  };
}

/** Takes somebody out there who is not here, or not any more. */
export function partThere(scope: MirrorScope, stay: string, text?: string): Mirrored {
  return { calls: [call(scope, 'part', { do: 'part', ...(text === undefined ? {} : { text }) }, { stay })] };
}

/** Both of two reactions, of which only one changes each thing. */
export function both(a: Mirrored, b: Mirrored): Mirrored {
  return {
    ...a,
    ...b,
    of: [...(a.of ?? []), ...(b.of ?? [])],
    facts: [...(a.facts ?? []), ...(b.facts ?? [])],
    calls: [...(a.calls ?? []), ...(b.calls ?? [])],
  };
}

export function advise(person: Person | undefined, text: string): Mirrored {
  return person ? { facts: [{ type: 'advised', to: person, text }] } : {};
}

/** The last words of somebody who leaves. */
export function statusOf(presence: PresenceContent | undefined): string | undefined {
  const status = presence?.payload.find(({ name }) => name === 'status');
  const [text] = status?.children ?? [];
  return typeof text === 'string' ? text : undefined;
}
