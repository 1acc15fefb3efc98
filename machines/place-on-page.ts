// Where on a page somebody is, as they tell it by an element of their presence. What is in it names places and moves
// nobody: the others' clients may show it, or go there.
import { type Refusal, refuse } from './refusal.ts';
import type { PresenceContent, Tree } from './stanza.ts';

export const placeNamespace = 'urn:confab:location';
const name = 'location';

export interface Place {
  /** What stands behind the # of a URL. */
  readonly fragment?: string;
  /** A CSS selector of the element. */
  readonly selector?: string;
  /** Some words that stand there. */
  readonly quote?: string;
  /** How far down the page, from 0 to 1. */
  readonly offset?: number;
}

/** Characters of each part. */
const longest = { fragment: 256, selector: 512, quote: 256 } as const;
const part = /^(?:0(?:\.[0-9]{1,6})?|1(?:\.0{1,6})?)$/u;
/** Without this, what somebody tells could not be shown in one line. */
const known = ['fragment', 'selector', 'offset'];

const several = malformed('A presence may have one <location/> at most.');

/** The place that somebody tells; undefined where none is told. */
export function placeIn({ payload }: PresenceContent): Place | Refusal | undefined {
  const trees = payload.filter(isPlace);
  const [tree] = trees;
  if (!tree) return undefined;
  if (trees.length > 1) return several;
  return faultOf(tree) ?? placeOf(tree);
}

export function isPlace({ name: own, attrs }: Tree): boolean {
  return own === name && attrs.xmlns === placeNamespace;
}

/** The presence with other places in it, or with none. */
export function withPlaces(presence: PresenceContent, places: readonly Tree[]): PresenceContent {
  return { ...presence, payload: [...presence.payload.filter(tree => !isPlace(tree)), ...places] };
}

/** In words, for those who see only these. */
export function placeWords({ fragment, selector, quote, offset }: Place): string {
  const words = [
    fragment === undefined ? '' : `at #${fragment}`,
    quote === undefined ? '' : `at “${quote}”`,
    selector === undefined ? '' : `at ${selector}`,
    offset === undefined ? '' : `${Math.round(offset * 100)} % down the page`,
  ];
  return words.filter(word => word !== '').join(', ') || 'somewhere on the page';
}

function faultOf({ attrs, children }: Tree): Refusal | undefined {
  const { xmlns: _, ...given } = attrs;
  const unknown = Object.keys(given).find(key => !known.includes(key));
  if (unknown !== undefined)
    return malformed(
      `A <location/> has no attribute “${unknown.slice(0, 50)}”: it may have ${known.join(', ')}, and a <quote/>.`,
    );
  for (const key of ['fragment', 'selector'] as const) {
    const length = given[key]?.length ?? 1;
    if (length > longest[key]) return malformed(`The ${key} of a <location/> may have ${longest[key]} characters at most.`);
    if (length === 0) return malformed(`The ${key} of a <location/> is empty: leave it out.`);
  }
  if (given.offset !== undefined && !part.test(given.offset))
    return malformed('The offset of a <location/> is a part of the page from 0 to 1, such as 0.25.');
  const inner = children.filter((child): child is Tree => typeof child !== 'string');
  const stray = inner.find(child => child.name !== 'quote' || child.attrs.xmlns !== undefined);
  if (stray) return malformed(`A <location/> has no element <${stray.name.slice(0, 50)}/> in it: it may have one <quote/>.`);
  if (children.some(child => typeof child === 'string' && child.trim() !== ''))
    return malformed('A <location/> has no text of its own: put words of the page into a <quote/>.');
  if (inner.length > 1) return malformed('A <location/> may have one <quote/> at most.');
  const [quote] = inner;
  return quote && quoteFault(quote);
}

function quoteFault({ attrs, children }: Tree): Refusal | undefined {
  if (Object.keys(attrs).length > 0 || children.some(child => typeof child !== 'string'))
    return malformed('The <quote/> of a <location/> has nothing in it but text.');
  const { length } = children.join('');
  return length === 0 || length > longest.quote
    ? malformed(`The <quote/> of a <location/> has a text of 1 to ${longest.quote} characters.`)
    : undefined;
}

function placeOf({ attrs: { fragment, selector, offset }, children }: Tree): Place {
  const quote = children.find((child): child is Tree => typeof child !== 'string');
  return {
    ...(fragment === undefined ? {} : { fragment }),
    ...(selector === undefined ? {} : { selector }),
    ...(quote === undefined ? {} : { quote: quote.children.join('') }),
    ...(offset === undefined ? {} : { offset: Number(offset) }),
  };
}

function malformed(text: string): Refusal {
  return refuse('bad-request', text);
}
