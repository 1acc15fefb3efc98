// The arithmetic of looking at a large picture through a small window: where its middle is, and how large it is drawn.
// Lengths of the picture are in its own units, those of the window in pixels.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** What is in the middle of the window, and how many pixels a unit has. */
export interface Zoom {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const smallest = 0.1;
const largest = 4;
const legible = 0.55;

/** All of it. */
export function fitted(picture: Size, window: Size): Zoom {
  const scale = Math.min(window.width / picture.width, window.height / picture.height, 1.25);
  return { x: picture.width / 2, y: picture.height / 2, scale: bounded(scale) };
}

/**
 * All of it where it can be read then; else the part in which states are lit, large enough to read. Where they lie too far
 * from each other for that, the first of them is in the middle.
 */
export function first(picture: Size, window: Size, lit: readonly Box[]): Zoom {
  const whole = fitted(picture, window);
  const [only] = lit;
  if (whole.scale >= legible || !only) return whole;
  const all = around(lit);
  const scale = Math.min(0.8, window.width / (all.width + 60), window.height / (all.height + 60));
  const [seen, size] = scale < legible ? [only, 0.7] : [all, scale];
  return filled({ x: seen.x + seen.width / 2, y: seen.y + seen.height / 2, scale: size }, picture, window);
}

function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map(box => box.x));
  const y = Math.min(...boxes.map(box => box.y));
  const width = Math.max(...boxes.map(box => box.x + box.width)) - x;
  return { x, y, width, height: Math.max(...boxes.map(box => box.y + box.height)) - y };
}

/** Larger or smaller by a factor; the point at `at` (pixels from the middle of the window) stays where it is. */
export function zoomed({ x, y, scale }: Zoom, factor: number, at: { x: number; y: number } = { x: 0, y: 0 }): Zoom {
  const next = bounded(scale * factor);
  return { x: x + at.x / scale - at.x / next, y: y + at.y / scale - at.y / next, scale: next };
}

/** Moved by pixels of the window. */
export function moved({ x, y, scale }: Zoom, by: { x: number; y: number }): Zoom {
  return { x: x - by.x / scale, y: y - by.y / scale, scale };
}

/** So that the picture does not leave the window; one that is smaller than the window stays in its middle half. */
export function kept({ x, y, scale }: Zoom, picture: Size, window: Size): Zoom {
  const within = (place: number, length: number, seen: number) => {
    const half = Math.min(seen / scale, length) / 2;
    return Math.min(Math.max(place, half * 0.5), length - half * 0.5);
  };
  return { x: within(x, picture.width, window.width), y: within(y, picture.height, window.height), scale };
}

/** So that nothing beside the picture is seen where the picture is larger than the window; else it is in the middle. */
function filled({ x, y, scale }: Zoom, picture: Size, window: Size): Zoom {
  const within = (place: number, length: number, seen: number) =>
    seen / scale >= length ? length / 2 : Math.min(Math.max(place, seen / scale / 2), length - seen / scale / 2);
  return { x: within(x, picture.width, window.width), y: within(y, picture.height, window.height), scale };
}

/** With a part of the picture in the middle, where its own middle is out of the window. */
export function revealed(zoom: Zoom, part: Box, window: Size): Zoom {
  const middle = { x: part.x + part.width / 2, y: part.y + part.height / 2 };
  const isSeen =
    Math.abs(middle.x - zoom.x) <= window.width / zoom.scale / 2 && Math.abs(middle.y - zoom.y) <= window.height / zoom.scale / 2;
  return isSeen ? zoom : { ...zoom, ...middle };
}

/** What of the picture is in the window, as an SVG's viewBox says it. */
export function viewBox({ x, y, scale }: Zoom, window: Size): string {
  const [width, height] = [window.width / scale, window.height / scale];
  return [x - width / 2, y - height / 2, width, height].map(length => Math.round(length * 100) / 100).join(' ');
}

function bounded(scale: number): number {
  return Math.min(largest, Math.max(smallest, scale));
}
