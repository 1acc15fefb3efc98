// A sequence of stanzas and of what else happens to a service, as plain data: it can be shortened, written to a file, read
// by people, and played again. Stanzas are texts with holes, which are filled when they are played: `room/{id:buzz}` and
// `room/{nick:buzz}` by what Buzz is in that room, `{x*1100}` by as many x.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';

export type Step =
  /** A stanza as the server hands it over, with its `from`. */
  | { readonly sends: string }
  /** Somebody answers an iq that they were sent, or whoever was sent one; 0 is the latest. */
  | { readonly who?: string; readonly answers: number; readonly type: 'result' | 'error' }
  /** A stanza comes back from somebody to whom it was sent, or from whoever was sent one; 0 is the latest. */
  | { readonly who?: string; readonly returns: number; readonly condition: string }
  /** Seconds pass. */
  | { readonly waits: number }
  /** The link is away for so many seconds, and back. */
  | { readonly lost: number }
  /** The service is put away and put back. */
  | { readonly restarts: true }
  /** Somebody who runs the service asks for something. */
  | { readonly operator: Order; readonly room: string; readonly words: readonly unknown[] };

export type Order = 'order' | 'command' | 'configure' | 'replace' | 'reopen' | 'invite';

/** What is the same for a whole sequence. */
export interface Circumstances {
  /** Whether the engine is played alone, or attached to a component. */
  readonly door: 'engine' | 'component';
  readonly notices: boolean;
  readonly hideRealJids: boolean;
  readonly history: number;
  readonly create: 'anyone' | 'nobody';
  /** Whether people are let send little. */
  readonly strict: boolean;
  /** How everybody goes in the end. */
  readonly ending: 'leaving' | 'dying';
}

export interface Sequence {
  /** What it is about; of those that were found, and mended. */
  readonly comment?: string;
  readonly circumstances: Circumstances;
  readonly steps: readonly Step[];
}

export const usual: Circumstances = {
  door: 'engine',
  notices: false,
  hideRealJids: true,
  history: 3,
  create: 'anyone',
  strict: false,
  ending: 'leaving',
};

/** The sequence as it stands in a file, a step a line. */
export function sequenceText({ comment = '', circumstances, steps }: Sequence): string {
  const lines = steps.map(step => `    ${JSON.stringify(step)}`);
  return `{\n  "comment": ${JSON.stringify(comment)},\n  "circumstances": ${JSON.stringify(circumstances)},\n  "steps": [\n${lines.join(',\n')}\n  ]\n}`;
}

/** How fast-check shows it. */
export function shown(sequence: Sequence): Sequence {
  return { ...sequence, [fc.toStringMethod as never]: () => sequenceText(sequence) };
}

const folder = new URL('sequences/', import.meta.url);

/** Those that were found once, by the names of their files. What a file does not say of the circumstances is as usual. */
export function keptSequences(): ReadonlyMap<string, Sequence> {
  const files = readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .sort();
  return new Map(
    files.map(file => {
      const kept = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Sequence;
      return [file, { ...kept, circumstances: { ...usual, ...kept.circumstances } }];
    }),
  );
}
