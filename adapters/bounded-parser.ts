// The parser of the component link: elements of bounded size, depth and number of attributes, and never a throw.
// It takes the place of @xmpp/xml's own. It does not know what a stanza means, nor answer one that it refused.
import { EventEmitter } from 'node:events';
import type { ParserClass } from '@xmpp/xml';
import { ByteMeter } from './byte-meter.ts';
import type { ParserLimits } from './parser-limits.ts';
import { PendingText } from './pending-text.ts';
import { StanzaTree } from './stanza-tree.ts';
import { type Sent, StreamFault } from './stream-fault.ts';
import { type Reader, readInPieces, type Shortcut } from './text-pieces.ts';
import { Utf8Stream } from './utf8-stream.ts';
import {
  declarationFault,
  forbiddenAt,
  isBlankBetween,
  namesEntity,
  readEndTag,
  readTag,
  type Tag,
  tagEnd,
} from './xml-grammar.ts';

export type { ParserLimits } from './parser-limits.ts';
export { type Refused, refusedBy } from './stanza-tree.ts';

type State = 'text' | 'tag' | 'cdata';

const cdata = '<![CDATA[';
const slash = 47;
const question = 63;
// the bound is wide, for a server may let in 512 KiB and write each quote in them as six
const endless = 'a tag that does not end';

/**
 * A class like @xmpp/xml's Parser, for `entity.Parser`. It emits `start` with the stream's header, `element` with
 * each stanza, `end`, and at most one `error`, a {@link StreamFault}, after which it is silent; what a listener throws
 * passes through it. It is given text, or the bytes of a socket as they come. A stanza past a limit is emitted too,
 * without the rest of its content: see {@link refusedBy}.
 */
