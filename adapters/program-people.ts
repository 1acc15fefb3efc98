// People in rooms for whom a program speaks: bots, and the people of another network. Requests go out by turns, never in
// the middle of what a room does, and what comes of each is found by the id of its receipt. Listens only while there are any.
import type { Observable, Subscription } from 'rxjs';
import type { RealJid, RoomJid } from '../machines/address.ts';
import type { Desk } from '../machines/desk.ts';
import type { Fact, FactOf } from '../machines/fact.ts';
import type { PersonRequest, Stamp } from '../machines/request.ts';
import type { Told } from '../machines/service-actor.ts';
import { type Address, parseAddress } from '../streams/address.ts';
import { program } from '../streams/dialects/program.ts';
import { isProgramLocal } from '../streams/program-address.ts';
import { farewellOf, unanswerable } from './program-content.ts';
import type { Newcomer, ProgramPerson } from './program-person.ts';
import { ProgramStay, type Sent } from './program-stay.ts';

export interface ProgramMeans {
  readonly desk: Desk;
  readonly facts$: Observable<Told>;
  readonly stamp: () => Stamp;
  /** Takes a request as if somebody had sent it. */
  readonly take: (request: PersonRequest) => void;
  /** The address of a room by its name or address. */
  readonly address: (room: string) => RoomJid;
  readonly isRunning: () => boolean;
}

/** What everybody inside is told. */
const forAll: ReadonlySet<string> = new Set<Fact['type']>([
  'entered',
  'renamed',
  'left',
  'appeared',
  'said',
  'noticed',
  'announced',
]);

