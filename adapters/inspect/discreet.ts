// What an inspector shows of texts and addresses: as much as the deployer lets it. Whoever is inside a room goes by their
// nick there; others get the same pseudonym wherever they come.
import { parseAddress } from '../../streams/address.ts';
import { Discretion } from '../recording/discretion.ts';
import { Pseudonyms } from '../recording/pseudonyms.ts';
import type { Names } from '../redaction.ts';
import { hidden } from '../shown-settings.ts';
import type { Shows } from './lens.ts';

/** An @ of any width, also as it is written in a link. */
const hasAddress = /[@＠﹫]|%40/iu;

/** Finds the nick of somebody by a whole address. */
export type NickOf = (real: string) => string | undefined;

export class Discreet extends Discretion {
  readonly shows: Shows;
  readonly #domain: string;
  /** Of the room that is shown: people may write them into what they say. */
  secrets: readonly string[] = [];

  /** @param domain the service's own: addresses there are nobody's */
  constructor(shows: Shows, domain: string) {
    super(new Pseudonyms(shows.addresses), shows.texts);
    this.shows = shows;
    this.#domain = domain;
  }

  /** By which name somebody goes: the nick, where there is one. */
  who(real: string, nickOf: NickOf): string {
    return this.nick(nickOf(real)) || this.name(real);
  }

  /** A nick; what somebody chose may be the address of somebody else. */
  nick(text: string | undefined): string {
    return text === undefined ? '' : this.phrase(text);
  }

  /** What people said, or its length. */
  talk(text: string): string {
    return this.shows.texts ? this.phrase(text) : lengthOf(text);
  }

  /** In a stanza addresses are written as in any text, but for those of people with nicks. */
  wording(nickOf: NickOf): Names {
    return {
      address: text => {
        if (this.shows.addresses) return text;
        return this.#isOurs(text) ? this.#ours(text) : this.who(parseAddress(text)?.full ?? text, nickOf);
      },
      text: text => this.phrase(text),
    };
  }

  override name(text: string): string {
    return this.#isOurs(text) ? this.#ours(text) : super.name(text);
  }

  /** Words of a program or of the configuration: all but addresses in them. */
  override phrase(text: string): string {
    let left = text;
    for (const secret of this.secrets) left = left.replaceAll(secret, hidden);
    if (this.shows.addresses || !hasAddress.test(left)) return left;
    return left.replace(/\S+/gu, piece => (hasAddress.test(piece) ? this.#piece(piece) : piece));
  }

  override said(text: string): string {
    return this.talk(text);
  }

  /** Free text in settings: people may have written it, and it may be said to them. */
  override opaque(text: string): string {
    return text === '' ? text : this.talk(text);
  }

  override secret(text: string): string {
    return text === '' ? text : hidden;
  }

  override secretNumber(): unknown {
    return hidden;
  }

  /** The address of a room, or of somebody in it by their nick. */
  #ours(text: string): string {
    const slash = text.indexOf('/') + 1;
    return slash === 0 ? text : text.slice(0, slash) + this.nick(text.slice(slash));
  }

  #piece(piece: string): string {
    // behind the address of a room another may stand
    return hasAddress.test(piece.slice(piece.indexOf('/') + 1 || piece.length)) ? super.name(piece) : this.name(piece);
  }

  #isOurs(text: string): boolean {
    const bare = text.split('/', 1)[0]!;
    return bare.slice(bare.indexOf('@') + 1).toLowerCase() === this.#domain;
  }
}

/** What is left of a text that is not shown. */
export function lengthOf(text: string): string {
  const length = [...text].length;
  return `…${length} ${length === 1 ? 'character' : 'characters'}`;
}
