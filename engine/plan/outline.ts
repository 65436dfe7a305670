/**
 * A plan as the rows of a table, and the brackets beside them that say which rows make up which block.
 *
 * Rows: a base block where a plan has several or its VPC has a name, a group, a subnet, free space. What is folded
 * shows its own row only. Brackets: one for each divided block of which a row is on show, around the rows of its parts,
 * or around its own when that is folded.
 */
import { type Cidr, addressCount, formatCidr, halvesOf } from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import { BLANK, type Branch, type Label, type Plan, type PlanNode, isBlank } from './plan.ts';
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
  const rows: PlanRow[] = [];
  const brackets: PlanBracket[] = [];
  const totals = { subnets: 0, freeBlocks: 0, addresses: 0n, inSubnets: 0n, usable: 0n };
  plan.blocks.forEach((base, block) => {
    totals.addresses += addressCount(base.cidr);
    const walk = new BlockWalk(block, plan.cloud, folded, rows, brackets);
    const sums =
      plan.blocks.length > 1 || base.vpc !== ''
        ? walk.blockRow(base.root, base.cidr, base.vpc)
        : walk.node(base.root, base.cidr, 0, true);
    totals.subnets += sums.subnets;
    totals.freeBlocks += sums.free;
    totals.inSubnets += sums.inSubnets;
    totals.usable += sums.usable;
  });
  return { rows, brackets, totals };
}

/** Keys of every row that can be folded and lies at least `depth` rows deep. */
export function foldableFrom(plan: Plan, depth: number): string[] {
  return outlineOf(plan)
    .rows.filter((row) => row.folded !== undefined && row.depth >= depth)
    .map(({ key }) => key);
}

interface Sums {
  readonly subnets: number;
  readonly free: number;
  readonly inSubnets: bigint;
  readonly usable: bigint;
}

type Draft = { -readonly [K in keyof PlanRow]: PlanRow[K] };

class BlockWalk {
  #block: number;
  #cloud: Cloud;
  #folded: ReadonlySet<string>;
  #rows: PlanRow[];
  #brackets: PlanBracket[];
  /** Counting is the same for every leaf of a size, and most leaves of a plan are of few sizes. */
  #bySize = new Map<number, { readonly all: bigint; readonly usable: bigint }>();

  constructor(
    block: number,
    cloud: Cloud,
    folded: ReadonlySet<string>,
    rows: PlanRow[],
    brackets: PlanBracket[],
  ) {
    this.#block = block;
    this.#cloud = cloud;
    this.#folded = folded;
    this.#rows = rows;
    this.#brackets = brackets;
  }

  blockRow(root: PlanNode, cidr: Cidr, vpc: string): Sums {
    const row = this.#add('block', cidr, vpc === '' ? BLANK : { name: vpc }, 0);
    // Its key is not that of the row of its root, which may be a group or a leaf of its own.
    row.key = `${this.#block} block`;
    row.folded = this.#folded.has(row.key);
    const sums = this.node(root, cidr, 1, !row.folded);
    if (row.folded && root.kind === 'branch') this.#bracket(root, cidr, this.#rows.length - 1);
    return this.#fill(row, sums);
  }

  /** @param shown - false below a folded row: only summed up */
  node(node: PlanNode, cidr: Cidr, depth: number, shown: boolean): Sums {
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
    if (!shown || isBlank(node.label)) return this.#halves(node, cidr, depth, shown);
    const row = this.#add('group', cidr, node.label, depth);
    row.folded = this.#folded.has(row.key);
    const sums = this.#halves(node, cidr, depth + 1, !row.folded);
    if (row.folded) this.#bracket(node, cidr, this.#rows.length - 1);
    return this.#fill(row, sums);
  }

  #halves(node: Branch, cidr: Cidr, depth: number, shown: boolean): Sums {
    const firstRow = this.#rows.length;
    const [lower, upper] = halvesOf(cidr);
    const a = this.node(node.halves[0], lower, depth, shown);
    const b = this.node(node.halves[1], upper, depth, shown);
    if (shown) this.#bracket(node, cidr, firstRow);
    return {
      subnets: a.subnets + b.subnets,
      free: a.free + b.free,
      inSubnets: a.inSubnets + b.inSubnets,
      usable: a.usable + b.usable,
    };
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
