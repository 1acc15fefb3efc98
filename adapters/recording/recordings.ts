// How an engine is recorded: all rooms from now on into a folder, or what one room was asked lately, as text.
import { z } from 'zod';
import type { RoomJid } from '../../machines/address.ts';
import type { Entry } from '../../machines/desk.ts';
import { more } from '../../machines/ring.ts';
import type { ServiceActor } from '../../machines/service-actor.ts';
import { Archive, type ArchiveOptions } from './archive.ts';
import { Book } from './book.ts';
import { recordedKind } from './line.ts';
import { outlineOf } from './outline.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { RecordSettings } from './record-settings.ts';
import { Recorder } from './recorder.ts';

/** What is left in a recording of what is private; nothing unless it is asked for, and secrets never. */
export interface Kept {
  /** What people say. */
  readonly texts?: boolean;
  /** Addresses and nicks. */
  readonly names?: boolean;
}

/** See docs/recording.md. */
export interface RecordOptions extends Omit<z.input<typeof RecordSettings>, 'dir'> {
  readonly dir: string;
  /** Told in a sentence that a recording has ended before its room, or that others may read the folder; about which. */
  readonly onProblem?: (text: string, about: object) => void;
}

/** Ends the recordings, and is done when they are written. */
export type StopRecording = () => Promise<void>;

interface Means {
  readonly service: ServiceActor;
  readonly address: (room: string) => RoomJid;
  readonly version: string;
  /** Told of a problem where the options tell nobody. */
  readonly report: (error: unknown, what: string) => void;
}

export function recordings({ service, address, version, report }: Means) {
  const { desk } = service.getSnapshot().context;
  desk.outlineOf = outlineOf;
  let recorder: Recorder | undefined;
  let ending = Promise.resolve();

  function end(): Promise<void> {
    if (recorder) ending = recorder.stop();
    recorder = undefined;
    return ending;
  }

  return {
    /**
     * Records what all rooms are asked from now on, and what comes of it.
     * @param means for tests: how files are written
     * @returns what ends that
     * @throws Error where it is recorded already, or with what is wrong with the options or the folder
     */
    record({ onProblem, ...input }: RecordOptions, means: Omit<ArchiveOptions, 'warn'> = {}): StopRecording {
      if (recorder) throw new Error('The rooms are recorded already: end that first.');
      const parsed = RecordSettings.safeParse(input);
      if (!parsed.success) throw new Error(`The options of a recording are wrong: ${z.prettifyError(parsed.error)}`);
      const warn = onProblem ?? ((text: string) => report(new Error(text), 'recording'));
      const { texts, names, dir: _, ...bounds } = parsed.data;
      const archive = new Archive({ ...bounds, dir: input.dir }, { ...means, warn });
      const before = new Set(desk.rooms.values());
      const isLate = (entry: Entry) => (entry.ring ? entry.ring.isCut || entry.ring.total > 1 : before.has(entry));
      const own = new Recorder({ desk, service, archive, version, texts, names, isLate });
      recorder = own;
      return () => (recorder === own ? end() : ending);
    },

    /** Ends what is recorded, and is done when it is written. */
    recorded: end,

    /**
     * What a room was asked lately (`limits.ring` of the settings), and what came of it, as a recording. It can be replayed
     * where the first request to the room is still there.
     * @throws Error where there is no such room, or nothing is remembered
     */
    recording(room: string, { texts = false, names = false }: Kept = {}): string {
      const entry = desk.rooms.get(address(room));
      if (!entry) throw new Error(`There is no room ${address(room)}. See which there are with: confab rooms`);
      const { ring, floor } = entry;
      if (!ring) throw new Error(`Nothing that ${floor.jid} was asked is remembered: limits.ring is 0.`);
      const requests = ring.latest(floor.jid);
      const outlines = ring.outlines();
      const lines: string[] = [];
      const { jid, settings, kindNamed } = floor;
      const first = kindNamed(settings.kind) ?? floor.kindOf;
      // the one by which each was asked: what is an order is not the same in all
      const place = { jid, settings, kindNamed, kindOf: first };
      const book = new Book(place, { names: new Pseudonyms(names), texts, lines: { add: line => void lines.push(line) } });
      const isCut =
        ring.isCut ||
        ring.total > ring.most ||
        outlines.some(came => came.at(-1) === more) ||
        // of which the service says something to the room that no request says
        requests.some(({ type }) => type === 'survey');
      const began = requests[0]?.at ?? 0;
      lines.push(book.header(version, began, isCut ? { cut: true } : {}));
      requests.forEach((request, at) => {
        const kind = request.type === 'replace' ? desk.kinds.get(request.kind) : undefined;
        const came = outlines[at] ?? [];
        book.addOutlined(request, came, kind ? { kind: recordedKind(kind) } : {});
        if (kind && came.includes(`replaced ${kind.name}`)) place.kindOf = kind;
        else if (came.includes('dissolved')) place.kindOf = first;
      });
      return `${lines.join('\n')}\n`;
    },
  };
}

export type Recordings = ReturnType<typeof recordings>;
