// One of the people of a test: what they do, in the words of their dialect.
import { escapeXML, parse } from 'ltx';
import { Listener } from './listener.ts';
import { type Entering, element, manners } from './manner.ts';
import type { Stage } from './stage.ts';

export interface PlayerOptions {
  /** How they came to be here; `conference`, which is jabber:iq:conference, without. */
  readonly dialect?: 'conference' | 'groupchat';
  /** Whether they may decide for the room. */
  readonly moderator?: boolean;
  /** Their full address; `NAME@home.example/client` in small letters without. */
  readonly jid?: string;
}

export class Player extends Listener {
  #count = 0;

  constructor(
    stage: Stage,
    name: string,
    { dialect = 'conference', jid = `${name.toLowerCase()}@home.example/client` }: PlayerOptions,
  ) {
    super(stage, name, jid, dialect);
  }

  /** Comes in, by the name as nick where no other is given. */
  enters(options: Entering = {}): this {
    const { nick = this.name } = options;
    const nicks = typeof nick === 'string' ? [nick] : nick;
    return this.#send(manners[this.dialect].enters(this.stage.jid, this.#id(), nicks, options));
  }

  leaves(status?: string): this {
    const resource = this.dialect === 'groupchat' ? `/${this.person?.nick || this.name}` : '';
    const words = status === undefined ? '' : element('status', status);
    return this.sends(`<presence type='unavailable' to='${escapeXML(this.stage.jid + resource)}'>${words}</presence>`);
  }

  /** Is gone without a word: what the room sends comes back. */
  vanishes(): this {
    const gone = `<recipient-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>`;
    return this.sends(`<message type='error' to='${escapeXML(this.stage.jid)}'><error type='wait'>${gone}</error></message>`);
  }

  /** To all in the room. */
  says(text: string): this {
    return this.sends(`<message type='groupchat' id='${this.#id()}'>${element('body', text)}</message>`);
  }

  setsTopic(text: string): this {
    return this.sends(`<message type='groupchat' id='${this.#id()}'>${element('subject', text)}</message>`);
  }

  /** To one in the room, who is meant by the name or as a person of the test. */
  whispers(to: Listener | string, text: string): this {
    const address = escapeXML(this.addressOf(to));
    return this.sends(`<message type='chat' id='${this.#id()}' to='${address}'>${element('body', text)}</message>`);
  }

  /** Offers other nicks for the own one. */
  renames(...nicks: readonly string[]): this {
    return this.#send([manners[this.dialect].renames(this.stage.jid, this.#id(), nicks)]);
  }

  /** Is present in another way. */
  appears({ show, status }: { readonly show?: string; readonly status?: string } = {}): this {
    const inner = (show === undefined ? '' : element('show', show)) + (status === undefined ? '' : element('status', status));
    return this.sends(`<presence>${inner}</presence>`);
  }

  /**
   * Asks by an iq.
   * @param payload the element in it, as XML
   * @param to whom; the room without
   */
  asks(payload: string, { to, type = 'get' }: { readonly to?: Listener | string; readonly type?: 'get' | 'set' } = {}): this {
    const address = to === undefined ? this.stage.jid : this.addressOf(to);
    return this.sends(`<iq type='${type}' id='${this.#id()}' to='${escapeXML(address)}'>${payload}</iq>`);
  }

  /** Asks a behaviour for something of its own, as an element: `orders('lobby', 'approve', { person: 'rex' })`. */
  orders(behaviour: string, request: string, fields: Readonly<Record<string, string | number | boolean>> = {}): this {
    const { name, xmlns } = this.stage.elementFor(behaviour, request);
    const attrs = Object.entries(fields).map(([key, value]) => ` ${key}='${escapeXML(String(value))}'`);
    return this.sends(`<message type='groupchat' id='${this.#id()}'><${name} xmlns='${xmlns}'${attrs.join('')}/></message>`);
  }

  /** A stanza as XML, to the room where it says nothing else; what does not begin with `<` is said in the room. */
  sends(text: string): this {
    return text.trimStart().startsWith('<') ? this.#send([text]) : this.says(text);
  }

  #id(): string {
    return `${this.name}-${++this.#count}`;
  }

  #send(stanzas: readonly string[]): this {
    this.stage.play(
      stanzas.map(xml => {
        const stanza = parse(xml);
        stanza.attrs.from = this.jid;
        stanza.attrs.to ??= this.stage.jid;
        return { stanza: String(stanza) };
      }),
      this.sends,
    );
    return this;
  }
}
