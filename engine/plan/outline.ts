/**
 * A plan as the rows of a table, and the brackets beside them that say which rows make up which block.
 *
 * Rows: a base block where a plan has several or its VPC has a name, a group, a subnet, free space. What is folded
 * shows its own row only. Brackets: one for each divided block of which a row is on show, around the rows of its parts,
 * or around its own when that is folded.
 */
import {
  type Cidr,
  addressCount,
  compareAddresses,
  compareCidrs,
  containsCidr,
  firstAddress,
  formatCidr,
  halvesOf,
  lastAddress,
  sameCidr,
} from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import {
  BLANK,
  type Branch,
  type Label,
  type NodeRef,
  type Plan,
  type PlanBlock,
  type PlanNode,
  isBlank,
} from './plan.ts';
import { usableAddressCount } from './subnet-addresses.ts';

export interface PlanRow {
  /** Stays the same while the row does: place of the block, and CIDR. */
  readonly key: string;
  readonly kind: 'block' | 'group' | 'subnet' | 'free';
  readonly block: number;
  readonly cidr: Cidr;
  readonly label: Label;
  /** 0 for rows under nothing. */
  readonly depth: number;
  /** Whether the rows below it are hidden; `undefined` when there can be none. */
  readonly folded: boolean | undefined;
  /** Subnets in it; 1 for a subnet. */
  readonly subnets: number;
  /** Addresses that the subnets in it leave to interfaces; all of them for free space. */
  readonly usable: bigint;
}

export interface PlanBracket {
  readonly block: number;
  readonly cidr: Cidr;
  readonly label: Label;
  /** Places in the list of rows, both included. */
  readonly firstRow: number;
  readonly lastRow: number;
  readonly leaves: number;
}

export interface Outline {
  readonly rows: readonly PlanRow[];
  /** Block by block, inner ones before those around them. */
  readonly brackets: readonly PlanBracket[];
  /** Of the whole plan, folded or not. */
  readonly totals: Totals;
}

export interface Totals {
  readonly subnets: number;
  readonly freeBlocks: number;
  /** Addresses of all blocks, and of all subnets. */
  readonly addresses: bigint;
  readonly inSubnets: bigint;
  readonly usable: bigint;
}

/** The key of the row of a node. */
export function rowKey(block: number, cidr: Cidr): string {
  return `${block} ${formatCidr(cidr)}`;
}

/** @param folded - keys of the rows whose parts are hidden */
export function outlineOf(plan: Plan, folded: ReadonlySet<string> = new Set()): Outline {
  return new Outliner().outline(plan, folded);
}

/** Outlines one plan after another: what an edit left as it was keeps its rows, so that a step costs what it changes. */
export class Outliner {
  #last: Last | undefined;

  /** @param folded - keys of the rows whose parts are hidden */
  outline(plan: Plan, folded: ReadonlySet<string>): Outline {
    const last = this.#last;
    const known =
      last !== undefined && last.plan.cloud === plan.cloud && sameKeys(last.folded, folded)
        ? last
        : undefined;
    const rows: PlanRow[] = [];
    const brackets: PlanBracket[] = [];
    const totals = { subnets: 0, freeBlocks: 0, addresses: 0n, inSubnets: 0n, usable: 0n };
    plan.blocks.forEach((base, block) => {
      totals.addresses += addressCount(base.cidr);
      const before = known?.plan.blocks[block];
      const was =
        known !== undefined && before !== undefined && sameCidr(before.cidr, base.cidr)
          ? { outline: known.outline, node: before.root, depth: hasBlockRow(known.plan, before) ? 1 : 0 }
          : undefined;
      const walk = new BlockWalk(block, plan.cloud, folded, rows, brackets, was?.outline);
      const sums = hasBlockRow(plan, base)
        ? walk.blockRow(base.root, base.cidr, base.vpc, was)
        : walk.node(base.root, base.cidr, 0, true, was);
      totals.subnets += sums.subnets;
      totals.freeBlocks += sums.free;
      totals.inSubnets += sums.inSubnets;
      totals.usable += sums.usable;
    });
    const outline = { rows, brackets, totals };
    this.#last = { plan, folded: new Set(folded), outline };
    return outline;
  }
}

