// The people of the far side of one room: each is somebody here for whom a program speaks. Who of a channel is ours is
// far-channel.ts's affair.
import type { Refusal } from '../machines/refusal.ts';
import { isXmlText } from '../machines/xml-text.ts';
import { parseAddress, parseNick } from '../streams/address.ts';
import { programMark } from '../streams/program-address.ts';
import type { Words } from './program-content.ts';
import type { Newcomer, ProgramPerson } from './program-person.ts';

export interface FarPeopleMeans {
  readonly network: string;
  /** Brings somebody into the room. */
  readonly join: (newcomer: Newcomer) => ProgramPerson;
  /** The word needed to enter the room, where it has one. */
  readonly secret?: string;
  readonly key: (nick: string) => string;
  /** Told why somebody of the far side is not here, or is not heard. */
  readonly onRefused: (nick: string, refusal: Refusal) => void;
}

interface Theirs {
  readonly nick: string;
  readonly here: ProgramPerson;
}

const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
let stays = 0;

export class FarPeople {
  readonly #means: FarPeopleMeans;
  readonly #theirs = new Map<string, Theirs>();

  constructor(means: FarPeopleMeans) {
    this.#means = means;
  }

  has(nick: string): boolean {
    return this.#theirs.has(this.#means.key(nick));
  }

  nicks(): readonly string[] {
    return [...this.#theirs.values()].map(({ nick }) => nick);
  }

  /** The nick there of somebody by their address here. */
  nickOf(address: unknown): string | undefined {
    return [...this.#theirs.values()].find(({ here }) => here.address === address)?.nick;
  }

  arrive(nick: string): void {
    const { network, join, secret, onRefused, key } = this.#means;
    const before = this.#theirs.get(key(nick))?.here;
    // who was inside is out where the room was closed; who was never let in does not ask again
    if (before && (before.state !== 'out' || before.id === undefined)) return;
    const more = secret === undefined ? {} : { secret };
    let here: ProgramPerson;
    try {
      here = join({ nick: this.#nicksFor(nick), address: addressFor(nick, network), ...more });
    } catch {
      // the rooms have ended, and the far side has not heard of it yet
      return;
    }
    this.#theirs.set(key(nick), { nick, here });
    here.entered.then(refusal => refusal && onRefused(nick, refusal));
  }

  /** Somebody who was here and is not any more, but is still there. */
  returns(nick: string): void {
    this.#theirs.delete(this.#means.key(nick));
    this.arrive(nick);
  }

  /** Done when they are out. */
  depart(nick: string, text?: string): Promise<void> {
    const { key } = this.#means;
    const here = this.#theirs.get(key(nick))?.here;
    this.#theirs.delete(key(nick));
    return here?.leave(text === undefined ? undefined : clean(text)) ?? Promise.resolve();
  }

  rename(from: string, to: string): void {
    const { key } = this.#means;
    const theirs = this.#theirs.get(key(from));
    if (!theirs) return;
    this.#theirs.delete(key(from));
    this.#theirs.set(key(to), { nick: to, here: theirs.here });
    this.#report(to, theirs.here.rename(this.#nicksFor(to)));
  }

  say(nick: string, text: string): void {
    this.#tell(nick, clean(text));
  }

  topic(nick: string, text: string): void {
    this.#tell(nick, { subject: clean(text) });
  }

  departAll(text?: string): Promise<unknown> {
    return Promise.all(this.nicks().map(nick => this.depart(nick, text)));
  }

  #tell(nick: string, words: Words): void {
    const here = this.#theirs.get(this.#means.key(nick))?.here;
    if (here && words !== '') this.#report(nick, here.say(words));
  }

  #report(nick: string, outcome: Promise<Refusal | undefined>): void {
    outcome.then(refusal => refusal && this.#means.onRefused(nick, refusal));
  }

  /** As there, or with the network behind it where somebody here is called so. */
  #nicksFor(nick: string): readonly string[] {
    const { network } = this.#means;
    const own = parseNick(nick)?.text;
    return own === undefined ? [`${network}-${++stays}`] : [own, `${own}%${network}`];
  }
}

/** Another one for each stay: names there go from one to the other. */
function addressFor(nick: string, network: string): string {
  const escaped = nick.replaceAll(/[\s"&'/:<>@\\%]/gu, char => `\\${char.codePointAt(0)!.toString(16).padStart(2, '0')}`);
  const local = parseAddress(`${programMark}${escaped}%${network}@example.org`) ? escaped : 'somebody';
  return `${programMark}${local}%${network}/${++stays}`;
}

function clean(text: string): string {
  return isXmlText(text) ? text : text.replaceAll(notXml, '');
}
