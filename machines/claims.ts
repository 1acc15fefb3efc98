// Behaviours' own requests in what people send: `!approve woody`, or an element with the fields as attributes.
// A message that is claimed is an order to the room, and is told to nobody.
import { z } from 'zod';
import type { Behaviour, RequestForm } from './behaviour.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Content, Tree } from './stanza.ts';
import { isXmlText } from './xml-text.ts';

/** An own request of a behaviour, and how it is written. */
export interface Claim {
  /** The behaviour's place in the declared order. */
  readonly at: number;
  readonly behaviour: string;
  readonly name: string;
  readonly form: RequestForm;
}

export interface Claims {
  readonly words: ReadonlyMap<string, Claim>;
  /** By `xmlns name`. */
  readonly elements: ReadonlyMap<string, Claim>;
  /** By `behaviour name`. */
  readonly names: ReadonlyMap<string, Claim>;
}

/** What is claimed, with its fields as they were written. */
export interface Claimed {
  readonly claim: Claim;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What stands before the word of a request in a message. */
export const mark = '!';

export function claimsOf(behaviours: readonly Behaviour[]): Claims {
  const all = behaviours.flatMap(({ name: behaviour, requests = {} }, at) =>
    Object.entries(requests).map(([name, form]): Claim => ({ at, behaviour, name, form })),
  );
  return {
    words: new Map(all.flatMap(claim => (claim.form.word === undefined ? [] : [[claim.form.word, claim] as const]))),
    elements: new Map(all.filter(({ form }) => form.who !== 'effect').map(claim => [elementKey(elementOf(claim)), claim])),
    names: new Map(all.map(claim => [`${claim.behaviour} ${claim.name}`, claim])),
  };
}

/** The element by which a request may be asked. */
export function elementOf({ behaviour, name, form }: Pick<Claim, 'behaviour' | 'name' | 'form'>): {
  name: string;
  xmlns: string;
} {
  return form.element ?? { name: name.replaceAll(' ', '-'), xmlns: `urn:confab:${behaviour}` };
}

function elementKey({ name, xmlns }: { readonly name: string; readonly xmlns: string }): string {
  return `${xmlns} ${name}`;
}

/** What of a stanza is a behaviour's; `to`: whom it was written to, where not to the room. */
export function claimed({ words, elements }: Claims, content: Content, to?: string): Claimed | undefined {
  if (content.kind !== 'message' || content.type === 'error' || elements.size === 0) return undefined;
  const meant = to === undefined ? {} : { person: to };
  for (const tree of content.payload) {
    const claim = tree.attrs.xmlns && elements.get(`${tree.attrs.xmlns} ${tree.name}`);
    if (claim) return { claim, fields: { ...meantIn(claim, meant), ...fieldsOf(tree) } };
  }
  if (!content.body?.startsWith(mark)) return undefined;
  const [word = '', ...rest] = content.body.slice(mark.length).trimEnd().split(/\s+/u);
  const claim = words.get(word.toLowerCase());
  if (!claim) return undefined;
  const written = content.body.slice(mark.length + word.length).trim();
  const names = namesOf(claim).filter(name => !(rest.length === 0 && name in meant));
  return { claim, fields: { ...meantIn(claim, meant), ...wordsAsFields(names, written) } };
}

/** A message to a person's address is about that person, where the request has a field for one. */
function meantIn(claim: Claim, meant: { readonly person?: string }): object {
  return namesOf(claim).includes('person') ? meant : {};
}

function namesOf({ form }: Claim): readonly string[] {
  return Object.keys(form.fields?.shape ?? {});
}

/** A word for each field, and all that is left for the last. */
function wordsAsFields(names: readonly string[], written: string): Record<string, string> {
  const fields: Record<string, string> = {};
  let left = written;
  for (const [i, name] of names.entries()) {
    if (left === '') break;
    const cut = i === names.length - 1 ? left.length : left.search(/\s|$/u);
    fields[name] = left.slice(0, cut);
    left = left.slice(cut).trim();
  }
  if (left !== '' && names.length === 0) fields[''] = left;
  return fields;
}

function fieldsOf({ attrs }: Tree): Record<string, string> {
  const { xmlns: _, ...fields } = attrs;
  return fields;
}

/** The fields in the shapes that the behaviour asks for; a refusal that says how the request is written. */
export function readFields({ form, behaviour, name }: Claim, fields: object): Readonly<Record<string, unknown>> | Refusal {
  const shape = form.fields ?? z.strictObject({});
  if (Object.values(fields).some(value => typeof value === 'string' && !isXmlText(value)))
    return refuse('not-acceptable', 'There is a character in it that XML does not have: leave control characters out.');
  const read = shape.safeParse(spoken(shape, fields));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.length ? `${issue.path.join('.')}: ` : '';
  const usage = [
    form.word === undefined ? name : mark + form.word,
    ...Object.keys(shape.shape).map(field => field.toUpperCase()),
  ].join(' ');
  return refuse(
    'not-acceptable',
    `${behaviour} does not understand this (${`${where}${issue?.message}`.slice(0, 200)}). Write it so: ${usage}`,
  );
}

/** What was written is text: numbers, yes and no are made of it where a field asks for them. */
function spoken(shape: z.ZodObject, fields: object): object {
  const read = (name: string, value: unknown) => {
    if (typeof value !== 'string') return value;
    const kind = shape.shape[name] && innermost(shape.shape[name] as z.ZodType);
    if (kind === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
    if (kind === 'boolean')
      return ['yes', 'true', 'on'].includes(value) ? true : ['no', 'false', 'off'].includes(value) ? false : value;
    return value;
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, read(name, value)]));
}

function innermost(type: z.ZodType): string {
  let inner = type as z.ZodType & { unwrap?: () => z.ZodType };
  while (typeof inner.unwrap === 'function' && inner.type !== 'array') inner = inner.unwrap() as typeof inner;
  return inner.type;
}
