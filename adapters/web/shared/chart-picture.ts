// A chart's SVG made part of the page: parsed as XML, reduced to what a picture needs, its states and transitions found.
import type { ChartView } from '../../inspect/protocol.ts';
import type { Box } from './zoom-box.ts';

export interface ChartPicture {
  readonly svg: SVGSVGElement;
  /** Lights these states and no others. */
  light(live: readonly string[]): void;
  /** Shows these transitions as taken: for a moment, or until it is called again. */
  take(transitions: readonly string[], stays: boolean): void;
  /** Frames one state, and says where it is; none without an id. */
  pick(id: string | undefined): Box | undefined;
  /** The places of the lit states in the picture; it must be in a document. */
  litBoxes(): readonly Box[];
}

const allowed = new Set(['svg', 'g', 'rect', 'path', 'circle', 'text', 'tspan']);
const attributes = /^(class|data-[a-z]+|x|y|r[xy]?|c[xy]|d|width|height|viewBox|font-size|text-anchor)$/;

/** @throws Error with a sentence, where what the server gave is no picture */
export function chartPicture(view: ChartView): ChartPicture {
  const parsed = new DOMParser().parseFromString(view.svg, 'image/svg+xml').documentElement;
  if (parsed.localName !== 'svg') throw new Error('The chart could not be read: load the page again.');
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  reduce(svg);
  const states = byData(svg, 'state');
  const transitions = byData(svg, 'transition');
  let marked: Element[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function clear(): void {
    clearTimeout(timer);
    for (const one of marked) one.classList.remove('taken');
    marked = [];
  }

  return {
    svg,
    light(live) {
      const lit = new Set(live);
      for (const [id, elements] of states) for (const one of elements) one.classList.toggle('live', lit.has(id));
    },
    take(ids, stays) {
      clear();
      marked = ids.flatMap(id => transitions.get(id) ?? []);
      for (const one of marked) {
        // begun anew where it is taken again while it still shows
        void one.getBoundingClientRect();
        one.classList.add('taken');
      }
      if (!stays) timer = setTimeout(clear, 700);
    },
    pick(id) {
      for (const [known, elements] of states) for (const one of elements) one.classList.toggle('picked', known === id);
      return (states.get(id ?? '')?.[0] as SVGGElement | undefined)?.getBBox();
    },
    litBoxes: () =>
      [...svg.querySelectorAll<SVGGElement>('.live')].filter(one => one.querySelector('rect')).map(one => one.getBBox()),
  };
}

// The words in a chart come from whoever wrote its behaviours, and nothing in a picture has to be more than shapes and words.
function reduce(element: Element): void {
  for (const { name } of [...element.attributes]) if (!attributes.test(name)) element.removeAttribute(name);
  for (const child of [...element.children]) {
    if (allowed.has(child.localName)) reduce(child);
    else child.remove();
  }
}

function byData(svg: Element, name: string): ReadonlyMap<string, readonly Element[]> {
  const found = new Map<string, Element[]>();
  for (const one of svg.querySelectorAll(`[data-${name}]`)) {
    const id = one.getAttribute(`data-${name}`)!;
    found.set(id, [...(found.get(id) ?? []), one]);
  }
  return found;
}
