// How much one stanza may bring over the link, what is usual, and which limits a program may choose.
// It enforces nothing: bounded-parser.ts does.

export interface ParserLimits {
  /** Bytes of one stanza in UTF-8. */
  readonly stanzaBytes: number;
  /** Levels of elements in one stanza; the stanza itself is the first. What reads them later goes down 256 at most. */
  readonly depth: number;
  /** Attributes of one element, declarations of namespaces among them; 64 when left out. */
  readonly attributes?: number;
  /** Bytes by which the first tag of a stanza must end (four times stanzaBytes, but 8 MiB at least). What it has past stanzaBytes
   * is dropped and costs nothing: servers make a hundredfold of some stanzas by declaring namespaces again and again. */
  readonly streamBytes?: number;
}

/** Those of a service whose settings name none. */
export const usualLimits: ParserLimits = { stanzaBytes: 131_072, depth: 32 };

const ranges = {
  stanzaBytes: [10_000, 16 * 1024 * 1024],
  depth: [8, 256],
  attributes: [8, 10_000],
  streamBytes: [10_000, 1024 * 1024 * 1024],
} as const satisfies Record<keyof ParserLimits, readonly [number, number]>;

/**
 * The usual limits with those that are given.
 * @throws RangeError where one is too small for what RFC 6120 (13.12) has everybody take, or so large that it bounds nothing
 */
export function chosenLimits(given: Partial<ParserLimits>): ParserLimits {
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value = given[name as keyof ParserLimits];
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) continue;
    throw new RangeError(`${name} is a whole number from ${least} to ${most}, not ${value}: leave it out for the usual one`);
  }
  return { ...usualLimits, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
