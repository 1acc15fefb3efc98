// What must hold of any sequence, asked after every step: nothing fails, everything is well-formed and within the limits,
// it comes from us, and goes to somebody who has written to us.
import { refusedBy } from '../../adapters/stanza-tree.ts';
import { parseAddress } from '../../streams/address.ts';
import { type XmlElement, xmlOf } from '../../streams/tree.ts';
import { fault } from '../properties/strict-xml.ts';
import { limits, service } from './places.ts';
import type { Moment, Play } from './play.ts';

export interface Judge {
  /** Throws where something does not hold. */
  after(moment: Moment): void;
  /** Asked when everybody has gone, and time has passed. */
  end?(): void;
}

/** What a sequence has shown to be wrong. */
export class Wrong extends Error {}

export function nothingFails({ failures }: Play): Judge {
  return {
    after() {
      const [first] = failures;
      if (first === undefined) return;
      const { stack, cause } = first as Error;
      throw new Wrong(`something failed: ${stack ?? first}${cause instanceof Error ? `\n${cause.stack}` : ''}`);
    },
  };
}

/** Longest value of an attribute that clients choose. */
const longest = 8_000;
/** Bytes that a room adds to a message of the past. */
const marks = 1_000;

export function wellFormed(): Judge {
  return {
    after({ xml, heard, sent }) {
      const wrong = fault(xml);
      if (wrong) throw new Wrong(`not well-formed, ${wrong}: ${xml}`);
      for (const { kind, type, id, element } of heard) {
        const shown = xmlOf(element as never);
        if (refusedBy(element)) throw new Wrong(`larger than it may be: ${shown.slice(0, 500)}`);
        if (!['message', 'presence', 'iq'].includes(kind)) throw new Wrong(`no stanza: ${shown}`);
        const content = element.children.reduce((sum, child) => sum + sizeOf(child), 0);
        if (content > Math.max(limits.pushBytes, limits.stanzaBytes) + marks)
          throw new Wrong(`${content} bytes are more than a stanza may have: ${shown.slice(0, 500)}`);
        for (const value of Object.values(element.attrs))
          if (String(value).length > longest) throw new Wrong(`a long attribute: ${shown.slice(0, 500)}`);
        if (kind !== 'iq') continue;
        // who asks without an id is answered without one
        if (id === undefined && !(sent?.name === 'iq' && sent.attrs.id === undefined))
          throw new Wrong(`an iq without an id: ${shown}`);
        if (!['get', 'set', 'result', 'error'].includes(type ?? '')) throw new Wrong(`an iq of no type: ${shown}`);
      }
    },
  };
}

function sizeOf(child: XmlElement | string): number {
  return Buffer.byteLength(typeof child === 'string' ? child : xmlOf(child as never));
}

export function knownAddresses(): Judge {
  const known = new Set<string>();
  return {
    after({ step, sent, heard }) {
      const sender = sent && parseAddress(String(sent.attrs.from ?? ''));
      if (sender) known.add(sender.full);
      if ('operator' in step && step.operator === 'invite') known.add(parseAddress(String(step.words[0]))?.full ?? '');
      for (const { from, to, element } of heard) {
        if (parseAddress(from)?.host !== service) throw new Wrong(`not from us: ${xmlOf(element as never)}`);
        if (!known.has(to)) throw new Wrong(`to nobody who wrote to us: ${xmlOf(element as never)}`);
      }
    },
  };
}
