// A room that is mirrored from another network: whoever comes in, changes the nick or sets the topic waits until the far
// side has said yes, and those of the far side are people here for whom a program speaks. It knows no network.
import { z } from 'zod';
import { behaviour } from '../define-behaviour.ts';
import type { Hold } from '../holds.ts';
import { asked, awayText, closedTo, entering, waiting } from '../mirror/asking.ts';
import { FarAnswer, FarFailure, refusalForFailure } from '../mirror/far-answer.ts';
import { answered, bringOver, failed, isCurrent, otherwise } from '../mirror/far-outcome.ts';
import {
  advise,
  align,
  both,
  call,
  type Data,
  isFar,
  joinThere,
  locals,
  type Mirrored,
  type MirrorScope,
  nameOf,
  nickFor,
  nowhere,
  type Own,
  partThere,
  Settings,
  statusOf,
} from '../mirror/mirroring.ts';
import type { Person } from '../person.ts';

const stay = z.strictObject({ person: z.string() });
const words = z.string().max(1_000).optional();
interface Tagged {
  readonly fields: { readonly tag: string };
}

export const mirror = behaviour({
  name: 'mirror',
  about: 'Both sides of a room that is mirrored from another network show the same people.',
  settings: Settings,
  data: (): Data => ({ epoch: 0, isTold: false }),
  own: (): Own => nowhere,
  requests: {
    outcome: { about: 'The far side has answered.', who: 'effect', fields: FarAnswer },
    failure: { about: 'The far side has not answered.', who: 'effect', fields: FarFailure },
    list: { about: 'Those of the far side are here as they are there.', who: 'effect', fields: FarAnswer.pick({ tag: true }) },
    nolist: { about: 'Who is on the far side is not known.', who: 'effect', fields: FarFailure },
    lost: { about: 'The far side is away.', who: 'operator', fields: z.strictObject({ text: words }) },
    back: { about: 'The far side is there, and knows of nobody here.', who: 'operator' },
    alias: {
      about: 'The far side calls somebody otherwise, by itself.',
      who: 'operator',
      fields: stay.extend({ nick: z.string().min(1), text: words }),
    },
    expel: { about: 'The far side has somebody of ours out.', who: 'operator', fields: stay.extend({ text: words }) },
  },
  region: {
    initial: 'apart',
    on: {
      lost: { target: '.away', actions: ['cutOff', 'tellAway'] },
      failure: { guard: 'isLost', target: '.away', actions: ['cutOff', 'tellAway'] },
      nolist: { guard: 'isOfNow', target: '.away', actions: ['cutOff', 'tellAway'] },
      back: { target: '.linking', actions: ['cutOff', 'askWhoIsThere'] },
    },
    states: {
      apart: {
        description: 'Nobody of ours has been here yet; who is on the far side is not known.',
        on: { entered: { guard: 'isOurs', target: 'linking', actions: 'askWhoIsThere' } },
      },
      linking: {
        description: 'The far side is asked who is there; what is asked of it meanwhile is asked as ever.',
        on: { list: { guard: 'isOfNow', target: 'linked', actions: 'bringOver' }, due: { actions: 'askWhoIsThere' } },
      },
      linked: { description: 'Both sides show the same people.', on: { due: { actions: 'bringOver' } } },
      away: {
        description: 'The far side cannot be reached. Nothing waits for it; it is asked again from time to time.',
        on: { due: { target: 'linking', actions: 'askWhoIsThere' } },
      },
    },
  },
  guards: {
    isOurs: (scope: MirrorScope, { who }: { readonly who: Person }) => !isFar(scope, who),
    isOfNow: (scope: MirrorScope, event: Tagged) => isCurrent(scope, event),
    isLost: (scope: MirrorScope, event: Tagged & { readonly fields: { readonly reason: string } }) =>
      isCurrent(scope, event) && event.fields.reason === 'unreachable',
  },
  actions: {
    cutOff: (scope: MirrorScope): Mirrored => {
      const { holds, data, settings, room } = scope;
      const people = [...locals(scope), ...room.people.waiting()];
      const away = refusalForFailure(nameOf(scope), 'unreachable', 'it is away. Try again when it is back.');
      return {
        data: { epoch: data.epoch + 1 },
        of: people.map(person => [person, nowhere] as const),
        ...(settings.away === 'alone' ? { grant: holds } : { turnDown: holds.map(hold => [hold, away] as const) }),
      };
    },
    tellAway: (scope: MirrorScope): Mirrored => {
      const { at, settings, data } = scope;
      const wake = at + settings.retry * 1000;
      if (data.isTold) return { wake };
      return { wake, data: { isTold: true }, facts: [{ type: 'announced', text: awayText(scope) }] };
    },
    askWhoIsThere: (scope: MirrorScope): Mirrored => ({
      wake: scope.at + scope.settings.retry * 1000,
      calls: [call(scope, 'roster', { do: 'roster' })],
    }),
    bringOver: (scope: MirrorScope): Mirrored => {
      const reaction = both({ data: { isTold: false } }, bringOver(scope));
      if (!scope.data.isTold) return reaction;
      return both(reaction, { facts: [{ type: 'announced', text: `${nameOf(scope)} is back.` }] });
    },
  },
  defers: { create: ['outcome'], enter: ['outcome'], rename: ['outcome'], speak: ['outcome'], topic: ['outcome'] },
  rules: {
    create: (scope, request) => entering(scope, request),
    enter: (scope, request) => entering(scope, request),
    rename(scope, request) {
      const { person, room } = scope;
      const nick = nickFor(room, request, person);
      if (!person || nick === undefined || nick === person.nick || nick === scope.own.there) return undefined;
      return waiting(scope, request, `${nameOf(scope)} is asked whether you may be called ${nick}.`);
    },
    speak: (scope, request) =>
      scope.settings.speak === 'wait' && request.content.body !== undefined
        ? waiting(scope, request, `${nameOf(scope)} is told what you say; it is heard here when it was heard there.`)
        : closedTo(scope, request),
    topic: (scope, request) => waiting(scope, request, `${nameOf(scope)} is asked whether you may set the topic.`),
  },
  hears: {
    held: (scope, { hold, to }) => (hold.behaviour === 'mirror' ? asked(scope, hold, to) : undefined),
    outcome: (scope, answer) => answered(scope, answer),
    failure: (scope, failure) => failed(scope, failure),
    entered(scope, { who }) {
      if (isFar(scope, who)) return undefined;
      if (scope.matches('away')) return advise(who, awayText(scope));
      return scope.own.there === '' ? joinThere(scope, [who]) : named(scope, who);
    },
    renamed: (scope, { who }) => (scope.own.there === '' ? undefined : named(scope, who)),
    said(scope, { who, content }) {
      const { body, subject } = content;
      if (isFar(scope, who) || scope.matches('away') || scope.settings.speak === 'wait') return undefined;
      if (body === undefined || subject !== undefined) return undefined;
      return { calls: [call(scope, 'said', { do: 'say', nick: who.nick, text: body }, { stay: who.id })] };
    },
    released(scope, { hold, outcome }) {
      if (hold.behaviour !== 'mirror' || outcome === 'granted' || !isEntry(hold)) return undefined;
      return takenOut(scope, scope.room.people.waitingFor(hold.request.from));
    },
    // what the far side let go on was refused here after all
    refused(scope, { reply }) {
      const { people, fresh } = scope.room;
      const person = people.byReal(reply.to as Person['real']);
      const own = scope.of((person ?? people.waitingFor(reply.to as Person['real']))!);
      if (own.hold !== fresh) return undefined;
      if (!person) return takenOut(scope, people.waitingFor(reply.to as Person['real']));
      const isAsked = own.asked !== '' || own.isGiven;
      return own.there === '' || own.there === person.nick || isAsked ? undefined : align(scope, person, own.there);
    },
    left(scope, { who, cause, text, presence }) {
      if (!isFar(scope, who)) return isThere(scope.own) ? partThere(scope, who.id, text ?? statusOf(presence)) : undefined;
      if (cause !== 'removed') return undefined;
      const more = text === undefined ? {} : { text };
      return { calls: [call(scope, 'remove', { do: 'remove', address: who.real, nick: who.nick, ...more })] };
    },
    withdrawn: (scope, { who }) => (isThere(scope.own) ? partThere(scope, who.id) : undefined),
    alias(scope, { fields: { person: id, nick, text } }) {
      const person = scope.room.people.byId(id);
      if (!person || nick === scope.of(person).there) return undefined;
      const isGiven = nick !== person.nick;
      const reaction: Mirrored = { of: [[person, { there: nick, isGiven }]] };
      return isGiven ? both(reaction, otherwise(scope, person, nick, text)) : reaction;
    },
    expel(scope, { fields: { person: id, text = 'You are not in it there any more.' } }) {
      const person = scope.room.people.byId(id);
      return person && { of: [[person, nowhere]], remove: [[person, `${nameOf(scope)}: ${text}`]] };
    },
  },
  effects: ({ effect }) => [effect],
});

/** Somebody has a name here, and one there. */
function named(scope: MirrorScope, who: Person): Mirrored | undefined {
  const { there, isGiven } = scope.own;
  if (there === who.nick) return undefined;
  return isGiven ? otherwise(scope, who, there) : align(scope, who, there);
}

/** Takes somebody out there who waits here, and does not come in. */
function takenOut(scope: MirrorScope, person: Person | undefined): Mirrored | undefined {
  if (!person || !isThere(scope.of(person))) return undefined;
  return both({ of: [[person, nowhere]] }, partThere(scope, person.id));
}

function isEntry({ phase }: Hold): boolean {
  return phase === 'enter' || phase === 'create';
}

function isThere({ there, asked }: Own): boolean {
  return there !== '' || asked !== '';
}
