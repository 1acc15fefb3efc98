// Behaviours hear the facts of a step, in their declared order, and may add facts, which are heard as well.
import type { Scope } from './behaviour.ts';
import type { Fact } from './fact.ts';
import type { Floor } from './floor.ts';
import type { Person } from './person.ts';

/** How many facts behaviours may add in one step before it counts as a loop. */
export const mostAdded = 256;

/** Lets every fact of the step be heard. Throws what a behaviour throws, and where facts breed facts without end. */
export function hear(floor: Floor): void {
  const { step, kindOf } = floor;
  let added = 0;
  // the list grows under the loop: what is added is heard too
  for (const { fact } of step.tellings) {
    for (const { at, run } of kindOf.hears.get(fact.type) ?? []) {
      const { data, facts = [] } = run(scopeOf(floor, at, fact), fact) ?? {};
      if (data) floor.setSlot(at, { ...floor.slots[at], ...data });
      added += facts.length;
      if (added > mostAdded)
        throw new Error(`The behaviour ${kindOf.behaviours[at]!.name} adds facts without end: it hears what it adds.`);
      for (const more of facts) step.tell(more);
    }
  }
}

function scopeOf(floor: Floor, at: number, fact: Fact): Scope<unknown, object> {
  const person: Person | undefined = 'who' in fact ? fact.who : undefined;
  return { room: floor, settings: floor.settingsOf[at], data: floor.slots[at]!, at: floor.step.at, person };
}
