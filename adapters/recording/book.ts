// What a recording of one room says, line by line, with what is private left out. It knows no file, and nothing of what
// the room does meanwhile.
import { mark } from '../../machines/claims.ts';
import type { Fact } from '../../machines/fact.ts';
import type { Floor } from '../../machines/floor.ts';
import type { RoomRequest } from '../../machines/request.ts';
import {
  encodeHeader,
  encodeParty,
  encodePlain,
  encodeRequest,
  type Header,
  isPlainTalk,
  type Outcome,
  type Party,
  plainHead,
  plainTail,
  recordedKind,
} from './line.ts';
import { outlineOf } from './outline.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { Redaction } from './redaction.ts';

/** What of a room is looked at. */
export type Recordable = Pick<Floor, 'jid' | 'settings' | 'kindOf' | 'kindNamed'>;

export interface BookOptions {
  readonly names: Pseudonyms;
  readonly texts: boolean;
  readonly lines: Lines;
}

/** Who takes the lines. */
export interface Lines {
  add(line: string): void;
  /** See RecordingFile; whoever does not have it is given the line. */
  addMasked?(head: string, text: string, tail: string): boolean;
}

export class Book {
  readonly #floor: Recordable;
  readonly #options: BookOptions;
  readonly #redaction: Redaction;
  /** The numbers of those who asked, by dialect and address. */
  readonly #people = new Map<string, Map<string, number>>();
  #count = 0;

  constructor(floor: Recordable, options: BookOptions) {
    this.#floor = floor;
    this.#options = options;
    this.#redaction = new Redaction(floor, options.names, options.texts);
  }

  /** @param more how the room stood, where it did not begin now; or that it is not known */
  header(engine: string, at: number, more: Pick<Header, 'kept' | 'cut'>): string {
    const { texts, names } = this.#options;
    const { settings, jid, kindOf, kindNamed } = this.#floor;
    const began = more.kept ? kindOf : (kindNamed(settings.kind) ?? kindOf);
    const { name: kind, listed, behaviours } = this.#redaction.kind(recordedKind(began));
    const kept = more.kept && this.#redaction.kept(more.kept);
    return encodeHeader({
      engine,
      room: jid,
      at,
      kind,
      listed,
      behaviours,
      settings: this.#redaction.settings(settings),
      texts,
      names: names.keeps,
      ...more,
      ...(kept ? { kept } : {}),
    });
  }

  /** Writes plain talk in short, where it is that. Builds nothing but the line. */
  addPlain(request: RoomRequest, facts: readonly Fact[]): boolean {
    if (!isPlainTalk(request, facts)) return false;
    const { content } = request;
    const person = this.#personOf(request);
    const id = this.#redaction.id(content.id);
    const { texts, lines } = this.#options;
    const body = content.body!;
    if (!texts && !body.startsWith(mark) && lines.addMasked?.(plainHead(request, person, id), body, plainTail(request)))
      return true;
    lines.add(encodePlain(request, person, this.#redaction.body(body), id));
    return true;
  }

  /** @param more what the room was told besides */
  add(request: RoomRequest, facts: readonly Fact[], more: Omit<Outcome, 'facts'> = {}): void {
    this.addOutlined(request, facts.map(outlineOf), more);
  }

  addOutlined(request: RoomRequest, facts: readonly string[], more: Omit<Outcome, 'facts'> = {}): void {
    const person = 'from' in request ? this.#personOf(request) : undefined;
    const { may, kind, survey } = more;
    const outcome: Outcome = {
      facts,
      ...(may ? { may: may.map(one => this.#redaction.refusal(one)) } : {}),
      ...(survey ? { survey } : {}),
      ...(kind ? { kind: this.#redaction.kind(kind) } : {}),
    };
    this.#options.lines.add(encodeRequest(this.#redaction.request(request), person, outcome));
  }

  #personOf(party: Party): number {
    const { from, dialect } = party;
    const known = this.#people.get(dialect) ?? new Map<string, number>();
    if (known.size === 0) this.#people.set(dialect, known);
    const number = known.get(from);
    if (number !== undefined) return number;
    known.set(from, this.#count);
    this.#options.lines.add(encodeParty(this.#count, this.#redaction.party(party)));
    return this.#count++;
  }
}
