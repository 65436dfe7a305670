/** Plans to test with: ones written as rows, and random ones. */
import fc from 'fast-check';

import { type Cidr, addressWidth, cidrOf, formatCidr, parseCidr, halvesOf } from '../../engine/ip/index.ts';
import {
  BLANK_SUBNET,
  type Cloud,
  FREE_LEAF,
  type GrownRow,
  type Label,
  type Leaf,
  type LabelChange,
  type Need,
  type NodeRef,
  type Plan,
  type PlanBlock,
  type PlanNode,
  clouds,
  createPlan,
  grow,
  isBlank,
  strategies,
  subnetKinds,
  tidy,
} from '../../engine/plan/index.ts';
import { branch } from '../../engine/plan/plan.ts';

export function cidr(text: string): Cidr {
  const block = parseCidr(text);
  if (block === undefined) throw new Error(`${text} is no block`);
  return block;
}

export function ref(text: string, block = 0): NodeRef {
  return { block, cidr: cidr(text) };
}

/**
 * A plan of one block, written as its rows: `10.0.0.0/25 app zone=a note="two words" pinned`.
 *
 * A bare word is the name, and `free` makes free space of a row. A row around others is a group; what no row covers is
 * free.
 */
export function planOf(block: string, rows: readonly string[], cloud: Cloud = 'aws'): Plan {
  const { root, refused } = grow(cidr(block), rows.map(rowOf));
  if (refused.length > 0) throw new Error(`rows refused: ${JSON.stringify(refused)}`);
  return withRoots(createPlan(cloud, [cidr(block)]), [root]);
}

function rowOf(text: string): GrownRow {
  const [block = '', ...words] = text.match(/\w+="[^"]*"|\S+/g) ?? [];
  const members = words
    .filter((word) => word !== 'free')
    .map((word): readonly [string, unknown] => {
      const [key = '', value] = word.replaceAll('"', '').split('=');
      if (value === undefined) return key === 'pinned' ? [key, true] : ['name', key];
      return [key, key === 'tint' ? Number(value) : value];
    });
  const label = tidy(Object.fromEntries(members) as LabelChange);
  return { cidr: cidr(block), label, free: words.includes('free') };
}

/** The groups and leaves of a plan's blocks, written as `planOf` reads them. */
export function rowsOf(plan: Plan): string[] {
  return nodesOf(plan)
    .filter(({ node }) => node.kind === 'leaf' || !isBlank(node.label))
    .map(({ at, node }) => {
      const { name, pinned, ...others } = node.label;
      const members = Object.entries(others).map(([key, value]) => {
        const text = String(value);
        return `${key}=${text.includes(' ') ? `"${text}"` : text}`;
      });
      const free = node.kind === 'leaf' && node.free ? 'free' : undefined;
      return [formatCidr(at.cidr), name, free, ...members, pinned && 'pinned'].filter(Boolean).join(' ');
    });
}

export interface PlacedNode {
  readonly at: NodeRef;
  readonly node: PlanNode;
}

/** Every node of a plan, by block and address, each before its parts. */
export function nodesOf({ blocks }: Plan): PlacedNode[] {
  const nodes: PlacedNode[] = [];
  const visit = (node: PlanNode, at: NodeRef): void => {
    nodes.push({ at, node });
    if (node.kind === 'leaf') return;
    const [lower, upper] = halvesOf(at.cidr);
    visit(node.halves[0], { ...at, cidr: lower });
    visit(node.halves[1], { ...at, cidr: upper });
  };
  blocks.forEach((base, block) => visit(base.root, { block, cidr: base.cidr }));
  return nodes;
}

export type PlacedLeaf = PlacedNode & { readonly node: Leaf };

export function leafNodesOf(plan: Plan): PlacedLeaf[] {
  return nodesOf(plan).filter((each): each is PlacedLeaf => each.node.kind === 'leaf');
}

export function withRoots(plan: Plan, roots: readonly PlanNode[]): Plan {
  return { ...plan, blocks: plan.blocks.map((base, at) => ({ ...base, root: roots[at] ?? base.root })) };
}

/** Every property of plans runs from one seed, so that a failure repeats. */
export const fixed = { seed: 20261123, numRuns: 300 };

const words = fc.constantFrom('app', 'db', 'web', 'cache');

