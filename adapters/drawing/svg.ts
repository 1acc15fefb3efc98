// A placed chart as SVG text that stands alone: legible in light and dark, and for those who listen to it.
// States and transitions carry their ids (`data-state`, `data-transition`), so that a page can mark the live ones.
import { headOf, lineOf } from './arrow-path.ts';
import type { Arrow, Box, Drawing, Place } from './layout.ts';
import { style } from './palette.ts';
import { told } from './wording.ts';
import type { Line } from './writing.ts';

const nowhere: ReadonlySet<string> = new Set();

/** A picture within a page, which has the styles: under a name that no other picture there has. */
export interface Within {
  readonly id: string;
}

/**
 * The picture. The same drawing gives the same bytes.
 * @param live the ids of the states in which it is now, which are lit
 */
export function svgOf({ chart, width, height, boxes, arrows }: Drawing, live = nowhere, within?: Within): string {
  const id = `statechart-${(within?.id ?? chart.name).replaceAll(/[^\w-]/g, '-')}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="statechart" role="img" aria-labelledby="${id}-title ${id}-desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title id="${id}-title">Statechart: ${escaped(chart.name)}</title>`,
    `<desc id="${id}-desc">${escaped(told(chart, live))}</desc>`,
    within ? '' : `<style>${style}</style>`,
    ...boxes.map(box => boxText(box, live)),
    ...arrows.map(arrowText),
    // last, since arrows may cross the head of a group
    ...boxes.map(box => writingText(box, live, within !== undefined)),
    ...arrows.map(labelText),
    '</svg>',
  ]
    .filter(Boolean)
    .join('\n')
    .concat('\n');
}

function boxText(box: Box, live: ReadonlySet<string>): string {
  const { x, y, width, height, shape, writing } = box;
  if (shape === 'start')
    return `<circle class="dot" cx="${x + width / 2}" cy="${y + height / 2}" r="${Math.min(width, height) / 2}"/>`;
  return [
    `<g ${namesOf(box, live)}>`,
    // half a pixel inwards, so that the frame is not cut by the edge of the picture
    rectangle(box, shape === 'frame' ? 0.5 : 0, shape.endsWith('history') ? width / 2 : 9),
    shape === 'final' ? rectangle(box, 3.5, 6) : '',
    writing.rule === undefined ? '' : `<path class="rule" d="M${x} ${y + writing.rule}H${x + width}"/>`,
    '</g>',
  ].join('');
}

function writingText(box: Box, live: ReadonlySet<string>, isWithin: boolean): string {
  if (box.writing.lines.length === 0) return '';
  return `<g ${namesOf(box, live)}>${box.writing.lines.map(line => lineText(line, box, isWithin)).join('')}</g>`;
}

/** By what a page finds it; the box of every state is not a state. */
function namesOf({ shape, state }: Box, live: ReadonlySet<string>): string {
  if (shape === 'everywhere') return `class="${shape}"`;
  return `class="${live.has(state) ? `${shape} live` : shape}" data-state="${escaped(state)}"`;
}

function rectangle({ x, y, width, height }: Place, inset: number, radius: number): string {
  const side = (length: number) => length - 2 * inset;
  return `<rect x="${x + inset}" y="${y + inset}" width="${side(width)}" height="${side(height)}" rx="${radius}"/>`;
}

function arrowText({ transition, points }: Arrow): string {
  const data = transition === undefined ? '' : ` data-transition="${escaped(transition)}"`;
  return `<g class="arrow"${data}><path class="line" d="${lineOf(points)}"/><path class="head" d="${headOf(points)}"/></g>`;
}

function labelText({ transition, label }: Arrow): string {
  if (!label) return '';
  const lines = label.writing.lines.map(line => lineText(line, label));
  return `<g class="label" data-transition="${escaped(transition ?? '')}">${rectangle(label, 1, 5)}${lines.join('')}</g>`;
}

/** @param isNamed whether a row says which transition it is of: a page marks those, too */
function lineText({ x, y, size, runs, centred, transition }: Line, place: Place, isNamed = false): string {
  const words = runs.map(({ text, role }) => `<tspan class="${role}">${escaped(text)}</tspan>`);
  const anchor = centred ? ' text-anchor="middle"' : '';
  const row = isNamed && transition !== undefined ? ` class="row" data-transition="${escaped(transition)}"` : '';
  return `<text${row} x="${place.x + x}" y="${place.y + y}" font-size="${size}"${anchor}>${words.join(' ')}</text>`;
}

function escaped(text: string): string {
  // control characters cannot stand in XML at all
  const clean = text.replaceAll(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd');
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
