/** Frames around what stands in one VPC, and in one subnet. */
import type { Column } from '../column.ts';
import { fit, monoWidth, textWidth } from '../measure.ts';
import type { Measures } from '../measures.ts';
import { frameRoom } from './placing.ts';
import { crisp } from './types.ts';
import type { Frame, Placed } from './types.ts';

/** Kinds that sit on a VPC's edge, half outside. */
const onEdge = new Set([
  'internet-gateway',
  'egress-only-internet-gateway',
  'carrier-gateway',
  'vpn-gateway',
]);
/** Kinds that stand between VPCs, whatever VPC they were asked from. */
const between = new Set([
  'vpc-peering-connection',
  'transit-gateway',
  'transit-gateway-peering-attachment',
  'vpn-connection',
  'direct-connect-gateway',
  'virtual-interface',
  'on-premises-network',
  'internet',
  'internet-host',
]);
/** Tints in an order that keeps neighbours apart. */
const tintOrder = [2, 1, 5, 3, 6, 4];

/** Columns `first` to `last`, all in one container. */
interface Run {
  readonly first: number;
  readonly last: number;
}

export function framesOf(placed: readonly Placed[], width: number, measures: Measures): readonly Frame[] {
  const subnets = subnetFrames(placed, width, measures);
  const [, bottom] = measures.vpc;
  return bottom === 0 ? subnets : [...vpcFrames(placed, subnets, width, measures), ...subnets];
}

/** The subnet frame in which a shape stands, if any. */
export function frameAround({ x, right }: Placed, frames: readonly Frame[]): Frame | undefined {
  return frames.find((frame) => frame.type === 'subnet' && frame.x < x && frame.x + frame.width > right);
}

function runsOf(placed: readonly Placed[], idOf: (column: Column) => string | undefined): readonly Run[] {
  const runs: Run[] = [];
  placed.forEach(({ column }, at) => {
    const id = idOf(column);
    if (id === undefined) return;
    const before = placed[at - 1];
    const continues = before !== undefined && idOf(before.column) === id;
    const last = continues ? runs.pop() : undefined;
    runs.push({ first: last?.first ?? at, last: at });
  });
  return runs;
}

/* subnets */

function subnetFrames(placed: readonly Placed[], width: number, measures: Measures): readonly Frame[] {
  const tints = new Map<string, number>();
  const isInside = ({ kind }: Column) => !onEdge.has(kind) && !between.has(kind);
  const runs = runsOf(placed, (column) => (isInside(column) ? column.subnet?.id : undefined));
  return runs.map((run) => {
    const subnet = placed[run.first]?.column.subnet;
    const id = subnet?.id ?? '';
    const tint = tints.get(id) ?? tints.size;
    tints.set(id, tint);
    return frame('subnet', id, run, subnetSides(placed, run, width, measures), measures, {
      name: subnet?.name ?? id,
      cidr: subnet?.cidr ?? '',
      tint: tintOrder[tint % tintOrder.length] ?? 1,
    });
  });
}

function subnetSides(
  placed: readonly Placed[],
  run: Run,
  width: number,
  measures: Measures,
): readonly [left: number, right: number] {
  const first = placed[run.first];
  const last = placed[run.last];
  if (first === undefined || last === undefined) return [0, 0];
  const before = placed[run.first - 1];
  const after = placed[run.last + 1];
  const isBorder = (place: Placed) => place.column.shape === 'checkpoint';
  if (first === last && isBorder(first)) return loneBorderSides(first, before, after, width, measures);
  const gap = measures.decider + 6;
  const farLeft = before === undefined ? measures.left - measures.inset : before.right + gap;
  const farRight = after === undefined ? width - measures.frameGap - frameRoom : after.x - gap;
  return [
    isBorder(first)
      ? first.centre
      : Math.max(first.x - insetOf(first, 'left', after === undefined, measures), farLeft),
    isBorder(last)
      ? last.centre
      : Math.min(last.right + insetOf(last, 'right', before === undefined, measures), farRight),
  ];
}

/** Space between a device and its subnet's frame: more where the packet is halted between the two, on its way out. */
function insetOf({ column }: Placed, side: 'left' | 'right', starts: boolean, measures: Measures): number {
  const { decisions } = side === 'right' ? column.forward : column.back;
  const halts = decisions.some((d) => d.decides && (d.side === 'out' || (d.side === 'at' && starts)));
  return halts ? measures.inset + measures.envelope + 3 * measures.decider : measures.inset;
}

