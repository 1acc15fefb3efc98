// One file of a recording: lines that wait to be written, and how many bytes there are. When the disk does not take them,
// or not fast enough, it ends, and says so; the room goes on.
import { Buffer } from 'node:buffer';
import { type Append, reasonOf } from './append.ts';
import { type End, encodeEnd } from './line.ts';

/** Where it is kept. */
export interface Office {
  /** Bytes of a file, before another is begun. */
  readonly limit: number;
  readonly warn: (text: string, about: object) => void;
  /** Has bytes of the file written soon; says whether there is space for them until then. */
  wait(file: RecordingFile, bytes: number, isLast?: boolean): boolean;
  /** Of those, so many wait no more. */
  release(bytes: number): void;
}

const none = Buffer.alloc(0);
const newline = 0x0a;
const space = 0x20;
const letter = 0x78;
/** Bytes that a file begins to collect lines in. */
const least = 512;

export class RecordingFile {
  readonly path: string;
  readonly #office: Office;
  /** The lines that wait, as bytes at once: as text they would be many small pieces that live for a while. */
  #lines = none;
  #length = 0;
  /** Bytes that are in the file. */
  #written = 0;
  /** Bytes of the lines that wait. */
  waiting = 0;
  #limit: number;
  #hasEnded = false;
  #hasFailed = false;
  #isWriting = false;

  constructor(path: string, office: Office) {
    this.path = path;
    this.#office = office;
    this.#limit = office.limit;
  }

  /** Bytes of the whole file, when all of it is written. */
  get bytes(): number {
    return this.#written + this.waiting;
  }

  /** Whether another file should be begun. */
  get isFull(): boolean {
    return this.bytes >= this.#limit;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Whether nothing will be written to it any more. */
  get isDone(): boolean {
    return this.#hasEnded && this.waiting === 0 && !this.#isWriting;
  }

  /** A first line, which may be long: there is to be space for others after it. */
  begin(header: string): void {
    this.add(header);
    this.#limit = Math.max(this.#limit, 2 * this.bytes);
  }

  add(line: string): void {
    if (this.#hasEnded) return;
    const bytes = this.#put(line);
    if (this.#office.wait(this, bytes)) this.waiting += bytes;
    else {
      this.#length -= bytes;
      this.#fail('the disk is too slow');
    }
  }

  /** Behind the lines that wait. Returns its bytes. */
  #put(line: string): number {
    this.#reserve(3 * line.length + 1);
    const before = this.#length;
    this.#length += this.#lines.write(line, before);
    this.#lines[this.#length++] = newline;
    return this.#length - before;
  }

  #reserve(bytes: number): void {
    const most = this.#length + bytes;
    if (most <= this.#lines.length) return;
    const larger = Buffer.allocUnsafe(Math.max(least, 2 * this.#lines.length, most));
    larger.set(this.#lines.subarray(0, this.#length));
    this.#lines = larger;
  }

  #taken(): Uint8Array {
    const taken = this.#lines.subarray(0, this.#length);
    this.#lines = none;
    this.#length = 0;
    return taken;
  }

  /**
   * A line with a text in it of which only the shape is to be left. No text is made of it: this is done for every message.
   * @param head what stands before it in the line, and `tail` behind it, with its end
   * @returns whether it was one of plain letters; otherwise nothing is added
   */
  addMasked(head: string, text: string, tail: string): boolean {
    if (this.#hasEnded) return true;
    const before = this.#length;
    this.#reserve(3 * (head.length + tail.length) + text.length);
    const lines = this.#lines;
    let end = before + lines.write(head, before);
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > 0x7f || code < space) return false;
      lines[end++] = code === space ? space : letter;
    }
    end += lines.write(tail, end);
    this.#length = end;
    if (this.#office.wait(this, end - before)) this.waiting += end - before;
    else {
      this.#length = before;
      this.#fail('the disk is too slow');
    }
    return true;
  }

  /** No line comes after it. */
  end(how: End): void {
    if (this.#hasEnded) return;
    this.add(encodeEnd(how));
    this.#hasEnded = true;
  }

  /** Writes what waits. Never rejects. */
  async write(append: Append): Promise<void> {
    const bytes = this.waiting;
    if (bytes === 0) return;
    const lines = this.#taken();
    this.#isWriting = true;
    try {
      this.#written = await append(this.path, lines, this.#written);
      this.#drop(bytes);
    } catch (error) {
      // what came meanwhile would stand behind a gap
      this.#taken();
      this.#drop(this.waiting);
      this.#fail(reasonOf(error));
    } finally {
      this.#isWriting = false;
    }
  }

  #drop(bytes: number): void {
    this.waiting -= bytes;
    this.#office.release(bytes);
  }

  /** The last line is the end, where there is space for that. */
  #fail(why: string): void {
    // also the last line failed: it is told already
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#hasEnded = true;
    this.#office.warn(`the recording of a room has ended: ${why}`, { file: this.path });
    const last = this.#put(encodeEnd('stopped'));
    this.#office.wait(this, last, true);
    this.waiting += last;
  }
}
