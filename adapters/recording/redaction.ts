// What of a room's requests, settings and state goes into a recording: no address, nick, text or secret, unless it was
// asked for; and so that the room decides the same of it again. One for each room that is recorded.
import type { Behaviour } from '../../machines/behaviour.ts';
import { shippedBehaviours } from '../../machines/behaviours/all.ts';
import type { Claims } from '../../machines/claims.ts';
import type { Floor } from '../../machines/floor.ts';
import type { KeptRoom } from '../../machines/keeping.ts';
import { isRefusal, type Refusal } from '../../machines/refusal.ts';
import type { Receipt, RoomRequest } from '../../machines/request.ts';
import type { RoomSettings } from '../../machines/room-settings.ts';
import { everyText, redactedBy, redactedData, redactedKey, secretKeys, type Vocabulary } from './data-redaction.ts';
import { Discretion } from './discretion.ts';
import type { Party, RecordedBehaviour, RecordedKind } from './line.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { redactedContent } from './stanza-redaction.ts';

/** What of a room is looked at: how orders are written there, and what its behaviours may be set to. */
export type Place = Pick<Floor, 'jid' | 'kindOf' | 'settings'>;

export class Redaction {
  readonly #place: Place;
  readonly #discretion: Discretion;

  /** @param names those of the whole recording, for somebody may be in several rooms */
  constructor(place: Place, names: Pseudonyms, texts: boolean) {
    this.#place = place;
    this.#discretion = new Discretion(names, texts);
    const { secret, behaviours = {} } = place.settings;
    if (secret !== undefined) this.#discretion.secret(secret);
    // known before the first text in which they may be
    for (const { behaviour, settings } of place.kindOf.parts)
      for (const key of secretKeys(behaviour.settings))
        for (const table of [settings, behaviours[behaviour.name] ?? {}]) {
          const value = (table as Record<string, unknown>)[key];
          if (typeof value === 'string') this.#discretion.secret(value);
        }
  }

  /** The body of plain talk, which is no order. */
  body(text: string): string {
    return text.startsWith('!') ? `!${this.#discretion.said(text.slice(1))}` : this.#discretion.said(text);
  }

  id(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.#discretion.id(id);
  }

  party({ from, bare, host, dialect }: Party): Party {
    const { names } = this.#discretion;
    return { from: names.of(from), bare: names.of(bare), host: names.of(host), dialect } as Party;
  }

