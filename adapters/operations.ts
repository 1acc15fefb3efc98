// What those who run a service ask of a room that stands: why, do this, set that, try again, go on with other charts, end,
// and see somebody out.
// What is not done is said as an Error with the sentence of the room.
import type { BareJid, RealJid, RoomJid } from '../machines/address.ts';
import { claimed, mark } from '../machines/claims.ts';
import type { Fact, FactOf } from '../machines/fact.ts';
import { type Kind, placeOf } from '../machines/kind.ts';
import { type Found, foundBy } from '../machines/leading.ts';
import { noBehaviour } from '../machines/operation.ts';
import type { OperatorRequest } from '../machines/operator-request.ts';
import { isRefusal } from '../machines/refusal.ts';
import type { Stamp } from '../machines/request.ts';
import type { RuledRequest } from '../machines/ruling-log.ts';
import type { ServiceActor } from '../machines/service-actor.ts';
import { isXmlText } from '../machines/xml-text.ts';
import { parseAddress } from '../streams/address.ts';
import { personIn } from './person-in-room.ts';

interface Means {
  readonly service: ServiceActor;
  readonly stamp: () => Stamp;
  /** The address of a room by its name or address. */
  readonly address: (room: string) => RoomJid;
}

type Unstamped<R> = R extends Stamp ? Omit<R, keyof Stamp> : never;

export type Operations = ReturnType<typeof operations>;

