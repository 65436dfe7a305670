/**
 * Finds places for a list of needs in a plan, and says what has none and why.
 *
 * Spare space is used: free blocks and subnets about which nothing was said. Subnets of the plan that no need names,
 * and pinned ones, are never touched. A subnet of the name of a need is that need's; of several, the one that has the
 * size. Whether it may move depends on the strategy, but it is never taken away: where there is no place for it as it is
 * now wanted, it stays as it was.
 */
import {
  type Cidr,
  type Family,
  addressCount,
  addressWidth,
  cidrOf,
  compareAddresses,
  sameCidr,
  halvesOf,
} from '../ip/index.ts';
import { carve, relabel, release, releaseBlank } from './edit.ts';
import { freeBlocks } from './free-space.ts';
import { type Need, type Strategy, type WantedSubnet, wantedSubnets } from './needs.ts';
import { type Label, type NodeRef, type Plan, type PlanNode } from './plan.ts';

export interface Allocation {
  /** The plan with everything that found a place, and with the list of needs. */
  readonly plan: Plan;
  /** In the order of the list; none for what found no place. */
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
  /** Subnets of the size that did find a place, or had it already. */
  readonly placed: number;
  /** Addresses that `names` need, gaps included, and addresses that were free for them. */
  readonly wanted: bigint;
  readonly free: bigint;
  /** Of the largest free block; `undefined` when nothing was free. Of a pinned subnet, its own. */
  readonly largestFree: number | undefined;
}

export type AllocationResult =
  | { readonly ok: true; readonly allocation: Allocation }
  /**
   * The list cannot be read as subnets, or would bring the plan above `MAX_LEAVES` leaves: the place of the need, and
   * why.
   */
  | { readonly ok: false; readonly need: number; readonly reason: 'no-size' | 'too-large' | 'too-many' };

/**
 * Allocates `needs` in the order and manner of `strategy`.
 *
 * With `largest-first` a shortfall is a proof: sizes are powers of two and aligned, so placing them in falling order
 * wastes nothing, and when something finds no place then all of them fit in no arrangement of the same spare space.
 * `in-order` gives what Terraform's `cidrsubnets` gives when the plan is one empty block.
 */
export function allocate(plan: Plan, needs: readonly Need[], strategy: Strategy): AllocationResult {
  const wanted = wantedSubnets(needs, plan.cloud);
  if (!wanted.ok) return wanted;
  const named = namedSubnets(plan);
  const wishes = wanted.subnets.map((subnet): Wish => {
    const alike = named.get(`${subnet.family} ${subnet.label.name}`) ?? [];
    const fitting = alike.filter(({ ref }) => ref.cidr.prefixLength === subnet.prefixLength);
    const held = fitting.find(({ pinned }) => pinned) ?? fitting[0] ?? alike[0];
    const fits = fitting.length > 0 && (strategy !== 'keep-gap' || held?.pinned === true);
    return { ...subnet, held, fits };
  });
  const staying = new Set(
    wishes.filter(({ held, fits }) => held?.pinned === true || (fits && strategy === 'next-free')),
  );
  // What would lose its place stays in it, and the rest is placed again around that, until nothing does.
  for (;;) {
    const placement = placeAll(plan, wishes, staying, strategy);
    const homeless = wishes.filter(
      (wish) => wish.held !== undefined && !staying.has(wish) && !placement.places.has(wish),
    );
    if (homeless.length === 0) return carveAll({ ...plan, needs, strategy }, wishes, placement);
    for (const wish of homeless) staying.add(wish);
  }
}

/**
 * The prefix length of the smallest empty block that holds all the needs of a family, placed by `strategy`.
 *
 * @returns `undefined` when there are none, or more than the family has addresses for
 */
export function prefixLengthForAll(
  plan: Plan,
  needs: readonly Need[],
  strategy: Strategy,
  family: Family,
): number | undefined {
  const wanted = wantedSubnets(needs, plan.cloud);
  if (!wanted.ok) return undefined;
  const slots = wanted.subnets
    .filter((subnet) => subnet.family === family)
    .map(({ prefixLength }) => slotLength(prefixLength, strategy));
  if (slots.length === 0) return undefined;
  // `next-free` leaves no holes in an empty block either: there the lowest gap that holds a subnet is the smallest one.
  if (strategy !== 'in-order') slots.sort((a, b) => a - b);
  const end = slots.reduce((sum, slot) => {
    const size = sizeOf(family, slot);
    return ((sum + size - 1n) / size + 1n) * size;
  }, 0n);
  for (let prefixLength = addressWidth(family); prefixLength >= 0; prefixLength--)
    if (sizeOf(family, prefixLength) >= end) return prefixLength;
  return undefined;
}

