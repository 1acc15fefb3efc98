// A conversation played on a real engine in virtual time: each line becomes a stanza with its holes filled, and what the
// engine writes is kept line by line. The same journal can be played again, whole or from where it was cut.
import { type Element, parse } from 'ltx';
import { type Engine, type EngineOptions, makeEngine } from '../../adapters/engine.ts';
import type { ServiceSettingsInput } from '../../adapters/prepared-settings.ts';
import type { RealJid, RoomJid } from '../../machines/address.ts';
import type { Floor } from '../../machines/floor.ts';
import type { Person } from '../../machines/person.ts';
import type { KeptService } from '../../machines/service-actor.ts';
import { parseAddress } from '../../streams/address.ts';
import type { XmlElement } from '../../streams/tree.ts';
import { type Actor, rooms, secretOf, service } from './cast.ts';
import { type Circumstances, type Conversation, type Line, lineText } from './conversation.ts';

/** A stanza that the engine wrote. */
export interface Heard {
  readonly to: string;
  readonly from: string;
  readonly kind: string;
  readonly type: string | undefined;
  readonly id: string | undefined;
  readonly element: Element;
}

/** What happened at one line. */
export interface Moment {
  readonly line: Line;
  /** The stanza as it came in, with `from` and without holes. */
  readonly sent: Element | undefined;
  readonly bytes: string;
  readonly heard: readonly Heard[];
}

const hole = /((?:grp|den|vault)@rooms\.disney)\/\{(id|nick):(\w+)\}/gu;
const nobody = `${rooms[0]}/nobody`;
const start = Date.UTC(2001, 0, 10, 12);
const decoder = new TextDecoder('utf-8', { fatal: true });

export function settingsOf({ notices, hideRealJids, history, create }: Circumstances) {
  return {
    domain: service,
    notices,
    hideRealJids,
    history,
    create,
    limits: { questions: 2, relays: 2, pending: 2, people: 5, pushBytes: 6_000, stanzaBytes: 10_000 },
    rooms: [
      { name: 'grp', title: 'Demo & Room', kind: 'public', privacy: true },
      { name: 'vault', kind: 'private', secret: secretOf[`vault@${service}`], topic: 'bones', nicks: 'assigned' },
    ],
  } as const satisfies Parameters<typeof makeEngine>[0];
}

export class World {
  readonly engine: Engine;
  readonly moments: Moment[] = [];
  /** What went wrong in there; nothing should. */
  readonly failures: unknown[] = [];
  readonly #people: ReadonlyMap<string, Actor>;
  /** The question that was passed on last, to each and to anybody. */
  readonly #asked = new Map<string, Heard>();
  #last: Heard | undefined;
  #now: number;
  #stamps: number;
  #ring: (() => void) | undefined;
  #written = '';

