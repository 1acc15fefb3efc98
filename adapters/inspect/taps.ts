// Where stanzas can be looked at on their way into the engine and out of it. While nobody does, that is a comparison.
import type { Parcel } from '../../streams/parcel.ts';
import type { XmlElement } from '../../streams/tree.ts';

/** Somebody who looks. Must not throw, and must keep nothing of a parcel but its contents. */
export interface Tap {
  hears(stanza: XmlElement): void;
  /** All that came of the stanza at once is done. */
  heard(): void;
  posts(parcel: Parcel): void;
}

export class Taps {
  on: Tap | undefined;
  #taps: readonly Tap[] = [];

  /** Returns what ends it. */
  add(tap: Tap): () => void {
    const among = (taps: readonly Tap[]) => {
      this.#taps = taps;
      this.on = taps.length > 1 ? asOne(taps) : taps[0];
    };
    among([...this.#taps, tap]);
    return () => among(this.#taps.filter(one => one !== tap));
  }
}

function asOne(taps: readonly Tap[]): Tap {
  return {
    hears(stanza) {
      for (const tap of taps) tap.hears(stanza);
    },
    heard() {
      for (const tap of taps) tap.heard();
    },
    posts(parcel) {
      for (const tap of taps) tap.posts(parcel);
    },
  };
}
