// The sentences of a scenario: what a step may say and what it means.
// One table; which lines make up a script is script.ts, playing them is the runner's affair.
import type { FailureReason } from '../../adapters/effects/effect.ts';
import { expandErrors } from './holes.ts';
import type { ProgramDeed } from './programs.ts';
import type { EffectOutcome } from './scripted-effects.ts';
import { readStanzas, type Xml } from './xml.ts';

/** One stanza of a script, as written (to send) or read (to compare with). */
export interface Stanza {
  readonly source: string;
  readonly pattern: Xml;
  readonly line: number;
}

export type Deed =
  | { readonly kind: 'connects' | 'disconnects' | 'drops' | 'vanishes'; readonly clients: readonly string[] }
  | { readonly kind: 'sends'; readonly client: string; readonly stanzas: readonly Stanza[] }
  | {
      readonly kind: 'receives';
      readonly clients: readonly string[];
      readonly stanzas: readonly Stanza[];
      readonly ordered: boolean;
      /** Two or more stanzas like the one given, one after the other. */
      readonly several: boolean;
    }
  | { readonly kind: 'receives nothing'; readonly clients: readonly string[] }
  | { readonly kind: 'ignores'; readonly clients: readonly string[]; readonly what: readonly Ignorable[] }
  | { readonly kind: 'hides'; readonly client: string; readonly secret: string }
  | Entrance
  | { readonly kind: 'time passes'; readonly milliseconds: number }
  | { readonly kind: 'server restarts' | 'link is lost' | 'link is back' | 'link breaks' }
  | { readonly kind: 'invites'; readonly client: string; readonly room: string; readonly text?: string }
  | { readonly kind: 'closes'; readonly text: string }
  | { readonly kind: 'closes a room'; readonly room: string; readonly text: string }
  | { readonly kind: 'removes'; readonly person: string; readonly room: string; readonly text: string }
  /** What comes of the oldest call of an effect, or of the next one. */
  | { readonly kind: 'effect'; readonly effect: string; readonly outcome: EffectOutcome }
  | { readonly kind: 'program'; readonly deed: ProgramDeed };

/** The short form of what the scenarios about entering spell out. */
export interface Entrance {
  readonly kind: 'enters';
  readonly client: string;
  readonly room: string;
  readonly nick: string;
  readonly groupchat: boolean;
  readonly privacy: boolean;
  readonly secret?: string;
}

export type Ignorable = 'presence' | 'messages' | 'pushes' | 'everything';
export type Step = Deed & { readonly line: number };

export interface Line {
  readonly text: string;
  readonly number: number;
}

const CLIENT = '[a-z][a-z0-9]*(?:@[a-z0-9.-]+)?(?:/[a-z0-9]+)?';
const CLIENTS = `(everyone|${CLIENT}(?:(?:, | and )${CLIENT})*)`;
const DURATION: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000 };

/** A sentence of a script and what it means. `{…}` of the sentence may hold variables. */
type Rule = readonly [sentence: RegExp, deed: (words: string[], block: readonly Line[]) => Deed];

const rule = (sentence: string, deed: Rule[1]): Rule => [new RegExp(`^${sentence}$`), deed];

