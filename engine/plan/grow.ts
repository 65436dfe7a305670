/** Grows the tree of a block from rows in any order, as files and links list them. */
import { type Cidr, containsCidr } from '../ip/index.ts';
import {
  BLANK,
  FREE_LEAF,
  type Label,
  MAX_LEAVES,
  type PlanNode,
  branch,
  halvesOf,
  isBlank,
  leafCount,
} from './plan.ts';

/** A subnet, a stretch of free space, or, when other rows lie in it, a group. */
export interface GrownRow {
  readonly cidr: Cidr;
  readonly label: Label;
  readonly free: boolean;
  /** Stands for all its parts of this prefix length, each with the label. */
  readonly into?: number | undefined;
}

export interface Grown {
  readonly root: PlanNode;
  /** Rows that could not be taken, by their place in the list, in rising order. */
  readonly refused: readonly { readonly row: number; readonly reason: RowRefusal }[];
}

export type RowRefusal = 'outside' | 'repeated' | 'too-many' | 'no-parts';

/**
 * The tree of `block` with these rows; what no row covers is free.
 *
 * A row inside another makes that a group. A row for one of the parts of a row with `into` gives that part its label.
 */
export function grow(block: Cidr, rows: readonly GrownRow[]): Grown {
  const refused: { row: number; reason: RowRefusal }[] = [];
  let root: PlanNode = FREE_LEAF;
  let touched = false;
  // Larger blocks first, so that a group is there before what it holds; at the same block the group before its parts.
  const order = rows
    .map((row, place) => ({ row, place }))
    .sort((a, b) => a.row.cidr.prefixLength - b.row.cidr.prefixLength || rank(a.row) - rank(b.row));
  for (const { row, place } of order) {
    const reason = containsCidr(block, row.cidr) ? undefined : 'outside';
    const outcome: PlanNode | RowRefusal = reason ?? insert(root, block, row, touched);
    if (typeof outcome === 'string') refused.push({ row: place, reason: outcome });
    else if (leafCount(outcome) > MAX_LEAVES) refused.push({ row: place, reason: 'too-many' });
    else {
      root = outcome;
      touched = true;
    }
  }
  return { root, refused: refused.sort((a, b) => a.row - b.row) };
}

function rank({ into }: GrownRow): number {
  return into === undefined ? 0 : 1;
}

/** @param taken - whether the node at hand was made by a row, not only left free */
function insert(node: PlanNode, at: Cidr, row: GrownRow, taken: boolean): PlanNode | RowRefusal {
  if (at.prefixLength === row.cidr.prefixLength) return put(node, row, taken);
  const [lower, upper] = halvesOf(at);
  const label = node.label;
  const [first, second] = node.kind === 'branch' ? node.halves : [FREE_LEAF, FREE_LEAF];
  const inLower = containsCidr(lower, row.cidr);
  const half = inLower ? first : second;
  const made = insert(half, inLower ? lower : upper, row, half !== FREE_LEAF);
  if (typeof made === 'string') return made;
  return inLower ? branch(made, second, label) : branch(first, made, label);
}

function put(node: PlanNode, row: GrownRow, taken: boolean): PlanNode | RowRefusal {
  const leaf: PlanNode =
    row.free && isBlank(row.label) ? FREE_LEAF : { kind: 'leaf', label: row.label, free: row.free };
  if (row.into === undefined) {
    const open = !taken || (node.kind === 'leaf' && isBlank(node.label));
    return open ? leaf : 'repeated';
  }
  const bits = row.into - row.cidr.prefixLength;
  if (bits < 0) return 'no-parts';
  if (bits > Math.log2(MAX_LEAVES)) return 'too-many';
  if (node.kind === 'branch') return 'repeated';
  let whole: PlanNode = leaf;
  for (let level = 0; level < bits; level++) whole = branch(whole, whole);
  // The row before it for the same block is the group that these are the parts of.
  return whole.kind === 'branch' ? { ...whole, label: taken ? node.label : BLANK } : whole;
}
