/**
 * Edits of a plan, as functions from plan to plan. One that names a node the plan does not have, or would give the plan
 * more than `MAX_LEAVES` leaves, gives the plan back as it is.
 */
import {
  type Cidr,
  addressWidth,
  cidrOf,
  compareCidrs,
  containsCidr,
  sameCidr,
  halvesOf,
} from '../ip/index.ts';
import type { Cloud } from './clouds.ts';
import {
  BLANK,
  BLANK_SUBNET,
  type Branch,
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
  claims,
  eachLeaf,
  isBlank,
  isSpare,
  leafCount,
  leavesOf,
  nodeAt,
  sameLabel,
} from './plan.ts';

/** Whether a leaf may be divided into blocks of this prefix length without making the plan too long. */
export function canSplit(plan: Plan, ref: NodeRef, prefixLength: number): boolean {
  const bits = prefixLength - ref.cidr.prefixLength;
  return (
    nodeAt(plan, ref)?.kind === 'leaf' &&
    Number.isInteger(bits) &&
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
  if (!canSplit(plan, ref, prefixLength)) return plan;
  const bits = prefixLength - ref.cidr.prefixLength;
  return replaceAt(plan, ref, (node) => (node.kind === 'leaf' ? splitLeaf(node, bits) : node));
}

export interface BulkSplit {
  /** Rows that are divided, by block and address; rows as small as the target stay as they are. */
  readonly before: readonly NodeRef[];
  /** How many parts they become. */
  readonly after: number;
  /** `undefined` when the plan would have more than `MAX_LEAVES` leaves. */
  readonly plan: Plan | undefined;
}

/**
 * Divides every leaf of `scope` that is larger than `prefixLength` into subnets of it.
 *
 * @param scope - nodes, whose leaves are meant, each once; the whole plan when absent
 * @param only - which of these leaves to divide; all when absent
 */
export function bulkSplit(
  plan: Plan,
  prefixLength: number,
  scope: readonly NodeRef[] = plan.blocks.map(({ cidr }, block) => ({ block, cidr })),
  only: (leaf: Leaf) => boolean = () => true,
): BulkSplit {
  const divides = (leaf: Leaf, { family, prefixLength: length }: Cidr) =>
    Number.isInteger(prefixLength) &&
    length < prefixLength &&
    prefixLength <= addressWidth(family) &&
    only(leaf);
  const roots = outermost(plan, scope);
  const before: NodeRef[] = [];
  let after = 0;
  for (const { block, cidr, node } of roots)
    eachLeaf(node, cidr, (leaf, at) => {
      if (!divides(leaf, at)) return;
      before.push({ block, cidr: at });
      after += 2 ** (prefixLength - at.prefixLength);
    });
  if (leavesOf(plan) - before.length + after > MAX_LEAVES) return { before, after, plan: undefined };
  const divided = (leaf: Leaf, at: Cidr) =>
    divides(leaf, at) ? splitLeaf({ ...leaf, free: false }, prefixLength - at.prefixLength) : leaf;
  const next = roots.reduce(
    (current, root) => replaceAt(current, root, (node) => mapLeaves(node, root.cidr, divided)),
    plan,
  );
  return { before, after, plan: next };
}

export interface Joined {
  readonly plan: Plan;
  readonly ref: NodeRef;
  /** Two notes that differed were put one after the other. */
  readonly notesJoined: boolean;
  /** Members of labels that differed and could not all be kept. */
  readonly lost: readonly Unmergeable[];
}

/** Members of a label of which a leaf has one only. */
export type Unmergeable = 'name' | 'zone' | 'kind' | 'tint';

/**
 * Makes one leaf of a branch and all below it; `undefined` for a leaf.
 *
 * What the branch says of itself stays. Else the leaf is called after all its parts, and has what no two of them differ
 * in; notes are put one after the other. It is free when all its parts are and no group gives it a name, zone or kind.
 */
export function join(plan: Plan, ref: NodeRef): Joined | undefined {
  const node = nodeAt(plan, ref);
  if (node?.kind !== 'branch') return undefined;
  const { label, free, notesJoined, lost } = merged(node);
  return { plan: replaceAt(plan, ref, () => ({ kind: 'leaf', label, free })), ref, notesJoined, lost };
}

/** The block that a node is half of; `undefined` for a whole base block. */
export function parentOf(plan: Plan, { block, cidr }: NodeRef): NodeRef | undefined {
  const base = plan.blocks[block]?.cidr;
  if (base === undefined || !containsCidr(base, cidr) || sameCidr(base, cidr)) return undefined;
  return { block, cidr: cidrOf(cidr, cidr.prefixLength - 1) };
}

/** Changes what is said about a node; a name, zone or kind makes a subnet of free space. */
export function relabel(plan: Plan, ref: NodeRef, change: LabelChange): Plan {
  return replaceAt(plan, ref, (node) => {
    const label = tidy({ ...node.label, ...change });
    if (sameLabel(label, node.label)) return node;
    return node.kind === 'branch'
      ? { ...node, label }
      : { ...node, label, free: node.free && !claims(label) };
  });
}

/**
 * Gives the space of a node back: all below it becomes one free leaf, and free halves are joined again above it. They
 * are not where something was said of one half, nor in a group that more than a note and a tint make one.
 */
export function release(plan: Plan, ref: NodeRef): Plan {
  return replaceAt(plan, ref, () => FREE_LEAF, joinFree);
}

/** Gives back the subnets of a node about which nothing was said; all else in it stays. */
export function releaseBlank(plan: Plan, ref: NodeRef): Plan {
  return replaceAt(plan, ref, withoutBlank);
}

/**
 * Makes a subnet of a block of spare space, which is divided down to it or joined up to it; what is left is free. What
 * was noted of free space goes with the subnet when that takes all of it, and else stays on the whole.
 *
 * @returns the plan as it is when something in the block is claimed already
 */
export function carve(plan: Plan, { block, cidr }: NodeRef, label: Label = BLANK): Plan {
  const base = plan.blocks[block];
  if (base === undefined || !containsCidr(base.cidr, cidr)) return plan;
  return withRoot(plan, block, carveNode(base.root, base.cidr, cidr, label));
}

/** Adds a base block after the others: one unnamed subnet still to be divided. */
export function addBlock(plan: Plan, cidr: Cidr, vpc = ''): Plan {
  if (leavesOf(plan) >= MAX_LEAVES) return plan;
  return { ...plan, blocks: [...plan.blocks, { cidr, vpc: vpc.trim(), root: BLANK_SUBNET }] };
}

export function removeBlock(plan: Plan, block: number): Plan {
  return plan.blocks[block] === undefined
    ? plan
    : { ...plan, blocks: plan.blocks.filter((_, place) => place !== block) };
}

/** Puts a base block into a VPC, by the VPC's name; into none when that is empty. */
export function assignVpc(plan: Plan, block: number, vpc: string): Plan {
  const base = plan.blocks[block];
  return base === undefined ? plan : withBlock(plan, block, { ...base, vpc: vpc.trim() });
}

/** What became of the rows of a block that was given another CIDR. */
export type Rebased = 'same' | 'moved' | 'grown' | 'cut' | 'started-anew';

/**
 * Gives a base block another CIDR.
 *
 * A block of the same size takes its rows along, and so does one that was never divided; a larger one around it keeps
 * them in place, with free space around; a smaller one inside it keeps the rows that lie in it. Otherwise the block
 * starts anew.
 *
 * @returns `same` also when there is no such block, or no room for the free space around it
 */
export function rebase(plan: Plan, block: number, cidr: Cidr): { plan: Plan; rows: Rebased } {
  const base = plan.blocks[block];
  if (base === undefined || sameCidr(base.cidr, cidr)) return { plan, rows: 'same' };
  const put = (root: PlanNode, rows: Rebased) => ({
    plan: withBlock(plan, block, { ...base, cidr, root }),
    rows,
  });
  const sameSize = cidr.family === base.cidr.family && cidr.prefixLength === base.cidr.prefixLength;
  if (sameSize || base.root.kind === 'leaf') return put(base.root, 'moved');
  if (containsCidr(cidr, base.cidr)) {
    const added = base.cidr.prefixLength - cidr.prefixLength;
    if (leavesOf(plan) + added > MAX_LEAVES) return { plan, rows: 'same' };
    return put(embed(base.root, base.cidr, cidr), 'grown');
  }
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

interface Merged {
  readonly label: Label;
  readonly free: boolean;
  readonly notesJoined: boolean;
  readonly lost: readonly Unmergeable[];
}

/** What one leaf in place of a node would be. */
function merged(node: PlanNode): Merged {
  const labels: Label[] = [];
  const free = collectLabels(node, labels);
  const valuesOf = <K extends keyof Label>(key: K) => distinct(labels.flatMap((each) => each[key] ?? []));
  const own = node.label;
  const only = <K extends Unmergeable>(key: K) => {
    const [value, ...others] = valuesOf(key);
    return own[key] ?? (others.length === 0 ? value : undefined);
  };
  const notes = valuesOf('note');
  const label = tidy({
    name: own.name ?? valuesOf('name').join(' / '),
    note: notes.join(' / '),
    zone: only('zone'),
    kind: only('kind'),
    tint: only('tint'),
    pinned: valuesOf('pinned')[0],
  });
  const lost = (['name', 'zone', 'kind', 'tint'] as const).filter(
    (key) => valuesOf(key).length > 1 && (key !== 'name' || own.name !== undefined),
  );
  return { label, free: free && !claims(label), notesJoined: notes.length > 1, lost };
}

/** Adds the labels of a node and of all below it, from top to bottom; tells whether all its leaves are free. */
function collectLabels(node: PlanNode, labels: Label[]): boolean {
  labels.push(node.label);
  if (node.kind === 'leaf') return node.free;
  const [lower, upper] = node.halves;
  const lowerFree = collectLabels(lower, labels);
  return collectLabels(upper, labels) && lowerFree;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** The nodes of `refs` that lie in no other of them, by block and address. */
function outermost(plan: Plan, refs: readonly NodeRef[]): (NodeRef & { readonly node: PlanNode })[] {
  const found = refs.flatMap((ref) => {
    const node = nodeAt(plan, ref);
    return node === undefined ? [] : [{ ...ref, node }];
  });
  found.sort((a, b) => a.block - b.block || compareCidrs(a.cidr, b.cidr));
  let around: NodeRef | undefined;
  return found.filter((ref) => {
    if (around?.block === ref.block && containsCidr(around.cidr, ref.cidr)) return false;
    around = ref;
    return true;
  });
}

/**
 * The plan with the node of `ref` made anew.
 *
 * @param above - applied to every branch on the way back up
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
        ? withHalves(node, descend(first, lower), second)
        : withHalves(node, first, descend(second, upper)),
    );
  };
  return withRoot(plan, ref.block, descend(base.root, base.cidr));
}

/** The plan with another tree in a block; as it is when the tree is the same or too large. */
function withRoot(plan: Plan, place: number, root: PlanNode): Plan {
  const base = plan.blocks[place];
  if (base === undefined || root === base.root) return plan;
  const leaves = leavesOf(plan) - leafCount(base.root) + leafCount(root);
  return leaves > MAX_LEAVES ? plan : withBlock(plan, place, { ...base, root });
}

function withBlock(plan: Plan, place: number, block: PlanBlock): Plan {
  return { ...plan, blocks: plan.blocks.map((each, at) => (at === place ? block : each)) };
}

/** The branch with these halves: itself when it has them. */
function withHalves(node: Branch, lower: PlanNode, upper: PlanNode): Branch {
  const [first, second] = node.halves;
  return lower === first && upper === second ? node : branch(lower, upper, node.label);
}

function mapLeaves(node: PlanNode, at: Cidr, make: (leaf: Leaf, at: Cidr) => PlanNode): PlanNode {
  if (node.kind === 'leaf') return make(node, at);
  const [lower, upper] = halvesOf(at);
  const [first, second] = node.halves;
  return withHalves(node, mapLeaves(first, lower, make), mapLeaves(second, upper, make));
}

/** A branch that is no group and whose halves are free and say nothing is one free leaf, with the note of the branch. */
function joinFree(node: PlanNode): PlanNode {
  if (node.kind === 'leaf' || claims(node.label) || node.label.pinned) return node;
  if (!node.halves.every((half) => half.kind === 'leaf' && half.free && isBlank(half.label))) return node;
  return isBlank(node.label) ? FREE_LEAF : { kind: 'leaf', label: node.label, free: true };
}

function withoutBlank(node: PlanNode): PlanNode {
  if (node.kind === 'leaf') return isBlank(node.label) ? FREE_LEAF : node;
  const [lower, upper] = node.halves;
  return joinFree(withHalves(node, withoutBlank(lower), withoutBlank(upper)));
}

function carveNode(node: PlanNode, at: Cidr, target: Cidr, label: Label): PlanNode {
  if (node.kind === 'leaf' && !isSpare(node)) return node;
  if (at.prefixLength === target.prefixLength) return isSpareNode(node) ? carved(node, label) : node;
  const [lower, upper] = halvesOf(at);
  const whole = node.kind === 'branch' ? node : branch(FREE_LEAF, FREE_LEAF, node.label);
  const [first, second] = whole.halves;
  return containsCidr(lower, target)
    ? withHalves(whole, carveNode(first, lower, target, label), second)
    : withHalves(whole, first, carveNode(second, upper, target, label));
}

/** Whether nothing below the node is claimed and no group would be lost with it. */
function isSpareNode(node: PlanNode): boolean {
  return node.kind === 'leaf' ? isSpare(node) : isBlank(node.label) && node.halves.every(isSpareNode);
}

/** The subnet in place of a spare node: its own label before what was said of the free space. */
function carved(node: PlanNode, label: Label): Leaf {
  const space = merged(node).label;
  const note = distinct([space, label].flatMap((each) => each.note ?? [])).join(' / ');
  return { kind: 'leaf', label: tidy({ ...space, ...label, note }), free: false };
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