/** A subnet that is wanted, and the one that the plan has for it. */
interface Wish extends WantedSubnet {
  readonly held: Held | undefined;
  /** Whether what is held does as it is: it has the size, and no gap is wanted behind it but of what is pinned. */
  readonly fits: boolean;
}

interface Held {
  readonly ref: NodeRef;
  readonly label: Label;
  /** Itself, or by a group around it. */
  readonly pinned: boolean;
}

/** The subnets of a plan by family and name. */
function namedSubnets({ blocks }: Plan): Map<string, Held[]> {
  const found = new Map<string, Held[]>();
  blocks.forEach(({ root, cidr: base }, block) => {
    const visit = (node: PlanNode, cidr: Cidr, around: boolean): void => {
      const { label } = node;
      const pinned = around || label.pinned === true;
      if (node.kind === 'branch') {
        const [lower, upper] = halvesOf(cidr);
        visit(node.halves[0], lower, pinned);
        visit(node.halves[1], upper, pinned);
      } else if (!node.free && label.name !== undefined) {
        const key = `${cidr.family} ${label.name}`;
        const alike = found.get(key) ?? [];
        alike.push({ ref: { block, cidr }, label, pinned });
        found.set(key, alike);
      }
    };
    visit(root, base, false);
  });
  return found;
}

interface Placement {
  readonly places: ReadonlyMap<Wish, NodeRef>;
  /** What found no place, by size in the order of trying. */
  readonly missing: readonly Missing[];
}

interface Missing {
  readonly wishes: [Wish, ...Wish[]];
  /** Addresses that one of them takes, its gap included. */
  readonly each: bigint;
  readonly free: bigint;
  readonly largestFree: number | undefined;
}

/** Places for all wishes but those that have theirs, in spare space and in what those that may move leave behind. */
function placeAll(
  plan: Plan,
  wishes: readonly Wish[],
  staying: ReadonlySet<Wish>,
  strategy: Strategy,
): Placement {
  const free = freeBlocks(withoutHeld(plan, wishes, (wish) => !staying.has(wish)));
  const spare: Readonly<Record<Family, SpareSpace>> = { 4: spareSpace(free, 4), 6: spareSpace(free, 6) };
  // What stays in a place of another size may yet find one of its own; what is pinned there may not.
  const queue = wishes.filter((wish) => !staying.has(wish) || (!wish.fits && wish.held?.pinned !== true));
  if (strategy === 'largest-first' || strategy === 'keep-gap')
    queue.sort((a, b) => a.prefixLength - b.prefixLength);
  const places = new Map<Wish, NodeRef>();
  const missing = new Map<string, Missing>();
  for (const wish of queue) {
    const { family, prefixLength } = wish;
    const space = spare[family];
    const slotted = slotLength(prefixLength, strategy);
    const alike = missing.get(sizeKey(wish));
    // Space is only ever taken: after one of a size found no place none will.
    const slot = alike === undefined ? take(space, slotted, strategy) : undefined;
    if (slot !== undefined) places.set(wish, { block: slot.block, cidr: cidrOf(slot.cidr, prefixLength) });
    else if (alike !== undefined) alike.wishes.push(wish);
    else
      missing.set(sizeKey(wish), {
        wishes: [wish],
        each: sizeOf(family, slotted),
        ...measure(space),
      });
  }
  return { places, missing: [...missing.values()] };
}

/** The plan with every place put to use: what moves is taken up first, then all is set down. */
function carveAll(plan: Plan, wishes: readonly Wish[], { places, missing }: Placement): AllocationResult {
  const changes: AllocationChange[] = [];
  const shortfalls: Shortfall[] = [];
  const settled = new Map<string, number>();
  let next = withoutHeld(plan, wishes, (wish) => places.has(wish));
  for (const wish of wishes) {
    const { held, fits, label } = wish;
    const { name } = label;
    const to = places.get(wish) ?? (fits ? held?.ref : undefined);
    if (to === undefined) {
      if (held?.pinned === true) shortfalls.push(pinnedShortfall(wish, held.ref.cidr));
      continue;
    }
    if (places.has(wish)) {
      const carved = carve(next, to, { ...held?.label, ...label });
      if (carved === next) return { ok: false, need: wish.need, reason: 'too-many' };
      next = plan.strategy === 'keep-gap' ? releaseBlank(carved, gapBehind(to)) : carved;
    } else if (held?.pinned !== true) next = relabel(next, to, label);
    if (held === undefined) changes.push({ kind: 'new', name, to });
    else if (sameRef(held.ref, to)) changes.push({ kind: 'kept', name, to });
    else changes.push({ kind: 'moved', name, to, from: held.ref });
    settled.set(sizeKey(wish), (settled.get(sizeKey(wish)) ?? 0) + 1);
  }
  for (const { wishes: unplaced, each, free, largestFree } of missing) {
    const [first] = unplaced;
    const { family, prefixLength } = first;
    const wanted = BigInt(unplaced.length) * each;
    const hasBlock = plan.blocks.some(({ cidr }) => cidr.family === family);
    shortfalls.push({
      reason: !hasBlock ? 'no-block-of-family' : free >= wanted ? 'fragmented' : 'no-space',
      names: unplaced.map(({ label }) => label.name),
      family,
      prefixLength,
      placed: settled.get(sizeKey(first)) ?? 0,
      wanted,
      free,
      largestFree,
    });
  }
  return { ok: true, allocation: { plan: next, changes, shortfalls } };
}

