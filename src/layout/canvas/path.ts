/** Orthogonal lines as SVG paths, and moved aside. */
import type { Point } from './types.ts';

/** A path with rounded corners; a corner between short stretches is rounded less. */
export function roundedPath(points: readonly Point[], radius = 8): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, at) => {
    const before = points[at];
    const after = rest[at + 1];
    if (before === undefined || after === undefined) {
      path += `L${point.x} ${point.y}`;
      return;
    }
    const r = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
    const [from, to] = [towards(point, before, r), towards(point, after, r)];
    path += `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
  });
  return path;
}

/** The same line, `by` px to the right of its direction. Ends move straight aside. */
export function aside(points: readonly Point[], by: number): readonly Point[] {
  return points.map((point, at) => {
    const before = points[at - 1];
    const after = points[at + 1];
    const into = before === undefined ? undefined : normal(before, point);
    const out = after === undefined ? undefined : normal(point, after);
    const x = pick(into?.x, out?.x);
    const y = pick(into?.y, out?.y);
    return { x: point.x + x * by, y: point.y + y * by };
  });
}

/** Of the normals of two stretches that meet at a right angle or go straight on, each gives one part. */
function pick(a: number | undefined, b: number | undefined): number {
  return a !== undefined && a !== 0 ? a : (b ?? a ?? 0);
}

function normal(a: Point, b: Point): Point {
  const length = distance(a, b);
  return length === 0 ? { x: 0, y: 0 } : { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
}

export function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The point `by` px from `from` on the way to `to`. */
export function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return {
    x: from.x + ((to.x - from.x) * by) / length,
    y: from.y + ((to.y - from.y) * by) / length,
  };
}

export function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, point, at) => sum + distance(points[at] ?? point, point), 0);
}

/** The point a given way along a line. */
export function pointAlong(points: readonly Point[], way: number): Point {
  let left = way;
  for (const [at, point] of points.entries()) {
    const next = points[at + 1];
    if (next === undefined) return point;
    const stretch = distance(point, next);
    if (left <= stretch) return towards(point, next, Math.max(left, 0));
    left -= stretch;
  }
  return { x: 0, y: 0 };
}
