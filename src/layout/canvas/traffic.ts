/**
 * A trace drawn onto a network: the request's line and the reply's beside it, through the places they meet; a diamond
 * at each border that is crossed; where one of them stops; and where the packet is at each step.
 */
import type { Diagram, HopReport, LegReport, StepReport, TraceReport } from '../../../engine/index.ts';
import { decidingStep } from '../column.ts';
import type { Decision, Tone } from '../column.ts';
import { bottom, grow, holdsPoint, right } from './boxes.ts';
import { outside, straighten } from './grid.ts';
import type { Grid } from './grid.ts';
import { aside, distance, lengthOf, pointAlong } from './path.ts';
import type { Arrangement } from './scene.ts';
import type { Surroundings } from './surroundings.ts';
import type { Box, Point } from './types.ts';

export type Leg = 'forward' | 'return';

export interface TrafficLine {
  readonly leg: Leg;
  /** As far as the packet came. */
  readonly points: readonly Point[];
  /** The way not gone; empty when all of it was. */
  readonly beyond: readonly Point[];
}

export interface TrafficDiamond extends Point {
  readonly key: string;
  readonly leg: Leg;
  readonly tone: Tone;
  readonly decides: boolean;
  /** The object whose rule was read. */
  readonly component: string | null;
}

export interface TrafficStop extends Point {
  readonly leg: Leg;
  readonly tone: Tone;
  /** Where the packet halts. */
  readonly packet: Point;
  /** Across the way, between the packet and the decision. */
  readonly bar: readonly [Point, Point];
}

export interface Traffic {
  readonly lines: readonly TrafficLine[];
  readonly diamonds: readonly TrafficDiamond[];
  readonly stop: TrafficStop | null;
  /** Where the packet is at each of the trace's decisions, in their order. */
  readonly spots: readonly (Point & { readonly leg: Leg })[];
}

/** Half the distance between request and reply. */
const apart = 12;
/** How far before the deciding diamond the packet halts, and where the way is barred. */
const haltAt = 40;
const barAt = 24;
/** Half the length of the bar. */
const barReach = 12;

export function trafficOf(
  report: TraceReport,
  decisions: readonly Decision[],
  diagram: Diagram,
  { around, frames }: Arrangement,
): Traffic | null {
  const drawnAs = drawnNames(diagram, around);
  const forward = stationsOf(report.forward, drawnAs);
  const target = drawnAs(report.flow.to.id ?? '') ?? drawnAs(report.flow.to.kind);
  if (report.return === null && target !== undefined && forward.at(-1) !== target) forward.push(target);
  if (forward.length < 2) return null;
  const back = report.return === null ? null : stationsOf(report.return, drawnAs);
  if (back !== null && back.at(-1) !== forward[0] && forward[0] !== undefined) back.push(forward[0]);

  const grid = around.grid({
    tracks: [10, 28],
    shy: 20,
    through: portsOf([...forward, ...(back ?? [])], around),
  });
  const out = pathThrough(forward, grid, around);
  if (out === undefined) return null;
  const sameWay = back !== null && [...back].reverse().join() === forward.join();
  const home = back === null ? undefined : sameWay ? [...out].reverse() : pathThrough(back, grid, around);

  const subnets = frames.filter(({ kind }) => kind === 'subnet');
  const decider = decidingStep(report);
  const legs = [
    legOf('forward', report.forward, out, home === undefined ? 0 : apart),
    ...(report.return !== null && home !== undefined ? [legOf('return', report.return, home, apart)] : []),
  ].map((leg) => ({ ...leg, events: eventsAlong(leg.points, subnets, around) }));

  const diamonds: TrafficDiamond[] = [];
  const lines: TrafficLine[] = [];
  const spotOf = new Map<StepReport, Point & { leg: Leg }>();
  let stop: TrafficStop | null = null;
  for (const { leg, report: hops, points, events } of legs) {
    let at = 0;
    let halted: number | null = null;
    for (const [place, hop] of hops.hops.entries()) {
      for (const step of hop.steps) {
        const event = eventFor(step, hop, hops.hops[place - 1], events, at, drawnAs);
        const way = event?.way ?? at;
        at = Math.max(at, way);
        if (step === decider) {
          // What is decided where the packet sets out stands where its line leaves the symbol.
          const out = at === 0 ? events.find(({ type, enters }) => type === 'shape' && !enters) : undefined;
          const spot = event ?? out;
          halted = spot === undefined ? Math.min(at + 24, lengthOf(points)) : beside(spot, events);
        }
        spotOf.set(step, { ...pointAlong(points, step === decider ? (halted ?? way) : way), leg });
      }
    }
    const end = halted ?? lengthOf(points);
    for (const event of events.filter(({ type }) => type === 'subnet')) {
      const here = stepsAt(event, hops);
      if (event.way === halted) continue;
      const isPast = event.way > end;
      diamonds.push({
        ...pointAlong(points, event.way),
        key: `${leg} ${event.way}`,
        leg,
        tone:
          isPast || here.length === 0 || here.every(({ outcome }) => outcome === 'skipped')
            ? 'none'
            : 'reachable',
        decides: false,
        component: here[0]?.component ?? null,
      });
    }
    if (halted !== null && decider !== undefined) {
      const spot = pointAlong(points, halted);
      const tone = decider.outcome === 'unknown' ? 'check' : 'blocked';
      const packet = pointAlong(points, Math.max(halted - haltAt, 0));
      stop = { ...spot, leg, tone, packet, bar: barAcross(points, Math.max(halted - barAt, 0)) };
      diamonds.push({
        ...spot,
        key: `${leg} decides`,
        leg,
        tone,
        decides: true,
        component: decider.component,
      });
    }
    lines.push({
      leg,
      points: halted === null ? points : upTo(points, Math.max(halted - 16, 0)),
      beyond: halted === null ? [] : from(points, Math.min(halted + 18, lengthOf(points))),
    });
  }
  const origin = { ...(out[0] ?? { x: 0, y: 0 }), leg: 'forward' as const };
  return {
    lines,
    diamonds,
    stop,
    spots: decisions.map(({ step }) => spotOf.get(step) ?? origin),
  };
}

