// One stay of somebody for whom a program speaks, and the requests of it that are under way.
import type { RealJid, RoomJid } from '../machines/address.ts';
import type { Fact } from '../machines/fact.ts';
import type { Person } from '../machines/person.ts';
import { isRefusal, type Refusal, refuse } from '../machines/refusal.ts';
import type { Asker, PersonRequest, Stamp } from '../machines/request.ts';
import type { Limits } from '../machines/settings.ts';
import { type Address, parseNick } from '../streams/address.ts';
import { program } from '../streams/dialects/program.ts';
import { readNicks } from '../streams/nicks.ts';
import { farewellOf, type Mood, messageOfWords, presenceOfMood, type Words } from './program-content.ts';
import type { Newcomer, Outcome, ProgramPerson } from './program-person.ts';
import { safeListener } from './safe-listener.ts';

/** A request on which something is to be decided. */
export interface Sent {
  readonly stay: ProgramStay;
  isHeld: boolean;
  hold(): void;
  settle(refusal?: Refusal): void;
}

interface StayMeans {
  readonly room: RoomJid;
  readonly own: Address;
  readonly newcomer: Newcomer;
  readonly limits: Limits;
  readonly later: (act: () => void) => void;
  readonly stamp: () => Stamp;
  readonly take: (request: PersonRequest) => void;
  readonly open: Map<string, Sent>;
  /** Takes the stay out of the books. */
  readonly give: () => void;
}

type Unsent<R> = R extends PersonRequest ? Omit<R, keyof Stamp | keyof Asker | 'room'> : never;
type Make = (id: string) => Unsent<PersonRequest> | Refusal;

const gone = refuse('item-not-found', 'This person is not in the room any more.');
const available = { kind: 'presence', type: 'available', payload: [] } as const;

export class ProgramStay implements ProgramPerson {
  readonly room: RoomJid;
  readonly entered: Outcome;
  readonly left: Promise<string | undefined>;
  person: Person | undefined;
  state: ProgramPerson['state'] = 'waiting';
  readonly isListening: boolean;
  readonly hears: (fact: Fact) => void;
  readonly #means: StayMeans;
  readonly #sent = new Map<string, Sent>();
  /** What was asked before it was known whether they may come in. */
  #behind: (() => void)[] = [];
  #hasAsked = false;
  #hasEntered: (refusal?: Refusal) => void = () => {};
  #hasLeft: (text?: string) => void = () => {};

  constructor(means: StayMeans) {
    this.#means = means;
    this.room = means.room;
    const { hears } = means.newcomer;
    this.isListening = hears !== undefined;
    this.hears = safeListener(hears ?? (() => {}));
    this.entered = new Promise(resolve => {
      this.#hasEntered = resolve;
    });
    this.left = new Promise(resolve => {
      this.#hasLeft = resolve;
    });
  }

  get real(): RealJid {
    return this.#means.own.full;
  }

  get address(): string {
    return this.#means.own.full;
  }

  get id(): string | undefined {
    return this.person?.id;
  }

  get nick(): string | undefined {
    return this.person?.nick;
  }

