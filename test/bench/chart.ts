// The comparison as a picture: stanzas per CPU second in each work, as bars on a logarithmic scale, in SVG.
// Drawn from the record of a run and nothing else: the same record gives the same bytes. By hand: chart.js RECORD SVG
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Line, stanzasPerCpu } from './line.ts';
import type { BenchRecord } from './record.ts';

const WIDTH = 820;
const LEFT = 150;
const RIGHT = 70;
const TOP = 66;
const BAR = 15;
const STEP = 18;
const GAP = 34;
const FOOT = 46;

/** The works that are drawn, and what they are called. */
const WORKS: readonly (readonly [string, string])[] = [
  ['small-turns', 'Broadcast, 10 in the room, one at a time'],
  ['small', 'Broadcast, 10 in the room, 16 on their way'],
  ['middle', 'Broadcast, 100 in the room, 8 on their way'],
  ['large', 'Broadcast, 1000 in the room, 8 on their way'],
  ['entry', '1000 people enter one room'],
  ['rooms', '1000 rooms of 10, 64 messages on their way'],
];

const NAMES: Readonly<Record<string, string>> = { confab: 'Confab', splice: 'Node, copying bytes', prosody: 'Prosody' };

interface Bar {
  readonly label: string;
  readonly look: string;
  readonly value: number;
}

/** The picture of a record. */
export function chart({ lines }: BenchRecord): string {
  const groups = WORKS.flatMap(([work, title]) => {
    const bars = lines.filter(line => line.work === work).flatMap(line => barOf(line, lines));
    return bars.length === 0 ? [] : [{ title, bars }];
  });
  const values = groups.flatMap(({ bars }) => bars.map(({ value }) => value));
  const least = Math.floor(Math.log10(Math.min(...values, 10_000)));
  const most = Math.ceil(Math.log10(Math.max(...values, 10 ** (least + 1))));
  const x = (value: number) => round(LEFT + ((WIDTH - LEFT - RIGHT) * (Math.log10(value) - least)) / (most - least));
  const parts: string[] = [];
  let y = TOP;
  for (const { title, bars } of groups) {
    parts.push(`<text class="group" x="${LEFT}" y="${y + 18}">${escaped(title)}</text>`);
    y += GAP - STEP + BAR - 4;
    for (const bar of bars) {
      parts.push(drawn(bar, y, x));
      y += STEP;
    }
    y += STEP - BAR;
  }
  const height = y + FOOT;
  const powers = Array.from({ length: most - least + 1 }, (_, at) => 10 ** (least + at));
  const grid = powers.flatMap(power => [
    `<path class="grid" d="M${x(power)} ${TOP}V${y}"/>`,
    `<text class="tick" x="${x(power)}" y="${y + 16}">${short(power)}</text>`,
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="bench-title bench-desc" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">`,
    '<title id="bench-title">Stanzas per CPU second of the room service</title>',
    `<desc id="bench-desc">${escaped(told(groups))}</desc>`,
    `<style>${style}</style>`,
    `<rect class="canvas" width="${WIDTH}" height="${height}"/>`,
    '<text class="title" x="16" y="28">Stanzas per CPU second of the room service</text>',
    '<text class="about" x="16" y="48">More is better. The scale is logarithmic: each line is ten times the one to its left.</text>',
    ...grid,
    ...parts,
    `<text class="axis" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${y + 36}">stanzas delivered per CPU second</text>`,
    '</svg>',
    '',
  ].join('\n');
}

/** What is drawn of a line; splicing buffers once, since it hardly depends on the dialect. */
function barOf(line: Line, lines: readonly Line[]): Bar[] {
  const { contestant, dialect, work } = line;
  const value = stanzasPerCpu(line);
  if (!(value > 0) || !Number.isFinite(value)) return [];
  if (contestant === 'splice' && line !== lines.find(other => other.work === work && other.contestant === contestant)) return [];
  const name = NAMES[contestant] ?? contestant;
  if (contestant !== 'confab') return [{ label: name, look: contestant === 'splice' ? 'ceiling' : 'rival', value }];
  return [{ label: `${name}, ${dialect}`, look: `ours ${dialect}`, value }];
}

function drawn({ label, look, value }: Bar, y: number, x: (value: number) => number): string {
  const end = x(value);
  const baseline = y + BAR - 4;
  return [
    `<text class="label" x="${LEFT - 8}" y="${baseline}">${escaped(label)}</text>`,
    `<rect class="${look}" x="${LEFT}" y="${y}" width="${round(Math.max(1, end - LEFT))}" height="${BAR}"/>`,
    `<text class="value" x="${end + 6}" y="${baseline}">${short(value)}</text>`,
  ].join('');
}

/** The picture in words, for those who do not see it. */
function told(groups: readonly { readonly title: string; readonly bars: readonly Bar[] }[]): string {
  const sentences = groups.map(
    ({ title, bars }) => `${title}: ${bars.map(({ label, value }) => `${label} ${short(value)}`).join('; ')}.`,
  );
  return `Bars on a logarithmic scale. ${sentences.join(' ')}`;
}

/** Three digits at most: 940, 39 k, 3.1 M. */
function short(value: number): string {
  const [divisor, unit] = value >= 999_500 ? [1e6, ' M'] : value >= 1_000 ? [1e3, ' k'] : [1, ''];
  const scaled = value / divisor;
  return `${Number(scaled.toPrecision(scaled < 10 ? 2 : 3))}${unit}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

interface Colours {
  readonly canvas: string;
  readonly ink: string;
  readonly faint: string;
  readonly grid: string;
  readonly conference: string;
  readonly groupchat: string;
  readonly mixed: string;
  readonly rival: string;
}

const light: Colours = {
  canvas: '#ffffff',
  ink: '#1b2433',
  faint: '#56616f',
  grid: '#d0d7de',
  conference: '#1f5fbf',
  groupchat: '#3f7fd8',
  mixed: '#6ea0e6',
  rival: '#b36b00',
};
const dark: Colours = {
  canvas: '#0d1117',
  ink: '#e2e8f0',
  faint: '#9aa7b8',
  grid: '#30363d',
  conference: '#79b0ff',
  groupchat: '#5a94e8',
  mixed: '#417acb',
  rival: '#e0a040',
};

const rules = (colours: Colours) =>
  [
    `.canvas{fill:${colours.canvas}}`,
    `.title,.group,.value,.label{fill:${colours.ink}}`,
    `.about,.tick,.axis{fill:${colours.faint}}`,
    `.grid{stroke:${colours.grid}}`,
    `.ours.conference{fill:${colours.conference}}`,
    `.ours.groupchat{fill:${colours.groupchat}}`,
    `.ours.mixed{fill:${colours.mixed}}`,
    `.rival{fill:${colours.rival}}`,
    `.ceiling{fill:${colours.canvas};stroke:${colours.faint};stroke-dasharray:4 3}`,
  ].join('');

const style = [
  'text{font:12px system-ui,sans-serif}',
  '.title{font-size:17px;font-weight:600}.group{font-weight:600}.label{text-anchor:end}.tick,.axis{text-anchor:middle}',
  rules(light),
  `@media (prefers-color-scheme:dark){${rules(dark)}}`,
].join('');

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [record, picture] = process.argv.slice(2);
  if (record === undefined || picture === undefined) throw new Error('say which record and which picture: chart.js RECORD SVG');
  writeFileSync(picture, chart(JSON.parse(readFileSync(record, 'utf8')) as BenchRecord));
}
