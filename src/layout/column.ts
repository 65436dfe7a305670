/**
 * The columns of a trace: each place on the path once, with what happened there to the request and to the reply.
 *
 * Columns stand in the request's order. The reply runs through them from the right; where it takes another way,
 * the places that only it meets get columns of their own and the others stay empty in its lane.
 */
import type { HopReport, PacketReport, PlaceReport, StepReport, TraceReport } from '../../engine/index.ts';
import { shownSteps, stationsOf } from './station.ts';
import type { Side, Station } from './station.ts';
import { nowhere } from './whereabouts.ts';
import type { Whereabouts } from './whereabouts.ts';

export type Shape = 'endpoint' | 'hop' | 'checkpoint';

/** How far a half of the conversation got at a column. */
export type Reach =
  | 'passed'
  /** The step that drops the packet is here. */
  | 'decides'
  /** What would decide here is not in the model. */
  | 'unknown'
  /** The packet never came so far. */
  | 'not-reached'
  /** This half of the conversation takes another way. */
  | 'elsewhere';

/** How a step's mark is inked. */
export type Tone = 'reachable' | 'blocked' | 'check' | 'none';

export interface Decision {
  /** Position among all steps, forward before return. */
  readonly index: number;
  readonly step: StepReport;
  readonly side: Side;
  readonly tone: Tone;
  readonly decides: boolean;
}

/** An address and port, and what stood there before when this place changed it. */
export interface Header {
  readonly now: string;
  readonly was: string | null;
}

export interface Cell {
  readonly reach: Reach;
  readonly src: Header | null;
  readonly dst: Header | null;
  readonly decisions: readonly Decision[];
}

export interface Column {
  readonly key: string;
  readonly shape: Shape;
  readonly kind: string;
  readonly name: string;
  readonly subnet: PlaceReport | null;
  readonly vpc: PlaceReport | null;
  /** Address of the place itself, to write under its shape. */
  readonly address: string | null;
  readonly forward: Cell;
  readonly back: Cell;
}

export function columnsOf(report: TraceReport, destination: Whereabouts = nowhere): readonly Column[] {
  const forwardSteps = shownSteps(report.forward.hops);
  const isEnd = endTest(report);
  const out = stationsOf(report.forward.hops, 0, isEnd);
  const home =
    report.return === null ? [] : [...stationsOf(report.return.hops, forwardSteps, isEnd)].reverse();
  const decider = decidingStep(report);
  const pairs = pairUp(out, home);
  const lastHome = pairs.findIndex((pair) => pair.home !== undefined);
  const columns = pairs.map((pair, at): Column => {
    const station = pair.out ?? pair.home;
    return {
      key: `${at} ${station.id}`,
      shape: shapeOf(station, isEnd),
      kind: station.kind,
      name: station.kind === 'internet' ? (addressOf(station, report) ?? station.name) : station.name,
      subnet: station.subnet,
      vpc: station.vpc,
      address: addressOf(station, report),
      forward: pair.out === undefined ? emptyCell('elsewhere') : cellOf(pair.out, decider),
      back: backCell(report, pair.home, at < lastHome, decider),
    };
  });
  return arrives(report, columns) ? columns : [...columns, destinationColumn(report, destination)];
}

/** All decisions of all columns, in the order in which the packet meets them. */
export function decisionsOf(columns: readonly Column[]): readonly Decision[] {
  const decisions = columns.flatMap((column) => [...column.forward.decisions, ...column.back.decisions]);
  return decisions.sort((a, b) => a.index - b.index);
}

/** The step that decides the verdict; `undefined` for a reachable flow. */
export function decidingStep(report: TraceReport): StepReport | undefined {
  if (report.leg === null) return undefined;
  const leg = report.leg === 'forward' ? report.forward : report.return;
  const steps = (leg?.hops ?? []).flatMap((hop) => hop.steps);
  const stops = steps.filter((step) => step.outcome === 'denied' || step.outcome === 'unknown');
  return stops.filter((step) => step.at === report.at).at(-1) ?? stops.at(-1);
}