const RULES: readonly Rule[] = [
  rule(`${CLIENTS} (connects|disconnects|drops|vanishes)`, ([who, kind]) => ({
    kind: kind as 'connects',
    clients: list(who),
  })),
  rule(`${CLIENTS} (connect|disconnect|drop|vanish)`, ([who, kind]) => ({
    kind: (kind === 'vanish' ? 'vanishes' : `${kind}s`) as 'connects',
    clients: list(who),
  })),
  rule(`(${CLIENT}) sends:`, ([client], block) => ({
    kind: 'sends',
    client: client as string,
    stanzas: stanzas(block, false),
  })),
  rule(`${CLIENTS} receives?( in any order| several)?:`, ([who, how], block) => ({
    kind: 'receives',
    clients: list(who),
    ordered: how !== ' in any order',
    several: how === ' several',
    stanzas: stanzas(block, true),
  })),
  rule(`${CLIENTS} receives? nothing`, ([who]) => ({ kind: 'receives nothing', clients: list(who) })),
  rule(`${CLIENTS} ignores? nothing`, ([who]) => ({ kind: 'ignores', clients: list(who), what: [] })),
  rule(
    `${CLIENTS} ignores? ((?:presence|messages|pushes|everything)(?:(?:, | and )(?:presence|messages|pushes))*)`,
    ([who, what]) => ({ kind: 'ignores', clients: list(who), what: list(what) as Ignorable[] }),
  ),
  rule(`nobody but (${CLIENT}) sees (\\S+)`, ([client, secret]) => ({
    kind: 'hides',
    client: client as string,
    secret: secret as string,
  })),
  rule(
    `(${CLIENT}) enters (\\S+) as (.+?)( by groupchat)?( with privacy)?(?: with the secret (\\S+))?`,
    ([client, room, nick, groupchat, privacy, secret]) => ({
      kind: 'enters',
      client: client as string,
      room: room as string,
      nick: nick as string,
      groupchat: groupchat !== undefined,
      privacy: privacy !== undefined,
      ...(secret === undefined ? {} : { secret }),
    }),
  ),
  rule('time passes (\\d+) (ms|s|min|h)', ([amount, unit]) => ({
    kind: 'time passes',
    milliseconds: Number(amount) * (DURATION[unit as string] as number),
  })),
  rule('the (server restarts|link is lost|link is back|link breaks)', ([kind]) => ({
    kind: kind as 'server restarts',
  })),
  rule(`the service invites (${CLIENT}) to (\\S+?)(?:: (.+))?`, ([client, room, text]) => ({
    kind: 'invites',
    client: client as string,
    room: room as string,
    ...(text === undefined ? {} : { text }),
  })),
  rule('the effect ([a-z-]+) answers:', ([effect], block) => ({
    kind: 'effect',
    effect: effect as string,
    outcome: { fields: JSON.parse(block.map(({ text }) => text).join('\n')) as Record<string, unknown> },
  })),
  rule('the effect ([a-z-]+) fails, ([a-z]+): (.+)', ([effect, reason, text]) => ({
    kind: 'effect',
    effect: effect as string,
    outcome: { reason: reason as FailureReason, text: text as string },
  })),
  rule('a program brings (\\S+) into (\\S+) by the address (\\S+)', ([who, room, address]) => ({
    kind: 'program',
    deed: { who: who as string, does: 'comes', room: room as string, address: address as string },
  })),
  rule('the program has (\\S+) (say|be called): (.+)', ([who, what, text]) => ({
    kind: 'program',
    deed: { who: who as string, does: what === 'say' ? 'says' : 'is called', text: text as string },
  })),
  rule('the program has (\\S+) leave', ([who]) => ({ kind: 'program', deed: { who: who as string, does: 'leaves' } })),
  rule('the service closes: (.+)', ([text]) => ({ kind: 'closes', text: text as string })),
  rule('the service closes (\\S+): (.+)', ([room, text]) => ({
    kind: 'closes a room',
    room: room as string,
    text: text as string,
  })),
  rule('the service removes (.+?) from (\\S+): (.+)', ([person, room, text]) => ({
    kind: 'removes',
    person: person as string,
    room: room as string,
    text: text as string,
  })),
];

/** The deed that `sentence` asks for, with the indented lines under it; throws when no sentence is like it. */
export function deedOf(sentence: string, block: readonly Line[]): Deed {
  for (const [pattern, deed] of RULES) {
    const found = pattern.exec(sentence);
    if (found === null) continue;
    if (sentence.endsWith(':') && block.length === 0) throw new Error('nothing is indented under this line');
    return deed(found.slice(1), block);
  }
  throw new Error(`"${sentence}" is no step; test/scenario/sentence.ts lists them`);
}

/** The names of clients in a step, `everyone` left out. */
export function clientsOf(step: Deed): readonly string[] {
  if ('clients' in step) return step.clients.filter(client => client !== 'everyone');
  return 'client' in step ? [step.client] : [];
}

/** The stanzas of a block: each begins on a line of its own, at the block's own indentation. */
function stanzas(block: readonly Line[], matching: boolean): Stanza[] {
  const first = block.find(line => line.text.trim() !== '');
  const base = first === undefined ? 0 : first.text.search(/\S/);
  const pieces: { source: string; line: number }[] = [];
  for (const line of block) {
    const begins = line.text.search(/\S/) === base && /^<[^/]/.test(line.text.trim());
    if (begins) pieces.push({ source: line.text.slice(base), line: line.number });
    else if (line.text.trim() !== '') (pieces.at(-1) ?? { source: '' }).source += `\n${line.text.slice(base)}`;
  }
  return pieces.map(piece => {
    try {
      const [pattern, second] = readStanzas(matching ? expandErrors(piece.source) : piece.source);
      if (pattern === undefined || second !== undefined) throw new Error('one stanza begins on each line');
      return { source: piece.source, pattern, line: piece.line };
    } catch (thrown) {
      throw new Error(`the stanza of line ${piece.line} cannot be read: ${(thrown as Error).message}`);
    }
  });
}

const list = (names: string | undefined): string[] => (names ?? '').split(/, | and /);
