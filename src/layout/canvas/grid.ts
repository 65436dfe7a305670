/**
 * The lines on which wires may run, and the shortest way along them.
 *
 * Lines lie beside objects, in the channels between them, so that few of them do for any drawing. The way is found by
 * A* over crossings and directions: length, bends and company count; objects are never crossed. Lines of one bundle
 * like to run together, others keep apart.
 */
import { bottom, grow, right } from './boxes.ts';
import type { Box, Point } from './types.ts';

export type Direction = 'north' | 'east' | 'south' | 'west';

/** A place at which a wire may begin or end: a point on an object's border and the way it leaves. */
export interface Port extends Point {
  readonly side: Direction;
  /** What choosing it costs, in px of detour. */
  readonly cost: number;
}

export interface GridOptions {
  /** Never crossed. */
  readonly obstacles: readonly Box[];
  /** Crossed at a price by wires that neither begin nor end in them. */
  readonly foreign: readonly { readonly id: string; readonly box: Box }[];
  /** Distances of lines from objects. */
  readonly tracks: readonly number[];
  readonly clearance: number;
  /** Points that lines must pass through: ports, one step out. */
  readonly through: readonly Point[];
}

export interface Way {
  readonly points: readonly Point[];
  readonly start: Port;
  readonly end: Port;
}

const price = { bend: 26, crossing: 14, beside: 3, along: 40, together: 0.4, foreign: 5 };

const east = 0;
const south = 1;
const west = 2;
const north = 3;
const directionOf: Readonly<Record<Direction, number>> = { east, south, west, north };
const stepX = [1, 0, -1, 0] as const;
const stepY = [0, 1, 0, -1] as const;

/** How far outside its object a port's first stretch ends. */
export function outside({ x, y, side }: Port, by: number): Point {
  const direction = directionOf[side];
  return { x: x + (stepX[direction] ?? 0) * by, y: y + (stepY[direction] ?? 0) * by };
}

export class Grid {
  readonly #xs: readonly number[];
  readonly #ys: readonly number[];
  readonly #columns: number;
  readonly #blockedEast: Uint8Array;
  readonly #blockedSouth: Uint8Array;
  /** Index of the foreign frame that a crossing lies in, from 1. */
  readonly #frame: Uint16Array;
  readonly #foreign: readonly string[];
  readonly #first: number;
  /** Which bundles run from a crossing to the east, and to the south. */
  readonly #usedEast = new Map<number, Set<string>>();
  readonly #usedSouth = new Map<number, Set<string>>();
  readonly #cost: Float64Array;
  readonly #from: Int32Array;
  readonly #stamp: Uint32Array;
  #run = 0;

