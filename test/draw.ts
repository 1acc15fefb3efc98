// Draws what docs/ says of machines, behaviours and kinds from themselves, pictures and tables: `npm run draw`.
// With --check it writes nothing, names what is stale, and fails.
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type AnyStateMachine, createMachine } from 'xstate';
import { behaviourPage, picture } from '../adapters/drawing/behaviour-page.ts';
import { behaviourTable, kindTable, partTable } from '../adapters/drawing/behaviour-table.ts';
import { type Chart, chartOf } from '../adapters/drawing/chart.ts';
import { stateTable, transitionTable } from '../adapters/drawing/chart-table.ts';
import { layOut } from '../adapters/drawing/layout.ts';
import { behaviourConfig, type MachineConfig, roomConfig } from '../adapters/drawing/room-config.ts';
import { svgOf } from '../adapters/drawing/svg.ts';
import { shippedBehaviours } from '../machines/behaviours/all.ts';
import type { Kind } from '../machines/kind.ts';
import { shippedKinds } from '../machines/kinds/all.ts';
import { overload } from '../machines/overload.ts';
import { participant } from '../machines/participant.ts';
import { room } from '../machines/room.ts';
import { service } from '../machines/service.ts';
import { allScripts } from './scenario/scripts.ts';
import { transcriptOf } from './scenario/transcript.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['docs/machines', 'docs/behaviours', 'docs/kinds'];

/** The parts of each page by their names, and the pictures whole, by their paths from the root. */
interface Made {
  readonly pages: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly pictures: ReadonlyMap<string, string>;
}

async function made(): Promise<Made> {
  const charts: [path: string, chart: Chart][] = [];
  const drawnAt = (path: string, chart: Chart) => {
    charts.push([path, chart]);
    return chart;
  };
  const machines = [service, room, participant, overload].flatMap(machine => {
    const chart = drawnAt(`docs/machines/${machine.id}.svg`, chartOf(machine));
    return [
      [`states of ${chart.name}`, stateTable(chart)] as const,
      [`transitions of ${chart.name}`, transitionTable(chart)] as const,
    ];
  });
  const behaviours = shippedBehaviours.map(behaviour => {
    const { name, region } = behaviour;
    const chart = region && drawnAt(`docs/behaviours/${name}.svg`, chartIn(behaviourConfig(behaviour)));
    const part = [`behaviour ${name}`, behaviourPage(behaviour, `${name}.svg`, chart)] as const;
    return [`docs/behaviours/${name}.md`, new Map([part])] as const;
  });
  const kinds = shippedKinds.map(kind => kindSection(kind, drawnAt(`docs/kinds/${kind.name}.svg`, chartIn(roomConfig(kind)))));
  const index = new Map([['behaviours', behaviourTable(shippedBehaviours, 'behaviours')]]);
  const list = new Map([['kinds', [kindTable(shippedKinds, 'behaviours'), ...kinds].join('\n')]]);
  const pictures = charts.map(async ([path, chart]) => [path, svgOf(await layOut(chart))] as const);
  return {
    pages: new Map([
      ['docs/machines.md', new Map(machines)],
      ['docs/behaviours.md', index],
      ['docs/kinds.md', list],
      ...behaviours,
      ...(await kindPages()),
    ]),
    pictures: new Map(await Promise.all(pictures)),
  };
}

/** The pages of kinds, with what goes over the wire in the scenarios that they name. */
async function kindPages(): Promise<[string, Map<string, string>][]> {
  const pages = shippedKinds.filter(({ name }) => hasPage(name)).map(({ name }) => `docs/kinds/${name}.md`);
  const scripts = new Map(allScripts().map(script => [basename(script.file, '.txt'), script]));
  return await Promise.all(
    pages.map(async (path): Promise<[string, Map<string, string>]> => {
      const named = [...readFileSync(join(root, path), 'utf8').matchAll(/<!-- generated: transcript (.+?) -->/g)];
      const parts = named.map(async ([, name]): Promise<[string, string]> => {
        const script = scripts.get(name!);
        if (!script) throw new Error(`${path} asks for the transcript of test/scenarios/${name}.txt, which is not there.`);
        return [`transcript ${name}`, `\`\`\`xml\n${await transcriptOf(script)}\n\`\`\`\n`];
      });
      return [path, new Map(await Promise.all(parts))];
    }),
  );
}

