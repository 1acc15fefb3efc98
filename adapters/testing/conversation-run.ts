// How a random conversation is played to its end and judged, and played once more from where it was put away.

import { fail } from './assertion.ts';
import { nameOfRoom, rooms } from './cast.ts';
import { type Conversation, type Line, Talk } from './conversation.ts';
import { type Invariant, invariantsOf } from './invariants.ts';
import type { FastCheck } from './random-field.ts';
import type { Moment } from './rehearsal.ts';
import { Rehearsal } from './rehearsal.ts';
import { RoomBooks } from './room-books.ts';
import { type StageOptions, settingsFor } from './staging.ts';
import { told } from './story.ts';
import type { Watched } from './watched-kind.ts';

export interface ConversationOptions extends Omit<StageOptions, 'name' | 'moderators' | 'standing' | 'kinds' | 'onFault'> {
  /** How many conversations; 100 without. */
  readonly runs?: number;
  /** How many scenes one has at most; 60 without. */
  readonly scenes?: number;
  /** Texts that people say and that may mean something to the behaviours. */
  readonly words?: readonly string[];
  /** Whether moderators may learn the real address of who hides it: where they decide who comes in, say. */
  readonly moderatorsKnow?: boolean;
  /** Asked of each room after everything that happens; throws where something is not as it should. */
  readonly always?: (room: RoomBooks, moment: Moment) => void;
  /** To play the conversations again in which something failed. */
  readonly seed?: number;
  readonly path?: string;
  /** The module fast-check, where it is not found by its name. */
  readonly fastCheck?: FastCheck;
}

/** How all conversations of one test are played. */
export class ConversationRun {
  readonly #staged: Watched;
  readonly #options: ConversationOptions;
  readonly #hides: boolean;

  constructor(staged: Watched, options: ConversationOptions, hides: boolean) {
    this.#staged = staged;
    this.#options = options;
    this.#hides = hides;
  }

  /** Plays a conversation to its end, and once more from where it is cut. Throws where something does not hold. */
  hold(conversation: Conversation, cut: number): void {
    const rehearsal = this.#rehearsal(conversation);
    try {
      this.play(conversation, rehearsal);
      this.#replay(conversation, rehearsal, cut % rehearsal.moments.length);
    } finally {
      rehearsal.stop();
    }
  }

  /** What happened in a conversation, up to where something did not hold. */
  story(conversation: Conversation): string {
    const rehearsal = this.#rehearsal(conversation);
    try {
      this.play(conversation, rehearsal);
    } catch {
      // it is the story of this
    }
    rehearsal.stop();
    return rehearsal.moments.map(told).join('\n');
  }

  play(conversation: Conversation, rehearsal: Rehearsal): void {
    const talk = new Talk(conversation.people, rehearsal);
    const options = { hides: this.#hides, moderatorsKnow: this.#options.moderatorsKnow ?? false };
    const invariants: readonly Invariant[] = [...invariantsOf(talk, options), this.#own(rehearsal)];
    const play = (line: Line): Moment => {
      const moment = talk.play(line);
      for (const { after } of invariants) after(moment);
      return moment;
    };
    for (const line of conversation.script) play(line);
    // time enough for whatever was passed on
    for (const _ of 'ab') play({ waits: 61, rings: 4 });
    for (const { name } of conversation.people)
      for (const room of rooms) play({ who: name, sends: `<presence type='unavailable' to='${room}'/>` });
    for (const waits of [130, 700, 5_000]) {
      const { received } = play({ waits, rings: 10 });
      // who asked something before they left is told all the same
      const words = received.find(({ kind, type }) => kind !== 'iq' || (type !== 'result' && type !== 'error'));
      if (words) fail(`All have left, and the room still speaks: ${words.xml}`, words.xml, undefined);
    }
    play({ closes: 'The end.' });
    for (const { end } of invariants) end?.();
  }

  /** The same acts again, where the service was put away in between. */
  #replay(conversation: Conversation, { moments }: Rehearsal, cut: number): void {
    const first = this.#rehearsal(conversation);
    for (const moment of moments.slice(0, cut)) isSame(first.play(moment.act), moment, 'Played again');
    const kept = first.putAway();
    first.stop();
    const second = new Rehearsal(this.#settings(conversation), { kinds: [this.#staged.kind], freeze: true }, kept);
    try {
      const again = second.putAway();
      if (stable(again.kept) !== stable(kept.kept))
        fail('What was put back is not what was put away.', stable(again.kept), stable(kept.kept));
      for (const moment of moments.slice(cut))
        isSame(second.play(moment.act), moment, `Put away and put back before act ${cut + 1}`);
    } finally {
      second.stop();
    }
  }

  #own({ engine }: Rehearsal): Invariant {
    const { always } = this.#options;
    const all = rooms.map(room => new BooksOf(room, engine));
    return {
      after(moment) {
        if (always) for (const room of all) if (room.floor) always(room, moment);
      },
    };
  }

  #rehearsal(conversation: Conversation): Rehearsal {
    return new Rehearsal(this.#settings(conversation), { kinds: [this.#staged.kind], freeze: true });
  }

  #settings({ people }: Conversation) {
    const moderators = people.filter(({ isModerator }) => isModerator).map(({ jid }) => jid.split('/', 1)[0]!);
    const limits = { relays: 2, people: 5, ...this.#options.limits };
    return settingsFor({ ...this.#options, limits, name: nameOfRoom(rooms[0]) }, this.#staged.kind, [...new Set(moderators)]);
  }
}

class BooksOf extends RoomBooks {
  readonly jid: string;
  readonly name: string;
  readonly engine;

  constructor(jid: string, engine: Rehearsal['engine']) {
    super();
    this.jid = jid;
    this.name = nameOfRoom(jid);
    this.engine = engine;
  }
}

function isSame(again: Moment, moment: Moment, how: string): void {
  if (again.written !== moment.written)
    fail(
      `${how}, the same conversation goes another way at: ${told(moment)}\nThis time: ${again.written || 'nothing'}`,
      again.written,
      moment.written,
    );
}

/** As text, whatever the order in which things were written. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