export function operations({ service, stamp, address }: Means) {
  const { desk } = service.getSnapshot().context;

  /** Sends a request, and gives what is told of it. Throws what the room says against it. */
  function ask(request: Unstamped<OperatorRequest>): readonly Fact[] {
    const facts: Fact[] = [];
    const subscription = service.on('told', ({ fact }) => facts.push(fact));
    service.send({ ...request, ...stamp() } as OperatorRequest);
    subscription.unsubscribe();
    const declined = facts.find((fact): fact is FactOf<'declined'> => fact.type === 'declined');
    if (declined) throw new Error(declined.refusal.text);
    return facts;
  }

  function entryOf(room: string) {
    const entry = desk.rooms.get(address(room));
    if (entry) return entry;
    throw new Error(`There is no room ${address(room)}. See which there are with: confab rooms`);
  }

  /**
   * Asks a behaviour of a room for something of its own, such as lobby, approve, { person: 'woody' }.
   * @returns what it answers, in words; empty where it says nothing
   * @throws Error with what stands against it
   */
  function command(room: string, behaviour: string, name: string, fields: Readonly<Record<string, unknown>> = {}): string {
    needObject(fields, 'fields');
    const facts = ask({ type: 'command', room: entryOf(room).floor.jid, behaviour, name, fields });
    return facts.flatMap(fact => (fact.type === 'replied' && !fact.to ? [fact.text] : [])).join('\n');
  }

  return {
    /**
     * How the latest requests to a room were ruled on, behaviour by behaviour, latest first.
     * @param jid only those of this person, by a full or a bare JID
     * @throws Error where there is no such room
     */
    explain: (room: string, jid?: string): readonly RuledRequest[] => entryOf(room).floor.rulings.all(jid),

    command,

    /**
     * What a behaviour of a room lets others read, such as the board of a whiteboard; undefined where that is nothing.
     * @throws Error where there is no such room, or no such behaviour in it
     */
    shared(room: string, behaviour: string): unknown {
      const { floor } = entryOf(room);
      const place = placeOf(floor.kindOf, behaviour);
      if (place < 0) throw new Error(noBehaviour(floor, behaviour).text);
      return floor.scopeOf(place, stamp().at, undefined).shared(behaviour);
    },

    /**
     * Asks a behaviour in the words of a message: `approve woody`, with or without the mark before it.
     * @returns what it answers, in words; empty where it says nothing
     * @throws Error with what stands against it
     */
    order(room: string, text: string): string {
      const { floor } = entryOf(room);
      const { claims } = floor.kindOf;
      const body = text.startsWith(mark) ? text : mark + text;
      const order = claimed(claims, { kind: 'message', type: 'chat', body, payload: [], bytes: 0 });
      if (order) return command(room, order.claim.behaviour, order.claim.name, order.fields);
      const known = [...claims.words.keys()].map(word => mark + word).join(', ');
      throw new Error(
        `Nothing in ${floor.jid} understands “${text.slice(0, 50)}”. ${known ? `There are: ${known}.` : 'It takes no requests.'}`,
      );
    },

    /**
     * Sets a behaviour of a room otherwise, whole or not at all; what is not named stays.
     * @param by who asks, in words
     * @returns all of its settings as they are then
     * @throws Error with what is wrong with them
     */
    configure(room: string, behaviour: string, settings: Readonly<Record<string, unknown>>, by: string): unknown {
      needObject(settings, 'settings');
      const facts = ask({ type: 'configure', room: entryOf(room).floor.jid, behaviour, settings, by });
      return facts.find((fact): fact is FactOf<'configured'> => fact.type === 'configured')?.settings;
    },

    /** Lets a behaviour that failed try again. Throws where the room has none of that name. */
    reopen(room: string, behaviour: string): void {
      ask({ type: 'reopen', room: entryOf(room).floor.jid, behaviour });
    },

    /**
     * Lets a room go on by the charts of a kind, another or the same as it is known now.
     * @returns a sentence for each thing that could not be kept
     * @throws Error where there is no such kind, or it does not fit the room's settings: then nothing is changed
     */
    replace(room: string, kind: string): readonly string[] {
      const facts = ask({ type: 'replace', room: entryOf(room).floor.jid, kind });
      return facts.find((fact): fact is FactOf<'replaced'> => fact.type === 'replaced')?.notes ?? [];
    },

    /**
     * Ends a room: everybody is told and leaves, who waits is turned down, and what its behaviours kept is gone. A room of
     * the configuration begins anew, with nobody in it.
     * @param text what everybody is told
     * @param by who asks, in words
     * @throws Error where there is no such room, or the text cannot be sent
     */
    closeRoom(room: string, text: string, by: string): void {
      needText(text);
      ask({
        type: 'close room',
        room: entryOf(room).floor.jid,
        text: text || 'This room was closed by those who run this service.',
        by,
      });
    },

    /**
     * Sees somebody out, who is told why; also who waits to come in. They may come back where nothing stands against it.
     * @param person the nick, the full JID or the id of the stay
     * @param text what they are told
     * @param by who asks, in words
     * @throws Error where there is no such room or nobody of that name in it, or the text cannot be sent
     */
    removePerson(room: string, person: string, text: string, by: string): void {
      needText(text);
      const { floor } = entryOf(room);
      const { id } = personIn(floor, person);
      ask({
        type: 'remove person',
        room: floor.jid,
        stay: id,
        text: text || 'Those who run this service removed you from this room.',
        by,
      });
    },

    /**
     * Sends an invitation in the name of the room.
     * @param room the room's name, or its whole address
     * @throws Error where there is no such room, or the JID is none
     */
    invite(room: string, jid: string, text = 'You are invited to this room.'): void {
      const invited = parseAddress(jid);
      if (!invited || invited.local === '') throw new Error(`“${jid}” is not the address of a person: write it as user@host.`);
      needText(text);
      const known = address(room);
      if (!desk.stands(known)) throw new Error(`There is no room ${known}. See which there are with: confab rooms`);
      const to = invited.resource === undefined ? invited.bare : (invited.full as RealJid | BareJid);
      service.send({ type: 'invite', room: known, to, dialect: 'conference', text, ...stamp() });
    },

    /**
     * Finds a room by what it belongs to, as page, url, { href: 'https://example.org/' } does, whether it is there or not.
     * @returns its name and address, what was asked for in normal form, whether it is there, and how many are inside where
     *   strangers may know
     * @throws Error with why there is none
     */
    lead(behaviour: string, lead: string, fields: Readonly<Record<string, string>>): Found {
      needObject(fields, 'fields');
      const found = foundBy(desk, behaviour, lead, fields);
      if (isRefusal(found)) throw new Error(found.text);
      return found;
    },

    /** The kinds of room that there are. */
    kinds: (): readonly Kind[] => [...desk.kinds.values()],

    /** Puts other kinds in the place of those that there are; rooms that stand go on as they are until they are replaced. */
    learn(kinds: ReadonlyMap<string, Kind>): void {
      desk.kinds = kinds;
    },
  };
}

function needText(text: string): void {
  if (!isXmlText(text)) throw new Error('The text has characters that XML does not have: leave control characters out.');
  if (text.length > 10_000) throw new Error('The text is too long: 10000 characters at most.');
}

function needObject(value: unknown, what: string): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  throw new TypeError(`The ${what} must be an object with names in it.`);
}