  constructor(
    conversation: Pick<Conversation, 'people' | 'circumstances'>,
    from?: { readonly world: World; readonly kept: KeptService },
    more: { readonly settings?: Partial<ServiceSettingsInput>; readonly options?: EngineOptions } = {},
  ) {
    this.#people = new Map(conversation.people.map(actor => [actor.name, actor]));
    this.#now = from ? from.world.#now : start;
    this.#stamps = from ? from.world.#stamps : 0;
    this.engine = makeEngine(
      { ...settingsOf(conversation.circumstances), ...more.settings },
      {
        write: bytes => {
          this.#written += decoder.decode(bytes);
        },
        clock: {
          now: () => this.#now,
          every: (_, ring) => {
            this.#ring = ring;
            return () => {
              this.#ring = undefined;
            };
          },
        },
        fresh: () => freshOf(this.#stamps++),
        onFailure: error => this.failures.push(error),
        ...(from ? { kept: from.kept } : {}),
        ...more.options,
      },
    );
  }

  /** Plays a line; `sent` is a stanza of a journal, to be played as it is. */
  play(line: Line, sent = 'who' in line ? this.#stanzaOf(line) : undefined): Moment {
    this.#written = '';
    if (sent) this.engine.take(sent as XmlElement);
    else if ('waits' in line) this.#pass(line.waits);
    else if ('survey' in line) this.engine.survey();
    else if ('invites' in line) this.#invite(line.invites, line.to);
    else if ('closes' in line) this.#close(line.closes);
    else if ('removes' in line) this.#remove(line.removes, line.from);
    const bytes = this.#written;
    const moment: Moment = { line, sent, bytes, heard: bytes === '' ? [] : readAll(bytes) };
    for (const heard of moment.heard) {
      if (heard.kind !== 'iq' || (heard.type !== 'get' && heard.type !== 'set') || !heard.from.includes('/')) continue;
      this.#asked.set(heard.to, heard);
      this.#last = heard;
    }
    this.moments.push(moment);
    return moment;
  }

  playAll(lines: readonly Line[]): this {
    for (const line of lines) this.play(line);
    return this;
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#now;
  }

  /** A room's own books, where the room is there. */
  floor(room: string): Floor | undefined {
    return this.engine.service.getSnapshot().context.desk.rooms.get(room as RoomJid)?.floor;
  }

  person(room: string, jid: string): Person | undefined {
    return this.floor(room)?.people.byReal(jid as RealJid);
  }

  /** Everything that happened, to be read by people. */
  story(): string {
    return this.moments
      .map(({ line, sent, heard }) =>
        [sent ? String(sent) : lineText(line), ...heard.map(({ element }) => `    ${element}`)].join('\n'),
      )
      .join('\n');
  }

  #pass(seconds: number): void {
    // a clock may ring late, but not seldom
    const step = Math.max(1, Math.ceil(seconds / 20));
    for (let left = seconds; left > 0; left -= step) {
      this.#now += Math.min(step, left) * 1000;
      this.#ring?.();
    }
  }

  #invite(room: string, jid: string): void {
    const floor = this.floor(room);
    if (floor && (floor.settings.permanent || floor.people.size > 0)) this.engine.invite(room, jid);
  }

  #close(room: string): void {
    if (this.floor(room)) this.engine.closeRoom(room, 'That is all.', 'a test');
  }

  #remove(jid: string, room: string): void {
    const people = this.floor(room)?.people;
    const real = prepared(jid) as RealJid;
    if (people?.byReal(real) ?? people?.waitingFor(real)) this.engine.removePerson(room, jid, 'Out.', 'a test');
  }

  /** By presence to a nick one would come in without protection: who wants it does not. */
  #wouldJoin({ name, attrs }: Element): boolean {
    const { to = '', from = '', type } = attrs as Record<string, string>;
    const [room = ''] = to.split('/', 1);
    return name === 'presence' && type === undefined && to !== room && !this.person(room, prepared(from));
  }

  #stanzaOf({ who, says }: { readonly who: string; readonly says: string }): Element | undefined {
    const { jid, isProtected } = this.#people.get(who)!;
    const asked = this.#asked.get(jid);
    const filled = says
      .replaceAll('{asked.id}', escaped(asked?.id ?? 'nobody-asked'))
      .replaceAll('{asked.from}', escaped(asked?.from ?? nobody))
      .replaceAll('{last.id}', escaped(this.#last?.id ?? 'nobody-asked'))
      .replaceAll('{last.from}', escaped(this.#last?.from ?? nobody))
      .replace(hole, (_, room: string, by: 'id' | 'nick', whom: string) => {
        const person = this.person(room, this.#people.get(whom)!.jid);
        return `${room}/${escaped(person?.[by] ?? 'nobody')}`;
      });
    const element = parse(filled) as Element;
    element.attrs.from = jid;
    return isProtected && this.#wouldJoin(element) ? undefined : element;
  }
}

/** An address as it is prepared. */
export function prepared(address: string): string {
  return parseAddress(address)?.full ?? address;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, char => `&#${char.codePointAt(0)};`);
}

/** Ids that look like chance: 96 bits in hex. */
function freshOf(count: number): string {
  return (count * 2_654_435_761 + 1).toString(16).padStart(24, 'c0ffee');
}

function readAll(bytes: string): Heard[] {
  const root = parse(`<all>${bytes}</all>`) as Element;
  return root.getChildElements().map(element => {
    const { to = '', from = '', type, id } = element.attrs as Record<string, string>;
    return { to, from, kind: element.name, type, id, element };
  });
}
