// Behaviours hear the facts of a step, in their declared order, and may add facts, which are heard as well. Each has
// a function for what it hears in every state, and then its chart, which is stepped only where it listens.
import type { Commanded } from './behaviour.ts';
import type { CommandGiven } from './behaviour-fact.ts';
import { BehaviourFault } from './distrust.ts';
import type { Fact } from './fact.ts';
import type { Floor } from './floor.ts';
import { type Placed, placeOf } from './kind.ts';
import type { Person } from './person.ts';
import { carryOut } from './reaction.ts';
import { ignore } from './sound-value.ts';

/** How long a chain of facts may be, of which each is told because of the one before, until it counts as a loop. */
export const longestChain = 16;
/** How many facts behaviours may add in one step, and how many more for each person there. */
export const mostAdded = { step: 256, person: 8 };

type React = (scope: unknown, event: unknown, params?: unknown) => never;

/**
 * Lets every fact of the step that was not heard yet be heard. `mute`: the places of behaviours that hear nothing now.
 * Throws a BehaviourFault for what a behaviour throws, and where facts breed facts without end.
 */
export function hear(floor: Floor, mute: readonly number[] = []): void {
  const { step, kindOf } = floor;
  const { size, waitingSize } = floor.roster;
  const most = mostAdded.step + mostAdded.person * (size + waitingSize);
  let added = 0;
  const tell = (place: Placed<unknown>, fact: Fact, heard: unknown, type: string, order?: CommandGiven) => {
    if (mute.includes(place.at) || floor.slots.trust(place.at)?.now === 'out') return;
    try {
      const more = deliver(floor, place.at, fact, heard, type, order);
      added += more;
      if (more > 0 && (added > most || step.depth > longestChain))
        throw new Error('it adds facts without end: it hears what it adds');
    } catch (error) {
      throw error instanceof BehaviourFault ? error : new BehaviourFault(place.at, place.name, `hearing ${type}`, error);
    }
  };
  // the list grows under the loop: what is added is heard too
  for (; step.heard < step.tellings.length; step.heard++) {
    const telling = step.tellings[step.heard]!;
    const fact = floor.frost.seen(telling.fact);
    step.depth = telling.depth + 1;
    if (fact.type === 'commanded' || fact.type === 'due') {
      const at = placeOf(kindOf, fact.behaviour);
      const place = { at, name: fact.behaviour, run: undefined };
      if (fact.type === 'due') tell(place, fact, fact, 'due');
      else tell(place, fact, commandedOf(fact), fact.name, fact);
      continue;
    }
    const places = kindOf.hears.get(fact.type);
    if (places) for (const place of places) tell(place, fact, fact, fact.type);
    const all = kindOf.hears.get('*');
    if (all) for (const place of all) if (!places?.some(({ at }) => at === place.at)) tell(place, fact, fact, fact.type);
    if (fact.type === 'left' || fact.type === 'withdrawn') {
      const undo = floor.slots.forget(fact.who);
      if (undo) step.undo(undo);
    }
  }
  step.depth = 0;
}

function commandedOf({ name, fields, who }: CommandGiven): Commanded {
  return { type: name, fields, ...(who ? { who } : {}) };
}

/** Returns how many facts were added. */
function deliver(floor: Floor, at: number, fact: Fact, heard: unknown, type: string, order: CommandGiven | undefined): number {
  const { behaviour, hears, chart } = floor.kindOf.parts[at]!;
  const person = whoOf(fact);
  // it reads what is there at that moment: one is enough for all
  const scope = floor.scopeOf(at, floor.step.at, person);
  let added = 0;
  const own = hears[type];
  if (own) added += carryOut(floor, at, own(scope, heard), person, order);
  const stand = chart && floor.slots.stands[at]!;
  if (!stand || (stand.listens !== 'all' && !stand.listens.has(type))) return added;
  const { actions, guards } = behaviour as unknown as { actions?: Record<string, React>; guards?: Record<string, React> };
  const next = chart.step(stand, type, {
    ask: (name, params) => truth(guards![name]!(scope, heard, params), name),
    act(name, params) {
      const action = actions?.[name];
      if (!action) throw new Error(`the chart has an action ${name}, which is not there`);
      added += carryOut(floor, at, action(scope, heard, params), person, order);
    },
  });
  if (next !== stand) floor.undo(floor.slots.setStand(at, next));
  return added;
}

function truth(answer: unknown, guard: string): boolean {
  ignore(answer);
  if (typeof answer === 'boolean') return answer;
  throw new Error(`the guard ${guard} says neither true nor false`);
}

function whoOf(fact: Fact): Person | undefined {
  if ('who' in fact) return fact.who;
  return 'to' in fact ? fact.to : undefined;
}
