// What a mirrored room does with what its far side answers, call by call. Whoever waits is let go on or refused; what came
// too late, or of somebody who is not as they were asked about, is put right there.

import type { Hold } from '../holds.ts';
import type { Person } from '../person.ts';
import type { Refusal } from '../refusal.ts';
import { type FarReason, type FarTag, readTag, refusalForFailure, refusalFromAfar } from './far-answer.ts';
import {
  advise,
  align,
  both,
  joinThere,
  locals,
  type Mirrored,
  type MirrorScope,
  nameOf,
  nowhere,
  partThere,
} from './mirroring.ts';

/** What came back: done, or why not. */
interface Outcome {
  readonly tag: FarTag;
  readonly refusal: Refusal | undefined;
  /** Whether nobody knows what was done there. */
  readonly isOpen: boolean;
  /** The name that the far side gave instead. */
  readonly given: string | undefined;
}

interface Answer {
  readonly fields: {
    readonly tag: string;
    readonly refused?: FarReason | undefined;
    readonly text?: string | undefined;
    readonly nick?: string | undefined;
  };
}

interface Failure {
  readonly fields: { readonly tag: string; readonly reason: string; readonly text: string };
}

/** Whether it was asked since the far side was lost last. */
export function isCurrent(
  { data: { epoch } }: MirrorScope,
  { fields: { tag } }: { readonly fields: { readonly tag: string } },
): boolean {
  return readTag(tag).epoch === epoch;
}

export function answered(scope: MirrorScope, answer: Answer): Mirrored | undefined {
  const { tag, refused, text, nick: given } = answer.fields;
  if (!isCurrent(scope, answer)) return refused ? undefined : undone(scope, readTag(tag));
  const refusal = refused && refusalFromAfar(nameOf(scope), refused, text);
  return settled(scope, { tag: readTag(tag), refusal, isOpen: false, given });
}

/** What was asked before the far side was lost, and done when it was back: nobody waits for it any more. */
function undone(scope: MirrorScope, { about, stay, nick }: FarTag): Mirrored | undefined {
  const { people } = scope.room;
  const person = people.byId(stay) ?? [...people.waiting()].find(({ id }) => id === stay);
  const own = person ? scope.of(person) : nowhere;
  if (about !== 'enter' && about !== 'join' && about !== 'rename' && about !== 'align') return undefined;
  if (own.there === '' && own.asked === '') return partThere(scope, stay);
  if (about === 'enter' || about === 'join' || !person || own.asked !== '' || own.there === nick) return undefined;
  return align(scope, person, nick);
}

export function failed(scope: MirrorScope, failure: Failure): Mirrored | undefined {
  const { reason, text } = failure.fields;
  // what waits is settled as the far side is lost
  if (!isCurrent(scope, failure) || reason === 'unreachable') return undefined;
  const refusal = refusalForFailure(nameOf(scope), reason, text);
  const tag = readTag(failure.fields.tag);
  const person = scope.room.people.byId(tag.stay);
  // nothing was asked: it is later
  if (reason === 'busy' && person && (tag.about === 'join' || tag.about === 'align'))
    return { of: [[person, { asked: '' }]], wake: scope.at + pause };
  return settled(scope, { tag, refusal, isOpen: reason !== 'busy', given: undefined });
}

function settled(scope: MirrorScope, outcome: Outcome): Mirrored | undefined {
  const { room, holds } = scope;
  const { about, hold: id, stay } = outcome.tag;
  const hold = holds.find(one => one.id === id);
  const person = room.people.byId(stay);
  switch (about) {
    case 'enter':
      return hold && entering(scope, outcome, hold);
    case 'rename':
      return person && renaming(scope, outcome, hold, person);
    case 'speak':
    case 'topic':
      return telling(scope, outcome, hold, person);
    case 'join':
      return person && joining(scope, outcome, person);
    case 'align':
      return person && aligning(scope, outcome, person);
    case 'said':
      return outcome.refusal && advise(person, `What you said was heard here only. ${outcome.refusal.text}`);
    case 'remove':
      return outcome.refusal && notRemoved(scope, outcome.refusal);
    default:
      return undefined;
  }
}

