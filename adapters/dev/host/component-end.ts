// The component's end of the host: what `attach` takes in the place of an @xmpp/component instance, without a socket
// between them. Stanzas go both ways in order, in later turns, and each side can have the other wait.
import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers';
import type { Element } from '@xmpp/xml';
import type { ComponentLike } from '../../claim.ts';
import { ComponentLink } from './component-link.ts';

export interface EndOptions {
  readonly domain: string;
  /** Given each stanza that the component writes. */
  readonly route: (stanza: Element) => void;
  /** Given each stanza that nobody at this end takes. */
  readonly bounce: (stanza: Element) => void;
  /** Told when more stanzas wait than should, and when they do not any more. */
  readonly onCrowded: () => void;
  readonly log: (sentence: string) => void;
  /** Stanzas that may wait. */
  readonly most: number;
}

/** Stanzas that are told before others get a turn. */
const ofTurn = 200;

/** A component without a socket: `attach` takes it, and several engines in turn. */
export class ComponentEnd extends EventEmitter implements ComponentLike {
  readonly domain: string;
  readonly #options: EndOptions;
  #link: ComponentLink | null = null;
  #waiting: Element[] = [];
  #isTelling = false;
  #isCrowded = false;
  #isOver = false;

  constructor(options: EndOptions) {
    super();
    this.domain = options.domain;
    this.#options = options;
    this.#open();
  }

  get status(): string {
    return this.#link ? 'online' : 'disconnect';
  }

  get socket(): ComponentLink | null {
    return this.#link;
  }

  /** Whether more stanzas wait than should. */
  get isCrowded(): boolean {
    return this.#isCrowded;
  }

  /** Hands a stanza to the component, in a later turn; it comes back where there is no component. */
  tell(stanza: Element): void {
    this.#waiting.push(stanza);
    this.#weigh();
    this.#schedule();
  }

  /** Ends the link, for good; what is on its way comes back. */
  close(): void {
    this.#isOver = true;
    this.#lose();
  }

  /** Loses the link as when a server is started again: it is back in a later turn. */
  restart(): void {
    if (!this.#link) return;
    this.#lose();
    setImmediate(() => {
      if (this.#isOver) return;
      this.#open();
      this.emit('online');
    });
  }

  #lose(): void {
    const link = this.#link;
    if (!link) return;
    this.#link = null;
    link.end();
    for (const stanza of this.#waiting.splice(0)) this.#options.bounce(stanza);
    this.#weigh();
    this.emit('disconnect');
  }

  #open(): void {
    this.#link = new ComponentLink({
      route: this.#options.route,
      resumed: () => this.#schedule(),
      lost: () => this.restart(),
      broken: wrong => {
        this.#options.log(`${this.domain} wrote ${wrong}: its link is opened anew.`);
        this.restart();
      },
    });
  }

  #schedule(): void {
    if (this.#isTelling || this.#waiting.length === 0 || this.#link?.isPaused) return;
    this.#isTelling = true;
    setImmediate(() => {
      this.#isTelling = false;
      this.#tellSome();
      this.#schedule();
    });
  }

  #tellSome(): void {
    for (let count = 0; count < ofTurn && this.#waiting.length > 0; count++) {
      if (this.#link?.isPaused) return;
      const stanza = this.#waiting.shift()!;
      if (!this.#link || !this.emit('element', stanza)) this.#options.bounce(stanza);
      this.#weigh();
    }
  }

  #weigh(): void {
    const most = this.#options.most;
    const isCrowded = this.#waiting.length > (this.#isCrowded ? most / 2 : most);
    if (isCrowded === this.#isCrowded) return;
    this.#isCrowded = isCrowded;
    this.#options.onCrowded();
  }
}
