/**
 * Edits of a plan, as functions from plan to plan. One that names a node the plan does not have gives the plan back as
 * it is.
 */
import { type Cidr, addressWidth, cidrOf, containsCidr, formatCidr, sameCidr } from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import {
  BLANK,
  BLANK_SUBNET,
  FREE_LEAF,
  type Label,
  type LabelChange,
  type Leaf,
  MAX_LEAVES,
  type NodeRef,
  type Plan,
  type PlanBlock,
  type PlanNode,
  branch,
  eachLeaf,
  halvesOf,
  isBlank,
  isSpare,
  leavesOf,
  nodeAt,
} from './plan.ts';

/** Whether a leaf may be divided into blocks of this prefix length without making the plan too long. */
export function canSplit(plan: Plan, ref: NodeRef, prefixLength: number): boolean {
  const node = nodeAt(plan, ref);
  const bits = prefixLength - ref.cidr.prefixLength;
  return (
    node?.kind === 'leaf' &&
    bits > 0 &&
    prefixLength <= addressWidth(ref.cidr.family) &&
    leavesOf(plan) - 1 + 2 ** bits <= MAX_LEAVES
  );
}

/**
 * Divides a leaf into all its blocks of `prefixLength`; parts of free space are free.
 *
 * What belongs to addresses (zone, kind, tint, pin) goes to every part; name and note stay on the whole, which becomes
 * a group.
 */
export function split(plan: Plan, ref: NodeRef, prefixLength: number): Plan {
  return canSplit(plan, ref, prefixLength)
    ? replaceAt(plan, ref, (node) => splitLeaf(node as Leaf, prefixLength - ref.cidr.prefixLength))
    : plan;
}

export interface BulkSplit {
  /** Rows that are divided, in order; rows as small as the target stay as they are. */
  readonly before: readonly NodeRef[];
  /** How many parts they become. */
  readonly after: number;
  /** `undefined` when the plan would have more than `MAX_LEAVES` leaves. */
  readonly plan: Plan | undefined;
}

/**
 * Divides every leaf of `scope` that is larger than `prefixLength` into subnets of it.
 *
 * @param scope - nodes, whose leaves are meant; the whole plan when absent
 * @param only - leaves to leave out otherwise
 */
export function bulkSplit(
  plan: Plan,
  prefixLength: number,
  scope?: readonly NodeRef[],
  only: (leaf: Leaf) => boolean = () => true,
): BulkSplit {
  const roots = scope ?? plan.blocks.map(({ cidr }, block) => ({ block, cidr }));
  const before: NodeRef[] = [];
  const seen = new Set<string>();
  let after = 0;
  for (const { block, cidr } of roots) {
    const node = nodeAt(plan, { block, cidr });
    if (node === undefined) continue;
    eachLeaf(node, cidr, (leaf, at) => {
      if (at.prefixLength >= prefixLength || prefixLength > addressWidth(at.family) || !only(leaf)) return;
      if (scope !== undefined) {
        const key = `${block} ${formatCidr(at)}`;
        if (seen.has(key)) return;
        seen.add(key);
      }
      before.push({ block, cidr: at });
      after += 2 ** (prefixLength - at.prefixLength);
    });
  }
  if (leavesOf(plan) - before.length + after > MAX_LEAVES) return { before, after, plan: undefined };
  const next = before.reduce(
    (current, ref) =>
      replaceAt(current, ref, (leaf) =>
        splitLeaf({ ...(leaf as Leaf), free: false }, prefixLength - ref.cidr.prefixLength),
      ),
    plan,
  );
  return { before, after, plan: next };
}

export interface Joined {
  readonly plan: Plan;
  readonly ref: NodeRef;
  /** Two notes that differed were put one after the other. */
  readonly notesJoined: boolean;
  /** Members of labels that differed and could not be kept. */
  readonly lost: readonly ('zone' | 'kind' | 'tint')[];
}

