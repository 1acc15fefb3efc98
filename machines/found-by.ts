// By what a room can be found among all public ones: what its behaviours say of that, and none of them hides.
import { BehaviourFault } from './distrust.ts';
import type { Floor } from './floor.ts';
import type { Kind } from './kind.ts';
import { described, ignoreAll, soundText } from './sound-value.ts';

export type Found = Readonly<Record<string, string | undefined>>;

/** The places of the behaviours on which it depends; none where no behaviour says anything. */
export function sayers({ parts }: Kind): readonly number[] {
  if (!parts.some(({ behaviour }) => behaviour.found)) return [];
  return parts.flatMap(({ behaviour }, place) => (behaviour.found || behaviour.requires ? [place] : []));
}

/**
 * The texts, by their names; what a later behaviour says is stronger. A topic that a behaviour keeps from those who ask
 * before they enter, by requiring `{ topic: undefined }`, is kept from those who look for it as well.
 * Throws a BehaviourFault for what a behaviour throws: nothing is known then that is not hidden.
 */
export function foundBy(floor: Floor): Found {
  const texts: Record<string, string | undefined> = {};
  floor.kindOf.parts.forEach(({ behaviour: { name, found } }, place) => {
    if (!found || floor.slots.trust(place)?.now === 'out') return;
    try {
      Object.assign(texts, sound(found(floor.scopeOf(place, floor.step.at, undefined))));
    } catch (error) {
      throw error instanceof BehaviourFault ? error : new BehaviourFault(place, name, `what ${floor.jid} is found by`, error);
    }
  });
  const told = floor.requirements();
  if ('topic' in told && told.topic === undefined) delete texts.topic;
  return texts;
}

function sound(texts: Readonly<Record<string, string>> | undefined): object | undefined {
  ignoreAll(texts);
  if (texts === undefined) return undefined;
  if (typeof texts !== 'object' || texts === null || Array.isArray(texts) || 'then' in texts)
    throw new Error(`what a room is found by is an object such as {topic: 'cats'}, not ${described(texts)}`);
  for (const text of Object.values(texts)) if (text !== undefined) soundText(text, 'what a room is found by');
  return texts;
}
