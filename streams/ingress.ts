// Stanzas in, requests out: asks the sender's dialect to hear, and stamps time and chance on what it heard.
// Every iq get or set becomes exactly one request, so that it gets exactly one answer.
import { map, type OperatorFunction, pipe } from 'rxjs';
import { filter } from 'rxjs/operators';
import type { RealJid, RoomJid } from '../machines/address.ts';
import { isRefusal, type Refusal, refuse } from '../machines/refusal.ts';
import type { Heard, ServiceRequest, Stamp } from '../machines/request.ts';
import type { ServiceSettings } from '../machines/settings.ts';
import type { Address } from './address.ts';
import type { Dialect, Hearing } from './dialect.ts';
import type { Judgement } from './flood.ts';
import { askerOf } from './hear-traffic.ts';
import { type Inbound, isAnswer, readStanza, type Unreadable } from './inbound.ts';
import { isProgramLocal } from './program-address.ts';
import type { XmlElement } from './tree.ts';

export interface IngressOptions {
  readonly settings: ServiceSettings;
  readonly dialects: readonly Dialect[];
  /** The sender's stay in a room: a view on the machines' books. */
  readonly stayOf: (room: RoomJid, real: RealJid) => Hearing['stay'];
  /** Reads addresses, and remembers them. */
  readonly parse: (text: string) => Address | undefined;
  /** Why the parser did not read all of a stanza, where it did not. */
  readonly refusedBy?: (element: XmlElement) => string | undefined;
  /** Counts a stanza of its sender, where there are limits to that; answers to pushes are not even counted. */
  readonly judge?: ((from: Address) => Judgement) | undefined;
  readonly stamp: () => Stamp;
  /** Told when a stanza could not be heard for a fault of ours: it has then no effect. */
  readonly report: (error: unknown, element: XmlElement) => void;
}

/** Turns each stanza into the request that it is; drops those that are nobody's affair. Nothing is thrown from here. */
export function ingress(options: IngressOptions): OperatorFunction<XmlElement, ServiceRequest> {
  return pipe(
    filter((element: XmlElement) => !isSwallowed(element)),
    map((element: XmlElement): ServiceRequest | undefined => {
      try {
        const cut = options.refusedBy?.(element);
        const stanza = readStanza(element, { parse: options.parse, settings: options.settings, cut, judge: options.judge });
        if (!stanza) return undefined;
        const heard =
          'condition' in stanza ? refusedRequest(stanza, refuse(stanza.condition, stanza.text)) : hear(stanza, options);
        return heard && stamped(heard, options.stamp());
      } catch (error) {
        options.report(error, element);
        return undefined;
      }
    }),
    filter(request => request !== undefined),
  );
}

/** The answer to a push, of which there are as many as there are people: it says nothing, and costs nothing. */
function isSwallowed({ name, attrs }: XmlElement): boolean {
  return name === 'iq' && (attrs.type === 'result' || attrs.type === 'error') && !String(attrs.to).includes('/');
}

function hear(stanza: Inbound, options: IngressOptions): Heard | undefined {
  const { settings, stayOf } = options;
  const isNews = isAnswer(stanza.kind, stanza.type);
  const refusal = isNews ? undefined : formRefusal(stanza);
  if (refusal) return refusedRequest(stanza, refusal);
  const { to, from } = stanza;
  if (isProgramLocal(from.local) && from.host === settings.domain) return undefined;
  if (isProgramLocal(to.local)) return isNews || isSilent(stanza) ? undefined : refusedRequest(stanza, ofProgram);
  const room = to.local === '' ? undefined : (to.bare as string as RoomJid);
  const hearing: Hearing = { room, stay: room && stayOf(room, from.full), settings };
  for (const dialect of inOrder(options.dialects, hearing)) {
    const heard = dialect.hear(stanza, hearing);
    if (heard !== undefined) return isRefusal(heard) ? refusedRequest(stanza, heard) : heard;
  }
  return isNews || stanza.kind === 'presence' ? undefined : refusedRequest(stanza, unknown);
}

const ofProgram = refuse('item-not-found', 'A program speaks for this person, who is reached in rooms alone.');

/** Presence that says no more than that somebody goes, or is not asked for an answer. */
function isSilent({ kind, type }: Inbound): boolean {
  return kind === 'presence' && type !== undefined;
}

const unknown = refuse('service-unavailable', 'This is not done here.');

/** With time and chance. It was made for this stanza alone: a copy would cost more than to hear it. */
function stamped(heard: Heard, { at, fresh }: Stamp): ServiceRequest {
  (heard as { at?: number }).at = at;
  (heard as { fresh?: string }).fresh = fresh;
  return heard as ServiceRequest;
}

const orders = new WeakMap<readonly Dialect[], Map<string, readonly Dialect[]>>();

/** The dialect in which somebody stays first. */
function inOrder(dialects: readonly Dialect[], { stay }: Hearing): readonly Dialect[] {
  if (!stay || stay.dialect === dialects[0]?.name) return dialects;
  let known = orders.get(dialects);
  if (!known) {
    known = new Map(dialects.map(own => [own.name, [own, ...dialects.filter(dialect => dialect !== own)]]));
    orders.set(dialects, known);
  }
  return known.get(stay.dialect) ?? dialects;
}

/** What is wrong with the form of a stanza, whatever it asks for. */
function formRefusal(stanza: Inbound): Refusal | undefined {
  if (stanza.kind === 'iq') {
    if (stanza.type !== 'get' && stanza.type !== 'set')
      return refuse('bad-request', 'The type of an iq is get, set, result or error.');
    if (stanza.id === undefined) return refuse('bad-request', 'An iq needs an id.');
    if (stanza.payload.length !== 1) return refuse('bad-request', 'An iq that asks has exactly one element in it.');
  }
  if (stanza.kind === 'presence' && !presenceTypes.has(stanza.type))
    return refuse('bad-request', `There is no presence of type “${stanza.type?.slice(0, 50)}”.`);
  return undefined;
}

const presenceTypes: ReadonlySet<string | undefined> = new Set([
  undefined,
  'unavailable',
  'probe',
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
]);

function refusedRequest(stanza: Pick<Inbound | Unreadable, 'from' | 'receipt'>, refusal: Refusal): Heard {
  return { type: 'refused', ...askerOf(stanza, ''), refusal };
}
