// The short way of simple stanzas: from the text of the socket to whoever claims them, past parser and component.
import type { XmlElement } from '../streams/tree.ts';
import { type Claim, type ComponentLike, claimOf } from './claim.ts';
import type { ParserLimits } from './parser-limits.ts';
import { shallowScan } from './shallow-scan.ts';
import type { Shortcut } from './text-pieces.ts';

/** For the parser of a component: takes what is simple and claimed; all else goes the way of every stanza. */
export function shortcutOf(component: ComponentLike, { stanzaBytes, attributes = 64 }: ParserLimits): Shortcut {
  return (text, at) => {
    let here = at;
    // before the handshake nothing is taken
    while (component.status === 'online') {
      const found = shallowScan(text, here, stanzaBytes, attributes);
      const claim = found && claimant(component, found.stanza);
      if (!claim) break;
      claim.take(found.stanza);
      here = found.end;
    }
    return here;
  };
}

/** Whoever throws where it is asked whose a stanza is will be asked again on the long way, where that is told. */
function claimant(component: ComponentLike, stanza: XmlElement): Claim | undefined {
  try {
    return claimOf(component, stanza);
  } catch {
    return undefined;
  }
}