interface Last {
  readonly plan: Plan;
  readonly folded: ReadonlySet<string>;
  readonly outline: Outline;
}

/** What stood at the place of a node in the outline before. */
interface Was {
  readonly node: PlanNode;
  readonly depth: number;
}

function sameKeys(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const key of a) if (!b.has(key)) return false;
  return true;
}

function hasBlockRow(plan: Plan, { vpc }: PlanBlock): boolean {
  return plan.blocks.length > 1 || vpc !== '';
}

/** Keys of every row that can be folded and lies at least `depth` rows deep. */
export function foldableFrom(plan: Plan, depth: number): string[] {
  return outlineOf(plan)
    .rows.filter((row) => row.folded !== undefined && row.depth >= depth)
    .map(({ key }) => key);
}

/** What the parts of a branch come to. */
interface Sums {
  readonly subnets: number;
  readonly free: number;
  readonly inSubnets: bigint;
  readonly usable: bigint;
}

/** Sums of branches for the place where they stood last: the same branch may stand elsewhere, at another size. */
const sumsOf = new WeakMap<Branch, Placed>();

interface Placed {
  readonly sums: Sums;
  readonly cloud: Cloud;
  readonly size: number;
  readonly family: Cidr['family'];
}

function halfOf(was: Was | undefined, half: 0 | 1): Was | undefined {
  if (was?.node.kind !== 'branch') return undefined;
  return { node: was.node.halves[half], depth: was.depth + (isBlank(was.node.label) ? 0 : 1) };
}

/** The place of the first row of a node, or where it would be: rows stand by block and address, wider ones first. */
export function placeIn(rows: readonly PlanRow[], { block, cidr }: NodeRef): number {
  return firstWhere(rows, 0, (row) => {
    if (row.block !== block) return row.block > block;
    return row.kind !== 'block' && compareCidrs(row.cidr, cidr) >= 0;
  });
}

