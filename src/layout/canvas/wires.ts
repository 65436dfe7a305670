/** The wires of a drawing: links that say the same made one, routed around what is in the way, with their labels. */
import type { DiagramLink } from '../../../engine/index.ts';
import { monoWidth } from '../measure.ts';
import { overlap } from './boxes.ts';
import { outside, straighten } from './grid.ts';
import type { Grid, Way } from './grid.ts';
import { distance } from './path.ts';
import type { Anchor } from './ports.ts';
import { boundsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import * as sizes from './sizes.ts';
import type { Box, Point, Wire, WireLabel } from './types.ts';

/** Links that are drawn as one line. */
interface Strand {
  readonly id: string;
  readonly kind: DiagramLink['kind'];
  readonly from: string;
  readonly to: string;
  readonly via: string | null;
  readonly state: DiagramLink['state'];
  readonly labels: readonly string[];
}

/** Most wires that are drawn without being asked for. */
export const mostWires = 140;

/** Merges links with the same ends, table and state; each keeps all labels, in order. */
export function strandsOf(links: readonly DiagramLink[]): readonly Strand[] {
  const strands = new Map<string, Strand>();
  for (const { kind, from, to, via, state, label } of links) {
    const id = `${kind} ${from} ${to} ${via ?? ''} ${state}`;
    const known = strands.get(id);
    const labels = [...(known?.labels ?? []), ...(label === '' ? [] : [label])];
    strands.set(id, { id, kind, from, to, via, state, labels: [...new Set(labels)] });
  }
  return [...strands.values()];
}

/** Finds the way of one wire at each step, for whoever must not be kept waiting; returns them all, with their labels. */
export function* routing(
  links: readonly DiagramLink[],
  around: Surroundings,
): Generator<undefined, readonly Wire[]> {
  const strands = [...strandsOf(links)].sort((a, b) => rank(a) - rank(b));
  if (strands.length === 0) return [];
  const through = strands.flatMap(({ from, to }) => facing(from, to, around));
  const grid = around.grid({ through });
  yield;
  const drawn: Draft[] = [];
  for (const strand of strands) {
    const points = pointsOf(strand, grid, around);
    if (points !== undefined) drawn.push({ strand, points });
    yield;
  }
  return labelled(drawn, around);
}

interface Draft {
  readonly strand: Strand;
  readonly points: readonly Point[];
}

/** Attachments are short and first; what leads nowhere comes last. */
function rank({ kind, state }: Strand): number {
  return (kind === 'attachment' ? 0 : kind === 'route' ? 1 : 2) + (state === 'blackhole' ? 3 : 0);
}

/** Ports on frames depend on the far end; the grid must pass through them. */
function facing(from: string, to: string, around: Surroundings): readonly Point[] {
  return [
    [from, to],
    [to, from],
  ].flatMap(([id = '', other = '']) => {
    const middle = around.middleOf(other);
    const anchor = middle === undefined ? undefined : around.anchorOf(id, middle);
    return (anchor?.ports ?? []).map((port) => outside(port, sizes.tracks[0]));
  });
}

function pointsOf(strand: Strand, grid: Grid, around: Surroundings): readonly Point[] | undefined {
  const { from, to, via } = strand;
  const [start, end] = [around.middleOf(from), around.middleOf(to)];
  if (start === undefined) return undefined;
  if (end === undefined) return stub(from, around);
  const a = around.anchorOf(from, end);
  const b = around.anchorOf(to, start);
  if (a === undefined || b === undefined) return undefined;
  if (around.frames.get(from)?.kind === 'subnet' && around.subnetOf(to)?.id === from) return inward(b);
  const bundle = `${strand.kind} ${to} ${via ?? ''}`;
  const at = new Set([...around.vpcsOf(from), ...around.vpcsOf(to)]);
  const way = grid.route(a.ports, b.ports, bundle, at);
  return way === undefined ? undefined : whole(way, a, b);
}

function whole(way: Way, a: Anchor, b: Anchor): readonly Point[] {
  return straighten([...a.inner(way.start), ...way.points, ...b.inner(way.end)]);
}

/** From a subnet's border to what stands in it. */
function inward(anchor: Anchor): readonly Point[] | undefined {
  const [port] = anchor.ports;
  return port === undefined ? undefined : [{ x: port.x, y: port.y }, ...anchor.inner(port)];
}

/** A route to what is not there: a short line out of the right side. */
function stub(from: string, around: Surroundings): readonly Point[] | undefined {
  const frame = around.frames.get(from);
  const [vpc] = around.vpcsOf(from);
  const outer = vpc === undefined ? undefined : around.frames.get(vpc);
  if (frame === undefined) return undefined;
  const y = frame.y + frame.height / 2 + 24;
  const start = frame.x + frame.width;
  const edge = outer === undefined ? start : outer.x + outer.width;
  const clear = !around.obstacles.some(
    (box) => box !== frame && overlap(box, { x: start, y: y - 6, width: edge - start + 48, height: 12 }),
  );
  return [
    { x: start, y },
    { x: clear ? edge + 40 : start + 18, y },
  ];
}

/* labels */

function labelled(drafts: readonly Draft[], around: Surroundings): readonly Wire[] {
  const taken: Box[] = [...around.obstacles, ...around.titles];
  const said = new Set<string>();
  return drafts.map(({ strand, points }): Wire => {
    const { id, kind, from, to, via, state, labels } = strand;
    const text = shortLabel(strand);
    const what = `${via ?? ''} ${to} ${text}`;
    const leadsNowhere = around.middleOf(to) === undefined;
    const isSaid = said.has(what) && !leadsNowhere;
    const spot = text === '' || isSaid ? undefined : spotFor(text, points, taken, leadsNowhere);
    if (spot !== undefined) {
      taken.push(spot.box);
      said.add(what);
    }
    return { id, kind, from, to, via, state, points, labels, label: spot?.label ?? null, leadsNowhere };
  });
}

function shortLabel({ labels }: Strand): string {
  const [first, second] = labels;
  if (first === undefined) return '';
  if (labels.length === 2 && second !== undefined && first.length + second.length < 24)
    return `${first}, ${second}`;
  return labels.length > 1 ? `${first} +${labels.length - 1}` : first;
}

interface Spot {
  readonly label: WireLabel;
  readonly box: Box;
}

/** Over a level stretch or beside an upright one, where it covers nothing. */
function spotFor(
  text: string,
  points: readonly Point[],
  taken: readonly Box[],
  atEnd: boolean,
): Spot | undefined {
  const width = monoWidth(text, 11) + 4;
  const height = 14;
  if (atEnd) {
    const end = points.at(-1);
    if (end === undefined) return undefined;
    return {
      label: { x: end.x + 10, y: end.y + 4, text },
      box: { x: end.x + 8, y: end.y - 8, width, height: 28 },
    };
  }
  const stretches = points
    .slice(1)
    .map((to, at) => ({ from: points[at] ?? to, to }))
    .sort((a, b) => distance(b.from, b.to) - distance(a.from, a.to));
  for (const { from, to } of stretches) {
    for (const box of boxesBeside(from, to, width, height)) {
      if (taken.some((other) => overlap(other, box))) continue;
      return { label: { x: box.x + 2, y: box.y + 11, text }, box };
    }
  }
  return undefined;
}

function boxesBeside(from: Point, to: Point, width: number, height: number): readonly Box[] {
  const gap = 4;
  if (from.y === to.y) {
    const [left, far] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    if (far - left < width + 24) return [];
    return [left + 14, (left + far - width) / 2, far - width - 14].flatMap((x) => [
      { x, y: from.y - height - gap, width, height },
      { x, y: from.y + gap, width, height },
    ]);
  }
  const [top, low] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  if (low - top < height + 16) return [];
  return [(top + low - height) / 2, top + 10, low - height - 10].flatMap((y) => [
    { x: from.x + gap + 3, y, width, height },
    { x: from.x - width - gap, y, width, height },
  ]);
}

/** What wires take up, for the bounds of the drawing. */
export function boxOfWire({ points, label }: Wire): Box {
  const box = boundsOf(points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })));
  if (label === null) return box;
  return boundsOf([box, { x: label.x, y: label.y - 12, width: monoWidth(label.text, 11), height: 28 }]);
}
