// How a mirrored room has people wait for its far side: which requests do, in what words, and what is asked about them.
import type { Hold } from '../holds.ts';
import type { Person } from '../person.ts';
import type { Refusal } from '../refusal.ts';
import type { Enter, Say } from '../request.ts';
import type { Deferral } from '../ruling.ts';
import { refusalForFailure, tooLate } from './far-answer.ts';
import { call, isFar, type Mirrored, type MirrorScope, nameOf, nickFor } from './mirroring.ts';

/** A request that waits for the far side; by itself where there is none to wait for. */
export function waiting(
  scope: MirrorScope,
  request: Enter | Say,
  text: string,
): { readonly defer: Deferral } | Refusal | undefined {
  const { at, settings } = scope;
  if (isFar(scope, request) || scope.matches('away')) return closedTo(scope, request);
  return { defer: { until: at + settings.seconds * 1000, late: tooLate(nameOf(scope)), text } };
}

export function closedTo(scope: MirrorScope, request: Enter | Say): Refusal | undefined {
  if (isFar(scope, request) || !scope.matches('away') || scope.settings.away === 'alone') return undefined;
  return refusalForFailure(nameOf(scope), 'unreachable', 'it is away. Try again when it is back.');
}

export function entering(scope: MirrorScope, request: Enter) {
  const nick = nickFor(scope.room, request);
  // one whose nick the room chooses is brought over when it has
  if (nick === undefined) return closedTo(scope, request);
  return waiting(scope, request, `${nameOf(scope)} is asked whether you may come in as ${nick}.`);
}

/** Asks the far side about a request that waits for it. */
export function asked(scope: MirrorScope, { id: hold, phase, request, stay }: Hold, to: Person): Mirrored {
  const { room, own } = scope;
  if (request.type === 'say') {
    const isTopic = phase === 'topic';
    const text = (isTopic ? request.content.subject : request.content.body) ?? '';
    const work = { do: isTopic ? 'topic' : 'say', nick: to.nick, text } as const;
    return { calls: [call(scope, isTopic ? 'topic' : 'speak', work, { stay, hold })] };
  }
  const isRename = phase === 'rename';
  const nick = nickFor(room, request as Enter, isRename ? to : undefined)!;
  const from = own.asked || own.there;
  // who is not there yet comes by the new name at once
  const work = isRename && from !== '' ? ({ do: 'rename', from, to: nick } as const) : ({ do: 'join', nick } as const);
  return {
    of: [[to, { asked: nick, hold }]],
    calls: [call(scope, isRename ? 'rename' : 'enter', work, { stay, hold, nick })],
  };
}

export function awayText(scope: MirrorScope): string {
  const how =
    scope.settings.away === 'alone'
      ? 'What is said meanwhile is heard here only'
      : 'Nobody can come in or set anything meanwhile';
  return `${nameOf(scope)} cannot be reached. ${how}.`;
}
