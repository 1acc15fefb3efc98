// Counts what goes through an engine, where it goes through: whole numbers in plain fields, for a stanza must not pay for
// being counted. Who wants metrics collects them from here when asked; see engine-metrics.ts.
import type { RoomJid } from '../../machines/address.ts';
import type { FactOf } from '../../machines/fact.ts';
import type { Receipt } from '../../machines/request.ts';
import type { RulingLog } from '../../machines/ruling-log.ts';
import type { Told } from '../../machines/service-actor.ts';
import { CallBook } from './call-book.ts';
import { Distribution } from './distribution.ts';

export const stanzaKinds = ['message', 'presence', 'iq'] as const;
export type StanzaKind = (typeof stanzaKinds)[number];

/** What came of a stanza. `ignored`: it is nobody's affair, such as the answer to a browse push. */
export const outcomes = ['taken', 'held', 'refused', 'failed', 'ignored'] as const;
export type Outcome = (typeof outcomes)[number];

/** Where something of ours threw: hearing a stanza, in a room's step, in a behaviour, or saying a fact. */
export const failurePlaces = ['hearing', 'step', 'behaviour', 'saying'] as const;
export type FailurePlace = (typeof failurePlaces)[number];

export interface CountedRefusal {
  readonly condition: string;
  /** The behaviour that refused; `base` where the room's own rules did, `service` where no room was asked. */
  readonly by: string;
  count: number;
}

export interface CountedFault {
  readonly behaviour: string;
  /** What became of it: `kept` where it goes on. */
  readonly now: 'kept' | 'closed' | 'out';
  count: number;
}

/** The books of a room that say who refused. */
export type RulingsOf = (room: RoomJid) => Pick<RulingLog, 'all'> | undefined;

export class Ledger {
  readonly received: Readonly<Record<StanzaKind, Record<Outcome, number>>> = {
    message: noOutcomes(),
    presence: noOutcomes(),
    iq: noOutcomes(),
  };
  readonly sent: Record<StanzaKind, number> = { message: 0, presence: 0, iq: 0 };
  readonly failures: Record<FailurePlace, number> = { hearing: 0, step: 0, behaviour: 0, saying: 0 };
  /** Seconds from when a message to all was heard to when the last byte of its broadcast was taken by the socket. */
  readonly latency = new Distribution();
  /** What came of the calls of effects. */
  readonly calls = new CallBook();
  /** When the message was heard whose broadcast is being said; 0 where none is. In milliseconds of `performance.now()`. */
  broadcastSince = 0;
  readonly #refusals = new Map<string, CountedRefusal>();
  readonly #faults = new Map<string, CountedFault>();
  readonly #rulingsOf: RulingsOf;
  #tickedAt = performance.now();
  // of the stanza that is being heard
  #kind: StanzaKind = 'iq';
  #outcome: Outcome = 'ignored';
  #receipt: Receipt | undefined;
  #heardAt = 0;
  /** The request that somebody or time decided last, and who held it. */
  #released: FactOf<'released'>['hold'] | undefined;

  constructor(rulingsOf: RulingsOf = () => undefined) {
    this.#rulingsOf = rulingsOf;
  }

  /** A stanza is about to be heard; `done` follows in the same turn. */
  hears(name: string): void {
    this.#outcome = 'ignored';
    if (name === 'message') {
      this.#kind = name;
      this.#heardAt = performance.now();
    } else this.#kind = name === 'presence' ? name : 'iq';
  }

  /** It is a request. */
  asks({ receipt }: { readonly receipt: Receipt }): void {
    this.#receipt = receipt;
    this.#outcome = 'taken';
  }

  /** All that comes of it at once has come of it. */
  done(): void {
    this.received[this.#kind][this.#outcome]++;
    this.#receipt = undefined;
    this.#heardAt = 0;
    this.broadcastSince = 0;
  }

  /** A fact, before anybody says it. */
  tells({ fact, room }: Told): void {
    switch (fact.type) {
      case 'said':
        this.broadcastSince = this.#heardAt;
        break;
      case 'refused':
        this.#refuses(fact as FactOf<'refused'>, room?.jid);
        break;
      case 'held':
        if ((fact as FactOf<'held'>).hold.request.receipt === this.#receipt) this.#outcome = 'held';
        break;
      case 'released':
        this.#released = (fact as FactOf<'released'>).hold;
        break;
      case 'failed':
        this.#fault(fact as FactOf<'failed'>);
    }
  }

  /** So many stanzas of one kind, told by their first bytes (`<message …`), are on their way. */
  says(opening: Uint8Array, stanzas: number): void {
    const first = opening[1];
    this.sent[first === letterM ? 'message' : first === letterP ? 'presence' : 'iq'] += stanzas;
  }

  /** The last byte of a broadcast was taken by the socket. */
  taken(since: number): void {
    this.latency.add((performance.now() - since) / 1000);
  }

  /** Something threw that no room knows of. */
  fails(place: 'hearing' | 'saying'): void {
    this.failures[place]++;
    if (place === 'hearing') this.#outcome = 'failed';
  }

  /** The service was told the time. */
  ticks(): void {
    this.#tickedAt = performance.now();
  }

  /** Milliseconds since then, or since the beginning. */
  get sinceTick(): number {
    return performance.now() - this.#tickedAt;
  }

  refusals(): readonly CountedRefusal[] {
    return [...this.#refusals.values()];
  }

  faults(): readonly CountedFault[] {
    return [...this.#faults.values()];
  }

  #refuses({ refusal: { condition }, reply }: FactOf<'refused'>, room: RoomJid | undefined): void {
    if (reply.receipt === this.#receipt && this.#outcome !== 'failed') this.#outcome = 'refused';
    const by = room === undefined ? 'service' : this.#refuser(reply, room);
    const key = `${condition} ${by}`;
    const counted = this.#refusals.get(key);
    if (counted) counted.count++;
    else this.#refusals.set(key, { condition, by, count: 1 });
  }

  #refuser({ receipt, to }: FactOf<'refused'>['reply'], room: RoomJid): string {
    if (this.#released?.request.receipt === receipt) return this.#released.behaviour;
    const [latest] = this.#rulingsOf(room)?.all() ?? [];
    if (latest?.outcome !== 'refused' || latest.from !== to || latest.base !== undefined) return 'base';
    return latest.said.at(-1)?.behaviour ?? 'base';
  }

  #fault({ behaviour, now: trust }: FactOf<'failed'>): void {
    if (behaviour === undefined) {
      this.failures.step++;
      this.#outcome = 'failed';
      return;
    }
    this.failures.behaviour++;
    const now = trust ?? 'kept';
    const key = `${behaviour} ${now}`;
    const counted = this.#faults.get(key);
    if (counted) counted.count++;
    else this.#faults.set(key, { behaviour, now, count: 1 });
  }
}

function noOutcomes(): Record<Outcome, number> {
  return { taken: 0, held: 0, refused: 0, failed: 0, ignored: 0 };
}

const letterM = 109;
const letterP = 112;
