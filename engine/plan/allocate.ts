/**
 * Finds places for a list of needs in a plan, and says what has none and why.
 *
 * Spare space is used: free blocks and subnets about which nothing was said. Subnets of the plan that no need names,
 * and pinned ones, are never touched. A subnet of the name of a need is that need's; whether it may move depends on the
 * strategy.
 */
import {
  type Cidr,
  type Family,
  addressFromBigInt,
  addressToBigInt,
  addressWidth,
  cidrOf,
  sameCidr,
} from '../ip/index.ts';
import { carve, release } from './edit.ts';
import { freeBlocks } from './free-space.ts';
import { type Need, type Strategy, type WantedSubnet, wantedSubnets } from './needs.ts';
import { type Label, type NodeRef, type Plan, eachLeaf } from './plan.ts';

export interface Allocation {
  /** The plan with everything that found a place, and with the list of needs. */
  readonly plan: Plan;
  /** In the order of the list. */
  readonly changes: readonly AllocationChange[];
  /** What found no place; empty when all did. */
  readonly shortfalls: readonly Shortfall[];
}

export type AllocationChange =
  | { readonly kind: 'new' | 'kept'; readonly name: string; readonly to: NodeRef }
  | { readonly kind: 'moved'; readonly name: string; readonly to: NodeRef; readonly from: NodeRef };

/** Subnets of one size that found no place, and what there was when they were tried. */
export interface Shortfall {
  /** `pinned` is a pinned subnet of another size than its need now has. */
  readonly reason: 'no-space' | 'fragmented' | 'no-block-of-family' | 'pinned';
  readonly names: readonly string[];
  readonly family: Family;
  readonly prefixLength: number;
  /** Subnets of the size that did find a place. */
  readonly placed: number;
  /** Addresses that `names` need, and addresses that were free for them. */
  readonly wanted: bigint;
  readonly free: bigint;
  /** Of the largest free block; `undefined` when nothing was free. */
  readonly largestFree: number | undefined;
}

export type AllocationResult =
  | { readonly ok: true; readonly allocation: Allocation }
  /** The list itself cannot be read as subnets: the place of the need, and why. */
  | { readonly ok: false; readonly need: number; readonly reason: 'no-size' | 'too-large' | 'too-many' };

/**
 * Allocates `needs` in the order and manner of `strategy`.
 *
 * With `largest-first` a shortfall is a proof: sizes are powers of two and aligned, so placing them in falling order
 * wastes nothing, and what finds no place then fits in no arrangement of the same spare space. `in-order` gives what
 * Terraform's `cidrsubnets` gives when the plan is one empty block.
 */
export function allocate(plan: Plan, needs: readonly Need[], strategy: Strategy): AllocationResult {
  const wanted = wantedSubnets(needs, plan.cloud);
  if (!wanted.ok) return wanted;
  const existing = namedSubnets(plan);
  const staying: AllocationChange[] = [];
  const shortfalls: Shortfall[] = [];
  const moving = new Map<string, Existing>();
  const toPlace: WantedSubnet[] = [];
  let ground = plan;
  for (const subnet of wanted.subnets) {
    const { name } = subnet.label;
    const held = existing.get(`${subnet.family} ${name}`);
    if (held === undefined) {
      toPlace.push(subnet);
      continue;
    }
    const sizeFits = held.ref.cidr.prefixLength === subnet.prefixLength;
    if (held.label.pinned !== true && (strategy !== 'next-free' || !sizeFits)) {
      moving.set(`${subnet.family} ${name}`, held);
      ground = release(ground, held.ref);
      toPlace.push(subnet);
    } else if (sizeFits) staying.push({ kind: 'kept', name, to: held.ref });
    else shortfalls.push(pinnedShortfall(subnet, held));
  }
  const placed = place(ground, toPlace, strategy);
  const changes: AllocationChange[] = [...staying];
  let next = ground;
  for (const { subnet, ref } of placed.places) {
    const { name } = subnet.label;
    const held = moving.get(`${subnet.family} ${name}`);
    next = carve(next, ref, { ...held?.label, ...subnet.label });
    if (held === undefined) changes.push({ kind: 'new', name, to: ref });
    else if (held.ref.block === ref.block && sameCidr(held.ref.cidr, ref.cidr))
      changes.push({ kind: 'kept', name, to: ref });
    else changes.push({ kind: 'moved', name, to: ref, from: held.ref });
  }
  const order = new Map(wanted.subnets.map(({ label }, at) => [label.name, at]));
  changes.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
  return {
    ok: true,
    allocation: {
      plan: { ...next, needs, strategy },
      changes,
      shortfalls: [...shortfalls, ...placed.shortfalls],
    },
  };
}

