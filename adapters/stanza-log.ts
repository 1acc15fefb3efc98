// The log of stanzas, for debugging: what came over the link and what was written to it, a line each, redacted. It reads the
// stream once more with a parser of its own, so that nothing else is slower for it while it is off.
import type { Element, Parser } from '@xmpp/xml';
import type { XmlElement } from '../streams/tree.ts';
import { boundedParser } from './bounded-parser.ts';
import { redacted, type Shown } from './redaction.ts';

/** As much of a pino logger as is used. */
export interface StanzaLogger {
  debug(fields: object, message: string): void;
}

export interface StanzaLog {
  /** Text as it came from the server, the header of the stream included; in pieces of any size. */
  heard(text: string): void;
  /** Bytes that are written, whole stanzas. */
  wrote(bytes: Uint8Array): void;
  /** The link was lost: what comes next begins with a header again. */
  restart(): void;
}

/** Wide: what the link itself refuses is to be seen here all the same. */
const limits = { stanzaBytes: 1_048_576, depth: 256 };
const BoundedParser = boundedParser(limits);
const header = '<stream:stream xmlns="jabber:component:accept" xmlns:stream="http://etherx.jabber.org/streams">';
const decoder = new TextDecoder();

export function stanzaLog(log: StanzaLogger, shown: Shown): StanzaLog {
  let heard: Parser | undefined;

  function reader(dir: 'in' | 'out'): Parser {
    const parser = new BoundedParser();
    parser.on('element', (element: Element) => write(dir, element));
    parser.on('error', (error: Error) =>
      log.debug({ dir, why: error.message }, 'not well-formed: what follows on this link is not logged'),
    );
    return parser;
  }

  function write(dir: 'in' | 'out', element: XmlElement): void {
    const { name, attrs } = element;
    if (name !== 'message' && name !== 'presence' && name !== 'iq') return;
    const [room = ''] = String((dir === 'in' ? attrs.to : attrs.from) ?? '').split('/', 1);
    log.debug({ dir, room, kind: name, xml: redacted(element, shown) }, 'stanza');
  }

  return {
    heard(text) {
      heard ??= reader('in');
      heard.write(text);
    },
    wrote(bytes) {
      const parser = reader('out');
      parser.write(header);
      parser.write(decoder.decode(bytes));
    },
    restart() {
      heard = undefined;
    },
  };
}
