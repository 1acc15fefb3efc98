// A sequence played in virtual time: each stanza goes through the parser of the link, and what the service writes is read
// by another such parser. What goes wrong in the service is kept for whoever judges.
import { boundedParser } from '../../adapters/bounded-parser.ts';
import { VirtualClock } from '../../adapters/testing/virtual-clock.ts';
import type { KeptService } from '../../machines/service-actor.ts';
import { parseAddress } from '../../streams/address.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { type Door, openDoor } from './door.ts';
import { injected, limits, people } from './places.ts';
import type { Circumstances, Step } from './sequence.ts';

/** A stanza that the service wrote. */
export interface Heard {
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly element: XmlElement;
}

/** What happened at one step. */
export interface Moment {
  readonly step: Step;
  /** The stanza, as the parser gave it. */
  readonly sent: XmlElement | undefined;
  readonly heard: readonly Heard[];
  readonly xml: string;
  /** Whether what was written may have been lost. */
  readonly isLossy: boolean;
  /** Whether the stanza was not heard because its sender sent too much. */
  readonly isIgnored: boolean;
}

const header = `<stream:stream xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:component:accept' id='s'>`;
const repeated = /\{(&quot;|.)\*(\d+)\}/gu;
const hole = /\{(id|nick):(\w+)\}/u;
const holes = new RegExp(hole, 'gu');
/** The room before a hole; no longer than rooms are called, or looking for it takes its time. */
const roomBefore = /([^\s"'/]+@[^\s"'/]+)\/$/u;
const longestRoom = 60;
const stanzas = `xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'`;
/** Stanzas of each that are remembered, to be answered or to come back. */
const most = 20;

// names, a page of a list, and what we add: more than a client may send, but not much more
const written = boundedParser({ stanzaBytes: limits.stanzaBytes + 70_000, depth: limits.depth + 1, attributes: 150 });
const read = boundedParser({ stanzaBytes: limits.stanzaBytes, depth: limits.depth });

export class Play {
  readonly moments: Moment[] = [];
  /** What went wrong in there, but for what a sequence asked for. */
  readonly failures: unknown[] = [];
  readonly #circumstances: Circumstances;
  readonly #clock = new VirtualClock();
  /** By address; what anybody was sent under none. */
  readonly #inbox = new Map<string, readonly Heard[]>();
  #door: Door;
  #parser = this.#openedParser();
  #elements: XmlElement[] = [];
  #stamps = 0;
  #bytes: Uint8Array[] = [];
  #isForgetful = false;

  constructor(circumstances: Circumstances) {
    this.#circumstances = circumstances;
    this.#door = this.#open();
  }

  /** For those that play for long: what happened is not kept. */
  forgetting(): this {
    this.#isForgetful = true;
    return this;
  }

  get door(): Door {
    return this.#door;
  }

  async play(step: Step): Promise<Moment> {
    const { ignored } = this.#door.flood;
    const element = await this.#act(step);
    await this.#door.settled();
    const moment: Moment = {
      step,
      sent: element,
      ...this.#readAll(),
      isLossy: 'lost' in step,
      isIgnored: this.#door.flood.ignored > ignored,
    };
    for (const heard of moment.heard) this.#receive(heard);
    if (!this.#isForgetful) this.moments.push(moment);
    return moment;
  }

  async #act(step: Step): Promise<XmlElement | undefined> {
    if ('sends' in step) return this.#send(this.#filled(step.sends));
    if ('answers' in step) return this.#send(this.#answerOf(step));
    if ('returns' in step) return this.#send(this.#bounceOf(step));
    if ('waits' in step) this.#clock.leap(step.waits * 1000, Math.min(20, step.waits));
    else if ('lost' in step) this.#lose(step.lost);
    else if ('restarts' in step) await this.#restart();
    else this.#order(step);
    return undefined;
  }

  #open(kept?: KeptService): Door {
    return openDoor(this.#circumstances, {
      write: bytes => this.#bytes.push(bytes),
      clock: this.#clock,
      fresh: () => (this.#stamps++ * 2_654_435_761 + 1).toString(16).padStart(24, 'c0ffee'),
      onFailure: error => {
        if (!`${error} ${(error as Error).cause}`.includes(injected)) this.failures.push(error);
      },
      ...(kept ? { kept } : {}),
    });
  }

  #openedParser() {
    const parser = new read();
    parser.on('element', (element: XmlElement) => this.#elements.push(element));
    parser.on('error', () => {
      this.#elements = [];
    });
    parser.write(header);
    return parser;
  }

  /** A text that is no XML ends the stream, as it does with a server; then the link is opened anew. */
  #send(xml: string | undefined): XmlElement | undefined {
    if (xml === undefined) return undefined;
    this.#elements = [];
    this.#parser.write(xml);
    const [element] = this.#elements;
    if (element) this.#door.hear(element);
    else this.#parser = this.#openedParser();
    return element;
  }

  #lose(seconds: number): void {
    this.#door.setUp(false);
    if (seconds > 0) this.#clock.leap(seconds * 1000, Math.min(20, seconds));
    this.#parser = this.#openedParser();
    this.#door.setUp(true);
  }

  async #restart(): Promise<void> {
    await this.#door.settled();
    const kept = JSON.parse(JSON.stringify(this.#door.keep())) as KeptService;
    this.#door.stop();
    this.#door = this.#open(kept);
  }

  /** What is declined is said by an error with a sentence; anything else is thrown on. */
  #order({ operator, room, words }: Extract<Step, { operator: unknown }>): void {
    const [one, two, three] = words as never[];
    const door = this.#door;
    const ways = {
      order: () => door.order(room, one!),
      command: () => door.command(room, one!, two!, three),
      configure: () => door.configure(room, one!, two!, 'a sequence'),
      replace: () => door.replace(room, one!),
      reopen: () => door.reopen(room, one!),
      invite: () => door.invite(room, one!),
    };
    try {
      ways[operator]();
    } catch (error) {
      if (!(error instanceof Error) || error.constructor !== Error || error.message === '') this.failures.push(error);
    }
  }

  #filled(text: string): string {
    if (!hole.test(text)) return longer(text);
    const { rooms } = this.#door.keep();
    const named = text.replace(holes, (_, by: 'id' | 'nick', name: string, at: number) => {
      const [, room] = roomBefore.exec(text.slice(Math.max(0, at - longestRoom), at)) ?? [];
      const real = parseAddress(people[name] ?? '')?.full;
      const person = rooms
        .filter(({ jid }) => room === undefined || jid === room)
        .flatMap(({ kept }) => kept.people)
        .find(one => one.real === real);
      return escaped(person?.[by] || 'nobody');
    });
    return longer(named);
  }

  #answerOf({ who, answers, type }: Extract<Step, { answers: number }>): string | undefined {
    const asked = this.#sentTo(who).filter(({ kind, type: asks }) => kind === 'iq' && (asks === 'get' || asks === 'set'))[
      answers
    ];
    if (!asked) return undefined;
    const error = `<error type='cancel'><service-unavailable ${stanzas}/></error>`;
    return `<iq type='${type}' id='${escaped(asked.id ?? '')}' from='${escaped(asked.to)}' to='${escaped(asked.from)}'>${type === 'error' ? error : `<query xmlns='urn:answer'/>`}</iq>`;
  }

  #bounceOf({ who, returns, condition }: Extract<Step, { returns: number }>): string | undefined {
    const came = this.#sentTo(who)[returns];
    return came && bounce(came, condition);
  }

  /** What somebody was sent, or anybody, latest first. */
  #sentTo(who: string | undefined): readonly Heard[] {
    return this.#inbox.get(who === undefined ? '' : parseAddress(people[who]!)!.full) ?? [];
  }

  #receive(heard: Heard): void {
    if (this.#inbox.size > 100) this.#inbox.clear();
    for (const whose of ['', heard.to]) this.#inbox.set(whose, [heard, ...(this.#inbox.get(whose) ?? [])].slice(0, most));
  }

  #readAll(): Pick<Moment, 'heard' | 'xml'> {
    const xml = Buffer.concat(this.#bytes).toString('utf8');
    this.#bytes = [];
    const heard: Heard[] = [];
    if (xml === '') return { heard, xml };
    const parser = new written();
    parser.on('element', (element: XmlElement) => {
      const { from = '', to = '', type, id } = element.attrs as Record<string, string>;
      heard.push({ from, to, kind: element.name, type, id, element });
    });
    parser.on('error', (fault: unknown) => this.failures.push(fault));
    parser.write(header + xml);
    return { heard, xml };
  }
}

/** A stanza as it comes back from whoever could not get it, in the words of their server. */
export function bounce({ kind, from, to, id }: Heard, condition: string): string {
  const named = condition === '' ? '' : `<${condition} ${stanzas}/>`;
  const error = `<error type='cancel' by='${escaped(to)}'>${named}<text ${stanzas}>no ${escaped(to)} here</text></error>`;
  return `<${kind} type='error'${id === undefined ? '' : ` id='${escaped(id)}'`} from='${escaped(to)}' to='${escaped(from)}'>${error}</${kind}>`;
}

function longer(text: string): string {
  return text.replace(repeated, (_, char: string, times: string) => char.repeat(Number(times)));
}

export function escaped(text: string): string {
  return text.replace(/[&<>"'\t\n\r]/gu, char => `&#${char.codePointAt(0)};`);
}
