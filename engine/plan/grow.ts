/** Grows the tree of a block from rows in any order, as files and links list them. */
import { type Cidr, addressWidth, containsCidr, halvesOf } from '../ip/index.ts';
import {
  FREE_LEAF,
  type Label,
  type Leaf,
  MAX_LEAVES,
  type PlanNode,
  branch,
  claims,
  isBlank,
  leafCount,
} from './plan.ts';

/** A subnet, a stretch of free space, or, when other rows lie in it, a group. */
export interface GrownRow {
  readonly cidr: Cidr;
  readonly label: Label;
  /** Free space; not with a name, zone or kind, which make it a subnet. */
  readonly free: boolean;
  /** Stands for all its parts of this prefix length, each with the label; its own length is the row itself. */
  readonly into?: number | undefined;
}

export interface Grown {
  readonly root: PlanNode;
  /** Rows that could not be taken, by their place in the list, in rising order. */
  readonly refused: readonly { readonly row: number; readonly reason: RowRefusal }[];
}

/** `no-parts`: `into` is no prefix length of parts of the block. */
export type RowRefusal = 'outside' | 'repeated' | 'too-many' | 'no-parts';

/**
 * The tree of `block` with these rows, whatever their order; what no row covers is free. Of two rows for one block the
 * first counts.
 *
 * A row inside another makes that a group. So do parts of a block that has a row of its own. A row for one of the parts
 * of a row with `into`, or for several together, gives them its label, unless they have one.
 *
 * No tree has more than `MAX_LEAVES` leaves; that all the trees of a plan have no more is for the caller to see to.
 */
export function grow(block: Cidr, rows: readonly GrownRow[]): Grown {
  const refused: { row: number; reason: RowRefusal }[] = [];
  let root: PlanNode = FREE_LEAF;
  // Larger blocks first, so that a group is there before what it holds; at the same block the group before its parts.
  const order = rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => a.row.cidr.prefixLength - b.row.cidr.prefixLength || rank(a.row) - rank(b.row));
  for (const { row, place } of order) {
    const grown: PlanNode | RowRefusal = containsCidr(block, row.cidr) ? insert(root, block, row) : 'outside';
    if (typeof grown === 'string') refused.push({ row: place, reason: grown });
    else if (leafCount(grown) > MAX_LEAVES) refused.push({ row: place, reason: 'too-many' });
    else root = grown;
  }
  return { root, refused: refused.sort((a, b) => a.row - b.row) };
}

function rank({ into }: GrownRow): number {
  return into === undefined ? 0 : 1;
}

function insert(node: PlanNode, at: Cidr, row: GrownRow): PlanNode | RowRefusal {
  if (at.prefixLength === row.cidr.prefixLength) return put(node, row);
  const [lower, upper] = halvesOf(at);
  const [first, second] = node.kind === 'branch' ? node.halves : [FREE_LEAF, FREE_LEAF];
  const inLower = containsCidr(lower, row.cidr);
  const half = inLower ? insert(first, lower, row) : insert(second, upper, row);
  if (typeof half === 'string') return half;
  return inLower ? branch(half, second, node.label) : branch(first, half, node.label);
}

/** @param node - what the rows before have made of the block of `row` */
function put(node: PlanNode, row: GrownRow): PlanNode | RowRefusal {
  const { cidr, label, free, into = cidr.prefixLength } = row;
  const bits = into - cidr.prefixLength;
  if (!Number.isInteger(bits) || bits < 0 || into > addressWidth(cidr.family)) return 'no-parts';
  const leaf: Leaf =
    free && isBlank(label) ? FREE_LEAF : { kind: 'leaf', label, free: free && !claims(label) };
  if (bits === 0) {
    if (!isBlank(node.label)) return 'repeated';
    if (node.kind === 'leaf') return leaf;
    // Parts of a larger row, which become a group.
    return isBlank(label) ? 'repeated' : { ...node, label };
  }
  if (node.kind === 'branch') return 'repeated';
  if (2 ** bits > MAX_LEAVES) return 'too-many';
  let part: PlanNode = leaf;
  for (let level = 1; level < bits; level++) part = branch(part, part);
  // The row before it for the same block, if any, is the group that these are the parts of.
  return branch(part, part, node.label);
}