export const anyLabel: fc.Arbitrary<Label> = fc
  .record(
    {
      name: words,
      note: fc.constantFrom('ask first', 'legacy'),
      zone: fc.constantFrom('us-east-1a', 'us-east-1b'),
      kind: fc.constantFrom(...subnetKinds),
      tint: fc.integer({ min: 1, max: 12 }),
      pinned: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .map(tidy);

const blank = fc.constant<Label>({});

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(FREE_LEAF) },
  { weight: 2, arbitrary: fc.constant(BLANK_SUBNET) },
  {
    weight: 3,
    arbitrary: anyLabel.map((label): Leaf => ({ kind: 'leaf', label, free: false })),
  },
  {
    weight: 1,
    arbitrary: anyLabel.map(({ note, tint, pinned }): Leaf => {
      return { kind: 'leaf', label: tidy({ note, tint, pinned }), free: true };
    }),
  },
);

/** Trees of at most so many levels: halves of all kinds, and halves that are one and the same. */
const tree: fc.Memo<PlanNode> = fc.memo((levels) => {
  if (levels <= 1) return leaf;
  const label = fc.oneof({ weight: 3, arbitrary: blank }, { weight: 1, arbitrary: anyLabel });
  const halves = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(tree(), tree()) },
    { weight: 1, arbitrary: tree().map((half): [PlanNode, PlanNode] => [half, half]) },
  );
  return fc.oneof(
    { weight: 1, arbitrary: leaf },
    { weight: 4, arbitrary: fc.tuple(halves, label).map(([[a, b], said]) => branch(a, b, said)) },
  );
});

/** Blocks large and small of both families, some at the ends of their address space. */
export const baseCidr = fc.constantFrom(
  ...['10.0.0.0/16', '0.0.0.0/0', '192.0.2.240/29', '255.255.255.252/30', '203.0.113.7/32'].map(cidr),
  ...['2001:db8::/56', '::/0', '2001:db8::ff:fff8/126'].map(cidr),
);

const base: fc.Arbitrary<PlanBlock> = fc
  .tuple(baseCidr, fc.constantFrom('', 'blue', 'green'))
  .chain(([block, vpc]) =>
    tree(Math.min(6, addressWidth(block.family) - block.prefixLength + 1)).map((root): PlanBlock => {
      return { cidr: block, vpc, root };
    }),
  );

export const anyPlan: fc.Arbitrary<Plan> = fc
  .tuple(fc.constantFrom(...clouds), fc.array(base, { minLength: 1, maxLength: 3 }))
  .map(([cloud, blocks]): Plan => ({ ...createPlan(cloud, []), blocks }));

/** A plan, and one of its nodes. */
export const planAndNode = fc
  .tuple(anyPlan, fc.nat())
  .map(([plan, pick]) => ({ plan, ...chosen(nodesOf(plan), pick) }));

/** A plan, and one of its leaves that has halves. */
export const planAndLeaf = fc
  .tuple(anyPlan, fc.nat())
  .map(([plan, pick]) => ({ plan, leaves: leafNodesOf(plan).filter(isDivisible), pick }))
  .filter(({ leaves }) => leaves.length > 0)
  .map(({ plan, leaves, pick }) => ({ plan, ...chosen(leaves, pick) }));

/** A block anywhere in or around those of a plan. */
export const anyRef: fc.Arbitrary<NodeRef> = fc
  .tuple(fc.integer({ min: -1, max: 3 }), baseCidr, fc.nat({ max: 128 }))
  .map(([block, around, deeper]) => {
    const length = Math.min(around.prefixLength + (deeper % 7), addressWidth(around.family));
    return { block, cidr: cidrOf(around, length) };
  });

/** Needs small enough that several find places, of names that random plans have too. */
export const anyNeeds: fc.Arbitrary<Need[]> = fc.array(
  fc.oneof(
    fc.record(
      {
        name: words,
        prefixLength: fc.integer({ min: 17, max: 30 }),
        count: fc.integer({ min: 0, max: 3 }),
        zones: fc.uniqueArray(fc.constantFrom('us-east-1a', 'us-east-1b', 'us-east-1c')),
        kind: fc.constantFrom(...subnetKinds),
      },
      { requiredKeys: ['name', 'prefixLength'] },
    ),
    fc.record({
      name: words,
      prefixLength: fc.integer({ min: 57, max: 64 }),
      family: fc.constant(6 as const),
    }),
  ),
  { minLength: 1, maxLength: 6 },
);

export const anyStrategy = fc.constantFrom(...strategies);

function isDivisible({ at }: PlacedLeaf): boolean {
  return at.cidr.prefixLength < addressWidth(at.cidr.family);
}

function chosen<T>(list: readonly T[], pick: number): T {
  const one = list[pick % list.length];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}
