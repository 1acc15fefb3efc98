// Who is where, and which way a stanza goes: to a client by the rules of RFC 6121 (8), to a component, to the host itself,
// or back. There is no other server to go to.
import xml, { type Element } from '@xmpp/xml';
import { type Address, addressBook } from '../../../streams/address.ts';
import type { ComponentEnd } from './component-end.ts';
import { resultOf } from './host-answers.ts';
import { errorFor, type StanzaCondition } from './stanza-error.ts';

/** A client that has its address. */
export interface Resource {
  readonly address: Address;
  /** Undefined while it is not available. */
  readonly priority: number | undefined;
  /** What it said last of being there. */
  readonly presence: Element | undefined;
  /** Sends it a stanza; never throws. */
  deliver(stanza: Element): void;
}

/** The clients and components of one host. */
export class Routes {
  readonly domain: string;
  /** Addresses as they are prepared. */
  readonly parse = addressBook();
  readonly components = new Map<string, ComponentEnd>();
  readonly #accounts = new Map<string, Map<string, Resource>>();

  constructor(domain: string) {
    this.domain = domain;
  }

  add(resource: Resource): void {
    const { bare, full } = resource.address;
    const all = this.#accounts.get(bare) ?? new Map<string, Resource>();
    this.#accounts.set(bare, all.set(full, resource));
  }

  remove({ address: { bare, full } }: Resource): void {
    const all = this.#accounts.get(bare);
    all?.delete(full);
    if (all?.size === 0) this.#accounts.delete(bare);
  }

  /** All clients of an account, available or not. */
  of(bare: string): readonly Resource[] {
    return [...(this.#accounts.get(bare)?.values() ?? [])];
  }

  find({ bare, full }: Address): Resource | undefined {
    return this.#accounts.get(bare)?.get(full);
  }

  /** Sends a stanza on its way. It has the address of its sender; without one to go to it is for the sender's account. */
  route(stanza: Element): void {
    const to = this.parse(String(stanza.attrs.to ?? this.parse(String(stanza.attrs.from))?.bare));
    const component = to && this.components.get(to.host);
    if (!to) this.bounce(stanza, 'jid-malformed', 'This is no address.');
    else if (component) component.tell(stanza);
    else if (to.host !== this.domain)
      this.bounce(stanza, 'remote-server-not-found', `There is nothing here but ${this.domain} and its components.`);
    else if (to.local === '') this.#toHost(stanza);
    else if (stanza.name === 'iq') this.#iqToClient(stanza, to);
    else if (stanza.name === 'presence') this.#presenceToClient(stanza, to);
    else this.#messageToClient(stanza, to);
  }

  /** Tells the sender that a stanza did not arrive, where that may be told. */
  bounce(stanza: Element, condition: StanzaCondition, text?: string): void {
    const error = errorFor(stanza, condition, text);
    if (error?.attrs.to !== undefined) this.route(error);
  }

  #toHost(stanza: Element): void {
    if (stanza.name === 'iq') this.#answer(stanza, 'host');
    else if (stanza.name === 'message') this.bounce(stanza, 'service-unavailable');
  }

  #answer(iq: Element, of: 'host' | 'account'): void {
    const { type, id, from, to } = iq.attrs as Record<string, string | undefined>;
    if (type !== 'get' && type !== 'set') return;
    const result = resultOf({ iq, of, components: [...this.components.keys()] });
    if (!result) {
      this.bounce(iq, 'service-unavailable');
      return;
    }
    Object.assign(result.attrs, { to: from, ...(to !== undefined && { from: to }), ...(id !== undefined && { id }) });
    this.route(result);
  }

  #iqToClient(iq: Element, to: Address): void {
    // an account is asked of nobody but its owner
    const isOwn = to.resource === undefined && this.parse(String(iq.attrs.from))?.bare === to.bare;
    const found = to.resource === undefined ? undefined : this.find(to);
    if (isOwn) this.#answer(iq, 'account');
    else if (found) found.deliver(iq);
    else this.bounce(iq, 'service-unavailable');
  }

  #presenceToClient(presence: Element, to: Address): void {
    const { type, from } = presence.attrs as Record<string, string | undefined>;
    if (type === 'subscribe' || type === 'probe') {
      // nobody has a list of contacts here
      const asker = this.parse(String(from));
      if (asker) this.#refuseSubscription(asker, to);
      return;
    }
    if (type === 'subscribed' || type === 'unsubscribe' || type === 'unsubscribed') return;
    if (to.resource !== undefined) this.find(to)?.deliver(presence);
    else for (const one of this.#available(to)) one.deliver(presence);
  }

  /** As its server would; clients hear it from the account, components as any presence. */
  #refuseSubscription(asker: Address, of: Address): void {
    const no = xml('presence', { type: 'unsubscribed', from: of.bare, to: asker.bare });
    if (asker.host !== this.domain) this.route(no);
    else for (const one of this.#available(asker)) one.deliver(no);
  }

  #messageToClient(message: Element, to: Address): void {
    const { type = 'normal' } = message.attrs as { readonly type?: string };
    const found = to.resource === undefined ? undefined : this.find(to);
    if (found) found.deliver(message);
    if (found || type === 'error') return;
    const others = type === 'groupchat' ? [] : this.#available(to).filter(({ priority }) => priority! >= 0);
    for (const one of others) one.deliver(message);
    if (others.length === 0 && type !== 'headline') this.bounce(message, 'service-unavailable', 'Nobody is there.');
  }

  #available({ bare }: Address): readonly Resource[] {
    return this.of(bare).filter(({ priority }) => priority !== undefined);
  }
}
