// The path data of SVG (SVG 2, 9.3.9), read strictly and once from left to right: whether it is path data, and whether it
// stays near the board. Nothing is drawn and nothing is changed.

/** What each command is followed by: points, an x, a y, numbers, and flags that are 0 or 1. */
const shapes: Readonly<Record<string, string>> = {
  M: 'p',
  L: 'p',
  T: 'p',
  H: 'x',
  V: 'y',
  C: 'ppp',
  S: 'pp',
  Q: 'pp',
  A: 'nnnffp',
  Z: '',
};

/** No number of a path is larger, in either direction. */
export const largestNumber = 1_000_000;
/** Characters that a number may have. */
const longestNumber = 32;

/** How large the board is; a point may lie off it by as much in each direction. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/**
 * What is wrong with a path, in the words that follow “its d: ”, with the character at which it was seen, from 1.
 * Undefined where nothing is. It takes time by the length of the text, whatever is in it.
 */
export function pathFault(d: string, extent: Extent): string | undefined {
  const reader = new Reader(d, extent);
  try {
    reader.path();
    return undefined;
  } catch (fault) {
    if (fault instanceof PathFault) return fault.text;
    throw fault;
  }
}

class PathFault {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const space = 0x20;
const tab = 0x09;
const lineFeed = 0x0a;
const formFeed = 0x0c;
const carriageReturn = 0x0d;
const plus = 0x2b;
const comma = 0x2c;
const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const one = 0x31;

const isDigit = (code: number) => code >= zero && code <= 0x39;
const isBlank = (code: number) =>
  code === space || code === tab || code === lineFeed || code === formFeed || code === carriageReturn;
const beginsNumber = (code: number) => isDigit(code) || code === plus || code === minus || code === dot;

class Reader {
  readonly #text: string;
  readonly #extent: Extent;
  #at = 0;
  // where the pen is, and where it began
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;

  constructor(text: string, extent: Extent) {
    this.#text = text;
    this.#extent = extent;
  }

  path(): void {
    this.#blanks();
    const { code } = this;
    if (code !== 0x4d && code !== 0x6d) this.#expected('a path begins with M or m');
    while (!Number.isNaN(this.code)) this.#command();
  }

  /** The code of the next character; NaN at the end. */
  get code(): number {
    return this.#text.charCodeAt(this.#at);
  }

  #command(): void {
    const letter = this.#text[this.#at]!;
    const name = letter.toUpperCase();
    const shape = Object.hasOwn(shapes, name) ? shapes[name]! : this.#expected('a command is expected');
    const isRelative = letter !== name;
    this.#at++;
    this.#blanks();
    if (name === 'Z') {
      this.#x = this.#startX;
      this.#y = this.#startY;
      return;
    }
    let isMore = true;
    for (let isFirst = true; isMore; isFirst = false) {
      this.#segment(shape, isRelative);
      if (name === 'M' && isFirst) {
        this.#startX = this.#x;
        this.#startY = this.#y;
      }
      const isAfterComma = this.#separator();
      isMore = beginsNumber(this.code);
      if (isAfterComma && !isMore) this.#expected('a number is expected after a comma');
    }
  }

  #segment(shape: string, isRelative: boolean): void {
    const [baseX, baseY] = isRelative ? [this.#x, this.#y] : [0, 0];
    for (let part = 0; part < shape.length; part++) {
      if (part > 0) this.#separator();
      const start = this.#at;
      const sort = shape[part];
      if (sort === 'f') this.#flag();
      else if (sort === 'n') this.#number();
      else if (sort === 'x') this.#x = baseX + this.#number();
      else if (sort === 'y') this.#y = baseY + this.#number();
      else {
        this.#x = baseX + this.#number();
        this.#separator();
        this.#y = baseY + this.#number();
      }
      this.#near(start);
    }
  }

  /** Blanks and perhaps a comma: returns whether there was one. */
  #separator(): boolean {
    this.#blanks();
    if (this.code !== comma) return false;
    this.#at++;
    this.#blanks();
    return true;
  }

  #blanks(): void {
    while (isBlank(this.code)) this.#at++;
  }

  #flag(): void {
    if (this.code !== zero && this.code !== one) this.#expected('a flag is expected, which is 0 or 1');
    this.#at++;
  }

  #number(): number {
    const start = this.#at;
    if (this.code === plus || this.code === minus) this.#at++;
    const isWhole = this.#digits();
    if (this.code === dot && (isDigit(this.#text.charCodeAt(this.#at + 1)) || !isWhole)) {
      this.#at++;
      if (!this.#digits()) this.#expected('a digit is expected');
    } else if (!isWhole) this.#expected('a number is expected');
    this.#exponent();
    if (this.#at - start > longestNumber) this.#fault(start, `a number has ${longestNumber} characters at most`);
    const value = Number(this.#text.slice(start, this.#at));
    if (Math.abs(value) > largestNumber) this.#fault(start, `a number is between -${largestNumber} and ${largestNumber}`);
    return value;
  }

  /** An e is one of a number only with digits behind it. */
  #exponent(): void {
    if (this.code !== 0x65 && this.code !== 0x45) return;
    const sign = this.#text.charCodeAt(this.#at + 1);
    const skip = sign === plus || sign === minus ? 2 : 1;
    if (!isDigit(this.#text.charCodeAt(this.#at + skip))) return;
    this.#at += skip;
    this.#digits();
  }

  /** Whether there was one. */
  #digits(): boolean {
    const start = this.#at;
    while (isDigit(this.code)) this.#at++;
    return this.#at > start;
  }

  #near(start: number): void {
    const { width, height } = this.#extent;
    const isNear = this.#x >= -width && this.#x <= 2 * width && this.#y >= -height && this.#y <= 2 * height;
    if (!isNear) this.#fault(start, `the point is too far off the board, which goes from 0,0 to ${width},${height}`);
  }

  #expected(what: string): never {
    const found = this.#text.slice(this.#at, this.#at + 1);
    // half of a character cannot be told
    const named = found >= '!' && found <= '~' ? `not “${found}”` : 'not what is there';
    return this.#fault(this.#at, found === '' ? `${what}, and it ends there` : `${what}, ${named}`);
  }

  #fault(at: number, text: string): never {
    throw new PathFault(`at character ${at + 1} ${text}`);
  }
}