/** A border with nothing of its subnet beside it: the frame opens to the side that the packet comes from or goes to. */
function loneBorderSides(
  border: Placed,
  before: Placed | undefined,
  after: Placed | undefined,
  width: number,
  measures: Measures,
): readonly [left: number, right: number] {
  const point = border.column.forward.decisions[0]?.step.at;
  const leaves = point === 'nacl-egress' || point === 'route-table';
  const room = leaves
    ? border.centre - (before?.right ?? measures.left) - 16
    : (after?.x ?? width) - border.centre - 16;
  const reach = Math.max(Math.min(room, 2 * measures.inset), 2 * measures.decider);
  return leaves ? [border.centre - reach, border.centre] : [border.centre, border.centre + reach];
}

/* VPCs */

function vpcFrames(
  placed: readonly Placed[],
  subnets: readonly Frame[],
  width: number,
  measures: Measures,
): readonly Frame[] {
  const runs = runsOf(placed, (column) => (between.has(column.kind) ? undefined : column.vpc?.id));
  return runs
    .flatMap((run) => splitAtGateways(run, placed))
    .map((run) => {
      const vpc = placed[run.first]?.column.vpc;
      return frame('vpc', vpc?.id ?? '', run, vpcSides(placed, run, subnets, width, measures), measures, {
        name: vpc?.name ?? vpc?.id ?? '',
        cidr: vpc?.cidr ?? '',
        tint: 0,
      });
    });
}

/** Out through a gateway and in again: two stretches of one VPC, both ending at the gateway. */
function splitAtGateways({ first, last }: Run, placed: readonly Placed[]): readonly Run[] {
  const gateways = placed.map((_, at) => at).filter((at) => isGateway(placed[at]) && at > first && at < last);
  const cuts = [first, ...gateways, last];
  return cuts.slice(1).map((cut, at) => ({ first: cuts[at] ?? first, last: cut }));
}

function isGateway(place: Placed | undefined): boolean {
  return place !== undefined && onEdge.has(place.column.kind);
}

function vpcSides(
  placed: readonly Placed[],
  run: Run,
  subnets: readonly Frame[],
  width: number,
  measures: Measures,
): readonly [left: number, right: number] {
  const first = placed[run.first];
  const last = placed[run.last];
  if (first === undefined || last === undefined) return [0, 0];
  const shapes = placed.slice(run.first, run.last + 1).filter((place) => !isGateway(place));
  const inner = shapes.flatMap(({ x, right }) => [x - 8, right + 8]);
  const framed = subnets
    .filter((frame) =>
      shapes.some(({ centre }) => frame.x <= centre + 1 && frame.x + frame.width >= centre - 1),
    )
    .flatMap((frame) => [frame.x, frame.x + frame.width]);
  const edges = [...inner, ...framed];
  const aside = run.first > 0 && placed[run.first - 1]?.column.vpc?.id === first.column.vpc?.id ? 6 : 0;
  const short = placed[run.last + 1]?.column.vpc?.id === last.column.vpc?.id ? 6 : 0;
  return [
    isGateway(first) ? first.centre + aside : Math.max(Math.min(...edges) - measures.frameGap, 6),
    isGateway(last) ? last.centre - short : Math.min(Math.max(...edges) + measures.frameGap, width - 6),
  ];
}

/* both */

interface Naming {
  readonly name: string;
  readonly cidr: string;
  readonly tint: number;
}

function frame(
  type: 'vpc' | 'subnet',
  id: string,
  run: Run,
  [left, right]: readonly [number, number],
  measures: Measures,
  { name, cidr, tint }: Naming,
): Frame {
  const [top, bottom] = type === 'vpc' ? measures.vpc : measures.subnet;
  const width = Math.max(Math.round(right - left), 1);
  return {
    key: `${type} ${id} ${run.first}`,
    type,
    x: crisp(left),
    y: crisp(top),
    width,
    height: bottom - top,
    tint,
    full: cidr === '' || cidr === name ? name : `${name} ${cidr}`,
    ...titleOf(name, cidr, crisp(left), width, type, measures),
  };
}

/** On a roomy picture the title stands inside, with the block where it fits; else above the frame, alone. */
function titleOf(
  name: string,
  cidr: string,
  left: number,
  width: number,
  type: Frame['type'],
  measures: Measures,
): Pick<Frame, 'title' | 'cidr' | 'cidrX'> {
  if (measures.title === 0) return { title: '', cidr: '', cidrX: 0 };
  const size = measures.title + (type === 'vpc' ? 1.5 : 0);
  const space = measures.roomy ? width - 20 : width + measures.decider;
  const title = fit(name, space, (text) => textWidth(text, size));
  const used = textWidth(title, size) + 9;
  const fits = measures.roomy && cidr !== name && used + monoWidth(cidr, 11) <= space;
  return { title, cidr: fits ? cidr : '', cidrX: left + 11.5 + used };
}
