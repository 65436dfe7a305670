/** The points on the two lines at which decisions are made: subnet borders, and devices that decide themselves. */
import type { Cell, Decision } from '../column.ts';
import type { Measures } from '../measures.ts';
import type { Side } from '../station.ts';
import { frameAround } from './frames.ts';
import type { Diamond, Frame, LaneHeights, Leg, Placed } from './types.ts';

export interface Crossing {
  readonly key: string;
  readonly leg: Leg;
  readonly x: number;
  readonly y: number;
  readonly decisions: readonly Decision[];
  /** A diamond is drawn: at borders, and where the verdict is decided. */
  readonly drawn: boolean;
  readonly decides: boolean;
}

const legs: readonly Leg[] = ['forward', 'return'];
const sides: readonly Side[] = ['in', 'at', 'out'];

export function crossingsOf(
  placed: readonly Placed[],
  frames: readonly Frame[],
  y: LaneHeights,
  measures: Measures,
): readonly Crossing[] {
  return placed.flatMap((place, at) =>
    legs.flatMap((leg) =>
      sides.flatMap((side): Crossing[] => {
        const decisions = cellOf(place, leg).decisions.filter((decision) => decision.side === side);
        if (decisions.length === 0) return [];
        const decides = decisions.some((decision) => decision.decides);
        const isBorder = place.column.shape === 'checkpoint';
        const x = isBorder
          ? place.centre
          : side === 'at'
            ? deviceX(at, placed, leg, decides, measures)
            : borderX(at, placed, frames, leg, side, measures);
        const drawn = isBorder || side !== 'at' || decides;
        return [{ key: `${place.column.key} ${leg} ${side}`, leg, x, y: y[leg], decisions, drawn, decides }];
      }),
    ),
  );
}

export function diamondsOf(crossings: readonly Crossing[], measures: Measures): readonly Diamond[] {
  return crossings
    .filter(({ drawn }) => drawn)
    .map(({ key, x, y, decisions, decides }) => {
      const decider = decisions.find((decision) => decision.decides);
      const asked = decisions.some((decision) => decision.tone !== 'none');
      return {
        key,
        x,
        y,
        r: decides ? measures.decider : measures.diamond,
        tone: decider?.tone ?? (asked ? 'reachable' : 'none'),
        decides,
      };
    });
}

export function cellOf({ column }: Placed, leg: Leg): Cell {
  return leg === 'forward' ? column.forward : column.back;
}

/** +1 where the packet travels to the right. */
export function heading(leg: Leg): 1 | -1 {
  return leg === 'forward' ? 1 : -1;
}

/** A border that belongs to a device: on the frame around it, on the side where the packet comes in or goes out. */
function borderX(
  at: number,
  placed: readonly Placed[],
  frames: readonly Frame[],
  leg: Leg,
  side: 'in' | 'out',
  measures: Measures,
): number {
  const place = placed[at];
  if (place === undefined) return 0;
  const home = frameAround(place, frames);
  // Where the subnet's frame holds more than this device, its edge is somebody else's.
  const isOn = (neighbour: Placed | undefined) =>
    home !== undefined &&
    neighbour !== undefined &&
    neighbour.centre > home.x &&
    neighbour.centre < home.x + home.width;
  const left = home === undefined || isOn(placed[at - 1]) ? place.x - measures.inset : home.x;
  const right =
    home === undefined || isOn(placed[at + 1]) ? place.right + measures.inset : home.x + home.width;
  return (side === 'in') === (leg === 'forward') ? left : right;
}

/** A device's own decision: on its edge. The first device decides behind it, on the packet's way out. */
function deviceX(
  at: number,
  placed: readonly Placed[],
  leg: Leg,
  decides: boolean,
  measures: Measures,
): number {
  const place = placed[at];
  if (place === undefined) return 0;
  const towards = heading(leg);
  const entry = towards === 1 ? place.x : place.right;
  const exit = towards === 1 ? place.right : place.x;
  const starts = at === (leg === 'forward' ? 0 : placed.length - 1);
  if (starts && decides) return exit + towards * roomBehind(at, placed, towards, measures);
  if (starts) return exit;
  if (!decides) return entry;
  return place.column.shape === 'hop' ? entry - towards * (measures.decider - 4) : entry - towards * 2;
}

/** How far behind the first device its decision is drawn: far enough for the halted packet, where there is room. */
function roomBehind(at: number, placed: readonly Placed[], towards: 1 | -1, measures: Measures): number {
  const place = placed[at];
  const next = placed[at + towards];
  const wanted = measures.envelope === 0 ? 2 * measures.decider : measures.envelope + 4 * measures.decider;
  if (place === undefined || next === undefined) return wanted;
  const free = towards === 1 ? next.x - place.right : place.x - next.right;
  return Math.max(Math.min(wanted, (free - measures.decider) * 0.75), measures.decider);
}
