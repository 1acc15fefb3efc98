// What somebody is sent, as a test reads it: a stanza with its texts taken out.
import { type Element, parse } from 'ltx';

export interface Received {
  readonly kind: 'message' | 'presence' | 'iq';
  readonly to: string;
  readonly from: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly body: string | undefined;
  readonly subject: string | undefined;
  readonly status: string | undefined;
  /** Why something is refused, where it is. */
  readonly refusal: { readonly condition: string; readonly text: string } | undefined;
  /** Whether it is a message of the past. */
  readonly isDelayed: boolean;
  readonly element: Element;
  /** As it was written. */
  readonly xml: string;
}

const stanzas = 'urn:ietf:params:xml:ns:xmpp-stanzas';

/** The stanzas in a text. Throws where it is not XML. */
export function readStanzas(xml: string): readonly Received[] {
  if (xml === '') return [];
  return (parse(`<all>${xml}</all>`) as Element).getChildElements().map(read);
}

function read(element: Element): Received {
  const { to = '', from = '', type, id } = element.attrs as Record<string, string>;
  return {
    kind: element.name as Received['kind'],
    to,
    from,
    type,
    id,
    body: textIn(element, 'body'),
    subject: textIn(element, 'subject'),
    status: textIn(element, 'status'),
    refusal: type === 'error' ? refusalIn(element) : undefined,
    isDelayed: element.getChild('delay', 'urn:xmpp:delay') !== undefined,
    element,
    xml: String(element),
  };
}

function textIn(element: Element, name: string): string | undefined {
  return element.getChildText(name) ?? undefined;
}

function refusalIn(element: Element): Received['refusal'] {
  const error = element.getChild('error');
  const inner = error?.getChildElements() ?? [];
  const condition = inner.find(({ name, attrs }) => attrs.xmlns === stanzas && name !== 'text')?.name ?? '';
  return { condition, text: error?.getChildText('text', stanzas) ?? '' };
}

/** What of it people read: none where it only tells programs something. */
export function wordsOf({ body, subject, status, refusal }: Received): readonly string[] {
  return [body, subject, status, refusal?.text].filter(text => text !== undefined);
}
