/** The lines, where one of them stops, and where the packet is at each step. */
import type { TraceReport } from '../../../engine/index.ts';
import type { Decision } from '../column.ts';
import type { Measures } from '../measures.ts';
import { cellOf, heading } from './crossings.ts';
import type { Crossing } from './crossings.ts';
import type { Callout, Chevron, LaneHeights, Leg, Line, Placed, Spot, Stop } from './types.ts';

const legs: readonly Leg[] = ['forward', 'return'];

/* where it stops */

export function stopOf(report: TraceReport, crossings: readonly Crossing[], measures: Measures): Stop | null {
  const crossing = crossings.find(({ decides }) => decides);
  const decision = crossing?.decisions.find(({ decides }) => decides);
  if (crossing === undefined || decision === undefined) return null;
  const { x, y, leg } = crossing;
  const gap = measures.roomy ? 17 : 5;
  return {
    bar: decision.tone === 'check' ? null : x - heading(leg) * (measures.decider + gap),
    y,
    leg,
    tone: decision.tone,
    callout: measures.callout === 0 ? null : calloutOf(crossing, decision, report, measures),
  };
}

/** Down from the diamond, then towards where the packet came from. */
function calloutOf(
  { x, y, leg }: Crossing,
  decision: Decision,
  report: TraceReport,
  measures: Measures,
): Callout {
  const back = -heading(leg);
  const top = y + measures.decider + 1;
  const [, frameBottom] = measures.subnet;
  const baseline = frameBottom + 11;
  const corner = 6;
  return {
    text: calloutText(decision, report),
    x: x + back * 20,
    y: baseline,
    end: back === -1,
    leader: `M${x} ${top}V${baseline - 4 - corner}q0 ${corner} ${back * corner} ${corner}h${back * 9}`,
  };
}

/** `acl-app, rule *` or `rt-app, no route`: the object, and what in it decides. */
function calloutText({ step }: Decision, report: TraceReport): string {
  const owner = step.componentName ?? step.component; // as on the object itself
  if (step.outcome === 'unknown') return `${owner}, not known`;
  if (step.at === 'nacl-egress' || step.at === 'nacl-ingress') return `${owner}, rule ${report.entry ?? '*'}`;
  if (step.at === 'sg-egress' || step.at === 'sg-ingress') return `${owner}, no rule`;
  return step.detail === null || step.summary === '' ? owner : `${owner}, ${step.summary}`;
}

/* lines */

export function linesOf(
  placed: readonly Placed[],
  crossings: readonly Crossing[],
  report: TraceReport,
  stop: Stop | null,
  y: LaneHeights,
  measures: Measures,
): readonly Line[] {
  const first = placed[0];
  const last = placed.at(-1);
  if (first === undefined || last === undefined) return [];
  const decider = crossings.find(({ decides }) => decides);
  return legs.flatMap((leg): Line[] => {
    if (leg === 'return' && report.return === null) return [];
    const [from, to] = leg === 'forward' ? [first.centre, last.centre] : [last.centre, first.centre];
    if (stop?.leg !== leg || decider === undefined) return [{ key: leg, type: leg, from, to, y: y[leg] }];
    const beyond = decider.x + heading(leg) * (measures.decider + 4);
    return [
      { key: leg, type: leg, from, to: haltX(stop, decider, measures), y: y[leg] },
      { key: 'beyond', type: 'beyond', from: beyond, to, y: y[leg] },
    ];
  });
}

/** Where the line ends: behind the halted packet, or at the bar. */
function haltX(stop: Stop, decider: Crossing, measures: Measures): number {
  const back = -heading(stop.leg);
  const packet = measures.envelope === 0 ? 0 : measures.envelope + (measures.roomy ? 16 : 4);
  return stop.bar === null ? decider.x + back * (measures.decider + packet) : stop.bar + back * packet;
}

/** Arrowheads in the longer gaps of a line that was travelled. */
export function chevronsOf(
  placed: readonly Placed[],
  crossings: readonly Crossing[],
  stop: Stop | null,
  y: LaneHeights,
): readonly Chevron[] {
  const shortest = 48;
  return legs.flatMap((leg): Chevron[] => {
    const shapes = placed
      .filter((place) => place.column.shape !== 'checkpoint' && cellOf(place, leg).reach !== 'elsewhere')
      .map(({ x, right }) => [x, right] as const);
    const points = crossings
      .filter((crossing) => crossing.leg === leg && crossing.drawn)
      .map(({ x }) => [x - 10, x + 10] as const);
    const obstacles = [...shapes, ...points].sort((a, b) => a[0] - b[0]);
    return obstacles.slice(1).flatMap(([to], at) => {
      const from = obstacles[at]?.[1] ?? to;
      const x = (from + to) / 2;
      return to - from < shortest || isPast(x, leg, stop) ? [] : [{ x, y: y[leg], leg }];
    });
  });
}

/** Beyond the stop, or so near that the packet stands there. Without a reply its line has no arrowheads. */
function isPast(x: number, leg: Leg, stop: Stop | null): boolean {
  if (stop === null) return false;
  if (stop.leg !== leg) return stop.leg === 'forward';
  const packet = 62;
  return (x - (stop.bar ?? 0)) * heading(leg) > -packet;
}

/* the packet */

/** @returns one spot for each decision, in step order */
export function spotsOf(
  decisions: readonly Decision[],
  crossings: readonly Crossing[],
  stop: Stop | null,
  measures: Measures,
): readonly Spot[] {
  return decisions.map((decision) => {
    const crossing = crossings.find((candidate) => candidate.decisions.includes(decision));
    if (crossing === undefined) return { x: 0, y: 0, leg: 'forward' };
    const { x, y, leg } = crossing;
    if (!decision.decides) return { x, y, leg };
    const back = -heading(leg) * (measures.envelope / 2 + (measures.roomy ? 10 : 3));
    return { x: (stop?.bar ?? x - heading(leg) * measures.decider) + back, y, leg };
  });
}