  refusal<R>(refusal: R): R {
    if (typeof refusal !== 'object' || refusal === null || !isRefusal(refusal)) return refusal;
    return { ...(refusal as Refusal), text: this.#discretion.phrase((refusal as Refusal).text) } as R;
  }

  request(request: RoomRequest): RoomRequest {
    const discretion = this.#discretion;
    if (!('from' in request)) return this.#impersonal(request);
    const { claims } = this.#place.kindOf;
    const sent = { bare: request.bare, claims };
    const one = {
      ...request,
      ...this.party(request),
      receipt: this.#receipt(request.receipt),
    } as Record<string, unknown>;
    // a secret first: it may stand in what follows
    if ('secret' in request && request.secret !== undefined) one.secret = discretion.secret(request.secret);
    if ('nicks' in request) one.nicks = request.nicks.map(nick => this.#nick(nick));
    if ('to' in request && request.to) one.to = this.#nick(request.to);
    if ('of' in request && request.of) one.of = this.#nick(request.of);
    if ('title' in request && request.title !== undefined) one.title = discretion.said(request.title);
    if ('topic' in request && request.topic !== undefined) one.topic = discretion.said(request.topic);
    if ('node' in request && request.node !== undefined) one.node = discretion.opaque(request.node);
    if ('content' in request) one.content = redactedContent(request.content, sent, discretion);
    if ('presence' in request && request.presence) one.presence = redactedContent(request.presence, sent, discretion);
    if ('founding' in request) one.founding = this.refusal(request.founding);
    if ('noWait' in request) one.noWait = this.refusal(request.noWait);
    return one as unknown as RoomRequest;
  }

  settings(settings: RoomSettings): RoomSettings {
    const discretion = this.#discretion;
    const { title, topic, secret, moderators, behaviours } = settings;
    return {
      ...settings,
      ...(title === undefined ? {} : { title: discretion.said(title) }),
      ...(topic === undefined ? {} : { topic: discretion.said(topic) }),
      ...(secret === undefined ? {} : { secret: discretion.secret(secret) }),
      moderators: moderators.map(one => discretion.name(one)),
      ...(behaviours === undefined
        ? {}
        : {
            behaviours: Object.fromEntries(
              Object.entries(behaviours).map(([name, own]) => [name, this.#settingsOf(name, own) as object]),
            ),
          }),
    };
  }

  kind(kind: RecordedKind): RecordedKind {
    const behaviours = kind.behaviours.map((one): RecordedBehaviour => {
      if (typeof one === 'string') return one;
      const { name, ...own } = one;
      return { ...(this.#settingsOf(name, own) as object), name };
    });
    return { ...kind, behaviours };
  }

  kept(kept: KeptRoom): KeptRoom {
    const discretion = this.#discretion;
    const vocabulary = vocabularyOf(this.#place);
    // the secrets first: they may stand in what follows
    const slots = Object.entries(kept.slots).map(([name, { data, changed, ...rest }]) => {
      const secrets = new Set(secretKeys(this.#behaviour(name)?.settings));
      const own = Object.entries(data).map(([key, value]) => [
        key,
        secrets.has(key) && typeof value === 'string' ? discretion.secret(value) : this.#data(value, key, vocabulary),
      ]);
      return [
        name,
        { ...rest, data: Object.fromEntries(own), ...(changed ? { changed: this.#settingsOf(name, changed) as object } : {}) },
      ];
    });
    const { title, founder, people, holds, relays } = kept;
    return {
      ...kept,
      slots: Object.fromEntries(slots),
      ...(title === undefined ? {} : { title: discretion.said(title) }),
      ...(founder === undefined ? {} : { founder: discretion.name(founder) }),
      people: people.map(person => this.#person(person, vocabulary)),
      holds: holds.map(hold => ({
        ...hold,
        request: this.request(hold.request) as never,
        late: this.refusal(hold.late),
        text: discretion.phrase(hold.text),
      })),
      relays: relays.map(relay => ({ ...relay, receipt: this.#receipt(relay.receipt) })),
    } as unknown as KeptRoom;
  }

  #impersonal(request: Exclude<RoomRequest, { readonly from: unknown }>): RoomRequest {
    const discretion = this.#discretion;
    switch (request.type) {
      case 'command': {
        const claim = this.#place.kindOf.claims.names.get(`${request.behaviour} ${request.name}`);
        const fields = redactedBy(claim?.form.fields, request.fields, discretion) as Record<string, unknown>;
        const { tag, reason } = request.fields;
        // what a behaviour called an effect with comes back to it as it was; so does the sort of a failure
        if (request.call !== undefined && typeof tag === 'string') fields.tag = discretion.phrase(tag);
        if (request.call !== undefined && failures.has(reason)) fields.reason = reason;
        return { ...request, fields };
      }
      case 'configure': {
        const settings = this.#settingsOf(request.behaviour, request.settings) as Record<string, unknown>;
        return { ...request, settings, by: discretion.opaque(request.by) };
      }
      case 'invite':
        return { ...request, to: discretion.name(request.to) as never, text: discretion.said(request.text) };
      case 'close room':
      case 'remove person':
        return { ...request, text: discretion.said(request.text), by: discretion.opaque(request.by) };
      case 'close':
        return { ...request, text: discretion.said(request.text) };
      default:
        return request;
    }
  }

  #nick<T>(nick: T): T {
    const { text, key } = nick as { readonly text: string; readonly key: string };
    return { text: this.#discretion.name(text), key: this.#discretion.name(key) } as T;
  }

  #receipt(receipt: Receipt): Receipt {
    const { id, sentTo } = receipt;
    const slash = sentTo.indexOf('/');
    const to = slash < 0 ? sentTo : sentTo.slice(0, slash);
    const room = to.toLowerCase() === this.#place.jid ? to : this.#discretion.name(to);
    const seen = slash < 0 ? '' : `/${this.#discretion.name(sentTo.slice(slash + 1))}`;
    return { ...receipt, sentTo: room + seen, ...(id === undefined ? {} : { id: this.#discretion.id(id) }) };
  }

  #person(person: KeptRoom['people'][number], vocabulary: Vocabulary): KeptRoom['people'][number] {
    const discretion = this.#discretion;
    const { real, bare, host, nick, nickKey, presence, own } = person;
    const claims: Claims = this.#place.kindOf.claims;
    return {
      ...person,
      real: discretion.name(real),
      bare: discretion.name(bare),
      host: discretion.name(host),
      nick: discretion.name(nick),
      nickKey: discretion.name(nickKey),
      presence: redactedContent(presence, { bare, claims }, discretion),
      ...(own === undefined ? {} : { own: this.#data(own, '', vocabulary) }),
    } as unknown as KeptRoom['people'][number];
  }

  /** Data of behaviours, in which whole messages may be. */
  #data(value: unknown, key: string, vocabulary: Vocabulary): unknown {
    if (Array.isArray(value)) return value.map(one => this.#data(one, key, vocabulary));
    if (typeof value !== 'object' || value === null) return redactedData(value, this.#discretion, key, vocabulary);
    const { kind, payload } = value as { readonly kind?: unknown; readonly payload?: unknown };
    if (typeof kind === 'string' && Array.isArray(payload))
      return redactedContent(value as never, { bare: nobody, claims: this.#place.kindOf.claims }, this.#discretion);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [
        redactedKey(name, this.#discretion, vocabulary),
        this.#data(one, name, vocabulary),
      ]),
    );
  }

  #behaviour(name: string): Behaviour | undefined {
    const part = this.#place.kindOf.parts.find(({ behaviour }) => behaviour.name === name);
    return part?.behaviour ?? shippedBehaviours.find(behaviour => behaviour.name === name);
  }

  #settingsOf(name: string, settings: object): unknown {
    const behaviour = this.#behaviour(name);
    // of one that nobody knows anything may be a secret
    if (!behaviour) return everyText(settings, text => this.#discretion.secret(text));
    return redactedBy(behaviour.settings, settings, this.#discretion);
  }
}

/** Why an effect has no answer. */
const failures: ReadonlySet<unknown> = new Set(['unreachable', 'timeout', 'refused', 'misshapen', 'busy', 'unknown']);

/** No address has a space in it. */
const nobody = ' ';

/** Words that behaviours keep and compare: names of theirs, and not of anybody. */
function vocabularyOf({ kindOf }: Place): Vocabulary {
  const states = (tree: unknown): string[] =>
    typeof tree === 'object' && tree !== null
      ? Object.entries(tree).flatMap(([name, below]) => [name, ...states((below as { readonly states?: unknown }).states)])
      : [];
  return new Set([
    ...kindOf.parts.flatMap(({ behaviour }) => [
      behaviour.name,
      ...Object.keys(behaviour.requests ?? {}),
      ...Object.keys(behaviour.facts ?? {}),
      ...states((behaviour.region as { readonly states?: unknown } | undefined)?.states),
    ]),
    ...['yes', 'no', 'on', 'off', 'open', 'closed', 'allowed', 'granted', 'late'],
  ]);
}
