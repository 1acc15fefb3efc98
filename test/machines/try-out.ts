// A hall with the behaviours that a test wants to try, and those who run the service at hand. `keeper` is a behaviour
// that holds what is asked until an operator decides, or time does.
import { z } from 'zod';
import type { Behaviour, Commanded, Scope } from '../../machines/behaviour.ts';
import { kind, type Listed } from '../../machines/kind.ts';
import type { Phase } from '../../machines/phase.ts';
import { refuse } from '../../machines/refusal.ts';
import { Conversation, type Settings } from './conversation.ts';
import { roomJid, type Unsent, Visitor } from './visitor.ts';

/** A kind of room called `name`. */
export function kindOf(name: string, list: readonly Listed[]) {
  return kind({ name, about: 'Has what a test wants to try.', listed: true }, list);
}

/** What operators ask of the hall. */
export function operate(talk: Conversation, name = 'hall') {
  const ask = (request: object) => talk.send({ room: roomJid(name), ...request } as Unsent);
  return {
    command: (behaviour: string, name: string, fields: object = {}) => ask({ type: 'command', behaviour, name, fields }),
    configure: (behaviour: string, settings: object) => ask({ type: 'configure', behaviour, settings, by: 'andy' }),
    replace: (kind: string) => ask({ type: 'replace', kind }),
    reopen: (behaviour: string) => ask({ type: 'reopen', behaviour }),
    closeRoom: (text = 'That is all.') => ask({ type: 'close room', text, by: 'andy' }),
    removePerson: (stay: string, text = 'Out.') => ask({ type: 'remove person', stay, text, by: 'andy' }),
  };
}

/**
 * The hall stands, and is of the kind `tried`, which rooms that people make are of too. `others`: kinds that it could
 * become.
 */
export function tryOut(
  list: readonly Listed[],
  settings: Settings = {},
  others: Readonly<Record<string, readonly Listed[]>> = {},
) {
  const kinds = Object.entries({ tried: list, ...others }).map(([name, listed]) => kindOf(name, listed));
  const rooms = [{ name: 'hall', kind: 'tried' }];
  const talk = new Conversation({ rooms, patterns: [{ names: '*', kind: 'tried' }], ...settings }, { kinds });
  const floor = () => talk.entry('hall')!.floor;
  /** Where the chart of a behaviour stands. */
  const stands = (name: string) =>
    floor().slots.stands[floor().kindOf.parts.findIndex(({ behaviour }) => behaviour.name === name)]?.value;
  const dataOf = (name: string) => talk.keepRoom('hall').slots[name]?.data;
  const held = () =>
    floor()
      .holds.all()
      .map(({ phase, behaviour, request }) => `${request.from.split('@')[0]} ${phase} ${behaviour}`);
  /** Somebody by groupchat, who enters with presence. */
  const old = (name: string) => new Visitor(request => talk.send(request), name, { dialect: 'groupchat' });
  /** Where the chart of somebody's stay stands. */
  const stateOf = (name: string) => {
    const person = [...floor().people.joined(), ...floor().people.waiting()].find(({ real }) => real.startsWith(`${name}@`));
    return person ? String(person.actor.getSnapshot().value) : 'gone';
  };
  return { talk, floor, stands, dataOf, held, old, stateOf, ...operate(talk) };
}

interface Keeping {
  readonly name?: string;
  readonly seconds?: number;
  readonly late?: 'grant' | 'refuse';
}

const tooLate = refuse('remote-server-timeout', 'Nobody decided.');
const denied = refuse('forbidden', 'It was decided against it.');
const fields = z.strictObject({ person: z.string() });

/** Holds what is asked in a phase until `let` or `deny` of the person. */
export function keeper(phase: Phase, { name = 'keeper', seconds = 60, late = 'refuse' }: Keeping = {}): Behaviour {
  const ours = ({ holds }: Scope, { fields: { person } }: Commanded<{ readonly person: string }>) =>
    holds.filter(({ request }) => request.from.startsWith(`${person}@`));
  const hold = ({ at }: Scope, { type }: { readonly type: string }) =>
    // what happened all the same cannot be held
    type === 'bounce' || type === 'answer'
      ? undefined
      : { defer: { until: at + seconds * 1000, late: late === 'grant' ? late : tooLate, text: `${name} decides.` } };
  return {
    name,
    about: 'Holds what is asked until somebody decides.',
    requests: {
      let: { about: 'Lets it happen.', who: 'operator', fields },
      deny: { about: 'Refuses it.', who: 'operator', fields },
    },
    defers: { [phase]: ['let', 'deny'] },
    rules: { [phase]: hold },
    hears: {
      let: (scope: Scope, order: Commanded<{ readonly person: string }>) => ({ grant: ours(scope, order), reply: 'Decided.' }),
      deny: (scope: Scope, order: Commanded<{ readonly person: string }>) => ({
        turnDown: ours(scope, order).map(hold => [hold, denied] as const),
        reply: 'Decided.',
      }),
    },
  };
}