/* the places on the way */

type DrawnAs = (id: string) => string | undefined;

/** What a thing is drawn as: itself, the machine it is part of, or the heap it is in. */
function drawnNames(diagram: Diagram, around: Surroundings): DrawnAs {
  const nodes = new Map(diagram.nodes.map((node) => [node.id, node]));
  const heaps = new Map(
    [...around.shapes.values()].flatMap(({ id, stands }) => stands.map((each) => [each, id] as const)),
  );
  return (asked) => {
    const node = nodes.get(asked);
    const id = node?.shape === 'none' && node.kind === 'network-interface' ? (node.parent ?? asked) : asked;
    const shown = heaps.get(id) ?? id;
    return around.shapes.has(shown) ? shown : undefined;
  };
}

function stationsOf({ hops }: LegReport, drawnAs: DrawnAs): string[] {
  const stations: string[] = [];
  for (const hop of hops) {
    const id = drawnAs(hop.id) ?? (hop.kind === 'internet' ? drawnAs('internet') : undefined);
    if (id !== undefined && stations.at(-1) !== id) stations.push(id);
  }
  return stations;
}

function portsOf(stations: readonly string[], around: Surroundings): readonly Point[] {
  return stations.flatMap((id, at) =>
    [stations[at - 1], stations[at + 1]].flatMap((other) => {
      const middle = other === undefined ? undefined : around.middleOf(other);
      const anchor = middle === undefined ? undefined : around.anchorOf(id, middle);
      return (anchor?.ports ?? []).map((port) => outside(port, 10));
    }),
  );
}

/* the way */

function pathThrough(
  stations: readonly string[],
  grid: Grid,
  around: Surroundings,
): readonly Point[] | undefined {
  const points: Point[] = [];
  for (const [at, to] of stations.entries()) {
    const from = stations[at - 1];
    const middle = around.middleOf(to);
    if (middle === undefined) return undefined;
    if (from !== undefined) {
      const stretch = stretchBetween(from, to, grid, around);
      if (stretch === undefined) return undefined;
      points.push(...bend(points.at(-1), stretch[0]), ...stretch, ...bend(stretch.at(-1), middle));
    }
    points.push(middle);
  }
  return straighten(points);
}

/** Inside a symbol, which hides it: from its middle to where the line leaves, at right angles. */
function bend(from: Point | undefined, to: Point | undefined): readonly Point[] {
  if (from === undefined || to === undefined || from.x === to.x || from.y === to.y) return [];
  return [{ x: to.x, y: from.y }];
}

function stretchBetween(
  from: string,
  to: string,
  grid: Grid,
  around: Surroundings,
): readonly Point[] | undefined {
  const [start, end] = [around.middleOf(from), around.middleOf(to)];
  if (start === undefined || end === undefined) return undefined;
  const home = around.subnetOf(from);
  if (home !== undefined && home.id === around.subnetOf(to)?.id) return besideEachOther(start, end);
  const [a, b] = [around.anchorOf(from, end), around.anchorOf(to, start)];
  if (a === undefined || b === undefined) return undefined;
  const at = new Set([...around.vpcsOf(from), ...around.vpcsOf(to)]);
  const way = grid.route(a.ports, b.ports, `${from} ${to}`, at);
  return way === undefined ? undefined : [...a.inner(way.start), ...way.points, ...b.inner(way.end)];
}

/** Two things in one subnet: straight, or over the gap between rows. */
function besideEachOther(start: Point, end: Point): readonly Point[] {
  if (start.x === end.x || start.y === end.y) return [start, end];
  const y = (start.y + end.y) / 2 + 6;
  return [start, { x: start.x, y }, { x: end.x, y }, end];
}

function legOf(leg: Leg, report: LegReport, path: readonly Point[], by: number) {
  return { leg, report, points: straighten(aside(path, by)) };
}