/** The smallest empty block that holds all the needs of a family; `undefined` for none or too many. */
export function prefixLengthForAll(
  plan: Plan,
  needs: readonly Need[],
  strategy: Strategy,
  family: Family,
): number | undefined {
  const wanted = wantedSubnets(needs, plan.cloud);
  if (!wanted.ok) return undefined;
  const subnets = wanted.subnets.filter((subnet) => subnet.family === family);
  if (subnets.length === 0) return undefined;
  const width = addressWidth(family);
  const gap = strategy === 'keep-gap' ? 1n : 0n;
  const sum = subnets.reduce(
    (total, { prefixLength }) => total + ((1n << BigInt(width - prefixLength)) << gap),
    0n,
  );
  for (let prefixLength = width; prefixLength >= 0; prefixLength--)
    if (1n << BigInt(width - prefixLength) >= sum) return prefixLength;
  return undefined;
}

interface Existing {
  readonly ref: NodeRef;
  readonly label: Label;
}

/** Subnets by family and name, the first of a name. */
function namedSubnets(plan: Plan): Map<string, Existing> {
  const found = new Map<string, Existing>();
  plan.blocks.forEach(({ root, cidr: base }, block) =>
    eachLeaf(root, base, ({ label, free }, cidr) => {
      const key = `${cidr.family} ${label.name ?? ''}`;
      if (!free && label.name !== undefined && !found.has(key))
        found.set(key, { ref: { block, cidr }, label });
    }),
  );
  return found;
}

interface Place {
  readonly subnet: WantedSubnet;
  readonly ref: NodeRef;
}

/** An aligned stretch of spare space. */
interface Spare {
  readonly block: number;
  readonly family: Family;
  readonly start: bigint;
  readonly prefixLength: number;
}

function place(
  plan: Plan,
  wanted: readonly WantedSubnet[],
  strategy: Strategy,
): { places: Place[]; shortfalls: Shortfall[] } {
  const sorted = strategy === 'largest-first' || strategy === 'keep-gap';
  const queue = sorted ? [...wanted].sort((a, b) => a.prefixLength - b.prefixLength) : wanted;
  let spare = freeBlocks(plan).map(({ block, cidr }): Spare => {
    return { block, family: cidr.family, start: addressToBigInt(cidr), prefixLength: cidr.prefixLength };
  });
  const places: Place[] = [];
  const unplaced = new Map<string, { first: WantedSubnet; names: string[]; spare: readonly Spare[] }>();
  const cursors: Record<Family, Cursor> = { 4: { block: 0, start: 0n }, 6: { block: 0, start: 0n } };
  for (const subnet of queue) {
    const { family, prefixLength } = subnet;
    const slot = strategy === 'keep-gap' ? prefixLength - 1 : prefixLength;
    const found =
      strategy === 'in-order'
        ? nextAfter(spare, family, slot, cursors[family])
        : lowestIn(spare, family, slot, strategy === 'next-free');
    if (found === undefined) {
      const key = `${family} ${prefixLength}`;
      const missing = unplaced.get(key) ?? { first: subnet, names: [], spare };
      missing.names.push(subnet.label.name);
      unplaced.set(key, missing);
      continue;
    }
    const { from, start } = found;
    spare = spare.flatMap((each) => (each === from ? without(from, start, slot) : [each]));
    cursors[family] = { block: from.block, start: start + sizeOf(family, slot) };
    places.push({ subnet, ref: { block: from.block, cidr: cidrAt(family, start, prefixLength) } });
  }
  const shortfalls = [...unplaced.values()].map(({ first, names, spare: left }) =>
    shortfallOf(plan, first, names, left, places),
  );
  return { places, shortfalls };
}

