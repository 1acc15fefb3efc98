// Draws the pictures and tables of docs/machines.md from the machines: `npm run draw`.
// With --check it writes nothing, names what is stale, and fails.
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { behaviourTable, kindTable } from '../adapters/drawing/behaviour-table.ts';
import { chartOf } from '../adapters/drawing/chart.ts';
import { stateTable, transitionTable } from '../adapters/drawing/chart-table.ts';
import { layOut } from '../adapters/drawing/layout.ts';
import { svgOf } from '../adapters/drawing/svg.ts';
import { kindNamed } from '../machines/kinds/all.ts';
import { participant } from '../machines/participant.ts';
import { room } from '../machines/room.ts';
import { service } from '../machines/service.ts';
import { StaticRoom } from '../machines/settings.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = 'docs/machines.md';
const pictures = 'docs/machines';

/** What the drawn files should hold, by their paths from the root. */
export async function drawn(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const parts = new Map<string, string>();
  for (const machine of [service, room, participant]) {
    const chart = chartOf(machine);
    files.set(`${pictures}/${chart.name}.svg`, svgOf(await layOut(chart)));
    parts.set(`states of ${chart.name}`, stateTable(chart));
    parts.set(`transitions of ${chart.name}`, transitionTable(chart));
  }
  const kinds = StaticRoom.shape.kind.unwrap().options.map(kindNamed);
  parts.set('kinds', kindTable(kinds));
  parts.set('behaviours', behaviourTable(kinds));
  files.set(page, filled(readFileSync(join(root, page), 'utf8'), parts));
  return files;
}

/** What is wrong with the drawn files as they lie there: a sentence each. */
export async function stale(): Promise<readonly string[]> {
  const files = await drawn();
  const changed = [...files].filter(
    ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  );
  const left = readdirSync(join(root, pictures)).filter(name => name.endsWith('.svg') && !files.has(`${pictures}/${name}`));
  return [
    ...changed.map(([path]) => `${path} is not what the machines say: run npm run draw.`),
    ...left.map(name => `${pictures}/${name} is the picture of no machine: delete it.`),
  ];
}

/**
 * A page with each part between its markers, `<!-- generated: NAME -->` and `<!-- /generated -->`.
 * Throws where the page misses a part, or has one that nobody makes.
 */
export function filled(text: string, parts: ReadonlyMap<string, string>): string {
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
  const markers = [...missing].map(name => `<!-- generated: ${name} -->\n<!-- /generated -->`);
  throw new Error(`${page} misses a place for what is drawn. Put in:\n${markers.join('\n')}`);
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--check')) {
    const sentences = await stale();
    for (const sentence of sentences) console.error(sentence);
    if (sentences.length > 0) process.exitCode = 1;
    return;
  }
  for (const [path, text] of await drawn()) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(path);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
