// As much of a socket as a component uses, with the host at its other end: what is written is read at once, and routed in a
// later turn. What is told to the component does not come this way: component-end.ts hands it over.
import { setImmediate } from 'node:timers';
import type { Element } from '@xmpp/xml';
import { boundedParser, refusedBy } from '../../bounded-parser.ts';
import type { ParserLimits } from '../../parser-limits.ts';
import type { StreamFault } from '../../stream-fault.ts';
import { names } from './names.ts';

type Done = (error?: Error | null) => void;

/** What a component itself may write: as much as servers take of one, and more. */
const limits: ParserLimits = { stanzaBytes: 1024 * 1024, depth: 256, attributes: 10_000 };

interface LinkEvents {
  /** Given each stanza that is written. */
  readonly route: (stanza: Element) => void;
  /** Told that it may be told stanzas again. */
  readonly resumed: () => void;
  /** Told that somebody destroyed it. */
  readonly lost: () => void;
  /** Told what was written that it cannot go on after. */
  readonly broken: (wrong: string) => void;
}

/** One link; a lost one is followed by another. */
export class ComponentLink {
  readonly #events: LinkEvents;
  readonly #parser = new (boundedParser(limits))();
  readonly #written: { readonly stanzas: Element[]; readonly bytes: number; readonly done: Done | undefined }[] = [];
  #stanzas: Element[] = [];
  /** What was written that the link cannot go on after. */
  #wrong: string | undefined;
  #isOpen = true;
  isPaused = false;
  writableLength = 0;

  constructor(events: LinkEvents) {
    this.#events = events;
    this.#parser.on('element', (stanza: Element) => {
      stanza.parent = null;
      if (refusedBy(stanza)) this.#wrong ??= 'a stanza that no server takes';
      else this.#stanzas.push(stanza);
    });
    this.#parser.on('error', ({ sent }: StreamFault) => {
      this.#wrong ??= sent;
    });
    this.#parser.write(`<stream:stream xmlns='jabber:component:accept' xmlns:stream='${names.streams}'>`);
  }

  get writable(): boolean {
    return this.#isOpen;
  }

  write(bytes: Uint8Array | string, done?: Done): boolean {
    if (!this.#isOpen) {
      setImmediate(() => done?.(new Error('The link is closed.')));
      return false;
    }
    // at once: the bytes are the writer's again when this returns
    this.#parser.write(bytes);
    this.writableLength += bytes.length;
    this.#written.push({ stanzas: this.#stanzas, bytes: bytes.length, done });
    this.#stanzas = [];
    if (this.#written.length === 1) setImmediate(() => this.#route());
    return true;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    this.#events.resumed();
  }

  /** As when the network goes away. */
  destroy(): void {
    if (this.#isOpen) this.#events.lost();
  }

  end(): void {
    this.#isOpen = false;
    const lost = this.#written.splice(0);
    setImmediate(() => {
      for (const { done } of lost) done?.(new Error('The link was lost.'));
    });
  }

  #route(): void {
    for (const { stanzas, bytes, done } of this.#written.splice(0)) {
      for (const stanza of stanzas) this.#events.route(stanza);
      this.writableLength -= bytes;
      done?.();
    }
    if (this.#wrong !== undefined && this.#isOpen) this.#events.broken(this.#wrong);
  }
}