function hasPage(kind: string): boolean {
  return existsSync(join(root, `docs/kinds/${kind}.md`));
}

function kindSection(kind: Kind, chart: Chart): string {
  const found = kind.listed
    ? 'everybody, in lists and with who is inside'
    : 'those who know its name, and nobody else; who is inside is seen from inside alone';
  return [
    `### ${kind.name}\n`,
    `${kind.about} Who may find such a room: ${found}.${hasPage(kind.name) ? ` [Its page](kinds/${kind.name}.md) has the wire forms.` : ''}\n`,
    partTable(kind, 'behaviours'),
    picture(chart, `kinds/${kind.name}.svg`),
  ].join('\n');
}

function chartIn(config: MachineConfig): Chart {
  return chartOf(createMachine(config as never) as unknown as AnyStateMachine);
}

/** What the drawn files should hold, by their paths from the root, and a sentence for each page that is not there. */
export async function drawn(): Promise<{ readonly files: ReadonlyMap<string, string>; readonly missing: readonly string[] }> {
  const { pages, pictures } = await made();
  const isThere = ([path]: readonly [string, unknown]) => existsSync(join(root, path));
  const texts = [...pages]
    .filter(isThere)
    .map(([path, parts]) => [path, filled(readFileSync(join(root, path), 'utf8'), parts, path)] as const);
  const missing = [...pages]
    .filter(page => !isThere(page))
    .map(([path, parts]) => `${path} is not there: write it, with\n${[...parts.keys()].map(markers).join('\n')}`);
  return { files: new Map([...texts, ...pictures]), missing };
}

/** What is wrong with the drawn files as they lie there: a sentence each. */
export async function stale(): Promise<readonly string[]> {
  const { files, missing } = await drawn();
  const changed = [...files].filter(
    ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  );
  const left = folders.flatMap(folder =>
    readdirSync(join(root, folder))
      .map(name => `${folder}/${name}`)
      .filter(path => !files.has(path) && (path.endsWith('.svg') || hasMarkers(path))),
  );
  return [
    ...missing,
    ...changed.map(([path]) => `${path} is not what the machines say: run npm run draw.`),
    ...left.map(path => `${path} belongs to no machine, behaviour or kind that there is: delete it.`),
  ];
}

/**
 * A page with each part between its markers, `<!-- generated: NAME -->` and `<!-- /generated -->`.
 * Throws where the page misses a part, or has one that nobody makes.
 */
export function filled(text: string, parts: ReadonlyMap<string, string>, page: string): string {
  const missing = new Set(parts.keys());
  const whole = text.replaceAll(
    /(<!-- generated: (.+?) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_, open, name: string, close) => {
      const part = parts.get(name);
      if (part === undefined) throw new Error(`${page} asks for '${name}'. There are: ${[...parts.keys()].join(', ')}.`);
      missing.delete(name);
      return `${open}\n${part}\n${close}`;
    },
  );
  if (missing.size === 0) return whole;
  throw new Error(`${page} misses a place for what is drawn. Put in:\n${[...missing].map(markers).join('\n')}`);
}

function hasMarkers(path: string): boolean {
  return path.endsWith('.md') && readFileSync(join(root, path), 'utf8').includes('<!-- generated: ');
}

function markers(name: string): string {
  return `<!-- generated: ${name} -->\n<!-- /generated -->`;
}

async function main(args: readonly string[]): Promise<void> {
  const complaints = args.includes('--check') ? await stale() : await write();
  for (const sentence of complaints) console.error(sentence);
  if (complaints.length > 0) process.exitCode = 1;
}

async function write(): Promise<readonly string[]> {
  const { files, missing } = await drawn();
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(path);
  }
  return missing;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