/** The first place from `from` on where `is` holds, given that it holds for all after it. */
function firstWhere<Item>(items: readonly Item[], from: number, is: (item: Item) => boolean): number {
  let low = from;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (is(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

type Draft = { -readonly [K in keyof PlanRow]: PlanRow[K] };

class BlockWalk {
  #block: number;
  #cloud: Cloud;
  #folded: ReadonlySet<string>;
  #rows: PlanRow[];
  #brackets: PlanBracket[];
  #before: Outline | undefined;
  /** Counting is the same for every leaf of a size, and most leaves of a plan are of few sizes. */
  #bySize = new Map<number, { readonly all: bigint; readonly usable: bigint }>();

  constructor(
    block: number,
    cloud: Cloud,
    folded: ReadonlySet<string>,
    rows: PlanRow[],
    brackets: PlanBracket[],
    before: Outline | undefined,
  ) {
    this.#block = block;
    this.#cloud = cloud;
    this.#folded = folded;
    this.#rows = rows;
    this.#brackets = brackets;
    this.#before = before;
  }

  blockRow(root: PlanNode, cidr: Cidr, vpc: string, was: Was | undefined): Sums {
    const row = this.#add('block', cidr, vpc === '' ? BLANK : { name: vpc }, 0);
    // Its key is not that of the row of its root, which may be a group or a leaf of its own.
    row.key = `${this.#block} block`;
    row.folded = this.#folded.has(row.key);
    const sums = this.node(root, cidr, 1, !row.folded, was);
    if (row.folded && root.kind === 'branch') this.#bracket(root, cidr, this.#rows.length - 1);
    return this.#fill(row, sums);
  }

  /** @param shown - false below a folded row: only summed up */
  node(node: PlanNode, cidr: Cidr, depth: number, shown: boolean, was: Was | undefined): Sums {
    if (node.kind === 'leaf') {
      const { all, usable } = this.#sizes(cidr);
      if (shown) {
        const row = this.#add(node.free ? 'free' : 'subnet', cidr, node.label, depth);
        row.subnets = node.free ? 0 : 1;
        row.usable = node.free ? all : usable;
      }
      return node.free
        ? { subnets: 0, free: 1, inSubnets: 0n, usable: 0n }
        : { subnets: 1, free: 0, inSubnets: all, usable };
    }
    if (shown && was?.node === node && was.depth === depth && this.#before !== undefined)
      return this.#again(node, cidr, this.#before);
    if (!shown) return this.#sums(node, cidr);
    if (isBlank(node.label)) return this.#halves(node, cidr, depth, shown, was);
    const row = this.#add('group', cidr, node.label, depth);
    row.folded = this.#folded.has(row.key);
    const sums = this.#halves(node, cidr, depth + 1, !row.folded, was);
    if (row.folded) this.#bracket(node, cidr, this.#rows.length - 1);
    return this.#fill(row, sums);
  }

  #halves(node: Branch, cidr: Cidr, depth: number, shown: boolean, was: Was | undefined): Sums {
    const firstRow = this.#rows.length;
    const [lower, upper] = halvesOf(cidr);
    const a = this.node(node.halves[0], lower, depth, shown, halfOf(was, 0));
    const b = this.node(node.halves[1], upper, depth, shown, halfOf(was, 1));
    if (shown) this.#bracket(node, cidr, firstRow);
    const sums = {
      subnets: a.subnets + b.subnets,
      free: a.free + b.free,
      inSubnets: a.inSubnets + b.inSubnets,
      usable: a.usable + b.usable,
    };
    sumsOf.set(node, { sums, cloud: this.#cloud, size: cidr.prefixLength, family: cidr.family });
    return sums;
  }

  /** The rows and brackets that the same branch had at the same place before. */
  #again(node: Branch, cidr: Cidr, { rows, brackets }: Outline): Sums {
    const isInside = (at: NodeRef) => at.block === this.#block && containsCidr(cidr, at.cidr);
    const firstRow = placeIn(rows, { block: this.#block, cidr });
    const endRow = firstWhere(rows, firstRow, (row) => !isInside(row));
    const moved = this.#rows.length - firstRow;
    for (let at = firstRow; at < endRow; at++) this.#rows.push(rows[at] as PlanRow);
    const start = firstAddress(cidr);
    const firstBracket = firstWhere(
      brackets,
      0,
      (at) =>
        at.block > this.#block ||
        (at.block === this.#block && compareAddresses(lastAddress(at.cidr), start) >= 0),
    );
    const endBracket = firstWhere(brackets, firstBracket, (at) => !isInside(at));
    for (let at = firstBracket; at < endBracket; at++) {
      const bracket = brackets[at] as PlanBracket;
      this.#brackets.push(
        moved === 0
          ? bracket
          : { ...bracket, firstRow: bracket.firstRow + moved, lastRow: bracket.lastRow + moved },
      );
    }
    return this.#sums(node, cidr);
  }

  #sums(node: Branch, cidr: Cidr): Sums {
    const known = sumsOf.get(node);
    return known?.cloud === this.#cloud && known.size === cidr.prefixLength && known.family === cidr.family
      ? known.sums
      : this.#halves(node, cidr, 0, false, undefined);
  }

  /** A bracket from a row to the last one so far. */
  #bracket({ label, leaves }: Branch, cidr: Cidr, firstRow: number): void {
    const lastRow = this.#rows.length - 1;
    this.#brackets.push({ block: this.#block, cidr, label, firstRow, lastRow, leaves });
  }

  #add(kind: PlanRow['kind'], cidr: Cidr, label: Label, depth: number): Draft {
    const row: Draft = {
      key: rowKey(this.#block, cidr),
      kind,
      block: this.#block,
      cidr,
      label,
      depth,
      folded: undefined,
      subnets: 0,
      usable: 0n,
    };
    this.#rows.push(row);
    return row;
  }

  #fill(row: Draft, sums: Sums): Sums {
    row.subnets = sums.subnets;
    row.usable = sums.usable;
    return sums;
  }

  #sizes(cidr: Cidr): { readonly all: bigint; readonly usable: bigint } {
    const known = this.#bySize.get(cidr.prefixLength);
    if (known !== undefined) return known;
    const sizes = { all: addressCount(cidr), usable: usableAddressCount(cidr, this.#cloud) };
    this.#bySize.set(cidr.prefixLength, sizes);
    return sizes;
  }
}