/* what the way crosses */

interface Event {
  /** Px from the beginning of the way. */
  readonly way: number;
  readonly type: 'subnet' | 'shape';
  readonly id: string;
  readonly enters: boolean;
}

function eventsAlong(
  points: readonly Point[],
  subnets: readonly (Box & { readonly id: string })[],
  around: Surroundings,
): readonly Event[] {
  const boxes = [
    ...subnets.map((box) => ({ id: box.id, box: box as Box, type: 'subnet' as const })),
    ...[...around.shapes.values()].map((box) => ({ id: box.id, box: box as Box, type: 'shape' as const })),
  ];
  const events: Event[] = [];
  let way = 0;
  points.slice(1).forEach((to, at) => {
    const start = points[at] ?? to;
    const length = distance(start, to);
    for (const { id, box, type } of boxes) {
      for (const spot of crossings(start, to, box)) {
        const after = along(start, to, spot + 0.5);
        events.push({ way: way + spot, type, id, enters: holdsPoint(grow(box, -0.1), after) });
      }
    }
    way += length;
  });
  return events.sort((a, b) => a.way - b.way);
}

/** Distances from `a` at which the stretch to `b` crosses the border of a box. */
function crossings(a: Point, b: Point, box: Box): readonly number[] {
  const found: number[] = [];
  if (a.x === b.x && a.x > box.x && a.x < right(box)) {
    for (const y of [box.y, bottom(box)]) {
      if ((a.y < y && b.y >= y) || (a.y > y && b.y <= y)) found.push(Math.abs(y - a.y));
    }
  } else if (a.y === b.y && a.y > box.y && a.y < bottom(box)) {
    for (const x of [box.x, right(box)]) {
      if ((a.x < x && b.x >= x) || (a.x > x && b.x <= x)) found.push(Math.abs(x - a.x));
    }
  }
  return found;
}

function along(a: Point, b: Point, by: number): Point {
  const length = Math.max(distance(a, b), 1);
  return { x: a.x + ((b.x - a.x) * by) / length, y: a.y + ((b.y - a.y) * by) / length };
}

/** Where on the way a step happens: the first fitting crossing at or after `since`. */
function eventFor(
  step: StepReport,
  hop: HopReport,
  before: HopReport | undefined,
  events: readonly Event[],
  since: number,
  drawnAs: DrawnAs,
): Event | undefined {
  const later = events.filter(({ way }) => way >= since - 1);
  const leaves = /egress$/.test(step.at) || step.at === 'route-table';
  const subnet = hop.kind === 'subnet' ? hop.id : (hop.subnet?.id ?? before?.subnet?.id);
  if (hop.kind === 'subnet' || step.at === 'route-table') {
    return later.find(({ type, id, enters }) => type === 'subnet' && id === subnet && enters !== leaves);
  }
  const shape = drawnAs(hop.id) ?? (hop.kind === 'internet' ? 'internet' : undefined);
  return later.find(({ type, id, enters }) => type === 'shape' && id === shape && enters !== leaves);
}

/** The steps of a leg at a border, in the direction in which it is crossed. */
function stepsAt({ id, enters }: Event, { hops }: LegReport): readonly StepReport[] {
  return hops
    .filter((hop) => hop.kind === 'subnet' && hop.id === id)
    .flatMap(({ steps }) => steps)
    .filter(({ at }) => (enters ? at === 'nacl-ingress' : at === 'nacl-egress'));
}

/**
 * A decision about a thing stands beside its symbol, which it would hide, and about a subnet on the border. The packet
 * that halts before it is clear of the symbol too, as far as what comes next on the way leaves room.
 */
function beside({ way, type, enters }: Event, events: readonly Event[]): number {
  if (type === 'subnet') return way;
  if (enters) return Math.max(way - 16, 0);
  const next = events.find((event) => event.way > way)?.way ?? Infinity;
  return Math.max(Math.min(way + haltAt + 16, next - 18), way + 16);
}

function barAcross(points: readonly Point[], way: number): readonly [Point, Point] {
  const [at, next] = [pointAlong(points, way), pointAlong(points, way + 1)];
  const [dx, dy] = [(next.y - at.y) * barReach, (next.x - at.x) * barReach];
  return [
    { x: at.x - dx, y: at.y - dy },
    { x: at.x + dx, y: at.y + dy },
  ];
}

/* parts of a way */

function upTo(points: readonly Point[], way: number): readonly Point[] {
  const kept: Point[] = [];
  let left = way;
  for (const [at, point] of points.entries()) {
    const before = points[at - 1];
    const stretch = before === undefined ? 0 : distance(before, point);
    if (before !== undefined && stretch > left) {
      kept.push(along(before, point, left));
      return kept;
    }
    kept.push(point);
    left -= stretch;
  }
  return kept;
}

function from(points: readonly Point[], way: number): readonly Point[] {
  const total = lengthOf(points);
  return [...upTo([...points].reverse(), total - way)].reverse();
}
