// A scenario as its author wrote it: a text file to a title, settings and steps.
// Checks everything that can be known without running it; runs nothing.
import { parse as parseToml } from 'smol-toml';
import { captures, expandErrors, faultOfHoles } from './holes.ts';
import { clientsOf, deedOf, type Line, type Step } from './sentence.ts';

export interface Script {
  readonly file: string;
  readonly title: string;
  /** The comment under the title: which rule the scenario shows, in the words of its source. */
  readonly rule: string;
  /** TOML, with holes. */
  readonly settings: string;
  readonly steps: readonly Step[];
  /** Every client that the steps name, in order of appearance. */
  readonly clients: readonly string[];
  /** Why only the world in memory can play it; undefined when every world can. */
  readonly memoryOnly?: string;
}

/** What only a world with its own clock and its own servers can do, and why. */
const MEMORY_ONLY: Readonly<Record<string, string>> = {
  'time passes': 'time passes',
  vanishes: 'somebody vanishes without a word from any server',
  'link is lost': 'the link stays away for a while',
};

/** Reads a script; throws an Error that begins with `file:line:` and says how to mend it. */
export function readScript(file: string, source: string): Script {
  const lines = source.split(/\r?\n/).map((text, index) => ({ text, number: index + 1 }));
  const [title, ...rest] = lines;
  if (title === undefined || title.text.trim() === '' || title.text.startsWith('#')) {
    throw new Error(`${file}:1: the first line has to be the title of the scenario`);
  }
  const comments: string[] = [];
  const steps: Step[] = [];
  let settings = '';
  let memoryOnly: string | undefined;
  const state = { known: new Set(['service', 'server']), clients: new Set<string>() };
  for (let index = 0; index < rest.length; index++) {
    const line = rest[index] as Line;
    if (line.text.trim() === '') continue;
    if (line.text.startsWith('#')) {
      if (steps.length === 0 && settings === '') comments.push(line.text.slice(1).trim());
      continue;
    }
    const block = blockAfter(rest, index);
    const sentence = line.text.trimEnd();
    try {
      if (/^\s/.test(sentence)) throw new Error('an indented line belongs under a line that ends with a colon');
      if (sentence === 'settings:') settings = readSettings(block);
      else if (sentence.startsWith('memory only: ')) memoryOnly = sentence.slice('memory only: '.length);
      else steps.push({ ...deedOf(sentence, block), line: line.number });
    } catch (thrown) {
      throw new Error(`${file}:${line.number}: ${(thrown as Error).message}`);
    }
    index += /^[^\s].*:$/.test(sentence) ? block.length : 0;
  }
  if (comments.length === 0) throw new Error(`${file}:2: a comment (#) has to say which rule the scenario shows`);
  if (steps.length === 0) throw new Error(`${file}: the scenario has no steps`);
  for (const step of steps) checkNames(file, step, state);
  const only = memoryOnly ?? steps.map(step => reason(step)).find(found => found !== undefined);
  return {
    file,
    title: title.text.trim(),
    rule: comments.join('\n'),
    settings,
    steps,
    clients: [...state.clients],
    ...(only === undefined ? {} : { memoryOnly: only }),
  };
}

function reason(step: Step): string | undefined {
  const foreign = clientsOf(step).some(client => client.includes('@'));
  return foreign ? 'somebody comes from another server' : MEMORY_ONLY[step.kind];
}

function blockAfter(lines: readonly Line[], index: number): Line[] {
  const block: Line[] = [];
  for (const line of lines.slice(index + 1)) {
    if (line.text.trim() !== '' && !/^\s/.test(line.text)) break;
    block.push(line);
  }
  while (block.at(-1)?.text.trim() === '') block.pop();
  return block;
}

function readSettings(block: readonly Line[]): string {
  const source = block.map(line => line.text.trim()).join('\n');
  parseToml(source);
  return source;
}

function checkNames(file: string, step: Step, state: { known: Set<string>; clients: Set<string> }): void {
  const { known, clients } = state;
  for (const client of clientsOf(step)) {
    clients.add(client);
    for (const part of ['jid', 'bare', 'user']) known.add(`${client}.${part}`);
  }
  if (step.kind === 'enters') known.add(step.client);
  if (step.kind !== 'sends' && step.kind !== 'receives') return;
  for (const stanza of step.stanzas) {
    const matching = step.kind === 'receives';
    const source = matching ? expandErrors(stanza.source) : stanza.source;
    if (matching) for (const name of captures(source)) known.add(name);
    const fault = faultOfHoles(source, known, matching);
    if (fault !== undefined) throw new Error(`${file}:${stanza.line}: ${fault}`);
  }
}