function pinnedShortfall({ family, prefixLength, label }: Wish, held: Cidr): Shortfall {
  return {
    reason: 'pinned',
    names: [label.name],
    family,
    prefixLength,
    placed: 0,
    wanted: sizeOf(family, prefixLength),
    free: addressCount(held),
    largestFree: held.prefixLength,
  };
}

/** The plan without the subnets that some of the wishes hold. */
function withoutHeld(plan: Plan, wishes: readonly Wish[], which: (wish: Wish) => boolean): Plan {
  return wishes.reduce(
    (current, wish) => (wish.held !== undefined && which(wish) ? release(current, wish.held.ref) : current),
    plan,
  );
}

/** Spare blocks of one family by prefix length, those of a length from the highest to the lowest. */
type SpareSpace = readonly NodeRef[][];

function spareSpace(free: readonly NodeRef[], family: Family): SpareSpace {
  const space: NodeRef[][] = Array.from({ length: addressWidth(family) + 1 }, () => []);
  for (const ref of [...free].reverse())
    if (ref.cidr.family === family) space[ref.cidr.prefixLength]?.push(ref);
  return space;
}

/**
 * Takes a block out of spare space: from the lowest one that is large enough, or, sizes falling, from the smallest.
 *
 * Blocks are aligned, so the place is always the first part of one. What is left over is of lengths of which there is
 * nothing, or nothing lower, so that each list stays in order.
 */
function take(space: SpareSpace, prefixLength: number, strategy: Strategy): NodeRef | undefined {
  const large = space.slice(0, prefixLength + 1).filter((list) => list.length > 0);
  const inTurn = strategy === 'in-order' || strategy === 'next-free';
  const found = (inTurn ? large.reduce<NodeRef[] | undefined>(lowerOf, undefined) : large.at(-1))?.pop();
  if (found === undefined) return undefined;
  if (strategy === 'in-order') forgetBefore(space, found);
  const { block } = found;
  let { cidr } = found;
  while (cidr.prefixLength < prefixLength) {
    const [lower, upper] = halvesOf(cidr);
    space[upper.prefixLength]?.push({ block, cidr: upper });
    cidr = lower;
  }
  return { block, cidr };
}

/** `cidrsubnets` goes on from the last block and never comes back to what it passed over. */
function forgetBefore(space: SpareSpace, ref: NodeRef): void {
  for (const list of space) {
    let lowest = list.at(-1);
    while (lowest !== undefined && compareRefs(lowest, ref) < 0) {
      list.pop();
      lowest = list.at(-1);
    }
  }
}

/** The one of two lists that holds the lower block. */
function lowerOf(a: NodeRef[] | undefined, b: NodeRef[]): NodeRef[] {
  const [first, second] = [a?.at(-1), b.at(-1)];
  return a && first && second && compareRefs(first, second) < 0 ? a : b;
}

function measure(space: SpareSpace): { readonly free: bigint; readonly largestFree: number | undefined } {
  const free = space.flat().reduce((sum, { cidr }) => sum + addressCount(cidr), 0n);
  const largest = space.findIndex((list) => list.length > 0);
  return { free, largestFree: largest < 0 ? undefined : largest };
}

/** What a subnet takes up: with `keep-gap` the block of which it is the lower half. */
function slotLength(prefixLength: number, strategy: Strategy): number {
  return strategy === 'keep-gap' ? prefixLength - 1 : prefixLength;
}

/** The upper half of the block of which a subnet is the lower one. */
function gapBehind({ block, cidr }: NodeRef): NodeRef {
  return { block, cidr: halvesOf(cidrOf(cidr, cidr.prefixLength - 1))[1] };
}

/** Addresses of a block; of a prefix length of -1, which a gap may come to, as many as twice the family has. */
function sizeOf(family: Family, prefixLength: number): bigint {
  return 1n << BigInt(addressWidth(family) - prefixLength);
}

function sizeKey({ family, prefixLength }: WantedSubnet): string {
  return `${family} ${prefixLength}`;
}

function sameRef(a: NodeRef, b: NodeRef): boolean {
  return a.block === b.block && sameCidr(a.cidr, b.cidr);
}

/** Orders nodes of one family by block and address. */
function compareRefs(a: NodeRef, b: NodeRef): number {
  return a.block - b.block || compareAddresses(a.cidr, b.cidr);
}