/** Makes one leaf of a branch and all below it; `undefined` for a leaf. */
export function join(plan: Plan, ref: NodeRef): Joined | undefined {
  const node = nodeAt(plan, ref);
  if (node?.kind !== 'branch') return undefined;
  const leaves: Leaf[] = [];
  eachLeaf(node, ref.cidr, (leaf) => leaves.push(leaf));
  const labels = labelsIn(node);
  const names = distinct(labels.flatMap(({ name }) => name ?? []));
  const notes = distinct(labels.flatMap(({ note }) => note ?? []));
  const planned = leaves.filter(({ free }) => !free);
  const shared = <K extends 'zone' | 'kind' | 'tint'>(key: K) => {
    const values = distinct(
      [node.label, ...planned.map(({ label }) => label)].flatMap((label) => label[key] ?? []),
    );
    return { value: values.length === 1 ? values[0] : undefined, lost: values.length > 1 };
  };
  const [zone, kind, tint] = [shared('zone'), shared('kind'), shared('tint')];
  const label = tidy({
    name: node.label.name ?? (names.join(' / ') || undefined),
    note: notes.join(' / ') || undefined,
    zone: zone.value,
    kind: kind.value,
    tint: tint.value,
    pinned: labels.some(({ pinned }) => pinned) || undefined,
  });
  const lost = (
    [
      ['zone', zone],
      ['kind', kind],
      ['tint', tint],
    ] as const
  ).flatMap(([key, { lost: gone }]) => (gone ? [key] : []));
  return {
    plan: replaceAt(plan, ref, () => ({ kind: 'leaf', label, free: planned.length === 0 })),
    ref,
    notesJoined: notes.length > 1,
    lost,
  };
}

/** The block that a node is half of; `undefined` for a whole base block. */
export function parentOf(plan: Plan, { block, cidr }: NodeRef): NodeRef | undefined {
  const base = plan.blocks[block]?.cidr;
  if (base === undefined || cidr.prefixLength <= base.prefixLength) return undefined;
  return { block, cidr: cidrOf(cidr, cidr.prefixLength - 1) };
}

/** Changes what is said about a node; a name, zone or kind makes a subnet of free space. */
export function relabel(plan: Plan, ref: NodeRef, change: LabelChange): Plan {
  return replaceAt(plan, ref, (node) => {
    const label = tidy({ ...node.label, ...change });
    if (node.kind === 'branch') return { ...node, label };
    const claimed = label.name ?? label.zone ?? label.kind;
    return { ...node, label, free: node.free && claimed === undefined };
  });
}

/** Gives the space of a node back: all below it becomes one free leaf, and free halves are joined again above it. */
export function release(plan: Plan, ref: NodeRef): Plan {
  return replaceAt(plan, ref, () => FREE_LEAF, joinFree);
}

/**
 * Makes a subnet of a block inside a spare leaf, which is divided down to it; what is left of it is free. What was noted
 * of the free space stays on the whole.
 */
export function carve(plan: Plan, { block, cidr }: NodeRef, label: Label = BLANK): Plan {
  const base = plan.blocks[block];
  if (base === undefined || !containsCidr(base.cidr, cidr)) return plan;
  return withBlock(plan, block, { ...base, root: carveNode(base.root, base.cidr, cidr, label) });
}

/** Adds a base block after the others: one unnamed subnet still to be divided. */
export function addBlock(plan: Plan, cidr: Cidr, vpc = ''): Plan {
  return { ...plan, blocks: [...plan.blocks, { cidr, vpc, root: BLANK_SUBNET }] };
}

export function removeBlock(plan: Plan, block: number): Plan {
  return { ...plan, blocks: plan.blocks.filter((_, place) => place !== block) };
}

export function assignVpc(plan: Plan, block: number, vpc: string): Plan {
  const base = plan.blocks[block];
  return base === undefined ? plan : withBlock(plan, block, { ...base, vpc: vpc.trim() });
}

/** What became of the rows of a block that was given another CIDR. */
export type Rebased = 'same' | 'moved' | 'grown' | 'cut' | 'started-anew';

/**
 * Gives a base block another CIDR.
 *
 * A block of the same size takes its rows along; a larger one around it keeps them in place, with free space around; a
 * smaller one inside it keeps the rows that lie in it. Otherwise the block starts anew.
 */
export function rebase(plan: Plan, block: number, cidr: Cidr): { plan: Plan; rows: Rebased } {
  const base = plan.blocks[block];
  if (base === undefined || sameCidr(base.cidr, cidr)) return { plan, rows: 'same' };
  const put = (root: PlanNode, rows: Rebased) => ({
    plan: withBlock(plan, block, { ...base, cidr, root }),
    rows,
  });
  const isWhole = base.root.kind === 'leaf';
  if (cidr.family === base.cidr.family && cidr.prefixLength === base.cidr.prefixLength)
    return put(base.root, 'moved');
  if (isWhole) return put(base.root, 'moved');
  if (containsCidr(cidr, base.cidr)) return put(embed(base.root, base.cidr, cidr), 'grown');
  const inside = nodeAt(plan, { block, cidr });
  return inside === undefined ? put(BLANK_SUBNET, 'started-anew') : put(inside, 'cut');
}

