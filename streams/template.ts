// A stanza as text with one hole, where the recipient's address goes: written once, filled for each recipient.
import { escapeXMLText } from 'ltx';
import type { OurJid } from '../machines/address.ts';
import type { Refusal } from '../machines/refusal.ts';
import type { Receipt } from '../machines/request.ts';
import { attr } from './attribute.ts';
import { decode, encode, encodeBriefly } from './encoder.ts';
import { ns } from './namespaces.ts';

export class Template {
  /** Everything up to the address, the quotation mark included. */
  readonly head: string;
  /** Whether it is said again and again. */
  isKept = false;
  #tail: string | undefined;
  #opening: Uint8Array | undefined;
  #seam: Uint8Array | undefined;

  constructor(head: string, tail: string) {
    this.head = head;
    this.#tail = tail;
  }

  get tail(): string {
    return this.#tail ?? decode(this.seam.subarray(0, this.seam.length - this.opening.length));
  }

  /** The bytes of the head. */
  get opening(): Uint8Array {
    this.#opening ??= openingOf(this.head);
    return this.#opening;
  }

  /** The bytes between two addresses: the tail of one stanza and the head of the next. */
  get seam(): Uint8Array {
    if (this.#seam) return this.#seam;
    this.#seam = (this.isKept ? encode : encodeBriefly)(this.tail + this.head);
    // once is enough of what stays in memory
    if (this.isKept) this.#tail = undefined;
    return this.#seam;
  }
}

/** People in a room from which on what is written of each of them is kept: in smaller ones it is not worth the memory. */
export const keptFrom = 8;

// there are but a few heads
const openings = new Map<string, Uint8Array>();

function openingOf(head: string): Uint8Array {
  const known = openings.get(head);
  if (known) return known;
  const made = encode(head);
  if (openings.size < 16) openings.set(head, made);
  return made;
}

interface Attrs {
  /** Never a person's own address: a leak is a compile error. */
  readonly from: OurJid;
  readonly type?: string | undefined;
  readonly id?: string | undefined;
  readonly lang?: string | undefined;
}

/** A stanza around `inner`, which is XML already. */
export function stanza(kind: 'message' | 'presence' | 'iq', { from, type, id, lang }: Attrs, inner = ''): Template {
  const attrs = `${attr('from', from)}${attr('type', type)}${attr('id', id)}${attr('xml:lang', lang)}`;
  return new Template(`<${kind} to="`, inner === '' ? `"${attrs}/>` : `"${attrs}>${inner}</${kind}>`);
}
/** An element with text in it. */
export function textElement(name: string, value: string, xmlns?: string): string {
  return `<${name}${attr('xmlns', xmlns)}>${escapeXMLText(value)}</${name}>`;
}

/** The result of an iq, in the element that was asked in, and with the node of service discovery that was asked for. */
export function result(receipt: Receipt, inner: string, node?: string): Template {
  const tag = tagOf(receipt.as!) + attr('node', node);
  const element = inner === '' ? `<${tag}/>` : `<${tag}>${inner}</${receipt.as!.name}>`;
  return stanza('iq', { from: receipt.sentTo as OurJid, type: 'result', id: receipt.id }, element);
}

/** A stanza error with condition, type and legacy code (XEP-0086); an iq's echoes the element that was asked in. */
export function errorStanza(receipt: Receipt, { condition, type, code, text }: Refusal): Template {
  const echo = receipt.as ? `<${tagOf(receipt.as)}/>` : '';
  const error = `<error code="${code}" type="${type}"><${condition} xmlns="${ns.stanzas}"/>${textElement('text', text, ns.stanzas)}</error>`;
  return stanza(receipt.kind, { from: receipt.sentTo as OurJid, type: 'error', id: receipt.id }, echo + error);
}

/** What was asked without a namespace is in that of the stream. */
function tagOf({ name, xmlns }: NonNullable<Receipt['as']>): string {
  return name + attr('xmlns', xmlns === '' ? undefined : xmlns);
}