export function programPeople({ desk, facts$, stamp, take, address, isRunning }: ProgramMeans) {
  const { domain, limits } = desk.settings;
  const stays = new Map<string, ProgramStay>();
  const listeners = new Map<RoomJid, Set<ProgramStay>>();
  /** Requests on which nothing was decided yet, by the ids of their receipts. */
  const open = new Map<string, Sent>();
  const turns: (() => void)[] = [];
  let subscription: Subscription | undefined;

  /** Not now, but before anything else happens that the program waits for. */
  function later(act: () => void): void {
    turns.push(act);
    if (turns.length === 1) queueMicrotask(takeTurns);
  }

  function takeTurns(): void {
    try {
      for (let next = turns[0]; next; next = turns[0]) {
        next();
        turns.shift();
      }
    } catch (error) {
      // the others have their turn all the same
      turns.shift();
      if (turns.length > 0) queueMicrotask(takeTurns);
      throw error;
    }
  }

  function listen(): void {
    subscription ??= facts$.subscribe({
      next: hear,
      complete: () => {
        for (const stay of [...stays.values()]) forget(stay);
      },
    });
  }

  function forget(stay: ProgramStay, text?: string): void {
    stays.delete(keyOf(stay.room, stay.real));
    const those = listeners.get(stay.room);
    those?.delete(stay);
    if (those?.size === 0) listeners.delete(stay.room);
    stay.end(text);
    if (stays.size > 0) return;
    subscription?.unsubscribe();
    subscription = undefined;
  }

  function hear({ fact, room }: Told): void {
    switch (fact.type) {
      case 'refused':
        if (fact.reply.dialect === program.name) open.get(fact.reply.receipt.id!)?.settle(fact.refusal);
        break;
      case 'entered':
        if (fact.who.dialect === program.name) comeIn(fact);
        break;
      case 'renamed':
      case 'identified':
        if (fact.reply.dialect === program.name) open.get(fact.reply.receipt.id!)?.settle();
        break;
      case 'held':
        if (fact.to.dialect === program.name) open.get(fact.hold.request.receipt.id!)?.hold();
        break;
      case 'released':
        if (fact.hold.request.dialect === program.name) release(fact);
        break;
      case 'relayed':
        if (fact.to.dialect === program.name) refuseIq(fact, room!.jid);
        break;
    }
    const those = room && listeners.get(room.jid);
    if (those) for (const stay of [...those]) if (concerns(fact, stay)) stay.hears(fact);
    if ((fact.type === 'left' || fact.type === 'withdrawn') && fact.who.dialect === program.name) {
      const stay = stays.get(keyOf(room!.jid, fact.who.real));
      if (stay?.isOf(fact.who)) forget(stay, fact.type === 'left' ? fact.text : undefined);
    }
  }

  function comeIn({ who, reply }: FactOf<'entered'>): void {
    const sent = open.get(reply.receipt.id!);
    if (!sent) return;
    const { stay } = sent;
    stay.comeIn(who);
    if (stay.isListening) {
      const those = listeners.get(stay.room) ?? new Set();
      listeners.set(stay.room, those.add(stay));
    }
    sent.settle();
  }

  /** What it was let go on to is told in the same turn, where it was not done. */
  function release({ hold, outcome }: FactOf<'released'>): void {
    const sent = open.get(hold.request.receipt.id!);
    if (!sent || hold.request.type === 'enter' || (outcome !== 'granted' && outcome !== 'late')) return;
    sent.isHeld = false;
    later(() => {
      if (!sent.isHeld) sent.settle();
    });
  }

  /** Nobody else would answer it. */
  function refuseIq({ to, content }: FactOf<'relayed'>, room: RoomJid): void {
    if (content.kind !== 'iq' || (content.type !== 'get' && content.type !== 'set')) return;
    const { real, bare, host, dialect } = to;
    const receipt = { kind: 'iq', id: content.id, sentTo: room } as const;
    const answer = { type: 'answer', room, from: real, bare, host, dialect, receipt, content: unanswerable(content.id) } as const;
    later(() => take({ ...answer, ...stamp() }));
  }

  /**
   * Brings somebody into a room for whom the program speaks, by an ordinary request to enter.
   * @param room the room's name, or its whole address
   * @throws Error where the address is none of those that a program may speak for, or has a stay in that room
   */
  function join(room: string, newcomer: Newcomer): ProgramPerson {
    if (!isRunning()) throw new Error('The rooms have ended: nobody can come in any more.');
    const own = ownAddress(newcomer.address, domain);
    const jid = address(room);
    if (stays.has(keyOf(jid, own.full)))
      throw new Error(`${own.full} is in ${jid} already, or waits to come in: put something else behind the slash.`);
    const stay = new ProgramStay({ room: jid, own, newcomer, limits, later, stamp, take, open, give: () => forget(stay) });
    stays.set(keyOf(jid, own.full), stay);
    listen();
    // one who was kept when another program stopped
    later(() => seeOut(jid, own.full));
    stay.enter();
    return stay;
  }

  /** Somebody who is in the book, and for whom nobody speaks any more. */
  function seeOut(room: RoomJid, real: RealJid): void {
    const people = desk.rooms.get(room)?.floor.people;
    const person = people?.byReal(real) ?? people?.waitingFor(real);
    if (!person) return;
    const { bare, host, dialect } = person;
    const presence = farewellOf(undefined, limits);
    const receipt = { kind: 'presence', sentTo: room } as const;
    take({ type: 'leave', room, from: real, bare, host, dialect, receipt, presence, ...stamp() });
  }

  return {
    join,

    /** Sees those out who were kept when another program stopped, and whose program has not come back. */
    seeOutKept(): void {
      for (const [room, { floor }] of desk.rooms)
        for (const { dialect, real } of [...floor.people.joined(), ...floor.people.waiting()])
          if (dialect === program.name && !stays.has(keyOf(room, real))) seeOut(room, real);
    },
  };
}

function concerns(fact: Fact, { person }: ProgramStay): boolean {
  if (forAll.has(fact.type)) return true;
  return 'to' in fact && fact.to !== undefined && fact.to === person;
}

function keyOf(room: RoomJid, real: RealJid): string {
  return `${room} ${real}`;
}

/** The address that was asked for, in the domain of the service and with something behind the slash. */
function ownAddress(text: string, domain: string): Address {
  const written = text.includes('@') ? text : text.replace(/^[^/]*/u, local => `${local}@${domain}`);
  const address = parseAddress(written.includes('/') ? written : `${written}/program`);
  if (address?.host === domain && isProgramLocal(address.local) && address.local.length > 1) return address;
  throw new Error(`“${text}” is no address for which a program may speak: write it as ~name or ~name%network.`);
}
