// An arrow as the paths of an SVG: a line with round corners, and the head at its end.
import type { Point } from './layout.ts';

const headLength = 9;
const cornerRadius = 7;

/** A line with round corners, which ends where the head of the arrow begins. */
export function lineOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let path = `M${first!.x} ${first!.y}`;
  rest.forEach((point, i) => {
    const before = points[i]!;
    const after = rest[i + 1];
    if (!after) {
      const { x, y } = towards(point, before, headLength - 1);
      path += `L${x} ${y}`;
      return;
    }
    const radius = Math.min(cornerRadius, distance(before, point) / 2, distance(point, after) / 2);
    const into = towards(point, before, radius);
    const out = towards(point, after, radius);
    path += `L${into.x} ${into.y}Q${point.x} ${point.y} ${out.x} ${out.y}`;
  });
  return path;
}

/** The head at its end. */
export function headOf(points: readonly Point[]): string {
  const tip = points.at(-1)!;
  const foot = towards(tip, points.at(-2)!, headLength);
  const aside = { x: (tip.y - foot.y) / 2.2, y: (foot.x - tip.x) / 2.2 };
  const corner = (sign: number) => `${tenths(foot.x + sign * aside.x)} ${tenths(foot.y + sign * aside.y)}`;
  return `M${tip.x} ${tip.y}L${corner(1)}L${corner(-1)}Z`;
}

function towards(from: Point, to: Point, by: number): Point {
  const share = by / (distance(from, to) || 1);
  return { x: tenths(from.x + (to.x - from.x) * share), y: tenths(from.y + (to.y - from.y) * share) };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function tenths(number: number): number {
  return Math.round(number * 10) / 10;
}