export function boundedParser(limits: ParserLimits, shortcut?: Shortcut): ParserClass {
  const { stanzaBytes, depth, attributes = 64 } = limits;
  const streamBytes = limits.streamBytes ?? Math.max(4 * stanzaBytes, 8 * 1024 * 1024);

  return class BoundedParser extends EventEmitter {
    readonly #tree = new StanzaTree(depth, stanza => this.emit('element', stanza));
    readonly #meter = new ByteMeter();
    readonly #utf8 = new Utf8Stream();
    readonly #text = new PendingText();
    readonly #tag: Tag = { name: '', attrs: {}, empty: false, crowded: false };
    readonly #reader: Reader = {
      isBetween: () => !this.#over && !!this.#tree.root && this.#tree.depth === 0 && this.#state === 'text' && !this.#carry,
      feed: piece => {
        this.#feed(piece);
        return !this.#over;
      },
    };
    #over = false;
    #declared = false;
    #state: State = 'text';
    #data = '';
    /** The start of a token too short to tell which, to be read again with what follows. */
    #carry = '';
    /** What has come of a tag. */
    #held = '';
    /** In a tag: what tagEnd said of the pieces before, the first character, the last of the piece before. */
    #quote = 0;
    #first = 0;
    #last = 0;

    write(data: string | Uint8Array): void {
      const text = typeof data === 'string' ? data : this.#utf8.read(data);
      readInPieces(text, this.#reader, shortcut);
      if (this.#utf8.broken) this.#fail('bytes that are not UTF-8');
    }

    end(data?: string | Uint8Array): void {
      if (data) this.write(data);
      this.#finish();
    }

    #feed(text: string): void {
      if (this.#over) return;
      let data = this.#carry + text;
      this.#carry = '';
      const half = (data.charCodeAt(data.length - 1) & 0xfc00) === 0xd800 ? data.slice(-1) : '';
      if (half) data = data.slice(0, -1);
      const bad = forbiddenAt(data);
      if (bad >= 0) data = data.slice(0, bad);
      this.#data = data;
      this.#meter.show(data);
      for (let at = 0; at < data.length && !this.#over; ) {
        if (this.#state === 'text') at = this.#readText(at);
        else if (this.#state === 'tag') at = this.#readTagPiece(at);
        else at = this.#readCdata(at);
      }
      if (bad >= 0) this.#fail('a character that XML does not allow');
      if (this.#over) return;
      if (this.#tree.depth > 0 || this.#state === 'tag') {
        const end = data.length - this.#carry.length;
        if (!this.#tree.refused && this.#meter.passes(streamBytes, end)) this.#fail(endless);
        this.#meter.put(end);
      }
      this.#carry += half;
    }

    /** Text up to the next `<`, and what kind of token begins there. */
    #readText(at: number): number {
      const data = this.#data;
      const tree = this.#tree;
      const lt = data.indexOf('<', at);
      const end = lt < 0 ? data.length : lt;
      if (tree.depth > 0) this.#text.addRaw(this.#kept(at, end));
      else if (!isBlankBetween(data, at, end)) return this.#fail(this.#outside);
      if (lt < 0) return end;

      const next = data.charCodeAt(lt + 1);
      if (next === 33 /* ! */ || lt + 1 === data.length) {
        const head = data.slice(lt, lt + cdata.length);
        if (!cdata.startsWith(head)) return this.#fail('a comment or a document type');
        if (head !== cdata) {
          this.#carry = head;
          return data.length;
        }
        if (tree.depth === 0) return this.#fail(this.#outside);
      }
      const wrong = this.#text.resolve();
      if (wrong) return this.#fail(wrong);
      if (next === 33) {
        this.#state = 'cdata';
        return lt + cdata.length;
      }
      const plain = this.#text.take();
      if (plain !== '') tree.text(plain);
      if (tree.depth === 0) this.#meter.start(lt);
      return this.#beginTag(lt + 1, next);
    }

    #readCdata(at: number): number {
      const data = this.#data;
      const close = data.indexOf(']]>', at);
      let end = close < 0 ? data.length : close;
      // the first of `]]>` may be here
      while (close < 0 && end > at && end > data.length - 2 && data[end - 1] === ']') end--;
      if (close < 0) this.#carry = data.slice(end);
      this.#text.addPlain(this.#kept(at, end));
      if (close >= 0) this.#state = 'text';
      return close < 0 ? data.length : close + 3;
    }

    #beginTag(start: number, first: number): number {
      if (first === question && (this.#tree.root || this.#declared)) {
        return this.#fail('a processing instruction');
      }
      this.#first = first;
      if (!this.#tree.refused && first !== question) {
        const after = this.#parseTag(this.#data, start, attributes);
        if (after > 0 && !this.#meter.passes(stanzaBytes, after)) {
          this.#step(false);
          return after;
        }
      }
      this.#state = 'tag';
      return this.#readTagPiece(start);
    }

    /** The slow way, for a tag that is not whole yet, too long, dropped, or wrong. */
    #readTagPiece(at: number): number {
      const data = this.#data;
      const tree = this.#tree;
      // no quotation marks in an end tag: a wrong one is not waited for
      const gt = this.#first === slash ? data.indexOf('>', at) : tagEnd(data, at, this.#quote);
      const end = gt < 0 ? data.length : gt + 1;
      this.#quote = Math.min(gt, 0);
      const long = this.#meter.passes(stanzaBytes, end);
      if (long && !tree.root) return this.#fail('a stream header that does not end');
      // the tag of the stanza itself is kept, for its address
      if (long && tree.depth > 0) this.#refuse();
      if (!tree.refused && this.#meter.passes(streamBytes, end)) return this.#fail(endless);
      const last = gt > at ? data.charCodeAt(gt - 1) : this.#last;
      this.#last = data.charCodeAt(end - 1);
      if (!tree.refused) this.#held += data.slice(at, end);
      if (gt < 0) return end;

      this.#state = 'text';
      const held = this.#held;
      this.#held = '';
      if (tree.refused) tree.skip(this.#first === slash, last === slash);
      else if (this.#first === question) {
        this.#declared = true;
        const wrong = declarationFault(held);
        if (wrong) return this.#fail(wrong);
      } else {
        const after = this.#parseTag(held, 0, long ? 0 : attributes);
        if (after !== held.length)
          return this.#fail(namesEntity(held) ? 'a reference to an entity' : 'a tag that is not well-formed');
        this.#step(long);
      }
      return end;
    }

    /** Index after the tag, or -1; what is in it goes to `#tag`. */
    #parseTag(text: string, at: number, most: number): number {
      if (this.#first === slash) return readEndTag(text, at + 1, this.#tree.name);
      return readTag(text, at, most, this.#tag);
    }

    /** One level down or up, after a good tag. */
    #step(long: boolean): void {
      const tree = this.#tree;
      const header = !tree.root;
      if (this.#first !== slash) {
        if (!long && !tree.declares(this.#tag)) return void this.#fail('a prefix that it did not declare');
        tree.open(this.#tag, long ? 'size' : undefined);
      } else if (tree.depth > 0) tree.close();
      else this.#finish('end');
      if (header) this.emit('start', tree.root);
      if (header && this.#tag.empty) this.#finish('end');
    }

    #refuse(): void {
      this.#tree.refused ??= 'size';
      this.#held = '';
      this.#text.drop();
    }

    /** A part of the text, or nothing where the stanza may have no more. */
    #kept(from: number, to: number): string {
      if (this.#meter.passes(stanzaBytes, to)) this.#refuse();
      return this.#tree.refused ? '' : this.#data.slice(from, to);
    }

    get #outside(): Sent {
      return this.#tree.root ? 'text outside of a stanza' : 'something other than XML';
    }

    /** @returns an index, to leave the loop with */
    #fail(sent: Sent): number {
      if (!this.#over) this.#finish('error', new StreamFault(sent));
      return this.#data.length;
    }

    #finish(event?: 'end' | 'error', detail: unknown = this.#tree.root): void {
      this.#over = true;
      this.#held = this.#carry = '';
      this.#text.drop();
      // an error that nobody listens for would be thrown
      if (event && this.listenerCount(event) > 0) this.emit(event, detail);
    }
  };
}
