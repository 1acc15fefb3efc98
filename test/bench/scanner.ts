// Cuts a component stream into stanzas by scanning bytes and notes where four attributes of each lie.
// No strings, no tree, no entities: the load side has to be much cheaper than what it loads.

/** Where an attribute's value lies in `bytes`; `start` is -1 where the stanza has none. */
export interface Span {
  start: number;
  end: number;
}

/** The stanza last found. One object is used for all of them: whatever is needed later must be copied. */
export class Stanza {
  bytes: Buffer = Buffer.alloc(0);
  start = 0;
  /** One past the stanza's last byte. */
  end = 0;
  /** Where the content begins: one past the `>` of the opening tag. */
  content = 0;
  readonly to: Span = { start: -1, end: -1 };
  readonly from: Span = { start: -1, end: -1 };
  readonly id: Span = { start: -1, end: -1 };
  readonly type: Span = { start: -1, end: -1 };

  /** The first letter of the element's name: `m`essage, `p`resence, `i`q or something else. */
  get kind(): string {
    return String.fromCharCode(this.bytes[this.start + 1]!);
  }

  /** The first letter of the type (`e`rror, `s`et, `r`esult …), or '' where there is no type. */
  get sort(): string {
    return this.type.start < 0 ? '' : String.fromCharCode(this.bytes[this.type.start]!);
  }

  text(span: Span): string {
    return span.start < 0 ? '' : this.bytes.toString('latin1', span.start, span.end);
  }

  /** The whole stanza for a message to people, cut to a readable length. */
  toString(): string {
    const text = this.bytes.toString('utf8', this.start, Math.min(this.end, this.start + 600));
    return this.end - this.start > 600 ? `${text} …` : text;
  }
}

const [LESS, GREATER, SLASH, EQUALS, SPACE] = [60, 62, 47, 61, 32];

export class Scanner {
  readonly #stanza = new Stanza();
  #rest: Buffer | undefined;

  /**
   * Takes the next bytes of the stream and calls `hear` for each stanza that they complete. Returns how many.
   * Throws at an element that is no stanza, stream error or end of stream.
   */
  feed(chunk: Buffer, hear: (stanza: Stanza) => void): number {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    const stanza = this.#stanza;
    stanza.bytes = bytes;
    let found = 0;
    let at = 0;
    for (;;) {
      while (at < bytes.length && bytes[at] !== LESS) at++;
      const end = findEnd(stanza, bytes, at);
      if (end < 0) break;
      stanza.start = at;
      stanza.end = end;
      hear(stanza);
      found++;
      at = end;
    }
    this.#rest = at < bytes.length ? bytes.subarray(at) : undefined;
    return found;
  }
}

/** Notes the head of the stanza that begins at `start` and finds its end; -1 when not all of it has come. */
function findEnd(stanza: Stanza, bytes: Buffer, start: number): number {
  const size = bytes.length;
  let at = start + 1;
  if (bytes[at] === SLASH) return past(bytes, at);
  stanza.to.start = stanza.from.start = stanza.id.start = stanza.type.start = -1;
  while (at < size && bytes[at]! > SPACE && bytes[at] !== GREATER && bytes[at] !== SLASH) at++;
  for (;;) {
    while (at < size && bytes[at]! <= SPACE) at++;
    if (at + 1 >= size) return bytes[at] === GREATER ? open(stanza, bytes, start, at + 1) : -1;
    if (bytes[at] === GREATER) return open(stanza, bytes, start, at + 1);
    if (bytes[at] === SLASH) {
      stanza.content = at + 2;
      return at + 2;
    }
    const name = at;
    while (at < size && bytes[at] !== EQUALS) at++;
    const quote = bytes[at + 1];
    const value = at + 2;
    at = value;
    while (at < size && bytes[at] !== quote) at++;
    if (at >= size) return -1;
    const span = attribute(stanza, bytes[name]!, value - 2 - name);
    if (span !== undefined) {
      span.start = value;
      span.end = at;
    }
    at++;
  }
}

/** The first letter and the length tell the four apart from everything else that stanzas carry. */
function attribute(stanza: Stanza, first: number, length: number): Span | undefined {
  if (length === 2) return first === 116 ? stanza.to : first === 105 ? stanza.id : undefined;
  if (length === 4) return first === 102 ? stanza.from : first === 116 ? stanza.type : undefined;
  return undefined;
}

/** One past the closing tag of the element whose content begins at `at`. No stanza holds one of its own name. */
function open(stanza: Stanza, bytes: Buffer, start: number, at: number): number {
  stanza.content = at;
  const closing = closings.get(bytes[start + 1]!);
  if (closing === undefined) throw new Error(`no stanza begins with ${bytes.toString('latin1', start, start + 40)}`);
  const { name, jumps } = closing;
  const size = bytes.length;
  const last = name.length - 1;
  // Horspool's search: from the end of the name backwards, so that most bytes are never looked at
  for (let here = at + last; here < size; here += jumps[bytes[here]!]!) {
    let back = 0;
    while (back <= last && bytes[here - back] === name[last - back]) back++;
    if (back > last) return here + 1;
  }
  return -1;
}

/** The closing tags by the first letter of their name, with how far to go on from each byte. */
const closings = new Map(
  ['</message>', '</presence>', '</iq>', '</stream:error>'].map(tag => {
    const name = Buffer.from(tag);
    const jumps = new Uint8Array(256).fill(name.length);
    for (let at = 0; at < name.length - 1; at++) jumps[name[at]!] = name.length - 1 - at;
    return [name[2]!, { name, jumps }];
  }),
);

/** One past the `>` of the tag at `at`; -1 when it has not come. */
function past(bytes: Buffer, at: number): number {
  return bytes.indexOf(GREATER, at) + 1 || -1;
}
