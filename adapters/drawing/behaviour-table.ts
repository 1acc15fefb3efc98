// The kinds of room and their behaviours as tables in Markdown.
import type { Behaviour } from '../../machines/behaviour.ts';
import { mark } from '../../machines/claims.ts';
import type { Kind } from '../../machines/kind.ts';
import { code, markdownTable } from './markdown.ts';

// biome-ignore lint/suspicious/noExplicitAny: each has settings and data of its own
type Any = Behaviour<any, any, any>;

/** A row for each kind, with its behaviours in the order in which they rule and hear. `pages`: where those have theirs. */
export function kindTable(kinds: readonly Kind[], pages: string): string {
  const rows = kinds.map(({ name, about, listed, parts }) => [
    `[${code(name)}](#${name})`,
    about,
    listed ? 'yes' : 'no',
    parts.map(({ behaviour }) => linked(behaviour, pages)).join(', '),
  ]);
  return markdownTable(['Kind', 'Meaning', 'In lists', 'Behaviours, in order'], rows);
}

/** A row for each behaviour of a kind, in the order in which they rule and hear, with what the kind sets of it. */
export function partTable({ parts }: Kind, pages: string): string {
  const rows = parts.map(({ behaviour, settings }, i) => [
    String(i + 1),
    linked(behaviour, pages),
    behaviour.about,
    Object.entries(settings)
      .map(([key, value]) => code(`${key} = ${JSON.stringify(value)}`))
      .join(', '),
  ]);
  return markdownTable(['', 'Behaviour', 'Meaning', 'Set by the kind'], rows);
}

/** A row for each behaviour: what it is, what it takes, where it rules and what it hears. */
export function behaviourTable(behaviours: readonly Any[], pages: string): string {
  const rows = behaviours.map(behaviour => [
    linked(behaviour, pages),
    behaviour.about,
    Object.entries(behaviour.requests ?? {})
      .filter(([, { who }]) => who !== 'effect')
      .map(([name, { word }]) => code(word === undefined ? name : mark + word))
      .join(', '),
    names(behaviour.rules),
    heardOf(behaviour).map(code).join(', '),
  ]);
  return markdownTable(['Behaviour', 'Meaning', 'Takes', 'Rules on', 'Hears'], rows);
}

/** The facts that it hears in some state: by a function of its own, or by its chart. */
function heardOf({ hears = {}, requests = {}, region }: Any): readonly string[] {
  const names = new Set([...Object.keys(hears), ...(region ? eventsOf(region) : [])]);
  return [...names].filter(name => !Object.hasOwn(requests, name));
}

interface Heard {
  readonly on?: object;
  readonly states?: Readonly<Record<string, Heard>>;
}

function eventsOf({ on = {}, states = {} }: Heard): readonly string[] {
  return [...Object.keys(on), ...Object.values(states).flatMap(eventsOf)];
}

function linked({ name }: Any, pages: string): string {
  return `[${code(name)}](${pages}/${name}.md)`;
}

function names(functions: object | undefined): string {
  return Object.keys(functions ?? {})
    .map(code)
    .join(', ');
}
