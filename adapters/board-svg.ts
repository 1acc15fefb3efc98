// The board of a whiteboard as a picture: SVG that any browser shows, in which everything is written so that nothing in
// it can be more than a line. It asks nobody and writes no file.
import { escapeXML, escapeXMLText } from 'ltx';
import type { Drawing, DrawnStroke } from '../machines/whiteboard/drawing.ts';

/**
 * @param board as the behaviour `whiteboard` shares it: `rooms.shared('hall', 'whiteboard')`
 * @returns a whole document, as large as the board; who drew a stroke is its title
 */
export function boardSvg({ width, height, strokes }: Drawing): string {
  const [w, h] = [number(width), number(height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">`,
    `<rect width="${w}" height="${h}" fill="white"/>`,
    '<g fill="none" stroke-linecap="round" stroke-linejoin="round">',
    ...strokes.map(pathOf),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function pathOf({ nick, d, colour, width }: DrawnStroke): string {
  const line = `d="${escapeXML(d)}" stroke="${escapeXML(colour)}" stroke-width="${number(width)}"`;
  return `<path ${line}><title>${escapeXMLText(nick)}</title></path>`;
}

/** Also of what came over a socket and may be anything. */
function number(value: number): number {
  return Number.isFinite(value) ? value : 0;
}
