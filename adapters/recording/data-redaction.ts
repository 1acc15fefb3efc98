// What becomes of plain data in a recording: settings and fields by their schema, and what behaviours keep by the names
// that things have in it. Numbers, yes and no, and words that a schema lists stay.
import type { z } from 'zod';
import type { Discretion } from './discretion.ts';

/** Names of things that let somebody in. */
export const lettingIn = /secret|passw|pwd|token|credential|digest/iu;
/** What is compared with addresses and nicks. */
const named = /^(?:person|people|nick|nickKey|nicks|jid|real|bare|host|from|address|founder|members|moderators|owner|author)$/u;
const said = /^(?:body|subject|text|title|topic|status|reason)$/u;
const ofProgram = /^(?:kind|type|state|phase|behaviour|effect|dialect|condition|xmlns|lang|fresh|stay|hold|id)$/u;
const isWord = /^[\w .:/#-]{1,100}$/u;

/** Words that the program itself keeps, such as names of states. */
export type Vocabulary = ReadonlySet<string>;

/** By a schema, as far as it says; what it does not know is taken as any data. */
export function redactedBy(schema: z.ZodType | undefined, value: unknown, discretion: Discretion, key = ''): unknown {
  const { inner, marks } = unwrapped(schema);
  if (marks.secret) return letIn(value, discretion);
  if (marks.names) return everyText(value, text => discretion.name(text));
  if (marks.plain) return value;
  switch (inner?.type) {
    case 'enum':
    case 'literal':
      return inner.safeParse(value).success ? value : redactedData(value, discretion, key);
    case 'object': {
      if (!isTable(value)) break;
      const { shape } = inner as z.ZodObject;
      const own = (name: string) => (Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined);
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          own(name) ? name : redactedKey(name, discretion),
          redactedBy(own(name), one, discretion, name),
        ]),
      );
    }
    case 'array': {
      const { element } = inner as z.ZodArray<z.ZodType>;
      if (Array.isArray(value)) return value.map(one => redactedBy(element, one, discretion, key));
      break;
    }
    case 'union': {
      const { options } = inner as z.ZodUnion<z.ZodType[]>;
      const meant = options.find(option => option.safeParse(value).success);
      if (meant) return redactedBy(meant, value, discretion, key);
    }
  }
  return redactedData(value, discretion, key);
}

/** Data without a schema, by the names in it. */
export function redactedData(value: unknown, discretion: Discretion, key = '', vocabulary?: Vocabulary): unknown {
  if (lettingIn.test(key)) return letIn(value, discretion);
  if (typeof value === 'string') {
    if (ofProgram.test(key) && isWord.test(value) && !discretion.isSecret(value)) return value;
    if (named.test(key)) return discretion.name(value);
    if (said.test(key)) return discretion.said(value);
    return vocabulary?.has(value) ? value : discretion.opaque(value);
  }
  if (Array.isArray(value)) return value.map(one => redactedData(one, discretion, key, vocabulary));
  if (!isTable(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      redactedKey(name, discretion, vocabulary),
      redactedData(one, discretion, name, vocabulary),
    ]),
  );
}

/** The keys of its settings whose values let somebody in. */
export function secretKeys(schema: z.ZodType | undefined): readonly string[] {
  const { inner } = unwrapped(schema);
  if (inner?.type !== 'object') return [];
  return Object.entries((inner as z.ZodObject).shape).flatMap(([name, one]) =>
    unwrapped(one as z.ZodType).marks.secret ? [name] : [],
  );
}

interface Marks {
  /** Never to be shown. */
  readonly secret: boolean;
  /** Addresses or nicks. */
  readonly names: boolean;
  /** Nobody's, such as what a deployment says of web sites. */
  readonly plain: boolean;
}

/** What is in optional, default and the like, and how any of them is marked. */
export function unwrapped(schema: z.ZodType | undefined): { readonly inner: z.ZodType | undefined; readonly marks: Marks } {
  let inner = schema;
  const marks = { secret: false, names: false, plain: false };
  while (inner) {
    const meta = inner.meta?.();
    marks.secret ||= meta?.secret === true;
    marks.names ||= meta?.names === true;
    marks.plain ||= meta?.plain === true;
    const { innerType, in: first } = inner.def as { innerType?: z.ZodType; in?: z.ZodType };
    if (!innerType && !first) break;
    inner = innerType ?? first;
  }
  return { inner, marks };
}

/** Letters and digits may be a name as well; most keys are the program's. */
export function redactedKey(key: string, discretion: Discretion, vocabulary?: Vocabulary): string {
  if (vocabulary?.has(key) || (/^[a-z][\w-]*$/iu.test(key) && !discretion.names.isKnown(key))) return key;
  return discretion.name(key);
}

function letIn(value: unknown, discretion: Discretion): unknown {
  if (typeof value === 'number') return discretion.secretNumber(value);
  if (Array.isArray(value)) return value.map(one => letIn(one, discretion));
  return isTable(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, letIn(one, discretion)]))
    : everyText(value, text => discretion.secret(text));
}

export function everyText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map(one => everyText(one, change));
  if (!isTable(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, everyText(one, change)]));
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
