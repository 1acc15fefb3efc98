// Facts in, parcels out: asks the dialects of those who should hear a fact to say it, and addresses what they say.
// Nothing here throws: what cannot be said is reported, and the next fact goes on.
import { Observable, type OperatorFunction } from 'rxjs';
import type { Fact } from '../machines/fact.ts';
import type { Person } from '../machines/person.ts';
import type { RoomView } from '../machines/room-view.ts';
import type { Told } from '../machines/service-actor.ts';
import type { Coalescing } from './coalescing.ts';
import { type Audience, audiences, type Dialect, type Saying, type Speech } from './dialect.ts';
import type { FanOut } from './fan-out.ts';
import type { Parcel } from './parcel.ts';
import { errorStanza, type Template } from './template.ts';

export interface EgressOptions {
  readonly dialects: readonly Dialect[];
  readonly speech: Speech;
  readonly fanOut: FanOut;
  /** Keeps presence of large rooms back while the service is overloaded. */
  readonly coalescing?: Coalescing | undefined;
  readonly report: (error: unknown, fact: Fact) => void;
}

/** Turns each fact into the stanzas that tell it: a parcel for each audience that there is, in order. */
export function egress(options: EgressOptions): OperatorFunction<Told, Parcel> {
  return facts =>
    new Observable(subscriber => {
      const put = (parcel: Parcel) => subscriber.next(parcel);
      return facts.subscribe({
        next: told => say(told, options, put),
        error: error => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
    });
}

type AnySaying = Saying<readonly unknown[]>;
type Put = (parcel: Parcel) => void;

function say({ fact, room }: Told, { dialects, speech, fanOut, coalescing, report }: EgressOptions, put: Put): void {
  const flow = room?.jid ?? speech.service;
  if (fact.type === 'refused') {
    if (dialects.some(({ name, isMute }) => isMute && name === fact.reply.dialect)) return;
    try {
      put(fanOut.one(flow, [errorStanza(fact.reply.receipt, fact.refusal)], fact.reply.to));
    } catch (error) {
      report(error, fact);
    }
    return;
  }
  const diversion = room && coalescing?.isOn ? coalescing.divert(fact, room) : undefined;
  for (const dialect of dialects) {
    const saying = (room ? dialect.say[fact.type] : dialect.sayOfService[fact.type]) as AnySaying | undefined;
    if (!saying) continue;
    for (const audience of audiences) {
      const tell = saying[audience];
      // what cannot be said to one audience keeps nothing from the others
      try {
        const address = tell && addressed(audience, dialect, fact, room, fanOut);
        if (!address) continue;
        const said = room ? tell(fact, room, speech) : tell(fact, speech);
        const templates = Array.isArray(said) ? (said as readonly Template[]) : [...said];
        if (templates.length === 0) continue;
        if (diversion && isForMany(audience)) diversion(dialect.name, templates);
        else put(address(flow, templates));
      } catch (error) {
        report(error, fact);
      }
    }
  }
}

function isForMany(audience: Audience): boolean {
  return audience === 'others' || audience === 'all';
}

type Addressed = (flow: string, templates: readonly Template[]) => Parcel;

/** How the audience is reached; undefined where nobody in it speaks the dialect. */
function addressed(
  audience: Audience,
  { name }: Dialect,
  fact: Fact,
  room: RoomView | undefined,
  fanOut: FanOut,
): Addressed | undefined {
  if (audience === 'asker') {
    const reply = 'reply' in fact && fact.reply.dialect === name ? fact.reply : undefined;
    return reply && ((flow, templates) => fanOut.one(flow, templates, reply.to));
  }
  const one = oneOf(fact);
  if (audience === 'self') return one?.dialect === name ? (flow, templates) => fanOut.person(flow, templates, one) : undefined;
  const { people } = room!;
  const but = audience === 'others' ? one : undefined;
  if (people.speaking(name) === 0) return undefined;
  return (flow, templates) => fanOut.all(flow, templates, people, name, but);
}

/** Whom a fact is for, or about. */
function oneOf(fact: Fact): Person | undefined {
  if ('to' in fact) return fact.to;
  return 'who' in fact ? fact.who : undefined;
}
