// Moves and zooms an SVG by wheel, drag, two fingers and keys. It sets the picture's viewBox and nothing else.
import { type Box, first, fitted, kept, moved, revealed, type Size, viewBox, type Zoom, zoomed } from './zoom-box.ts';

export interface PanZoom {
  zoom(factor: number): void;
  /** The whole picture. */
  fit(): void;
  /** Moves to a part that is out of sight. */
  reveal(part: Box): void;
  /** Moves to what is lit where that went out of sight, as long as nobody has moved the picture themselves. */
  follow(): void;
  end(): void;
}

const keys: Readonly<Record<string, { x: number; y: number }>> = {
  ArrowLeft: { x: 60, y: 0 },
  ArrowRight: { x: -60, y: 0 },
  ArrowUp: { x: 0, y: 60 },
  ArrowDown: { x: 0, y: -60 },
};

export interface PanZoomOptions {
  readonly frame: HTMLElement;
  readonly svg: SVGSVGElement;
  readonly picture: Size;
  /** The places of what is lit when it begins. */
  readonly lit: () => readonly Box[];
  /** Whether the wheel alone zooms; else only with Ctrl, and the page can be scrolled past it. */
  readonly wheel: boolean;
}

/** Begins it. */
export function panZoom({ frame, svg, picture, lit, wheel }: PanZoomOptions): PanZoom {
  const pointers = new Map<number, { x: number; y: number }>();
  let zoom: Zoom | undefined;
  let touched = false;
  let frameSize: Size = { width: 1, height: 1 };

  function show(next: Zoom): void {
    zoom = next;
    svg.setAttribute('viewBox', viewBox(next, frameSize));
  }
  function change(next: Zoom): void {
    touched = true;
    show(kept(next, picture, frameSize));
  }
  const sized = new ResizeObserver(() => {
    if (frame.clientWidth === 0) return;
    frameSize = { width: frame.clientWidth, height: frame.clientHeight };
    show(touched && zoom ? zoom : first(picture, frameSize, lit()));
  });
  sized.observe(frame);

  const fromMiddle = (event: { clientX: number; clientY: number }) => {
    const { left, top, width, height } = frame.getBoundingClientRect();
    return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
  };
  const gap = () => {
    const [a, b] = [...pointers.values()];
    return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : undefined;
  };
  const ending = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(name: K, hear: (event: HTMLElementEventMap[K]) => void) =>
    frame.addEventListener(name, hear, { signal: ending.signal, passive: false });

  on('wheel', event => {
    if (!zoom || (!wheel && !event.ctrlKey && !event.metaKey)) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    change(zoomed(zoom, Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 150 : 500)), fromMiddle(event)));
  });
  on('pointerdown', event => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  on('pointermove', event => {
    const before = pointers.get(event.pointerId);
    if (!before || !zoom) return;
    const by = { x: event.clientX - before.x, y: event.clientY - before.y };
    // a click that trembles is still a click
    if (!frame.hasPointerCapture(event.pointerId)) {
      if (Math.hypot(by.x, by.y) < 4 && pointers.size < 2) return;
      frame.setPointerCapture(event.pointerId);
    }
    const wide = gap();
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    const wider = gap();
    if (wide && wider) change(zoomed(moved(zoom, { x: by.x / 2, y: by.y / 2 }), wider / wide, fromMiddle(event)));
    else change(moved(zoom, by));
  });
  for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const)
    on(name, event => void pointers.delete(event.pointerId));
  on('keydown', event => {
    if (event.target !== frame || event.ctrlKey || event.metaKey || event.altKey || !zoom) return;
    const by = keys[event.key];
    if (by) change(moved(zoom, by));
    else if (event.key === '+' || event.key === '=') change(zoomed(zoom, 1.25));
    else if (event.key === '-') change(zoomed(zoom, 0.8));
    else if (event.key === '0') fit();
    else return;
    event.preventDefault();
  });

  function fit(): void {
    touched = true;
    show(fitted(picture, frameSize));
  }
  return {
    zoom: factor => zoom && change(zoomed(zoom, factor)),
    fit,
    reveal(part) {
      const next = zoom && revealed(zoom, part, frameSize);
      if (next && next !== zoom) change(next);
    },
    follow() {
      const boxes = lit();
      if (touched || !zoom || boxes.length === 0) return;
      const isSeen = boxes.some(box => revealed(zoom!, box, frameSize) === zoom);
      if (!isSeen) show(first(picture, frameSize, boxes));
    },
    end() {
      sized.disconnect();
      ending.abort();
    },
  };
}
