/**
 * An address plan: blocks to divide, each a binary tree whose leaves are subnets or free space.
 *
 * A node's CIDR is not stored: it follows from the block's and from the way down, lower half first. Plans are values;
 * every edit gives a new one that shares what did not change, so undo is an older plan.
 *
 * INVARIANT: labels hold no empty text, so that a row about which nothing was said has an empty label; and free space has
 * no name, zone or kind, since these make a subnet of it. Edits and `grow` see to both.
 */
import { type Cidr, containsCidr, halvesOf } from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import type { Need, Strategy } from './needs.ts';

export interface Plan {
  readonly name: string;
  /** Whose reserved addresses and size limits apply. */
  readonly cloud: Cloud;
  readonly blocks: readonly PlanBlock[];
  /** The needs that were allocated last, to be changed and allocated again. */
  readonly needs: readonly Need[];
  readonly strategy: Strategy;
}

/** A range of addresses to divide. */
export interface PlanBlock {
  readonly cidr: Cidr;
  /** The VPC it belongs to: blocks of one VPC share the name, the first of a family is primary. Empty: no name yet. */
  readonly vpc: string;
  readonly root: PlanNode;
}

export type PlanNode = Leaf | Branch;

export interface Leaf {
  readonly kind: 'leaf';
  readonly label: Label;
  /** Nothing is planned here; otherwise it is a subnet, named or not. */
  readonly free: boolean;
}

export interface Branch {
  readonly kind: 'branch';
  /** A branch with a label is a group and has a row of its own. */
  readonly label: Label;
  readonly halves: readonly [lower: PlanNode, upper: PlanNode];
  /** Leaves below it. */
  readonly leaves: number;
}

export type SubnetKind = 'public' | 'private' | 'isolated';

export const subnetKinds: readonly SubnetKind[] = ['public', 'private', 'isolated'];

/** What people say about a row. */
export interface Label {
  readonly name?: string;
  readonly note?: string;
  readonly zone?: string;
  readonly kind?: SubnetKind;
  /** 1–12, one of the subnet tints. */
  readonly tint?: number;
  /** Left where it is, and as it is, by every allocation; on a group, so are the subnets in it. */
  readonly pinned?: true;
}

/** New values for some members of a label; `undefined` takes one away. */
export type LabelChange = { readonly [K in keyof Label]?: Label[K] | undefined };

/** A node of a plan: the place of its block, and the CIDR that it stands for. */
export interface NodeRef {
  readonly block: number;
  readonly cidr: Cidr;
}

/** The most leaves a plan may have. */
export const MAX_LEAVES = 65_536;

export const TINT_COUNT = 12;

export const BLANK: Label = {};

export const FREE_LEAF: Leaf = { kind: 'leaf', label: BLANK, free: true };

export const BLANK_SUBNET: Leaf = { kind: 'leaf', label: BLANK, free: false };

/** A plan with these blocks, each one unnamed subnet still to be divided. */
export function createPlan(cloud: Cloud, cidrs: readonly Cidr[], name = ''): Plan {
  return {
    name,
    cloud,
    blocks: cidrs.map((cidr) => ({ cidr, vpc: '', root: BLANK_SUBNET })),
    needs: [],
    strategy: 'largest-first',
  };
}

export function branch(lower: PlanNode, upper: PlanNode, label: Label = BLANK): Branch {
  return { kind: 'branch', label, halves: [lower, upper], leaves: leafCount(lower) + leafCount(upper) };
}

export function leafCount(node: PlanNode): number {
  return node.kind === 'leaf' ? 1 : node.leaves;
}

/** Leaves of all blocks together. */
export function leavesOf(plan: Plan): number {
  return plan.blocks.reduce((sum, { root }) => sum + leafCount(root), 0);
}

export function isBlank(label: Label): boolean {
  for (const _ in label) return false;
  return true;
}

export function sameLabel(a: Label, b: Label): boolean {
  return (
    a === b ||
    (a.name === b.name &&
      a.note === b.note &&
      a.zone === b.zone &&
      a.kind === b.kind &&
      a.tint === b.tint &&
      a.pinned === b.pinned)
  );
}

/** Whether a label makes a subnet of what it is on, which a note, a tint and a pin alone do not. */
export function claims({ name, zone, kind }: Label): boolean {
  return (name ?? zone ?? kind) !== undefined;
}

/** Whether an allocation may use the leaf: free space that is not pinned, and subnets about which nothing was said. */
export function isSpare({ free, label }: Leaf): boolean {
  return free ? label.pinned !== true : isBlank(label);
}

/** The node that a reference means; `undefined` when the plan has none there. */
export function nodeAt(plan: Plan, { block, cidr }: NodeRef): PlanNode | undefined {
  const found = plan.blocks[block];
  if (found === undefined || !containsCidr(found.cidr, cidr)) return undefined;
  let node = found.root;
  let at = found.cidr;
  while (at.prefixLength < cidr.prefixLength) {
    if (node.kind === 'leaf') return undefined;
    const [lower, upper] = halvesOf(at);
    const inLower = containsCidr(lower, cidr);
    at = inLower ? lower : upper;
    node = node.halves[inLower ? 0 : 1];
  }
  return node;
}

/** Calls `visit` for every leaf, in address order. */
export function eachLeaf(node: PlanNode, cidr: Cidr, visit: (leaf: Leaf, cidr: Cidr) => void): void {
  if (node.kind === 'leaf') return visit(node, cidr);
  const [lower, upper] = halvesOf(cidr);
  eachLeaf(node.halves[0], lower, visit);
  eachLeaf(node.halves[1], upper, visit);
}
