// Whether what behaviours give back can be written to people: a text that XML cannot carry, or a refusal without words,
// would end the link for all. Throws sentences; whoever asked knows whose fault it is.
import { conditions, isRefusal, type Refusal, refuse } from './refusal.ts';
import type { Tree } from './stanza.ts';
import { isXmlText } from './xml-text.ts';

/** A value in words, short enough for a log. */
export function described(value: unknown): string {
  ignore(value);
  if (isThenable(value)) return 'a promise: it must be known at once, and what needs the world comes back as a request';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `an object with ${Object.keys(value).slice(0, 5).join(', ') || 'nothing in it'}`;
  return typeof value === 'string' ? `“${value.slice(0, 50)}”` : String(value).slice(0, 50);
}

/** Nobody waits for it: that it fails later must not end the program. */
export function ignore(value: unknown): void {
  if (isThenable(value)) value.then(nothing, nothing);
}

/** The same for all that is in it: what is not taken is not looked at by anybody else. */
export function ignoreAll(value: unknown, depth = 0): void {
  ignore(value);
  if (typeof value !== 'object' || value === null || depth > 8 || isThenable(value)) return;
  for (const inner of Object.values(value)) ignoreAll(inner, depth + 1);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

const nothing = () => {};

/** A text that people can be shown. */
export function soundText(text: unknown, what: string): string {
  if (typeof text !== 'string') throw new Error(`${what} is a text, not ${described(text)}`);
  if (!isXmlText(text)) throw new Error(`${what} has a character that XML does not have: leave control characters out`);
  return text;
}

/** A refusal as `refuse` makes it. */
export function soundRefusal(refusal: unknown, what: string): Refusal {
  ignore(refusal);
  if (typeof refusal !== 'object' || refusal === null || !isRefusal(refusal))
    throw new Error(`${what} is a refusal, such as refuse('forbidden', 'Why.'), not ${described(refusal)}`);
  const { condition, text } = refusal;
  if (!conditions.includes(condition))
    throw new Error(`there is no condition ${described(condition)}: there are ${conditions.join(', ')}`);
  soundText(text, 'the text of a refusal');
  const meant = refuse(condition, text);
  return refusal.type === meant.type && refusal.code === meant.code ? refusal : meant;
}

/** What a behaviour keeps: names with values, and nothing to wait for. */
export function soundSlot(slot: object | undefined): object | undefined {
  if (slot === undefined) return undefined;
  ignore(slot);
  if (typeof slot !== 'object' || slot === null || Array.isArray(slot) || 'then' in slot)
    throw new Error(`what is kept is an object with names in it, not ${described(slot)}`);
  for (const name in slot) ignore(slot[name as keyof typeof slot]);
  return slot;
}

/** As the parser has it: what people send comes back in what behaviours rewrite, and is nobody's fault. */
const xmlName = /^[A-Za-z_:\u0080-\u{10ffff}][\w.:\u0080-\u{10ffff}-]*$/u;
/** Most are the same few. */
const names = new Set<unknown>();
const mostNames = 256;

function isXmlName(name: unknown): boolean {
  if (names.has(name)) return true;
  const isOne = typeof name === 'string' && xmlName.test(name) && isXmlText(name);
  if (isOne && names.size < mostNames && name.length < 64) names.add(name);
  return isOne;
}

/** Levels of elements in what a behaviour makes; what came from the wire is bounded there. */
const deepest = 256;
const known = new WeakSet<Tree>();

/** Elements as they stand in a stanza. */
export function soundPayload(payload: unknown): void {
  if (!Array.isArray(payload))
    throw new Error(`a payload is a list of elements {name, attrs, children}, not ${described(payload)}`);
  for (const tree of payload) soundTree(tree, 0);
}

function soundTree(tree: unknown, depth: number): void {
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree))
    throw new Error(`an element is {name, attrs, children}, not ${described(tree)}`);
  if (known.has(tree as Tree)) return;
  const { name, attrs, children } = tree as Tree;
  if (depth > deepest) throw new Error(`elements stand in each other ${deepest} levels deep at most`);
  if (!isXmlName(name)) throw new Error(`${described(name)} cannot be the name of an element`);
  if (typeof attrs !== 'object' || attrs === null || !Array.isArray(children))
    throw new Error(`the element ${name} needs attrs and children, if only {} and []`);
  for (const [key, value] of Object.entries(attrs)) {
    if (!isXmlName(key)) throw new Error(`${described(key)} cannot be the name of an attribute`);
    soundText(value, `the attribute ${key} of ${name}`);
  }
  for (const child of children) {
    if (typeof child === 'string') soundText(child, `what stands in ${name}`);
    else soundTree(child, depth + 1);
  }
  // what cannot change need not be looked at again
  if (Object.isFrozen(tree) && Object.isFrozen(attrs) && Object.isFrozen(children)) known.add(tree as Tree);
}
