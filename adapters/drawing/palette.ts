// The colours and strokes of a picture, by day and by night. Plain rules without variables, which every viewer knows.

interface Palette {
  readonly canvas: string;
  readonly frame: string;
  readonly box: string;
  readonly inner: string;
  readonly edge: string;
  readonly faint: string;
  readonly ink: string;
  readonly about: string;
  readonly guard: string;
  readonly action: string;
  readonly line: string;
  readonly live: string;
  readonly lit: string;
}

const light: Palette = {
  canvas: '#ffffff',
  frame: '#d0d7de',
  box: '#eef3fb',
  inner: '#f8fafd',
  edge: '#5c7ba8',
  faint: '#b9c7dc',
  ink: '#1b2433',
  about: '#56616f',
  guard: '#8a4f00',
  action: '#0b6a5d',
  line: '#5f6b7a',
  live: '#ffefc2',
  lit: '#b36b00',
};
const dark: Palette = {
  canvas: '#0d1117',
  frame: '#30363d',
  box: '#182234',
  inner: '#121a27',
  edge: '#6f90c2',
  faint: '#33435e',
  ink: '#e6edf3',
  about: '#a3b0bf',
  guard: '#e8b04a',
  action: '#5fcdb8',
  line: '#8c99a9',
  live: '#4a3708',
  lit: '#f2b13c',
};

/** The rules of a picture's style sheet; all of them apply below `.statechart` only. */
export const style = [
  rule('text', `font-family:'Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif`),
  rule('.name,.event,.heading', 'font-weight:bold'),
  rule('rect', 'stroke-width:1.25'),
  rule('.everywhere rect,.region>rect', 'stroke-dasharray:5 4'),
  rule('.line', 'fill:none;stroke-width:1.4'),
  rule('.live>rect', 'stroke-width:2.5'),
  rule('.label rect', 'stroke:none'),
  colours(light),
  `@media (prefers-color-scheme:dark){${colours(dark)}}`,
].join('');

function colours({ canvas, frame, box, inner, edge, faint, ink, about, guard, action, line, live, lit }: Palette): string {
  return [
    rule('rect', `fill:${box};stroke:${edge}`),
    rule('.frame>rect', `fill:${canvas};stroke:${frame}`),
    rule('.compound>rect,.parallel>rect,.region>rect,.label>rect', `fill:${canvas}`),
    rule('.everywhere>rect', `fill:${inner}`),
    rule('.live>rect', `fill:${live};stroke:${lit}`),
    // a group that is live has its own canvas within
    rule('.compound.live>rect,.parallel.live>rect', `fill:${canvas}`),
    // where an arrow goes behind words, it stops short of them
    rule('.compound>text,.parallel>text,.region>text', `stroke:${canvas};stroke-width:4;paint-order:stroke`),
    rule('.rule', `stroke:${faint}`),
    rule('.dot', `fill:${ink}`),
    rule('.line', `stroke:${line}`),
    rule('.head', `fill:${line}`),
    rule('.name,.event,.heading', `fill:${ink}`),
    rule('.about', `fill:${about}`),
    rule('.guard', `fill:${guard}`),
    rule('.action', `fill:${action}`),
  ].join('');
}

function rule(selectors: string, declarations: string): string {
  const scoped = selectors.split(',').map(selector => `.statechart ${selector}`);
  return `${scoped.join(',')}{${declarations}}`;
}