  enter(): void {
    const { newcomer, limits, later } = this.#means;
    const { secret, mood } = newcomer;
    later(() => {
      if (this.state === 'out') return;
      this.#hasAsked = true;
      this.#send(
        () => {
          const nicks = this.#nicks(newcomer.nick);
          const presence = mood ? presenceOfMood(mood, limits) : available;
          if (isRefusal(nicks)) return nicks;
          if (isRefusal(presence)) return presence;
          const more = secret === undefined ? {} : { secret };
          return { type: 'enter', nicks, privacy: false, hidden: false, mustCreate: false, presence, ...more };
        },
        refusal => {
          this.#hasEntered(refusal);
          if (refusal) this.#giveUp();
        },
        true,
      );
    });
  }

  /** Whether it is that stay of the address, and not one that was kept from before. */
  isOf(person: Person): boolean {
    return this.person ? this.person === person : this.#hasAsked;
  }

  comeIn(person: Person): void {
    this.person = person;
    this.state = 'inside';
    for (const act of this.#behind) this.#means.later(act);
    this.#behind = [];
  }

  say(words: Words): Outcome {
    return this.#ask(id => {
      const content = messageOfWords(words, 'groupchat', id, this.#means.limits);
      return isRefusal(content) ? content : { type: 'say', content };
    });
  }

  whisper(to: string, words: Words): Outcome {
    return this.#ask(id => {
      const content = messageOfWords(words, 'chat', id, this.#means.limits);
      return isRefusal(content) ? content : { type: 'relay', to: { text: to, key: parseNick(to)?.key ?? to }, content };
    });
  }

  rename(nick: string | readonly string[]): Outcome {
    return this.#ask(() => {
      const nicks = this.#nicks(nick);
      return isRefusal(nicks) ? nicks : { type: 'enter', nicks, privacy: false, hidden: false, mustCreate: false };
    });
  }

  appear(mood: Mood): Outcome {
    return this.#ask(() => {
      const presence = presenceOfMood(mood, this.#means.limits);
      return isRefusal(presence) ? presence : { type: 'present', presence };
    });
  }

  async leave(text?: string): Promise<void> {
    this.#means.later(() => {
      if (this.state === 'out') return;
      this.#depart(text);
      // who never came in, and waits nowhere
      if ((this.state as string) !== 'out') this.#means.give();
    });
    await this.left;
  }

  /** It is over. */
  end(text?: string): void {
    if (this.state === 'out') return;
    this.state = 'out';
    this.#hasEntered(gone);
    for (const act of this.#behind) this.#means.later(act);
    this.#behind = [];
    for (const sent of [...this.#sent.values()]) sent.settle(gone);
    this.#hasLeft(text);
  }

  /** Refused: the place to wait in, which a request that was held had, is given up. */
  #giveUp(): void {
    this.#means.later(() => {
      if (this.state === 'out') return;
      this.#depart();
      if ((this.state as string) !== 'out') this.#means.give();
    });
  }

  #depart(text?: string): void {
    const receipt = { kind: 'presence', sentTo: this.room } as const;
    const { stamp, take, limits } = this.#means;
    take({ type: 'leave', ...this.#asker(), receipt, presence: farewellOf(text, limits), ...stamp() });
  }

  #ask(make: Make): Outcome {
    return new Promise(resolve => {
      const act = () => {
        if (this.state === 'out') resolve(gone);
        else if (this.state === 'waiting') this.#behind.push(act);
        else this.#send(make, resolve, false);
      };
      this.#means.later(act);
    });
  }

  /** @param isEntry whether it may wait where nobody says so */
  #send(make: Make, done: (refusal?: Refusal) => void, isEntry: boolean): void {
    const { stamp, take, open } = this.#means;
    const { at, fresh } = stamp();
    const asked = soundly(() => make(fresh));
    if (isRefusal(asked)) {
      done(asked);
      return;
    }
    const forget = () => open.delete(fresh) && this.#sent.delete(fresh);
    const sent: Sent = {
      stay: this,
      isHeld: isEntry,
      hold: () => {
        sent.isHeld = true;
      },
      settle: refusal => {
        if (forget()) done(refusal);
      },
    };
    open.set(fresh, sent);
    this.#sent.set(fresh, sent);
    // an iq gets an answer in any case
    const receipt = { kind: 'iq', id: fresh, sentTo: this.room } as const;
    take({ ...asked, ...this.#asker(), receipt, at, fresh } as PersonRequest);
    if (!sent.isHeld) sent.settle();
  }

  #asker(): Omit<Asker, 'receipt'> & { readonly room: RoomJid } {
    const { full, bare, host } = this.#means.own;
    return { room: this.room, from: full, bare, host, dialect: program.name };
  }

  #nicks(nick: string | readonly string[]) {
    return readNicks(typeof nick === 'string' ? [nick] : nick, this.#means.limits);
  }
}

/** What a program gives may be of any type. */
function soundly<T>(make: () => T): T | Refusal {
  try {
    return make();
  } catch (error) {
    return refuse('bad-request', `This cannot be sent: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