/** Where it was not granted any more, whoever it was is taken out there by what ended the wait. */
function entering(scope: MirrorScope, { tag, refusal, isOpen, given }: Outcome, hold: Hold): Mirrored {
  const person = scope.room.people.waitingFor(hold.request.from)!;
  const there = given ?? tag.nick;
  if (!refusal) return { grant: [hold], of: [[person, { there, asked: '', isGiven: there !== tag.nick }]] };
  const reaction: Mirrored = { turnDown: [[hold, refusal]], of: [[person, { asked: '' }]] };
  return isOpen ? both(reaction, partThere(scope, tag.stay)) : reaction;
}

function renaming(
  scope: MirrorScope,
  { tag, refusal, isOpen, given }: Outcome,
  hold: Hold | undefined,
  person: Person,
): Mirrored {
  if (refusal) {
    const reaction: Mirrored = { ...(hold ? { turnDown: [[hold, refusal]] } : {}), of: [[person, { asked: '' }]] };
    // who was not there yet is to be there by the old name
    if (scope.of(person).there === '') return both(reaction, joinThere(scope, [person]));
    return isOpen ? both(reaction, align(scope, person, tag.nick)) : reaction;
  }
  // who was let in there by an old order has that name, and did not get this one
  if (given !== undefined && given !== tag.nick) {
    const reaction: Mirrored = hold ? { turnDown: [[hold, refusalFromAfar(nameOf(scope), 'in use', undefined)]] } : {};
    if (given === person.nick) return { ...reaction, of: [[person, { there: given, asked: '', isGiven: false }]] };
    return both(reaction, align(scope, person, given));
  }
  if (hold) return { grant: [hold], of: [[person, { there: tag.nick, asked: '', isGiven: false }]] };
  // it was too late here: there it must be taken back
  return align(scope, person, tag.nick);
}

function telling(scope: MirrorScope, { refusal }: Outcome, hold: Hold | undefined, person: Person | undefined): Mirrored {
  if (hold) return refusal ? { turnDown: [[hold, refusal]] } : { grant: [hold] };
  return refusal ? {} : advise(person, `${nameOf(scope)} has taken after all what you sent; those here did not see it.`);
}

/** Of somebody who is inside already: who cannot be there cannot stay here. */
function joining(scope: MirrorScope, { tag, refusal, isOpen, given }: Outcome, person: Person): Mirrored {
  if (refusal) {
    const reaction: Mirrored = { of: [[person, nowhere]], remove: [[person, refusal.text]] };
    return isOpen ? both(reaction, partThere(scope, tag.stay)) : reaction;
  }
  const there = given ?? tag.nick;
  if (there !== tag.nick) return both({ of: [[person, { there, asked: '', isGiven: true }]] }, otherwise(scope, person, there));
  if (person.nick !== there) return align(scope, person, there);
  return { of: [[person, { there, asked: '' }]] };
}

function aligning(scope: MirrorScope, { tag, refusal }: Outcome, person: Person): Mirrored {
  const { there } = scope.of(person);
  if (refusal) {
    const text = `${nameOf(scope)} still calls you ${there}. ${refusal.text}`;
    return both({ of: [[person, { asked: '', isGiven: true }]] }, advise(person, text));
  }
  if (person.nick !== tag.nick) return align(scope, person, tag.nick);
  return { of: [[person, { there: tag.nick, asked: '' }]] };
}

/** The far side has somebody's name in its own hands. */
export function otherwise(scope: MirrorScope, person: Person, there: string, text = ''): Mirrored {
  const why = text === '' ? '' : ` (${text})`;
  return advise(person, `${nameOf(scope)} calls you ${there}${why}. To be called so here too, change your nick to it.`);
}

function notRemoved({ room }: MirrorScope, { text }: Refusal): Mirrored {
  return {
    facts: room.moderators().map(to => ({ type: 'advised', to, text: `Whom you removed is still there. ${text}` }) as const),
  };
}

/** How many people are brought over at once. */
const batch = 25;
/** Milliseconds until the next are. */
const pause = 1_000;

/** Those here whom the far side does not know, or not by their names. */
export function bringOver(scope: MirrorScope): Mirrored {
  const idle = locals(scope).filter(person => scope.of(person).asked === '');
  const missing = idle.filter(person => scope.of(person).there === '');
  const crooked = idle.filter(person => {
    const { there, isGiven } = scope.of(person);
    return there !== '' && there !== person.nick && !isGiven;
  });
  const rest = missing.length > batch || crooked.length > batch;
  const begun = joinThere(scope, missing.slice(0, batch));
  const all = crooked.slice(0, batch).reduce((sum, person) => both(sum, align(scope, person, scope.of(person).there)), begun);
  return { ...all, wake: rest ? scope.at + pause : undefined };
}
