// A fact as one line of JSON that is the same wherever it is written: names in the order of their code units, people by
// the ids of their stays, and of a message that is nothing but a text only that. Nothing in it depends on runtime, time zone or language.
import type { Fact } from '../../machines/fact.ts';
import type { Person } from '../../machines/person.ts';
import type { Tree } from '../../machines/stanza.ts';

/** Facts after which somebody is another: there it is said who they are, and elsewhere only their id. */
const whole: ReadonlySet<string> = new Set<Fact['type']>(['waiting', 'entered', 'renamed']);
/** Deeper than this is nothing that anybody tells. */
const deepest = 1_000;

/** Names of all that is said of a person; when they were last heard of is no news. */
const shown = ['bare', 'dialect', 'hidden', 'host', 'id', 'nick', 'nickKey', 'order', 'presence', 'privacy', 'real'] as const;

/**
 * `{"fact":{…},"step":N}`, without the end of the line. Facts change with those they are about: it must be written when
 * the fact is told.
 * @param step which request it came of, the first being 1
 */
export function factLine(fact: Fact, step: number): string {
  return `{"fact":${plainTalk(fact) ?? canonical(fact, whole.has(fact.type), 0)},"step":${step}}`;
}

/** What most facts are, at once. */
function plainTalk(fact: Fact): string | undefined {
  if (fact.type !== 'said') return undefined;
  const { at, content, who } = fact;
  const { id, body, payload, type, bytes } = content;
  if (
    id === undefined ||
    body === undefined ||
    payload.length !== 1 ||
    content.subject !== undefined ||
    content.lang !== undefined
  )
    return undefined;
  if (!isBodyAlone(payload, body)) return undefined;
  return `{"at":${at},"content":{"body":${quoted(body)},"bytes":${bytes},"id":${quoted(id)},"kind":"message","type":"${type}"},"type":"said","who":${quoted(who.id)}}`;
}

/** What needs no escapes, as most texts do not, takes less than half the time. */
const plain = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

function canonical(value: unknown, isWhole: boolean, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return JSON.stringify(String(value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (depth > deepest) return '"…"';
  // where an error was thrown differs, and what it says does not
  if (value instanceof Error) return JSON.stringify(value.message);
  if (Array.isArray(value)) return `[${value.map(one => canonical(one, isWhole, depth + 1)).join(',')}]`;
  if (isPerson(value)) return isWhole ? object(value, shown, depth) : JSON.stringify(value.id);
  const names = Object.keys(value).sort();
  const { payload, body } = value as { payload?: unknown; body?: unknown };
  // what stands in the body stands there
  const isTwice = Array.isArray(payload) && typeof body === 'string' && isBodyAlone(payload as readonly Tree[], body);
  return object(value, isTwice ? names.filter(name => name !== 'payload') : names, depth, isWhole);
}

/** Whether there is nothing in a message but its text. */
function isBodyAlone(payload: readonly Tree[], body: string): boolean {
  // what behaviours tell may have any shape
  const only = payload[0] as Partial<Tree> | string | null | undefined;
  if (payload.length !== 1 || typeof only !== 'object' || only === null || !Array.isArray(only.children)) return false;
  const { name, attrs, children } = only;
  if (name !== 'body' || children.length !== 1 || children[0] !== body) return false;
  for (const _ in attrs) return false;
  return true;
}

function object(value: object, names: readonly string[], depth: number, isWhole = false): string {
  const written: string[] = [];
  for (const name of names) {
    const inner = value[name as keyof typeof value] as unknown;
    if (inner === undefined || typeof inner === 'function' || typeof inner === 'symbol') continue;
    written.push(`${JSON.stringify(name)}:${canonical(inner, isWhole, depth + 1)}`);
  }
  return `{${written.join(',')}}`;
}

function isPerson(value: object): value is Person {
  return 'actor' in value && 'nickKey' in value;
}
