// Reads one WebSocket frame as one whole element (RFC 7395, 3.3), with the bounded parser of the component link.
// It knows no stanza: what an element means is for the stream.
import type { Element } from '@xmpp/xml';
import { boundedParser, refusedBy } from '../../bounded-parser.ts';
import type { ParserLimits } from '../../parser-limits.ts';
import type { StreamFault } from '../../stream-fault.ts';
import { type StreamError, streamError } from './stream-error.ts';

/** What a frame was: its element, or the error that ends its stream. */
export type Frame = { readonly element: Element } | { readonly error: StreamError };

/** @returns what reads frames within these limits; it keeps nothing of one for the next */
export function frameReader(limits: ParserLimits): (text: string) => Frame {
  const Parser = boundedParser(limits);
  return text => {
    const parser = new Parser();
    const found: Element[] = [];
    let fault: StreamFault | undefined;
    let isOver = false;
    parser.on('element', (element: Element) => found.push(element));
    parser.on('error', (error: StreamFault) => {
      fault = error;
    });
    parser.on('end', () => {
      isOver = true;
    });
    // a stream around it, which the frame itself may not end
    parser.write('<frame>');
    parser.write(text);
    const endsItself = isOver;
    parser.write('</frame>');
    if (fault) return { error: streamError(fault.condition, `This frame has ${fault.sent}.`) };
    const [element] = found;
    if (endsItself || !isOver || !element || found.length > 1)
      return { error: streamError('bad-format', 'A frame is one whole element, and nothing beside it.') };
    const broken = refusedBy(element);
    if (broken) return { error: streamError('policy-violation', tooMuch[broken](limits)) };
    element.parent = null;
    return { element };
  };
}

const tooMuch = {
  size: ({ stanzaBytes }: ParserLimits) => `A frame has ${stanzaBytes} bytes at most.`,
  depth: ({ depth }: ParserLimits) => `Elements are nested ${depth} deep at most.`,
  attributes: ({ attributes = 64 }: ParserLimits) => `An element has ${attributes} attributes at most.`,
};
