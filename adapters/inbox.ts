// Where stanzas wait that were read while the outbox is full: what a chunk of the socket still had in it when reading
// stopped. They are heard in order when there is space again.
import type { XmlElement } from '../streams/tree.ts';

export interface Inbox {
  /** Hears a stanza, now or later. */
  take(stanza: XmlElement): void;
  /** From now on stanzas wait. */
  hold(): void;
  /** Hears those that wait, until they have to wait again. */
  release(): void;
  /** Hears all of them, whatever there is space for: they are the last. */
  drain(): void;
  /** How many wait. */
  readonly size: number;
}

/** @param hear what is done with a stanza; it may call `hold` */
export function inbox(hear: (stanza: XmlElement) => void): Inbox {
  let waiting: XmlElement[] = [];
  let heard = 0;
  let isHeld = false;

  function go(isOver: () => boolean): void {
    while (heard < waiting.length && !isOver()) hear(waiting[heard++]!);
    if (heard < waiting.length) return;
    waiting = [];
    heard = 0;
  }

  return {
    take(stanza) {
      if (isHeld || waiting.length > 0) waiting.push(stanza);
      else hear(stanza);
    },

    hold() {
      isHeld = true;
    },

    release() {
      isHeld = false;
      go(() => isHeld);
    },

    drain() {
      go(() => false);
    },

    get size() {
      return waiting.length - heard;
    },
  };
}
