// A conversation that was made up: who takes part, and a script of lines with holes. A hole is filled when its line is
// played: {id:buzz} and {nick:buzz} by what Buzz is in that room, {called:buzz} by the nick
// that Buzz has or wants there, {asked.id} and {asked.from} by the iq that the speaker
// was sent last. So a script stays one when lines are taken out of it, and can be read.
import { type Element, escapeXML, parse } from 'ltx';
import type { RealJid, RoomJid } from '../../machines/address.ts';
import type { Floor } from '../../machines/floor.ts';
import type { Person } from '../../machines/person.ts';
import { type Actor, rooms } from './cast.ts';
import type { Received } from './received.ts';
import type { Act, Moment, Rehearsal } from './rehearsal.ts';
import { service } from './staging.ts';
import { actText } from './story.ts';

/** A stanza of somebody, without the sender; or what no person does. */
export type Line = { readonly who: string; readonly sends: string } | Exclude<Act, { readonly stanza: string }>;

export interface Conversation {
  readonly people: readonly Actor[];
  readonly script: readonly Line[];
}

/** As people read it. */
export function scriptText({ people, script }: Conversation): string {
  const cast = people.map(
    ({ name, jid, dialect, isModerator, isProtected }) =>
      `${name} is ${jid}, ${dialect}${isModerator ? ', a moderator' : ''}${isProtected ? ', protected' : ''}`,
  );
  return [...cast, ...script.map(line => ('who' in line ? `${line.who}: ${line.sends}` : actText(line)))].join('\n');
}

const hole = /([^'"<>\s]+)\/\{(id|nick):(\w+)\}/gu;

const called = /\{called:(\w+)\}/gu;

/** The room that a stanza is for. */
function roomIn(stanza: string): string {
  return rooms.find(room => stanza.includes(`to='${room}`)) ?? rooms[0];
}

/** A conversation that is being played. */
export class Talk {
  readonly people: readonly Actor[];
  readonly rehearsal: Rehearsal;
  /** The question that was passed on last, to each. */
  readonly #asked = new Map<string, Received>();

  constructor(people: readonly Actor[], rehearsal: Rehearsal) {
    this.people = people;
    this.rehearsal = rehearsal;
  }

  play(line: Line): Moment {
    const moment = this.rehearsal.play('who' in line ? { stanza: String(this.#stanzaOf(line)) } : this.#filled(line));
    for (const one of moment.received)
      if (one.kind === 'iq' && (one.type === 'get' || one.type === 'set') && one.from.includes('/')) this.#asked.set(one.to, one);
    return moment;
  }

  /** A room's own books, where the room is there. */
  floor(room: string): Floor | undefined {
    return this.rehearsal.engine.service.getSnapshot().context.desk.rooms.get(room as RoomJid)?.floor;
  }

  /** Somebody who is inside. */
  person(room: string, jid: string): Person | undefined {
    return this.floor(room)?.people.byReal(jid as RealJid);
  }

  /** The nick of somebody inside, or the one that they asked for and wait with. */
  #called(room: string, name: string): string {
    const jid = this.people.find(one => one.name === name)?.jid;
    if (jid === undefined) return 'nobody';
    const held = this.floor(room)
      ?.holds.all()
      .find(({ request }) => request.from === jid)?.request;
    const wanted = held?.type === 'enter' ? held.nicks[0]?.text : undefined;
    return this.person(room, jid)?.nick ?? wanted ?? 'nobody';
  }

  #filled(act: Exclude<Line, { readonly who: string }>): Act {
    if (!('commands' in act)) return act;
    const fill = (value: unknown) =>
      typeof value === 'string'
        ? value.replace(called, (_, name: string) => this.#called(`${act.room}@${service}`, name))
        : value;
    return { ...act, fields: Object.fromEntries(Object.entries(act.fields).map(([key, value]) => [key, fill(value)])) };
  }

  #stanzaOf({ who, sends }: { readonly who: string; readonly sends: string }): Element {
    const { jid, isProtected } = this.#actor(who);
    const asked = this.#asked.get(jid);
    const filled = sends
      .replaceAll('{asked.id}', escapeXML(asked?.id ?? 'nobody-asked'))
      .replaceAll('{asked.from}', escapeXML(asked?.from ?? 'nobody@rooms.example/nobody'))
      .replace(hole, (_, room: string, by: 'id' | 'nick', whom: string) => {
        const person = this.person(room, this.#actor(whom).jid);
        return `${room}/${escapeXML(person?.[by] ?? 'nobody')}`;
      })
      .replace(called, (_, whom: string) => escapeXML(this.#called(roomIn(sends), whom)));
    const element = parse(filled) as Element;
    element.attrs.from = jid;
    if (isProtected && this.#wouldJoin(element)) element.attrs.to = String(element.attrs.to).split('/', 1)[0];
    return element;
  }

  /** By presence to a nick one would come in without protection: who wants it does not. */
  #wouldJoin({ name, attrs }: Element): boolean {
    const { to = '', from = '', type } = attrs as Record<string, string>;
    const [room = '', ...nick] = to.split('/');
    return name === 'presence' && type === undefined && nick.length > 0 && !this.person(room, from);
  }

  #actor(name: string): Actor {
    return this.people.find(one => one.name === name)!;
  }
}
