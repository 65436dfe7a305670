/**
 * A plan as the rows of a table, and the brackets beside them that say which rows make up which block.
 *
 * Rows: a base block where a plan has several or its VPC has a name, a group, a subnet, free space. What is folded
 * shows its first row only. Brackets: one for each divided block that has at least one row on show.
 */
import { type Cidr, addressCount, formatCidr } from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import { type Label, type Plan, type PlanNode, halvesOf, isBlank, leafCount } from './plan.ts';
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
  /** Inner blocks before the ones around them. */
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
    const row = this.#add('block', cidr, vpc === '' ? {} : { name: vpc }, 0);
    // Its key is not that of the row of its root, which may be a group or a leaf of its own.
    row.key = `${this.#block} block`;
    row.folded = this.#folded.has(row.key);
    return this.#fill(row, this.node(root, cidr, 1, !row.folded));
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
    if (isBlank(node.label))
      return this.#halves(node.halves, node.label, cidr, depth, shown, leafCount(node));
    if (!shown) return this.#halves(node.halves, node.label, cidr, depth, false, leafCount(node));
    const row = this.#add('group', cidr, node.label, depth);
    row.folded = this.#folded.has(row.key);
    const sums = this.#halves(node.halves, node.label, cidr, depth + 1, !row.folded, leafCount(node));
    if (row.folded) this.#bracket(cidr, node.label, this.#rows.length - 1, leafCount(node));
    return this.#fill(row, sums);
  }

  #halves(
    [lower, upper]: readonly [PlanNode, PlanNode],
    label: Label,
    cidr: Cidr,
    depth: number,
    shown: boolean,
    leaves: number,
  ): Sums {
    const firstRow = this.#rows.length;
    const [lowerCidr, upperCidr] = halvesOf(cidr);
    const a = this.node(lower, lowerCidr, depth, shown);
    const b = this.node(upper, upperCidr, depth, shown);
    if (shown) this.#bracket(cidr, label, firstRow, leaves);
    return {
      subnets: a.subnets + b.subnets,
      free: a.free + b.free,
      inSubnets: a.inSubnets + b.inSubnets,
      usable: a.usable + b.usable,
    };
  }

  #bracket(cidr: Cidr, label: Label, firstRow: number, leaves: number): void {
    this.#brackets.push({
      block: this.#block,
      cidr,
      label,
      firstRow,
      lastRow: this.#rows.length - 1,
      leaves,
    });
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
