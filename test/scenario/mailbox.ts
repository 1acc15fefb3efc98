// One client of a running scenario: what it has received and not yet accounted for, what it has asked.

import type { Bindings } from './holes.ts';
import { type Match, match } from './pattern.ts';
import type { Ignorable, Stanza } from './sentence.ts';
import type { Connection } from './world.ts';
import { child, type Xml } from './xml.ts';

export class Mailbox {
  readonly client: string;
  readonly jid: string;
  readonly inbox: Xml[] = [];
  /** The client's iqs that wait for an answer: id to the line of the script that sent it. */
  readonly open = new Map<string, number>();
  connection: Connection | undefined;
  #ignored: readonly Ignorable[] = [];
  #arrival: () => void = () => {};

  constructor(client: string, jid: string) {
    this.client = client;
    this.jid = jid;
  }

  readonly receive = (stanza: Xml): void => {
    if (this.#ignores(stanza)) this.#settleAnswer(stanza);
    else this.inbox.push(stanza);
    this.#arrival();
  };

  /** From now on, and of what lies in the inbox, stanzas of these sorts do not count. */
  ignore(what: readonly Ignorable[]): void {
    this.#ignored = what;
    for (const stanza of this.inbox.splice(0)) this.receive(stanza);
  }

  /** Forgets what has arrived. */
  empty(): void {
    for (const stanza of this.inbox.splice(0)) this.#settleAnswer(stanza);
  }

  /** Resolves with whether `count` stanzas are there, at the latest after `milliseconds`. */
  holds(count: number, milliseconds: number): Promise<boolean> {
    if (this.inbox.length >= count) return Promise.resolve(true);
    return new Promise(resolve => {
      const end = (): void => {
        clearTimeout(timer);
        this.#arrival = () => {};
        resolve(this.inbox.length >= count);
      };
      const timer = setTimeout(end, milliseconds);
      this.#arrival = () => this.inbox.length >= count && end();
    });
  }

  /** Compares; on top of the pattern an answer has to answer something, an iq needs an id, `to` is us. */
  compare(expected: Stanza, got: Xml, bindings: Bindings): Match {
    const { pattern } = expected;
    const { id, to, ...attrs } = got.attrs;
    const reasons: string[] = [];
    const kept: Record<string, string> = { ...attrs };
    if (pattern.attrs.to !== undefined && to !== undefined) kept.to = to;
    else if (to !== undefined && to !== this.jid) {
      reasons.push(`<${got.name}>: it is addressed to ${to}, and came to ${this.jid}`);
    }
    if (pattern.attrs.id !== undefined && id !== undefined) kept.id = id;
    if (got.name === 'iq' && !id) reasons.push('<iq>: every iq carries an id');
    else if (answers(got) && !this.open.has(id as string)) {
      reasons.push(`<iq>: id='${id}' answers no iq of ${this.client} that is still open`);
    }
    const result = match(pattern, { ...got, attrs: kept }, bindings);
    if (reasons.length === 0) return result;
    return { matched: false, reasons: [...reasons, ...(result.matched ? [] : result.reasons)] };
  }

  /** Takes a stanza out of the inbox for good. */
  take(stanza: Xml): void {
    this.inbox.splice(this.inbox.indexOf(stanza), 1);
    this.#settleAnswer(stanza);
  }

  #settleAnswer(stanza: Xml): void {
    if (answers(stanza)) this.open.delete(stanza.attrs.id as string);
  }

  #ignores(stanza: Xml): boolean {
    return this.#ignored.some(sort => sort === 'everything' || sort === sortOf(stanza));
  }
}

const answers = (stanza: Xml): boolean =>
  stanza.name === 'iq' && (stanza.attrs.type === 'result' || stanza.attrs.type === 'error');

function sortOf(stanza: Xml): Ignorable | undefined {
  if (stanza.name === 'presence') return 'presence';
  if (stanza.name === 'message') return 'messages';
  const push = stanza.attrs.type === 'set' && child(stanza, 'conference', 'jabber:iq:browse') !== undefined;
  return push ? 'pushes' : undefined;
}