  constructor({ obstacles, foreign, tracks, clearance, through }: GridOptions) {
    const xs: number[] = [];
    const ys: number[] = [];
    for (const box of obstacles) {
      for (const track of tracks) {
        xs.push(box.x - track, right(box) + track);
        ys.push(box.y - track, bottom(box) + track);
      }
    }
    for (const { x, y } of through) {
      xs.push(x);
      ys.push(y);
    }
    this.#xs = sorted(xs);
    this.#ys = sorted(ys);
    this.#columns = this.#xs.length;
    this.#first = tracks[0] ?? 0;
    const count = this.#columns * this.#ys.length;
    this.#blockedEast = new Uint8Array(count);
    this.#blockedSouth = new Uint8Array(count);
    this.#frame = new Uint16Array(count);
    this.#foreign = foreign.map(({ id }) => id);
    this.#cost = new Float64Array(count * 4);
    this.#from = new Int32Array(count * 4);
    this.#stamp = new Uint32Array(count * 4);
    for (const box of obstacles) this.#block(grow(box, clearance));
    foreign.forEach(({ box }, at) => this.#mark(box, at + 1));
  }

  /** How many crossings there are. */
  get size(): number {
    return this.#columns * this.#ys.length;
  }

  /**
   * The cheapest way from one of `starts` to one of `ends`, remembered as one of `bundle`.
   *
   * @param at - ids of the frames that the wire belongs to
   * @returns `undefined` when every way is blocked
   */
  route(
    starts: readonly Port[],
    ends: readonly Port[],
    bundle: string,
    at: ReadonlySet<string>,
  ): Way | undefined {
    const run = ++this.#run;
    const targets = new Map<number, { port: Port; arrives: number }>();
    for (const port of ends) {
      const node = this.#nodeAt(outside(port, this.#first));
      const known = node === undefined ? undefined : targets.get(node);
      if (node !== undefined && (known === undefined || known.port.cost > port.cost))
        targets.set(node, { port, arrives: (directionOf[port.side] + 2) % 4 });
    }
    if (targets.size === 0) return undefined;
    const goals = [...targets.values()].map(({ port }) => outside(port, this.#first));
    const startOf = new Map<number, Port>();
    const open = new Heap();
    const ahead = (node: number) => {
      const [x, y] = [this.#x(node), this.#y(node)];
      return Math.min(...goals.map((goal) => Math.abs(goal.x - x) + Math.abs(goal.y - y))) * price.together;
    };
    const reach = (state: number, cost: number, from: number) => {
      if (this.#stamp[state] === run && (this.#cost[state] ?? 0) <= cost) return;
      this.#stamp[state] = run;
      this.#cost[state] = cost;
      this.#from[state] = from;
      open.push(state, cost + ahead(state >> 2));
    };
    for (const port of starts) {
      const node = this.#nodeAt(outside(port, this.#first));
      if (node === undefined) continue;
      const state = node * 4 + directionOf[port.side];
      if (this.#stamp[state] === run && (this.#cost[state] ?? 0) <= port.cost) continue;
      startOf.set(state, port);
      reach(state, port.cost, -1);
    }
    let best: { state: number; cost: number; port: Port } | undefined;
    for (let state = open.pop(); state !== undefined; state = open.pop()) {
      const cost = this.#cost[state] ?? 0;
      if (best !== undefined && cost >= best.cost) break;
      const [node, heading] = [state >> 2, state & 3];
      const target = targets.get(node);
      if (target !== undefined) {
        const total = cost + target.port.cost + (target.arrives === heading ? 0 : price.bend);
        if (best === undefined || total < best.cost) best = { state, cost: total, port: target.port };
      }
      for (let turn = 0; turn < 4; turn++) {
        if ((turn + 2) % 4 === heading) continue;
        const next = this.#neighbour(node, turn);
        if (next === undefined) continue;
        const bend = turn === heading ? 0 : price.bend;
        reach(next * 4 + turn, cost + bend + this.#stretch(node, next, turn, bundle, at), state);
      }
    }
    if (best === undefined) return undefined;
    return this.#take(best.state, best.port, startOf, bundle);
  }

  #take(last: number, end: Port, startOf: ReadonlyMap<number, Port>, bundle: string): Way | undefined {
    const nodes: number[] = [];
    let state = last;
    let start: Port | undefined;
    while (state !== -1) {
      nodes.push(state >> 2);
      const before = this.#from[state] ?? -1;
      if (before === -1) start = startOf.get(state);
      state = before;
    }
    if (start === undefined) return undefined;
    nodes.reverse();
    for (let at = 1; at < nodes.length; at++) this.#use(nodes[at - 1] ?? 0, nodes[at] ?? 0, bundle);
    const inner = nodes.map((node) => ({ x: this.#x(node), y: this.#y(node) }));
    return { points: straighten([start, ...inner, end].map(({ x, y }) => ({ x, y }))), start, end };
  }

  #x(node: number): number {
    return this.#xs[node % this.#columns] ?? 0;
  }

  #y(node: number): number {
    return this.#ys[Math.floor(node / this.#columns)] ?? 0;
  }

  #nodeAt({ x, y }: Point): number | undefined {
    const column = this.#xs.indexOf(round(x));
    const row = this.#ys.indexOf(round(y));
    return column === -1 || row === -1 ? undefined : row * this.#columns + column;
  }

  #neighbour(node: number, direction: number): number | undefined {
    const column = node % this.#columns;
    if (direction === east)
      return column + 1 >= this.#columns || this.#blockedEast[node] ? undefined : node + 1;
    if (direction === west) return column === 0 || this.#blockedEast[node - 1] ? undefined : node - 1;
    const other = direction === south ? node + this.#columns : node - this.#columns;
    if (other < 0 || other >= this.size) return undefined;
    return this.#blockedSouth[Math.min(node, other)] ? undefined : other;
  }

  #stretch(node: number, next: number, direction: number, bundle: string, at: ReadonlySet<string>): number {
    const length = Math.abs(this.#x(next) - this.#x(node)) + Math.abs(this.#y(next) - this.#y(node));
    const horizontal = direction === east || direction === west;
    const edge = Math.min(node, next);
    const users = (horizontal ? this.#usedEast : this.#usedSouth).get(edge);
    const foreign = this.#foreign[(this.#frame[next] ?? 0) - 1];
    const factor = foreign !== undefined && !at.has(foreign) ? price.foreign : 1;
    if (users?.has(bundle)) return length * price.together;
    const company = users === undefined || users.size === 0 ? 0 : price.along + length * price.beside;
    return length * factor + company + this.#crossings(next, horizontal, bundle);
  }

  /** Wires of other bundles that run across at a crossing. */
  #crossings(node: number, horizontal: boolean, bundle: string): number {
    const used = horizontal ? this.#usedSouth : this.#usedEast;
    const behind = horizontal ? node - this.#columns : node - 1;
    const [on, before] = [used.get(node), used.get(behind)];
    const others = (users: Set<string> | undefined) =>
      users !== undefined && (users.size > 1 || !users.has(bundle));
    return others(on) || others(before) ? price.crossing : 0;
  }

  #use(a: number, b: number, bundle: string): void {
    const used = Math.abs(a - b) === 1 ? this.#usedEast : this.#usedSouth;
    const edge = Math.min(a, b);
    const users = used.get(edge) ?? new Set<string>();
    users.add(bundle);
    used.set(edge, users);
  }

  #block(box: Box): void {
    const [left, farRight] = [box.x, right(box)];
    const [top, farBottom] = [box.y, bottom(box)];
    const xs = this.#xs;
    const ys = this.#ys;
    for (let row = firstAtLeast(ys, top); row < ys.length && (ys[row] ?? 0) <= farBottom; row++) {
      const y = ys[row] ?? 0;
      const inRow = y > top && y < farBottom;
      for (
        let column = Math.max(0, firstAtLeast(xs, left) - 1);
        column < xs.length && (xs[column] ?? 0) < farRight;
        column++
      ) {
        if (inRow && (xs[column + 1] ?? Infinity) > left) this.#blockedEast[row * this.#columns + column] = 1;
      }
    }
    for (let column = firstAtLeast(xs, left); column < xs.length && (xs[column] ?? 0) <= farRight; column++) {
      const x = xs[column] ?? 0;
      if (x <= left || x >= farRight) continue;
      for (
        let row = Math.max(0, firstAtLeast(ys, top) - 1);
        row < ys.length && (ys[row] ?? 0) < farBottom;
        row++
      ) {
        if ((ys[row + 1] ?? Infinity) > top) this.#blockedSouth[row * this.#columns + column] = 1;
      }
    }
  }

  #mark(box: Box, frame: number): void {
    for (let row = firstAtLeast(this.#ys, box.y); row < this.#ys.length; row++) {
      if ((this.#ys[row] ?? 0) > bottom(box)) break;
      for (let column = firstAtLeast(this.#xs, box.x); column < this.#columns; column++) {
        if ((this.#xs[column] ?? 0) > right(box)) break;
        this.#frame[row * this.#columns + column] = frame;
      }
    }
  }
}

function round(value: number): number {
  return Math.round(value * 2) / 2;
}

function sorted(values: readonly number[]): readonly number[] {
  return [...new Set(values.map(round))].sort((a, b) => a - b);
}

function firstAtLeast(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Without the points that lie on the way between two others. */
export function straighten(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (last !== undefined && last.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    if (last !== undefined && before !== undefined) {
      const vertical = before.x === last.x && last.x === point.x;
      const horizontal = before.y === last.y && last.y === point.y;
      if (vertical || horizontal) kept.pop();
    }
    kept.push(point);
  }
  return kept;
}

/** A binary heap of states by cost. */
class Heap {
  readonly #states: number[] = [];
  readonly #costs: number[] = [];

  push(state: number, cost: number): void {
    let at = this.#states.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((this.#costs[parent] ?? 0) <= cost) break;
      this.#states[at] = this.#states[parent] ?? 0;
      this.#costs[at] = this.#costs[parent] ?? 0;
      at = parent;
    }
    this.#states[at] = state;
    this.#costs[at] = cost;
  }

  pop(): number | undefined {
    const top = this.#states[0];
    const state = this.#states.pop();
    const cost = this.#costs.pop();
    if (top === undefined || state === undefined || cost === undefined) return undefined;
    const length = this.#states.length;
    if (length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && (this.#costs[child + 1] ?? 0) < (this.#costs[child] ?? 0)) child++;
      if ((this.#costs[child] ?? 0) >= cost) break;
      this.#states[at] = this.#states[child] ?? 0;
      this.#costs[at] = this.#costs[child] ?? 0;
      at = child;
    }
    this.#states[at] = state;
    this.#costs[at] = cost;
    return top;
  }
}
