// Records the rooms of a conversation as they are, with names, texts and secrets, and writes down every fact when it is
// told: what a replay must come to, byte for byte.

import { factLine } from '../../../adapters/recording/canonical.ts';
import {
  encodeEnd,
  encodeHeader,
  encodeParty,
  encodePlain,
  encodeRequest,
  isPlainTalk,
  newKind,
  recordedKind,
} from '../../../adapters/recording/line.ts';
import { outlineOf } from '../../../adapters/recording/outline.ts';
import type { Desk, Entry } from '../../../machines/desk.ts';
import type { Fact } from '../../../machines/fact.ts';
import type { KeptRoom } from '../../../machines/keeping.ts';
import type { Kind } from '../../../machines/kind.ts';
import type { OpenSurvey } from '../../../machines/open-survey.ts';
import type { Refusal } from '../../../machines/refusal.ts';
import type { RoomRequest } from '../../../machines/request.ts';
import type { ServiceActor } from '../../../machines/service-actor.ts';

/** One room, from its first request to its end. */
export class RoomRecord {
  readonly lines: string[] = [];
  /** Every fact as a replay writes it. */
  readonly facts: string[] = [];
  steps = 0;
  readonly #people = new Map<string, number>();
  #told: Fact[] = [];
  #may: ('allowed' | Refusal)[] = [];
  #survey: OpenSurvey | undefined;
  #before: OpenSurvey | undefined;
  #kind: Kind;
  readonly entry: Entry;

  constructor(entry: Entry, at: number, isLate: boolean) {
    this.entry = entry;
    const { floor, actor } = entry;
    const { settings, kindOf, mayFound } = floor;
    const { name: kind, listed, behaviours } = recordedKind(kindOf);
    const kept = isLate ? { kept: actor.getPersistedSnapshot() as unknown as KeptRoom } : {};
    const about = { engine: '0', room: settings.jid, at, kind, listed, behaviours, settings, texts: true, names: true };
    this.lines.push(encodeHeader({ ...about, ...kept }));
    this.#before = floor.survey;
    this.#kind = kindOf;
    floor.mayFound = asker => {
      const answer = mayFound(asker);
      this.#may.push(answer);
      return answer;
    };
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  begin(): void {
    this.steps++;
    this.#told = [];
    this.#may = [];
    const { survey } = this.entry.floor;
    this.#survey = survey === this.#before ? undefined : survey;
  }

  tell(fact: Fact): void {
    this.#told.push(fact);
    this.facts.push(factLine(fact, this.steps));
  }

  done(request: RoomRequest): void {
    const person = 'from' in request ? this.#personOf(request) : undefined;
    this.#before = this.entry.floor.survey;
    if (person !== undefined && isPlainTalk(request, this.#told)) {
      this.lines.push(encodePlain(request, person, request.content.body!));
      return;
    }
    const kind = newKind(request, this.#kind, this.entry.floor);
    this.#kind = this.entry.floor.kindOf;
    this.lines.push(
      encodeRequest(request, person, {
        facts: this.#told.map(outlineOf),
        ...(this.#may.length > 0 ? { may: this.#may } : {}),
        ...(this.#survey ? { survey: this.#survey } : {}),
        ...(kind ? { kind: recordedKind(kind) } : {}),
      }),
    );
  }

  end(): void {
    this.lines.push(encodeEnd('closed'));
  }

  #personOf(party: Extract<RoomRequest, { from: unknown }>): number {
    const key = `${party.dialect} ${party.from}`;
    const known = this.#people.get(key);
    if (known !== undefined) return known;
    const number = this.#people.size;
    this.#people.set(key, number);
    this.lines.push(encodeParty(number, party));
    return number;
  }
}

/** All rooms that there were, in the order in which they were first asked for something; rooms that are there already are late. */
export function recordAll({ desk, service }: { readonly desk: Desk; readonly service: ServiceActor }): RoomRecord[] {
  const records: RoomRecord[] = [];
  const open = new Map<Entry, RoomRecord>();
  const late = new Set([...desk.rooms.values()].filter(({ ring }) => ring !== undefined));
  let now: RoomRecord | undefined;
  let request: RoomRequest | undefined;
  service.on('told', ({ room, fact }) => {
    if (now && room === now.entry.floor) now.tell(fact);
  });
  desk.watch({
    asked(entry, asked) {
      now = open.get(entry);
      if (!now) {
        now = new RoomRecord(entry, asked.at, late.has(entry));
        open.set(entry, now);
        records.push(now);
      }
      request = asked;
      now.begin();
    },
    done(entry) {
      now!.done(request!);
      if (entry.actor.getSnapshot().status === 'done') now!.end();
      now = undefined;
    },
  });
  return records;
}