export function setCloud(plan: Plan, cloud: Cloud): Plan {
  return { ...plan, cloud };
}

export function rename(plan: Plan, name: string): Plan {
  return { ...plan, name: name.trim() };
}

/** A label without empty members, its texts without space around them. */
export function tidy(change: LabelChange): Label {
  const name = change.name?.trim();
  const note = change.note?.trim();
  const zone = change.zone?.trim();
  return {
    ...(name && { name }),
    ...(note && { note }),
    ...(zone && { zone }),
    ...(change.kind && { kind: change.kind }),
    ...(change.tint && { tint: change.tint }),
    ...(change.pinned && { pinned: true as const }),
  };
}

function splitLeaf(leaf: Leaf, bits: number): PlanNode {
  const { name, note, ...ofAddresses } = leaf.label;
  const part: Leaf = isBlank(ofAddresses)
    ? leaf.free
      ? FREE_LEAF
      : BLANK_SUBNET
    : { kind: 'leaf', label: ofAddresses, free: leaf.free };
  let node: PlanNode = part;
  // Equal halves are one and the same node: a /8 in /20 takes twelve nodes, not eight thousand.
  for (let level = 0; level < bits; level++) node = branch(node, node);
  return node.kind === 'branch' ? { ...node, label: tidy({ name, note }) } : node;
}

/** Every label of a node and below it, from top to bottom. */
function labelsIn(node: PlanNode): Label[] {
  if (node.kind === 'leaf') return [node.label];
  return [node.label, ...labelsIn(node.halves[0]), ...labelsIn(node.halves[1])];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/**
 * The plan with the node of `ref` made anew.
 *
 * @param above - applied to every branch that was rebuilt on the way up
 */
function replaceAt(
  plan: Plan,
  ref: NodeRef,
  make: (node: PlanNode) => PlanNode,
  above: (node: PlanNode) => PlanNode = (node) => node,
): Plan {
  const base = plan.blocks[ref.block];
  if (base === undefined || nodeAt(plan, ref) === undefined) return plan;
  const descend = (node: PlanNode, at: Cidr): PlanNode => {
    if (node.kind === 'leaf' || at.prefixLength === ref.cidr.prefixLength) return make(node);
    const [lower, upper] = halvesOf(at);
    const [first, second] = node.halves;
    return above(
      containsCidr(lower, ref.cidr)
        ? branch(descend(first, lower), second, node.label)
        : branch(first, descend(second, upper), node.label),
    );
  };
  return withBlock(plan, ref.block, { ...base, root: descend(base.root, base.cidr) });
}

function withBlock(plan: Plan, place: number, block: PlanBlock): Plan {
  return { ...plan, blocks: plan.blocks.map((each, at) => (at === place ? block : each)) };
}

/** A branch without a label whose halves are free and say nothing is one free leaf. */
function joinFree(node: PlanNode): PlanNode {
  if (node.kind === 'leaf' || !isBlank(node.label)) return node;
  return node.halves.every((half) => half.kind === 'leaf' && half.free && isBlank(half.label))
    ? FREE_LEAF
    : node;
}

function carveNode(node: PlanNode, at: Cidr, target: Cidr, label: Label): PlanNode {
  if (node.kind === 'leaf' && !isSpare(node)) return node;
  if (at.prefixLength === target.prefixLength) {
    if (!isSpareNode(node)) return node;
    return { kind: 'leaf', label: tidy({ ...node.label, ...label }), free: false };
  }
  const [lower, upper] = halvesOf(at);
  const [first, second] = node.kind === 'branch' ? node.halves : [FREE_LEAF, FREE_LEAF];
  return containsCidr(lower, target)
    ? branch(carveNode(first, lower, target, label), second, node.label)
    : branch(first, carveNode(second, upper, target, label), node.label);
}

/** Whether nothing below the node is claimed and no group would be lost with it. */
function isSpareNode(node: PlanNode): boolean {
  return node.kind === 'leaf' ? isSpare(node) : isBlank(node.label) && node.halves.every(isSpareNode);
}

/** A tree for `outer` that holds `node` at its place and is free elsewhere. */
function embed(node: PlanNode, at: Cidr, outer: Cidr): PlanNode {
  let root = node;
  for (let prefixLength = at.prefixLength - 1; prefixLength >= outer.prefixLength; prefixLength--) {
    const [lower] = halvesOf(cidrOf(at, prefixLength));
    root = containsCidr(lower, at) ? branch(root, FREE_LEAF) : branch(FREE_LEAF, root);
  }
  return root;
}
