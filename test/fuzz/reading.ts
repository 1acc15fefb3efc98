// What a parser made of some chunks, as data that can be compared: elements with their marks, and how it ended.
import { Buffer } from 'node:buffer';
import type { Element, ParserClass } from '@xmpp/xml';
import { type ParserLimits, refusedBy } from '../../adapters/bounded-parser.ts';
import { StreamFault } from '../../adapters/stream-fault.ts';

/** Name, attributes, children; pieces of text that follow one another are one. */
export type Shape = readonly [name: string, attrs: Readonly<Record<string, string>>, children: readonly (Shape | string)[]];

export interface Reading {
  /** Each as it was told. */
  readonly elements: readonly unknown[];
  /** Those of which nothing was left out. */
  readonly whole: readonly Element[];
  /** `end`, the condition of the error, what was thrown, or nothing. */
  readonly ending: string | undefined;
  /** What came after that, which is to be nothing. */
  readonly late: readonly string[];
}

/** Small, so that random streams reach them. */
export const limits = { stanzaBytes: 10_000, depth: 8, attributes: 64, streamBytes: 40_000 } as const satisfies ParserLimits;

/** @param into where elements go, for a parser that has another way for some of them */
export function read(
  Parser: ParserClass,
  chunks: Iterable<Uint8Array | string>,
  tell: (element: Element) => unknown = told,
  into: unknown[] = [],
): Reading {
  const parser = new Parser();
  const whole: Element[] = [];
  const late: string[] = [];
  let ending: string | undefined;
  const finish = (how: string) => {
    if (ending === undefined) ending = how;
    else late.push(how);
  };
  parser.on('element', (element: Element) => {
    if (ending !== undefined) late.push(String(element));
    into.push(tell(element));
    if (refusedBy(element) === undefined) whole.push(element);
  });
  parser.on('end', () => finish('end'));
  parser.on('error', (error: Error) => finish(error instanceof StreamFault ? error.condition : 'error'));
  try {
    for (const chunk of chunks) parser.write(chunk);
  } catch (error) {
    finish(`threw ${error}`);
  }
  return { elements: into, whole, ending, late };
}

/** How much of what is left out has come depends on nothing either, but the tag is what matters. */
function told(element: Element): unknown {
  const refused = refusedBy(element);
  return refused === undefined ? shapeOf(element) : [refused, element.name, { ...element.attrs }];
}

export function shapeOf({ name, attrs, children }: Element): Shape {
  const shapes: (Shape | string)[] = [];
  for (const child of children) {
    const last = shapes.length - 1;
    if (typeof child !== 'string') shapes.push(shapeOf(child));
    else if (typeof shapes[last] === 'string') shapes[last] += child;
    else if (child !== '') shapes.push(child);
  }
  return [name, { ...attrs }, shapes];
}

/** Bytes for people: printable ASCII as it is, all else as \xHH. */
export function inWords(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[^ -~]|\\/g, char => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
