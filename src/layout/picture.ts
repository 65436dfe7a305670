/**
 * The picture of a path: frames of VPCs and subnets, a shape for each place, a diamond where a subnet's border is
 * crossed, the request's line, the reply's, and where one of them stops.
 *
 * Everything is derived from the columns, left to right; one column, one x. Nothing here knows how it is painted.
 */
import type { TraceReport } from '../../engine/index.ts';
import type { Column, Decision, Tone } from './column.ts';
import { decisionsOf } from './column.ts';
import { fit, monoWidth, textWidth } from './measure.ts';
import type { Measures } from './measures.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Frame extends Box {
  readonly key: string;
  readonly type: 'vpc' | 'subnet';
  readonly title: string;
  readonly cidr: string;
  /** Where the CIDR's text starts. */
  readonly cidrX: number;
  /** Which of the tints a subnet has. */
  readonly tint: number;
  readonly full: string;
}

export interface Symbol extends Box {
  readonly key: string;
  readonly shape: 'endpoint' | 'hop';
  readonly name: string;
  readonly full: string;
  readonly address: string;
  readonly addressY: number;
  readonly reached: boolean;
}

export interface Diamond {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly tone: Tone;
  readonly decides: boolean;
}

export interface Line {
  readonly key: string;
  readonly type: 'forward' | 'return' | 'beyond';
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

export interface Chevron {
  readonly x: number;
  readonly y: number;
  readonly leg: 'forward' | 'return';
}

export interface Stop {
  /** The bar across the line; `null` where knowledge ends instead of the path. */
  readonly bar: number | null;
  readonly y: number;
  readonly leg: 'forward' | 'return';
  readonly tone: Tone;
  /** A word beside the diamond, with the path of its leader. */
  readonly callout: { readonly text: string; readonly x: number; readonly y: number; readonly end: boolean; readonly leader: string } | null;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly leg: 'forward' | 'return';
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Frame[];
  readonly symbols: readonly Symbol[];
  readonly diamonds: readonly Diamond[];
  readonly lines: readonly Line[];
  readonly chevrons: readonly Chevron[];
  readonly stop: Stop | null;
  /** Where the packet is at each step, in step order. */
  readonly spots: readonly Spot[];
}

interface Placed {
  readonly column: Column;
  readonly x: number;
  readonly right: number;
  readonly centre: number;
}

/**
 * @param width - of the whole picture; columns share it equally
 */
export function pictureOf(
  report: TraceReport,
  columns: readonly Column[],
  width: number,
  measures: Measures,
): Picture {
  const placed = placeColumns(columns, width, measures);
  const frames = framesOf(placed, width, measures);
  const crossings = crossingsOf(placed, frames, report, measures);
  const stop = stopOf(report, crossings, measures);
  const y = laneHeights(report, measures);
  return {
    width,
    height: measures.height,
    frames,
    symbols: placed.filter(({ column }) => column.shape !== 'checkpoint').map((place) => symbolOf(place, report, measures)),
    diamonds: diamondsOf(crossings, measures),
    lines: linesOf(placed, crossings, report, stop, measures),
    chevrons: chevronsOf(placed, crossings, stop, y),
    stop,
    spots: spotsOf(columns, crossings, placed, stop, y, measures),
  };
}

/* columns ---------------------------------------------------------------------------------------------------- */

/** The least width at which nothing in a packed picture touches. */
export function packedWidth(columns: readonly Column[], measures: Measures): number {
  const shapes = columns.reduce((sum, column) => sum + shapeWidth(column, Infinity, measures), 0);
  const gaps = gapWeights(columns).reduce((sum, weight) => sum + weight, 0);
  return measures.left + measures.right + shapes + gaps * (measures.decider + measures.diamond + 4);
}

/** How the free space is shared out between neighbours: the packet needs room where it is halted. */
function gapWeights(columns: readonly Column[]): readonly number[] {
  return columns.slice(1).map((right, at) => {
    const stopsHome = columns[at]?.back.decisions.some(({ decides }) => decides) === true;
    const stopsOut = right.forward.decisions.some(({ decides }) => decides);
    return stopsHome || stopsOut ? 2 : 1;
  });
}

function packColumns(columns: readonly Column[], width: number, measures: Measures): readonly Placed[] {
  const widths = columns.map((column) => shapeWidth(column, Infinity, measures));
  const weights = gapWeights(columns);
  const free = width - measures.left - measures.right - widths.reduce((sum, wide) => sum + wide, 0);
  const unit = Math.max(free, 0) / Math.max(weights.reduce((sum, weight) => sum + weight, 0), 1);
  let x = measures.left;
  return columns.map((column, at) => {
    const wide = widths[at] ?? 0;
    const place = { column, x, right: x + wide, centre: x + wide / 2 };
    x += wide + unit * (weights[at] ?? 0);
    return place;
  });
}

function placeColumns(columns: readonly Column[], width: number, measures: Measures): readonly Placed[] {
  if (measures.packed) return packColumns(columns, width, measures);
  const step = (width - measures.left - measures.right + 12) / Math.max(columns.length, 1);
  return columns.map((column, at) => {
    const x = measures.left + at * step;
    const wide = shapeWidth(column, step, measures);
    return { column, x, right: x + wide, centre: x + wide / 2 };
  });
}

function shapeWidth(column: Column, step: number, measures: Measures): number {
  if (column.shape === 'checkpoint') return 2 * measures.decider;
  const least = column.shape === 'endpoint' ? measures.endpoint : measures.hop;
  if (measures.name === 0) return least;
  const sides = column.shape === 'endpoint' ? measures.shape * 0.62 : measures.name > 12 ? 20 : 12;
  const most = Math.max(least, Math.min(step - 2 * measures.decider - 12, longestName));
  return Math.min(Math.max(least, textWidth(labelOf(column), measures.name) + sides), most);
}

/** Longer names are shortened. */
const longestName = 168;

/* frames ----------------------------------------------------------------------------------------------------- */

/** Kinds that sit on a VPC's edge, half outside. */
const onEdge = new Set(['internet-gateway', 'egress-only-internet-gateway', 'vpn-gateway', 'carrier-gateway']);

interface Run {
  readonly first: number;
  readonly last: number;
}

function runs(placed: readonly Placed[], idOf: (column: Column) => string | undefined): readonly Run[] {
  const found: Run[] = [];
  placed.forEach(({ column }, at) => {
    const last = found.at(-1);
    const before = placed[at - 1];
    const id = idOf(column);
    if (id === undefined) return;
    if (last !== undefined && last.last === at - 1 && before !== undefined && idOf(before.column) === id) {
      found[found.length - 1] = { first: last.first, last: at };
    } else {
      found.push({ first: at, last: at });
    }
  });
  return found;
}

function framesOf(placed: readonly Placed[], width: number, measures: Measures): readonly Frame[] {
  const tints = new Map<string, number>();
  const subnets = runs(placed, (column) => (onEdge.has(column.kind) ? undefined : column.subnet?.id)).map(
    (run): Frame & { run: Run } => {
      const subnet = placed[run.first]?.column.subnet;
      const id = subnet?.id ?? '';
      if (!tints.has(id)) tints.set(id, tints.size);
      const [left, right] = subnetSides(placed, run, width, measures);
      return {
        run,
        ...frame('subnet', id, run, left, right, measures.subnet, measures),
        ...titles(subnet?.name ?? id, subnet?.cidr ?? '', right - left, left, measures.title),
        tint: tintOrder[(tints.get(id) ?? 0) % tintOrder.length] ?? 1,
      };
    },
  );
  if (measures.vpc[1] === 0) return subnets;
  const vpcs = runs(placed, (column) => column.vpc?.id).map((run): Frame => {
    const vpc = placed[run.first]?.column.vpc;
    const inside = subnets.filter((subnet) => subnet.run.first >= run.first && subnet.run.last <= run.last);
    const [left, right] = vpcSides(placed, run, inside, width, measures);
    return {
      ...frame('vpc', vpc?.id ?? '', run, left, right, measures.vpc, measures),
      ...titles(vpc?.name ?? vpc?.id ?? '', vpc?.cidr ?? '', right - left, left, measures.title + 1.5),
      tint: 0,
    };
  });
  return [...vpcs, ...subnets];
}

/** Hues in an order that keeps neighbours apart. */
const tintOrder = [2, 1, 5, 3, 6, 4];

function subnetSides(placed: readonly Placed[], run: Run, width: number, measures: Measures): [number, number] {
  const first = placed[run.first];
  const last = placed[run.last];
  if (first === undefined || last === undefined) return [0, 0];
  const before = placed[run.first - 1];
  const after = placed[run.last + 1];
  if (run.first === run.last && first.column.shape === 'checkpoint') {
    const reach = Math.min(96, (after?.x ?? width) - first.right);
    return leavesThrough(first.column)
      ? [first.centre - reach, first.centre]
      : [first.centre, first.centre + reach];
  }
  const gap = measures.decider + 6;
  const left =
    first.column.shape === 'checkpoint' && run.first !== run.last
      ? first.centre
      : Math.max(first.x - measures.inset, before === undefined ? measures.left - measures.inset : before.right + gap);
  const right =
    last.column.shape === 'checkpoint'
      ? last.centre
      : Math.min(last.right + measures.inset, after === undefined ? width - measures.frameGap - 8 : after.x - gap);
  return [left, right];
}

/** A lone border: is the packet on its way out of the subnet? */
function leavesThrough(column: Column): boolean {
  const first = column.forward.decisions[0]?.step.at;
  return first === 'nacl-egress' || first === 'route-table';
}

function vpcSides(
  placed: readonly Placed[],
  run: Run,
  inside: readonly Frame[],
  width: number,
  measures: Measures,
): [number, number] {
  const first = placed[run.first];
  const last = placed[run.last];
  if (first === undefined || last === undefined) return [0, 0];
  const edges = inside.flatMap((frame) => [frame.x, frame.x + frame.width]);
  const shapes = placed.slice(run.first, run.last + 1).filter(({ column }) => !onEdge.has(column.kind));
  const outer = [...edges, ...shapes.flatMap(({ x, right }) => [x - 8, right + 8])];
  // Two stretches of one VPC with its gateway between them: the gateway covers both edges.
  const sharesLeft = placed[run.first - 1]?.column.vpc?.id === first.column.vpc?.id;
  const left = onEdge.has(first.column.kind) ? first.centre : Math.max(Math.min(...outer) - measures.frameGap, 6);
  const right = onEdge.has(last.column.kind)
    ? last.centre
    : Math.min(Math.max(...outer) + measures.frameGap, width - 6);
  return [sharesLeft ? left : left, right];
}

function frame(
  type: 'vpc' | 'subnet',
  id: string,
  run: Run,
  left: number,
  right: number,
  [top, bottom]: readonly [number, number],
  _measures: Measures,
): Pick<Frame, 'key' | 'type' | 'x' | 'y' | 'width' | 'height'> {
  return {
    key: `${type} ${id} ${run.first}`,
    type,
    x: crisp(left),
    y: crisp(top),
    width: Math.max(Math.round(right - left), 1),
    height: bottom - top,
  };
}

function titles(
  name: string,
  cidr: string,
  room: number,
  left: number,
  size: number,
): Pick<Frame, 'title' | 'cidr' | 'cidrX' | 'full'> {
  const full = cidr === '' || cidr === name ? name : `${name} ${cidr}`;
  if (size < 8) return { title: '', cidr: '', cidrX: 0, full };
  const space = room - 24;
  const title = fit(name, space, (text) => textWidth(text, size));
  const used = textWidth(title, size) + 9;
  const fits = cidr !== name && used + monoWidth(cidr, 11) <= space;
  return { title, cidr: fits ? cidr : '', cidrX: crisp(left) + 12 + used, full };
}

/** Half a pixel, so that a line of 1 px is sharp. */
function crisp(value: number): number {
  return Math.round(value) + 0.5;
}

/* shapes ----------------------------------------------------------------------------------------------------- */

function symbolOf({ column, x, right }: Placed, report: TraceReport, measures: Measures): Symbol {
  const { shape, middle, lane } = measures;
  const both = report.return === null || (column.forward.reach !== 'elsewhere' && column.back.reach !== 'elsewhere');
  const height = both ? shape : Math.min(shape, 2 * lane + 6);
  const centre = both ? middle : column.forward.reach === 'elsewhere' ? middle + lane + 2 : middle - lane - 2;
  const sides = column.shape === 'endpoint' ? shape * 0.56 : measures.name > 12 ? 14 : 8;
  return {
    key: column.key,
    shape: column.shape === 'endpoint' ? 'endpoint' : 'hop',
    x,
    y: centre - height / 2,
    width: right - x,
    height,
    name: measures.name === 0 ? '' : fit(labelOf(column), right - x - sides, (text) => textWidth(text, measures.name)),
    full: column.address === null || column.address === column.name ? column.name : `${column.name}, ${column.address}`,
    address: measures.address === 0 || !both ? '' : (column.address ?? ''),
    addressY: middle + shape / 2 + 14,
    reached: column.forward.reach !== 'not-reached',
  };
}

/** Beyond the VPC the place is known by its kind; its address stands beneath. */
function labelOf({ kind, name }: Column): string {
  return kind === 'internet' ? 'internet' : name;
}

/* borders ---------------------------------------------------------------------------------------------------- */

/** A point on one half's line where decisions are made. */
interface Crossing {
  readonly key: string;
  readonly leg: 'forward' | 'return';
  readonly x: number;
  readonly y: number;
  readonly decisions: readonly Decision[];
  readonly drawn: boolean;
  readonly decides: boolean;
}

function laneHeights(report: TraceReport, measures: Measures): Record<'forward' | 'return', number> {
  const apart = report.return === null ? 0 : measures.lane;
  return { forward: measures.middle - apart, return: measures.middle + apart };
}

function crossingsOf(
  placed: readonly Placed[],
  frames: readonly Frame[],
  report: TraceReport,
  measures: Measures,
): readonly Crossing[] {
  const y = laneHeights(report, measures);
  return placed.flatMap((place, at) =>
    (['forward', 'return'] as const).flatMap((leg): Crossing[] => {
      const cell = leg === 'forward' ? place.column.forward : place.column.back;
      const groups = (['in', 'at', 'out'] as const).map((side) => cell.decisions.filter((d) => d.side === side));
      return groups.flatMap((decisions, side): Crossing[] => {
        if (decisions.length === 0) return [];
        const decides = decisions.some((decision) => decision.decides);
        const border = place.column.shape === 'checkpoint';
        return [
          {
            key: `${place.column.key} ${leg} ${side}`,
            leg,
            x: border ? place.centre : crossingX(place, at, placed, frames, leg, side, decides, cell.decisions.length, measures),
            y: y[leg],
            decisions,
            drawn: border || side !== 1 || decides,
            decides,
          },
        ];
      });
    }),
  );
}

/** Where a device's own decision or its subnet's border meets the line of `leg`. */
function crossingX(
  { column, x, right }: Placed,
  at: number,
  placed: readonly Placed[],
  frames: readonly Frame[],
  leg: 'forward' | 'return',
  side: number,
  decides: boolean,
  _count: number,
  measures: Measures,
): number {
  const entersLeft = leg === 'forward';
  if (side !== 1) {
    const home = frames.find((frame) => frame.type === 'subnet' && frame.x < x && frame.x + frame.width > right);
    const leftSide = (side === 0) === entersLeft;
    if (home !== undefined) return leftSide ? home.x : home.x + home.width;
    return leftSide ? x - measures.inset : right + measures.inset;
  }
  const starts = leg === 'forward' ? at === 0 : at === placed.length - 1;
  const away = measures.envelope > 0 ? 76 : 34;
  const room = measures.name > 12 ? away : away / 2;
  if (starts && decides) {
    const next = entersLeft ? placed[at + 1] : placed[at - 1];
    const space = next === undefined ? room : Math.abs(entersLeft ? next.x - right : x - next.right) - measures.decider;
    const out = Math.min(room, Math.max(space * 0.7, measures.decider));
    return entersLeft ? right + out : x - out;
  }
  if (starts) return entersLeft ? right : x;
  if (decides && column.shape === 'hop') return entersLeft ? x - measures.decider + 4 : right + measures.decider - 4;
  if (decides) return entersLeft ? x - 2 : right + 2;
  return entersLeft ? x : right;
}

function diamondsOf(crossings: readonly Crossing[], measures: Measures): readonly Diamond[] {
  return crossings
    .filter(({ drawn }) => drawn)
    .map(({ key, x, y, decisions, decides }) => {
      const decider = decisions.find((decision) => decision.decides);
      const evaluated = decisions.some((decision) => decision.tone !== 'none');
      return {
        key,
        x,
        y,
        r: decides ? measures.decider : measures.diamond,
        tone: decider?.tone ?? (evaluated ? 'reachable' : 'none'),
        decides,
      };
    });
}

/* lines ------------------------------------------------------------------------------------------------------ */

const barGap = 17;

function stopOf(report: TraceReport, crossings: readonly Crossing[], measures: Measures): Stop | null {
  const crossing = crossings.find(({ decides }) => decides);
  if (crossing === undefined) return null;
  const decision = crossing.decisions.find(({ decides }) => decides);
  const tone = decision?.tone ?? 'blocked';
  const { x, y, leg } = crossing;
  const before = leg === 'forward' ? -1 : 1;
  const gap = measures.envelope > 0 && measures.name > 12 ? barGap : 5;
  return {
    bar: tone === 'check' ? null : x + before * (measures.decider + gap),
    y,
    leg,
    tone,
    callout: measures.callout === 0 || decision === undefined ? null : calloutOf(crossing, decision, report, measures),
  };
}

function calloutOf(crossing: Crossing, decision: Decision, report: TraceReport, measures: Measures): Stop['callout'] {
  const { x, y } = crossing;
  const text = calloutText(decision, report);
  const bottom = measures.subnet[1] + (measures.height > 200 ? -4 : 6);
  const end = crossing.leg === 'forward';
  const turn = end ? -1 : 1;
  const drop = bottom - 4 - (y + measures.decider + 1);
  return {
    text,
    x: x + turn * 20,
    y: bottom,
    end,
    leader: `M${x} ${y + measures.decider + 1}v${drop - 6}q0 6 ${turn * 6} 6h${turn * 9}`,
  };
}

/** `acl-app, rule *` or `rt-app, no route`: the object and what in it decides. */
function calloutText({ step }: Decision, report: TraceReport): string {
  const owner = step.componentName ?? step.component;
  if (step.at === 'nacl-egress' || step.at === 'nacl-ingress') return `${owner}, rule ${report.entry ?? '*'}`;
  if (step.at === 'sg-egress' || step.at === 'sg-ingress') return `${owner}, no rule`;
  if (step.outcome === 'unknown') return `${owner}, not known`;
  return step.detail === null ? owner : `${owner}, ${step.detail.replaceAll('-', ' ')}`;
}

function linesOf(
  placed: readonly Placed[],
  crossings: readonly Crossing[],
  report: TraceReport,
  stop: Stop | null,
  measures: Measures,
): readonly Line[] {
  const y = laneHeights(report, measures);
  const first = placed[0];
  const last = placed.at(-1);
  if (first === undefined || last === undefined) return [];
  const lines: Line[] = [];
  const decider = crossings.find(({ decides }) => decides);
  const halt = stop === null ? undefined : haltX(stop, decider, measures);
  (['forward', 'return'] as const).forEach((leg) => {
    if (leg === 'return' && report.return === null) return;
    const [start, end] = leg === 'forward' ? [first.centre, last.centre] : [last.centre, first.centre];
    if (stop?.leg !== leg || halt === undefined || decider === undefined) {
      lines.push({ key: leg, type: leg, from: start, to: end, y: y[leg] });
      return;
    }
    const onwards = leg === 'forward' ? 1 : -1;
    lines.push({ key: leg, type: leg, from: start, to: halt, y: y[leg] });
    lines.push({ key: 'beyond', type: 'beyond', from: decider.x + onwards * (measures.decider + 4), to: end, y: y[leg] });
  });
  return lines;
}

/** Where the line ends: behind the halted packet, or at the bar. */
function haltX(stop: Stop, decider: Crossing | undefined, measures: Measures): number {
  const before = stop.leg === 'forward' ? -1 : 1;
  if (stop.bar === null) return (decider?.x ?? 0) + before * measures.decider;
  const room = measures.envelope === 0 ? 0 : measures.envelope + (measures.name > 12 ? 16 : 5);
  return stop.bar + before * room;
}

function chevronsOf(
  placed: readonly Placed[],
  crossings: readonly Crossing[],
  stop: Stop | null,
  y: Record<'forward' | 'return', number>,
): readonly Chevron[] {
  const chevrons: Chevron[] = [];
  (['forward', 'return'] as const).forEach((leg) => {
    const visited = placed.filter(({ column }) => {
      const reach = (leg === 'forward' ? column.forward : column.back).reach;
      return reach !== 'elsewhere';
    });
    const solid = visited.filter(({ column }) => column.shape !== 'checkpoint').map(({ x, right }) => [x, right] as const);
    const points = crossings.filter((crossing) => crossing.leg === leg && crossing.drawn).map(({ x }) => [x - 10, x + 10] as const);
    const obstacles = [...solid, ...points].sort((a, b) => a[0] - b[0]);
    for (let i = 1; i < obstacles.length; i++) {
      const from = obstacles[i - 1]?.[1] ?? 0;
      const to = obstacles[i]?.[0] ?? 0;
      const x = (from + to) / 2;
      if (to - from < 48 || passesStop(x, leg, stop)) continue;
      chevrons.push({ x, y: y[leg], leg });
    }
  });
  return chevrons;
}

/** Beyond the stop, or so near to it that the packet stands there; the reply has no line when the request is stopped. */
function passesStop(x: number, leg: 'forward' | 'return', stop: Stop | null): boolean {
  if (stop === null) return false;
  if (stop.leg !== leg) return stop.leg === 'forward';
  const near = (stop.bar ?? 0) + (leg === 'forward' ? -62 : 62);
  return leg === 'forward' ? x > near : x < near;
}

/* the packet ------------------------------------------------------------------------------------------------- */

function spotsOf(
  columns: readonly Column[],
  crossings: readonly Crossing[],
  _placed: readonly Placed[],
  stop: Stop | null,
  _y: Record<'forward' | 'return', number>,
  measures: Measures,
): readonly Spot[] {
  return decisionsOf(columns).map((decision) => {
    const crossing = crossings.find(({ decisions }) => decisions.includes(decision));
    const leg = crossing?.leg ?? 'forward';
    const before = leg === 'forward' ? -1 : 1;
    const half = measures.envelope / 2;
    const at = { x: crossing?.x ?? 0, y: crossing?.y ?? 0, leg };
    if (!decision.decides) return at;
    if (stop?.bar === null || stop === null) return { ...at, x: at.x + before * (measures.decider + half + 6) };
    return { ...at, x: stop.bar + before * (half + (measures.name > 12 ? 10 : 4)) };
  });
}