/** `10.0.64.21:40000`, `[2001:db8::1]:443`, or the bare address where there are no ports. */
export function hostPort(address: string, port: number | null): string {
  if (port === null) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

export function toneOf(step: StepReport): Tone {
  switch (step.outcome) {
    case 'allowed':
    case 'passed':
    case 'translated':
      return 'reachable';
    case 'denied':
      return 'blocked';
    case 'unknown':
      return 'check';
    case 'skipped':
      return 'none';
    default:
      return step.outcome satisfies never;
  }
}

function endTest(report: TraceReport): (hop: HopReport) => boolean {
  const { from, to } = report.flow;
  const first = report.forward.hops[0];
  const last = comesToDestination(report) ? report.forward.hops.at(-1) : undefined;
  const ends = new Set(
    [from.id, to.id, first?.id, last?.id].filter((id): id is string => typeof id === 'string'),
  );
  return (hop) => ends.has(hop.id) || hop.kind === 'internet';
}

/** The request came to its destination. */
function arrived(report: TraceReport): boolean {
  return report.verdict === 'reachable' || report.return !== null;
}

/** The last hop of the request is its destination, whether it was let in there or not. */
function comesToDestination(report: TraceReport): boolean {
  return arrived(report) || stopsAtDestination(report);
}

/**
 * A request stopped at an interface is at its destination when it was being delivered there, and at an appliance when a
 * route names that interface or its machine.
 */
function stopsAtDestination({ forward: { hops } }: TraceReport): boolean {
  if (hops.length < 2 || hops.at(-1)?.kind !== 'network-interface') return false;
  const target = hops.slice(0, -1).reduce((towards, hop) => {
    if (isGateway(hop)) return 'local';
    return hop.steps.reduce((at, step) => {
      if (step.at === 'same-subnet') return 'local';
      return step.at === 'route-table' || step.at === 'gateway-route-table'
        ? (step.matched?.action ?? at)
        : at;
    }, towards);
  }, 'local');
  return target === 'local';
}

/** What hands a packet to its owner in the VPC behind it. */
function isGateway({ kind }: HopReport): boolean {
  return kind.endsWith('gateway') || kind === 'vpc-peering-connection';
}

function arrives(report: TraceReport, columns: readonly Column[]): boolean {
  return arrived(report) || (columns.length > 1 && columns.at(-1)?.shape === 'endpoint');
}

interface Pair {
  readonly out: Station | undefined;
  readonly home: Station | undefined;
}

/** A pair with at least one station. */
type FullPair =
  (Pair & { readonly out: Station }) | (Pair & { readonly home: Station; readonly out: undefined });

/** Lines up two sequences of stations by their longest common subsequence. */
function pairUp(out: readonly Station[], home: readonly Station[]): readonly FullPair[] {
  const longest: number[][] = Array.from({ length: out.length + 1 }, () =>
    new Array<number>(home.length + 1).fill(0),
  );
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = out.length - 1; i >= 0; i--) {
    for (let j = home.length - 1; j >= 0; j--) {
      const row = longest[i];
      if (row === undefined) continue;
      row[j] = same(out[i], home[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: FullPair[] = [];
  let i = 0;
  let j = 0;
  while (i < out.length || j < home.length) {
    const there = out[i];
    const back = home[j];
    if (there !== undefined && back !== undefined && same(there, back)) {
      pairs.push({ out: there, home: back });
      i++;
      j++;
    } else if (there !== undefined && (back === undefined || at(i + 1, j) >= at(i, j + 1))) {
      pairs.push({ out: there, home: undefined });
      i++;
    } else if (back !== undefined) {
      pairs.push({ out: undefined, home: back });
      j++;
    }
  }
  return pairs;
}

/** The same place: the same device or border, or a border that the other half has as part of its device. */
function same(a: Station | undefined, b: Station | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a.type === b.type) return a.id === b.id || (a.type === 'device' && shares(a.ids, b.ids));
  const [border, device] = a.type === 'border' ? [a, b] : [b, a];
  return device.ids.has(border.id);
}

function shares(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((id) => b.has(id) && !id.startsWith('subnet'));
}

function shapeOf(station: Station, isEnd: (hop: HopReport) => boolean): Shape {
  if (station.type === 'border') return 'checkpoint';
  const hop = { kind: station.kind } as HopReport;
  return [...station.ids].some((id) => isEnd({ ...hop, id })) ? 'endpoint' : 'hop';
}

function backCell(
  report: TraceReport,
  station: Station | undefined,
  beyond: boolean,
  decider: StepReport | undefined,
): Cell {
  if (station !== undefined) return cellOf(station, decider);
  const stopped = report.return === null || (report.leg === 'return' && beyond);
  return emptyCell(stopped ? 'not-reached' : 'elsewhere');
}

function emptyCell(reach: Reach): Cell {
  return { reach, src: null, dst: null, decisions: [] };
}

function cellOf(station: Station, decider: StepReport | undefined): Cell {
  const steps = station.steps.map(({ step }) => step);
  const first = steps[0]?.packet;
  const last = steps.at(-1);
  const after = last === undefined ? first : (last.rewritten ?? last.packet);
  const stop = steps.find((step) => step === decider);
  return {
    reach: stop === undefined ? 'passed' : stop.outcome === 'unknown' ? 'unknown' : 'decides',
    src: header(first, after, 'src'),
    dst: header(first, after, 'dst'),
    decisions: station.steps
      .filter(({ index }) => index >= 0)
      .map(({ index, step, side }) => ({ index, step, side, tone: toneOf(step), decides: step === decider })),
  };
}

function header(
  before: PacketReport | undefined,
  after: PacketReport | undefined,
  end: 'src' | 'dst',
): Header | null {
  if (before === undefined || after === undefined) return null;
  const was = endOf(before, end);
  const now = endOf(after, end);
  return { now, was: was === now ? null : was };
}

export function endOf(packet: PacketReport, end: 'src' | 'dst'): string {
  return end === 'src' ? hostPort(packet.src, packet.srcPort) : hostPort(packet.dst, packet.dstPort);
}

/** The address by which a device is met: an end's own, or the one that a translation puts in. */
function addressOf(station: Station, report: TraceReport): string | null {
  if (station.type === 'border') return null;
  const { flow } = report;
  const steps = station.steps.map(({ step }) => step);
  if (station.kind === 'internet') return internetAddress(station, report);
  const owns = (id: string | null) => id !== null && station.ids.has(id);
  if (owns(flow.from.id) || report.forward.hops[0]?.id === station.id) return flow.src;
  const last = comesToDestination(report) ? report.forward.hops.at(-1) : undefined;
  if (owns(flow.to.id) || (last !== undefined && station.ids.has(last.id))) {
    return steps.at(-1)?.packet.dst ?? flow.dst;
  }
  const rewritten = steps.find((step) => step.rewritten !== null)?.rewritten;
  return station.subnet !== null && rewritten ? rewritten.src : null;
}

/** The address of the host on the internet at one end of the conversation. */
function internetAddress(station: Station, { forward, flow }: TraceReport): string | null {
  const isClient =
    forward.hops[0]?.kind === 'internet' && station.steps[0]?.step === forward.hops[0].steps[0];
  return isClient ? flow.src : (station.steps[0]?.step.packet.dst ?? flow.dst);
}

function destinationColumn(report: TraceReport, where: Whereabouts): Column {
  const { to, dst } = report.flow;
  return {
    key: 'destination',
    shape: 'endpoint',
    kind: to.kind,
    name: to.name,
    subnet: where.subnet,
    vpc: where.vpc,
    address: to.name === dst ? null : dst,
    forward: emptyCell('not-reached'),
    back: emptyCell('not-reached'),
  };
}
