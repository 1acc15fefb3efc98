// Whether a value from outside was meant as a behaviour or as a kind of room. Whether it is a good one is said elsewhere.
import type { Behaviour } from './behaviour.ts';
import { isTable } from './chart-tree.ts';
import type { Kind } from './kind.ts';

/** A name, a sentence, and something more than a kind's description has: what is misspelt in it is found later. */
export function isBehaviour(value: unknown): value is Behaviour {
  if (!isTable(value) || typeof value.name !== 'string' || typeof value.about !== 'string' || isKind(value)) return false;
  return Object.keys(value).some(key => !['name', 'about', 'listed'].includes(key));
}

export function isKind(value: unknown): value is Kind {
  return isTable(value) && typeof value.name === 'string' && Array.isArray(value.parts) && value.rules instanceof Map;
}
