// A stroke as people send it, and as the room tells and keeps it. Says what is wrong with one; knows no board.
import { bytesOf } from '../message-text.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Tree } from '../stanza.ts';
import { isXmlText } from '../xml-text.ts';
import { colourOf } from './colour.ts';
import { type Extent, pathFault } from './path-data.ts';

/** The namespace of all that is about a board. */
export const whiteboardNs = 'urn:confab:whiteboard';

/** What people may send without it. */
export const defaultColour = '#000000';
export const defaultWidth = '2';

const known: ReadonlySet<string> = new Set(['xmlns', 'id', 'd', 'colour', 'width']);
const longestReference = 64;
const thinnest = 0.1;
const decimal = /^\d{1,4}(?:\.\d{1,3})?$/u;

/** How a stroke may be. */
export interface StrokeLimits extends Extent {
  /** The widest that it may be. */
  readonly widest: number;
}

/** What people say of a stroke; `ref`: what its author calls it. */
export interface Sketch {
  readonly ref: string | undefined;
  readonly d: string;
  readonly colour: string;
  readonly width: string;
}

/** A stroke that somebody sent. `which`: how it is called in a refusal, with which the sentence begins. */
export function readStroke({ attrs, children }: Tree, limits: StrokeLimits, which: string): Sketch | Refusal {
  const malformed = (what: string) => refuse('bad-request', `${which}: ${what}.`);
  const { id: ref, d, colour = defaultColour, width = defaultWidth } = attrs;
  for (const name in attrs)
    if (!known.has(name)) return malformed(`it has the attribute ${name}, and there are only id, d, colour and width`);
  if (children.some(child => typeof child !== 'string' || child.trim() !== '')) return malformed('there is something in it');
  if (ref !== undefined && (ref === '' || ref.length > longestReference || !isXmlText(ref)))
    return malformed(`its id has between 1 and ${longestReference} characters`);
  if (d === undefined) return malformed('it has no d, which says where it goes, such as d="M0 0 L10 10"');
  const fault = pathFault(d, limits);
  if (fault !== undefined) return malformed(`in its d, ${fault}`);
  const meant = colourOf(colour);
  if (meant === undefined)
    return malformed(`its colour “${shortened(colour)}” is none: write #rgb, #rrggbb, #rrggbbaa or a name of CSS`);
  if (!decimal.test(width)) return malformed(`its width “${shortened(width)}” is no number such as 2 or 0.5`);
  if (Number(width) < thinnest || Number(width) > limits.widest)
    return refuse('not-acceptable', `${which}: its width is between ${thinnest} and ${limits.widest}, and not ${width}.`);
  return { ref, d, colour: meant, width };
}

/** What somebody wrote, short enough for a sentence, and without halves of characters. */
function shortened(text: string): string {
  return [...text.slice(0, 40)].slice(0, 20).join('');
}

const none: Tree['children'] = Object.freeze([]);

/** As it is told to all, kept on the board, and told to newcomers: one value for all of it, looked at once. */
export function strokeTree(id: string, author: string, nick: string, { d, colour, width, ref }: Sketch): Tree {
  const attrs = { xmlns: whiteboardNs, id, author, nick, d, colour, width, ...(ref === undefined ? {} : { ref }) };
  return Object.freeze({ name: 'stroke', attrs: Object.freeze(attrs), children: none });
}

/** An end tag, and the namespace: on a board both are written once for all. */
const savedBytes = '</stroke>'.length - '/'.length + ` xmlns="${whiteboardNs}"`.length;

/** Bytes of a stroke as it is written on a board. */
export function strokeBytes(stroke: Tree): number {
  return bytesOf(stroke) - savedBytes;
}
