/** Random plans with names and notes that somebody might have put there to do harm. */
import fc from 'fast-check';
import { eachLeaf, formatCidr, grow, parseCidr, tidy } from '../../../../engine/index.ts';
import type { Cidr, Label, Need, Plan, PlanBlock, PlanNode } from '../../../../engine/index.ts';
import { branch } from '../../../../engine/plan/plan.ts';

export const hostileTexts = [
  'app-a',
  'two words',
  'Büro – Süd',
  '🙂 emoji 👩‍👩‍👧',
  '=1+1',
  "'=cmd|' /C calc'!A0",
  '+49 30 1234',
  '-1',
  '@SUM(A1:A9)',
  'a,b;c\td',
  'quote " and \'',
  'two\nlines',
  'windows\r\nlines',
  '${var.x}',
  '$${x} %{ if true }',
  '<script>alert(1)</script>',
  '| pipe | `tick` **bold** [link](http://example.com)',
  'back\\slash',
  '__proto__',
  'constructor',
  'null',
  'true',
  '010',
  '1:30',
  '- item',
  '# comment',
  '{}',
  '*alias',
  '&anchor',
  '!tag',
  '%directive',
  '\u202egnirts\u202c',
  'zero\u0000byte',
  'bell\u0007 and \u009f',
  'next\u0085line \u2028 \u2029',
  '\ufefffeff',
  '"',
  "'",
  ';',
  'free',
];

export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);

const label: fc.Arbitrary<Label> = fc
  .record(
    {
      name: hostileText,
      note: hostileText,
      zone: fc.oneof(fc.constantFrom('us-east-1a', 'us-east-1b'), hostileText),
      kind: fc.constantFrom('public' as const, 'private' as const, 'isolated' as const),
      tint: fc.integer({ min: 1, max: 12 }),
      pinned: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .map(tidy);

const leaf: fc.Arbitrary<PlanNode> = fc.oneof(
  fc.constantFrom<PlanNode>(
    { kind: 'leaf', label: {}, free: true },
    { kind: 'leaf', label: {}, free: false },
  ),
  label.map((each): PlanNode => ({ kind: 'leaf', label: each, free: false })),
  fc.record({ note: hostileText }).map((each): PlanNode => ({ kind: 'leaf', label: tidy(each), free: true })),
);

const node: fc.Arbitrary<PlanNode> = fc.letrec<{ node: PlanNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    leaf,
    fc
      .tuple(tie('node'), tie('node'), fc.oneof(fc.constant<Label>({}), label))
      .map(([lower, upper, group]) => branch(lower, upper, group)),
    // Equal halves are one node, as splitting makes them.
    tie('node').map((half) => branch(half, half)),
  ),
})).node;

export const cidr = (text: string): Cidr => {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`${text} is no block`);
  return parsed;
};

const trimmed = hostileText.map((text) => text.trim());

const block: fc.Arbitrary<PlanBlock> = fc.record({
  cidr: fc.constantFrom(
    ...['10.0.0.0/16', '10.1.0.0/20', '192.168.0.0/22', '172.16.0.0/12', '2001:db8::/56', '0.0.0.0/0'].map(
      cidr,
    ),
  ),
  vpc: fc.oneof(fc.constantFrom('', 'main', 'vpc-1'), trimmed),
  root: node,
});

const need: fc.Arbitrary<Need> = fc.record(
  {
    name: hostileText,
    hosts: fc.nat(5000),
    prefixLength: fc.integer({ min: 0, max: 64 }),
    growth: fc.integer({ min: 0, max: 200 }),
    count: fc.integer({ min: 1, max: 4 }),
    zones: fc.array(hostileText, { maxLength: 3 }),
    kind: fc.constantFrom('public' as const, 'private' as const),
    family: fc.constantFrom(4 as const, 6 as const),
  },
  { requiredKeys: ['name'] },
);

export const plan: fc.Arbitrary<Plan> = fc.record({
  name: trimmed,
  cloud: fc.constantFrom('standard', 'aws', 'azure', 'gcp', 'oci'),
  blocks: fc.array(block, { minLength: 1, maxLength: 3 }),
  needs: fc.array(need, { maxLength: 2 }),
  strategy: fc.constantFrom('largest-first', 'in-order', 'next-free', 'keep-gap'),
});

/** A plan of rows as people list them. */
export function planOf(
  blocks: Readonly<Record<string, Readonly<Record<string, Label>>>>,
  more: Partial<Plan> = {},
): Plan {
  return {
    name: '',
    cloud: 'aws',
    needs: [],
    strategy: 'largest-first',
    ...more,
    blocks: Object.entries(blocks).map(([key, rows]) => {
      const [text = '', vpc = ''] = key.split(' ');
      const grown = Object.entries(rows).map(([at, each]) => ({ cidr: cidr(at), label: each, free: false }));
      return { cidr: cidr(text), vpc, root: grow(cidr(text), grown).root };
    }),
  };
}

/** What is said of each subnet, by its block. */
export function subnetsOf(plan: Plan | undefined): Record<string, Label> {
  const found: Record<string, Label> = {};
  for (const { root, cidr } of plan?.blocks ?? [])
    eachLeaf(root, cidr, ({ free, label }, at) => {
      if (!free) found[formatCidr(at)] = label;
    });
  return found;
}
