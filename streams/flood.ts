// Who sends too much: within the limits nothing is noticed; the first stanza beyond them is refused, and for a while
// after that everything from that person is ignored. Time comes in; answering is left to the ingress.
import { type Refusal, refuse } from '../machines/refusal.ts';
import type { FloodSettings } from '../machines/settings.ts';
import { type Bucket, type Pace, TokenBuckets } from './token-buckets.ts';

/** What is to be done with a stanza: hear it, leave it without a word, or refuse it. */
export type Judgement = 'pass' | 'ignore' | Refusal;

/** Somebody who was refused for sending too much. */
export interface Flooder {
  /** The bare JID of the one whose stanza was the first beyond the limit. */
  readonly bare: string;
  readonly host: string;
  /** Whose limit it was: theirs, that of their domain, or the one that those share for whom there is no bucket left. */
  readonly over: 'person' | 'domain' | 'crowd';
  /** How many seconds they are ignored; 0 where they are refused each time. */
  readonly seconds: number;
}

export interface FloodOptions {
  /** Told at most once in the time for which a flooder is ignored: of each person, and of each domain that is over its own limit. */
  readonly onFlood?: ((flooder: Flooder) => void) | undefined;
  /** People, and a tenth as many domains, that are remembered at one time. */
  readonly most?: number;
}

/** Stanzas that were not heard, since the beginning. */
export interface FloodCounts {
  readonly refused: number;
  readonly ignored: number;
}

/**
 * What is heard from everybody and counts against nobody: that somebody leaves, that something bounced, and what somebody
 * was asked for.
 */
export function isFree(kind: string, type: string | undefined): boolean {
  return type === 'error' || (type === 'unavailable' && kind === 'presence') || (type === 'result' && kind === 'iq');
}

/** The book of one service. People are known by their bare JIDs, so that many resources gain nothing. */
export class Flood implements FloodCounts {
  refused = 0;
  ignored = 0;
  readonly #settings: FloodSettings;
  readonly #people: TokenBuckets;
  readonly #domains: TokenBuckets;
  /** One bucket a domain, as wide as a person's, for those who come when there is none left for them. */
  readonly #crowds: TokenBuckets;
  readonly #otherDomains: Bucket = { full: 0, until: 0 };
  readonly #otherCrowds: Bucket = { full: 0, until: 0 };
  readonly #onFlood: FloodOptions['onFlood'];
  readonly #refusals: Readonly<Record<Flooder['over'], Refusal>>;

  constructor(settings: FloodSettings, { onFlood, most = 50_000 }: FloodOptions = {}) {
    const own = { rate: settings.rate, burst: settings.burst };
    const domain = { rate: settings.domainRate, burst: settings.domainBurst };
    const domains = Math.ceil(most / 10);
    this.#settings = settings;
    this.#people = new TokenBuckets(own, most);
    this.#crowds = new TokenBuckets(own, domains);
    this.#domains = new TokenBuckets(domain, domains);
    this.#onFlood = onFlood;
    this.#refusals = {
      person: refuse('resource-constraint', `You send too much: ${inWords(own)}. ${waitFor(settings)}`),
      domain: refuse('resource-constraint', `The people of your server send too much: ${inWords(domain)}. ${waitFor(settings)}`),
      crowd: refuse('resource-constraint', 'Too many people send at once. Wait a moment, and send this again.'),
    };
  }

  /** Whether the settings bound nothing: then nobody needs to ask. */
  get isOff(): boolean {
    return this.#settings.rate === 0 && this.#settings.domainRate === 0;
  }

  /** Buckets that are remembered. */
  get size(): number {
    return this.#people.size + this.#domains.size + this.#crowds.size;
  }

  /**
   * Judges a stanza that is not free, and counts it.
   * @param bare the sender's prepared address without the resource
   * @param host the domain in it
   * @param at milliseconds since 1970, never less than before
   */
  judge(bare: string, host: string, at: number): Judgement {
    const person = this.#people.of(bare, at);
    if (person === undefined) return this.#judgeStranger(bare, host, at);
    if (at < person.until) {
      this.ignored++;
      return 'ignore';
    }
    const mayMore = this.#people.take(person, at);
    if (mayMore && (this.#settings.domainRate === 0 || this.#mayDomain(host, at))) return 'pass';
    person.until = at + this.#settings.ignore * 1_000;
    return mayMore
      ? this.#refuse('domain', this.#domainOf(host, at), bare, host, at)
      : this.#refuse('person', undefined, bare, host, at);
  }

  /** Of whom nothing can be remembered cannot be ignored either: every stanza too many is answered. */
  #judgeStranger(bare: string, host: string, at: number): Judgement {
    const crowd = this.#crowds.of(host, at) ?? this.#otherCrowds;
    if (!this.#crowds.take(crowd, at)) return this.#refuse('crowd', crowd, bare, host, at);
    if (this.#settings.domainRate === 0 || this.#mayDomain(host, at)) return 'pass';
    return this.#refuse('domain', this.#domainOf(host, at), bare, host, at);
  }

  #domainOf(host: string, at: number): Bucket {
    return this.#domains.of(host, at) ?? this.#otherDomains;
  }

  #mayDomain(host: string, at: number): boolean {
    return this.#domains.take(this.#domainOf(host, at), at);
  }

  /** @param shared the bucket that others have a part in: of that, too, is told only once in a while */
  #refuse(over: Flooder['over'], shared: Bucket | undefined, bare: string, host: string, at: number): Refusal {
    const { ignore } = this.#settings;
    this.refused++;
    if (!shared || at >= shared.until) this.#onFlood?.({ bare, host, over, seconds: over === 'crowd' ? 0 : ignore });
    if (shared && at >= shared.until) shared.until = at + ignore * 1_000;
    return this.#refusals[over];
  }
}

function inWords({ rate, burst }: Pace): string {
  return `the limit is ${burst} stanzas at once and ${rate} a second`;
}

function waitFor({ ignore }: FloodSettings): string {
  return `Wait ${ignore} s: until then nothing from you is heard but that you leave.`;
}
