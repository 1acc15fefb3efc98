// The kinds of room and their behaviours as tables in Markdown.
import type { Behaviour } from '../../machines/behaviour.ts';
import type { Kind } from '../../machines/kind.ts';
import { code, markdownTable } from './markdown.ts';

/** A row for each kind, with its behaviours in the order in which they rule and hear. */
export function kindTable(kinds: readonly Kind[]): string {
  const rows = kinds.map(({ name, about, listed, behaviours }) => [
    code(name),
    about,
    listed ? 'yes' : 'no',
    behaviours.map(behaviour => code(behaviour.name)).join(', '),
  ]);
  return markdownTable(['Kind', 'Meaning', 'In lists', 'Behaviours, in order'], rows);
}

/** A row for each behaviour of the kinds, in their order: what it is, where it rules and what it hears. */
export function behaviourTable(kinds: readonly Kind[]): string {
  const behaviours = new Map(kinds.flatMap(kind => kind.behaviours.map(one => [one.name, one] as const)));
  const rows = [...behaviours.values()].map(behaviour => [
    code(behaviour.name),
    behaviour.about,
    names(behaviour.rules),
    names(behaviour.hears),
  ]);
  return markdownTable(['Behaviour', 'Meaning', 'Rules on', 'Hears'], rows);
}

function names(functions: Behaviour['rules'] | Behaviour['hears']): string {
  return Object.keys(functions ?? {})
    .map(code)
    .join(', ');
}
