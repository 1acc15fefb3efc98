// Presence of large rooms that is told later, while the service is overloaded: of each person the latest, at the end of
// an interval, and nothing of whoever has left before. Whatever else a person does tells first what is kept back of them, so
// that nobody hears of somebody to whom they were not introduced. It decides on audiences alone; the words are the dialects'.
import type { Fact, FactOf } from '../machines/fact.ts';
import type { Person } from '../machines/person.ts';
import type { RoomView } from '../machines/room-view.ts';
import type { Arrivals, FanOut } from './fan-out.ts';
import type { Parcel } from './parcel.ts';
import type { Template } from './template.ts';

export interface CoalescingOptions {
  /** People in a room from which on its presence is kept back. */
  readonly largeRoom: number;
  readonly fanOut: FanOut;
  /** Takes what is told in the end. */
  readonly post: (parcel: Parcel) => void;
}

/** Where the words of a fact for many go instead. */
export type Diversion = (dialect: string, templates: readonly Template[]) => void;

/** Words as they were when there was something to tell, and which of those inside are to hear them. */
interface Words {
  readonly dialect: string;
  readonly templates: readonly Template[];
  readonly to: Arrivals;
}

/** What is kept back of one person. */
interface Kept {
  /** That they came, for those who were inside before, and that in words; none where it is told. */
  entry: Words[] | undefined;
  /** How they are now, for all. */
  news: Words[] | undefined;
}

/** What those who came and went were about, while the words for it that behaviours may add have not come. */
interface Latest {
  readonly room: RoomView;
  readonly entry?: Words[];
  readonly to: Arrivals;
}

/** Facts that only follow from others of their step. */
const following: ReadonlySet<string> = new Set(['noticed', 'announced', 'advised', 'recalled', 'titled']);

export class Coalescing {
  /** Whether anything is kept back from now on; turn it off only where nothing is. */
  isOn = false;
  /** Presences that were never told, because a newer one or the leaving took their place. */
  coalesced = 0;
  readonly #rooms = new Map<RoomView, Map<Person, Kept>>();
  readonly #options: CoalescingOptions;
  #latest: Latest | undefined;

  constructor(options: CoalescingOptions) {
    this.#options = options;
  }

  /**
   * Asked of each fact before it is said, while it is on. What must be told before it is told by that.
   * @returns where the words for the others and for all go; undefined where they go to them at once
   */
  divert(fact: Fact, room: RoomView): Diversion | undefined {
    const latest = this.#latest;
    if (!following.has(fact.type)) this.#latest = undefined;
    if (fact.type === 'noticed') return this.#notice(room, latest);
    if (!this.#rooms.has(room) && room.people.size < this.#options.largeRoom) return undefined;
    switch (fact.type) {
      case 'entered':
        return this.#enter(fact as FactOf<'entered'>, room);
      case 'appeared':
        return this.#appear(fact as FactOf<'appeared'>, room);
      case 'left':
        return this.#leave(fact as FactOf<'left'>, room);
      case 'renamed':
      case 'said':
      case 'relayed':
        this.#tell(room, (fact as FactOf<'renamed' | 'said' | 'relayed'>).who);
        return undefined;
      case 'browsed':
      case 'probed':
      case 'discovered':
        this.#show(fact as FactOf<'browsed' | 'probed' | 'discovered'>, room);
        return undefined;
      default:
        return undefined;
    }
  }

  /** Whether nothing is kept back. */
  get isEmpty(): boolean {
    return this.#rooms.size === 0;
  }

  /**
   * Tells what is kept back, in the order in which it came, person by person.
   * @param mayTell asked before each of them
   */
  tell(mayTell: () => boolean = () => true): void {
    this.#latest = undefined;
    for (const [room, people] of this.#rooms) {
      for (const who of people.keys()) {
        if (!mayTell()) return;
        this.#tell(room, who);
      }
    }
  }

  /** Forgets everything: there is nobody to tell. */
  clear(): void {
    this.#rooms.clear();
    this.#latest = undefined;
  }

  #enter({ who }: FactOf<'entered'>, room: RoomView): Diversion {
    const to = { before: who.order };
    const entry: Words[] = [];
    const kept = this.#keep(room, who);
    kept.entry = entry;
    this.#latest = { room, entry, to: { before: who.order + 1 } };
    return (dialect, templates) => this.#add(room, who, kept, entry, { dialect, templates, to });
  }

  #appear({ who }: FactOf<'appeared'>, room: RoomView): Diversion {
    const kept = this.#keep(room, who);
    const news: Words[] = [];
    if (kept.news) this.coalesced++;
    kept.news = news;
    return (dialect, templates) => this.#add(room, who, kept, news, { dialect, templates, to: {} });
  }

  /** Words that are kept back, or told where those before them were told in between: what is posted may make space. */
  #add(room: RoomView, who: Person, kept: Kept, list: Words[], words: Words): void {
    if (this.#rooms.get(room)?.get(who) === kept) list.push(words);
    else this.#post(room, words);
  }

  /** Those who were never told of somebody hear nothing of the leaving either. */
  #leave({ who }: FactOf<'left'>, room: RoomView): Diversion | undefined {
    const kept = this.#forget(room, who);
    if (kept?.news) this.coalesced++;
    if (!kept?.entry) return undefined;
    this.coalesced++;
    const to = { from: who.order };
    this.#latest = { room, to };
    return (dialect, templates) => this.#post(room, { dialect, templates, to });
  }

  /** Who came or went, in words: for the same people, at the same time. */
  #notice(room: RoomView, latest: Latest | undefined): Diversion | undefined {
    if (latest?.room !== room) return undefined;
    const { entry, to } = latest;
    if (!entry) return (dialect, templates) => this.#post(room, { dialect, templates, to });
    return (dialect, templates) => entry.push({ dialect, templates, to });
  }

  /** A list for somebody inside has everybody in it. */
  #show({ reply, ...fact }: FactOf<'browsed' | 'probed' | 'discovered'>, room: RoomView): void {
    if (!room.people.byReal(reply.to as Person['real'])) return;
    if ('of' in fact && fact.of) this.#tell(room, fact.of);
    else for (const who of this.#rooms.get(room)?.keys() ?? []) this.#tell(room, who);
  }

  #keep(room: RoomView, who: Person): Kept {
    let people = this.#rooms.get(room);
    if (!people) {
      people = new Map();
      this.#rooms.set(room, people);
    }
    let kept = people.get(who);
    if (!kept) {
      kept = { entry: undefined, news: undefined };
      people.set(who, kept);
    }
    return kept;
  }

  #forget(room: RoomView, who: Person): Kept | undefined {
    const people = this.#rooms.get(room);
    const kept = people?.get(who);
    people?.delete(who);
    if (people?.size === 0) this.#rooms.delete(room);
    return kept;
  }

  #tell(room: RoomView, who: Person): void {
    const kept = this.#forget(room, who);
    for (const words of kept?.entry ?? []) this.#post(room, words);
    for (const words of kept?.news ?? []) this.#post(room, words);
  }

  #post(room: RoomView, { dialect, templates, to }: Words): void {
    const { fanOut, post } = this.#options;
    const parcel = fanOut.some(room.jid, templates, room.people, dialect, to);
    if (parcel.stanzas > 0) post(parcel);
  }
}
