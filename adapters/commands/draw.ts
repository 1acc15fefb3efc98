// `confab draw WHAT`: the statechart of a room, a kind of room or a behaviour, as a picture or as text.
import { defineCommand } from 'citty';
import { type CommandContext, targetFlags } from '../command-flags.ts';
import { drawnAs, endings, type Format, formatOf } from '../drawing/format.ts';
import { findSubject } from '../drawing/subject.ts';
import { CommandError, exitCode } from '../exit-code.ts';
import { writeText } from '../written-file.ts';

export const draw = defineCommand({
  meta: { name: 'draw', description: 'Draw the statechart of a room, a kind of room or a behaviour' },
  args: {
    what: {
      type: 'positional',
      required: true,
      description: 'a kind (lecture), a room of a running service (hall or hall@rooms.example.org), or a file with a behaviour',
    },
    svg: { type: 'string', valueHint: 'file', description: 'write it as a picture into this file' },
    mermaid: { type: 'boolean', description: 'write it as a Mermaid state diagram, as without any flag' },
    json: { type: 'boolean', description: 'write it as a machine in JSON, which XState reads' },
    out: {
      type: 'string',
      valueHint: 'file',
      description: 'the file to write, whose ending can say how: .svg, .mmd, .md, .json',
    },
    ...targetFlags,
  },
  async run({ args, data }) {
    const context = data as CommandContext;
    const { format, file } = wanted(args);
    const { machine, value, notes } = await findSubject(args.what, context);
    const text = await drawnAs(format, machine, value);
    if (file === undefined) context.out(text.trimEnd());
    else writeText(file, text);
    for (const note of notes) context.err(note);
    return exitCode.ok;
  },
});

interface Flags {
  readonly svg?: string | undefined;
  readonly mermaid?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly out?: string | undefined;
}

/** How it is written, and where to: as text on stdout where nothing is said. */
function wanted({ svg, mermaid, json, out }: Flags): { readonly format: Format; readonly file: string | undefined } {
  const named: Format[] = [...(svg === undefined ? [] : ['svg' as const]), ...(mermaid ? ['mermaid' as const] : [])];
  if (json) named.push('json');
  if (named.length > 1) throw wrong(`--${named.join(' and --')} cannot both be: draw it twice`);
  if (svg !== undefined && out !== undefined) throw wrong('--svg and --out both name a file: give one of them');
  const [format] = named;
  const meant = out === undefined ? undefined : formatOf(out);
  if (out !== undefined && meant === undefined && format === undefined) {
    const known = Object.keys(endings).map(ending => `.${ending}`);
    throw wrong(
      `the ending of ${out} does not say how to write it: end it with ${known.join(', ')}, or give --mermaid or --json`,
    );
  }
  // a page in Markdown takes what Mermaid draws
  if (format === 'mermaid' && meant === 'markdown') return { format: meant, file: out };
  if (format !== undefined && meant !== undefined && meant !== format)
    throw wrong(`${out} is to be ${format} by its flag and ${meant} by its ending: give it another ending`);
  return { format: format ?? meant ?? 'mermaid', file: svg ?? out };
}

function wrong(what: string): CommandError {
  return new CommandError(`confab draw: ${what}.`, exitCode.usage);
}