interface Cursor {
  readonly block: number;
  readonly start: bigint;
}

/** The first aligned place at or after the cursor, as `cidrsubnets` goes on from the last block. */
function nextAfter(
  spare: readonly Spare[],
  family: Family,
  prefixLength: number,
  cursor: Cursor,
): { from: Spare; start: bigint } | undefined {
  const size = sizeOf(family, prefixLength);
  for (const from of spare) {
    if (from.family !== family || from.prefixLength > prefixLength || from.block < cursor.block) continue;
    const least = from.block === cursor.block && cursor.start > from.start ? cursor.start : from.start;
    const start = ((least + size - 1n) / size) * size;
    if (start + size <= from.start + sizeOf(family, from.prefixLength)) return { from, start };
  }
  return undefined;
}

/** The start of the lowest spare block that is large enough, or of the smallest such block. */
function lowestIn(
  spare: readonly Spare[],
  family: Family,
  prefixLength: number,
  lowest: boolean,
): { from: Spare; start: bigint } | undefined {
  let best: Spare | undefined;
  for (const each of spare) {
    if (each.family !== family || each.prefixLength > prefixLength) continue;
    if (best === undefined || each.prefixLength > best.prefixLength) best = each;
    if (lowest) break;
  }
  return best && { from: best, start: best.start };
}

/** What is left of a spare block when the block at `start` is taken out, ascending. */
function without(from: Spare, start: bigint, prefixLength: number): Spare[] {
  if (from.prefixLength === prefixLength) return [];
  const half = from.prefixLength + 1;
  const middle = from.start + sizeOf(from.family, half);
  const lower: Spare = { ...from, prefixLength: half };
  const upper: Spare = { ...from, prefixLength: half, start: middle };
  return start < middle
    ? [...without(lower, start, prefixLength), upper]
    : [lower, ...without(upper, start, prefixLength)];
}

function shortfallOf(
  plan: Plan,
  { family, prefixLength }: WantedSubnet,
  names: readonly string[],
  spare: readonly Spare[],
  places: readonly Place[],
): Shortfall {
  const ofFamily = spare.filter((each) => each.family === family);
  const free = ofFamily.reduce((sum, each) => sum + sizeOf(family, each.prefixLength), 0n);
  const wanted = BigInt(names.length) * sizeOf(family, prefixLength);
  const hasBlock = plan.blocks.some(({ cidr }) => cidr.family === family);
  return {
    reason: !hasBlock ? 'no-block-of-family' : free >= wanted ? 'fragmented' : 'no-space',
    names,
    family,
    prefixLength,
    placed: places.filter(({ subnet }) => subnet.family === family && subnet.prefixLength === prefixLength)
      .length,
    wanted,
    free,
    largestFree: ofFamily.length === 0 ? undefined : Math.min(...ofFamily.map((each) => each.prefixLength)),
  };
}

function pinnedShortfall({ family, prefixLength, label }: WantedSubnet, held: Existing): Shortfall {
  return {
    reason: 'pinned',
    names: [label.name],
    family,
    prefixLength,
    placed: 0,
    wanted: sizeOf(family, prefixLength),
    free: sizeOf(family, held.ref.cidr.prefixLength),
    largestFree: held.ref.cidr.prefixLength,
  };
}

function sizeOf(family: Family, prefixLength: number): bigint {
  return 1n << BigInt(addressWidth(family) - prefixLength);
}

function cidrAt(family: Family, start: bigint, prefixLength: number): Cidr {
  const address = addressFromBigInt(family, start);
  // INVARIANT: every start lies in a block of the family.
  if (address === undefined) throw new RangeError('a place outside the address space');
  return cidrOf(address, prefixLength);
}
