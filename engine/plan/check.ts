/** What is wrong with a plan or will surprise: sizes, overlaps, ranges that others use, what AWS gives no VPC. */
import { type Cidr, containsCidr, formatCidr, overlappingPairs, overlaps, parseCidr } from '../ip/index.ts';
import type { Refusal, RuleId } from '../rules/index.ts';
import { type Cloud, cloudRules, subnetLimits } from './clouds.ts';
import { type NodeRef, type Plan, type PlanBlock, eachLeaf } from './plan.ts';
import { type Misfit, fitsSubnet } from './size.ts';
import { doubtsOfCidrAssociation, refuseCidrAssociation, refuseVpcCidr } from './vpc-placement.ts';

export interface PlanFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: 'subnet-size' | 'vpc-block' | 'overlap' | 'range-in-use' | 'same-name';
  /** Every row concerned, in the plan's order. */
  readonly refs: readonly NodeRef[];
  /** What is wrong, and what to do; user's values in backticks. */
  readonly sentence: string;
  readonly rule?: RuleId;
}

/** Everything that can be said against a plan: of subnet sizes, VPC blocks, overlaps, ranges in use, and names. */
export function checkPlan(plan: Plan): PlanFinding[] {
  return [
    ...checkSizes(plan),
    ...(plan.cloud === 'aws' ? checkVpcs(plan) : []),
    ...checkOverlaps(plan),
    ...checkRanges(plan),
    ...checkNames(plan),
  ];
}

/** Subnets that fit the plan's cloud and would not fit another. */
export function rowsThatBreak(plan: Plan, cloud: Cloud): NodeRef[] {
  return leavesWhere(
    plan,
    (cidr, free) => !free && fitsSubnet(cidr, plan.cloud).fits && !fitsSubnet(cidr, cloud).fits,
  );
}

/** The blocks of a plan that share an address with `cidr`. */
export function overlapping({ blocks }: Plan, cidr: Cidr): readonly PlanBlock[] {
  return blocks.filter((block) => overlaps(block.cidr, cidr));
}

/** One finding for each size that the cloud gives to no subnet. */
function checkSizes(plan: Plan): PlanFinding[] {
  const misfits = new Map<string, { readonly misfit: Misfit; readonly refs: [NodeRef, ...NodeRef[]] }>();
  for (const ref of leavesWhere(plan, (_, free) => !free)) {
    const fit = fitsSubnet(ref.cidr, plan.cloud);
    if (fit.fits) continue;
    const size = `${ref.cidr.family} ${ref.cidr.prefixLength}`;
    const same = misfits.get(size);
    if (same === undefined) misfits.set(size, { misfit: fit, refs: [ref] });
    else same.refs.push(ref);
  }
  return [...misfits.values()].map(({ misfit: { reason, rule }, refs }): PlanFinding => {
    const sentence = sizeSentence(refs[0].cidr, reason, plan.cloud);
    return { severity: 'error', code: 'subnet-size', refs, sentence, ...(rule && { rule }) };
  });
}

/** Names the limit: "`/29` is too small for AWS, where an IPv4 subnet is /16 to /28." */
function sizeSentence({ family, prefixLength }: Cidr, reason: Misfit['reason'], cloud: Cloud): string {
  const { shortest, longest, step } = subnetLimits(cloud, family);
  const fault = reason === 'too-large' ? 'too large' : reason === 'too-small' ? 'too small' : 'no size';
  const allowed =
    shortest === longest
      ? `/${longest}`
      : `/${shortest} to /${longest}${step > 1 ? ` in steps of ${step}` : ''}`;
  const advice =
    reason === 'too-large' ? ' Split it.' : reason === 'too-small' ? ' Join it with its neighbour.' : '';
  return `\`/${prefixLength}\` is ${fault} for ${cloudRules(cloud).label}, where an IPv${family} subnet is ${allowed}.${advice}`;
}

/**
 * Each block as AWS would take it: the first of a VPC alone, the others added to those before (VPC-1, VPC-2, VPC-4,
 * VPC-5, VPC-10). Overlaps are said by `checkOverlaps`, of both blocks. Each rule is said once of a block.
 */
function checkVpcs(plan: Plan): PlanFinding[] {
  const before = new Map<string, Cidr[]>();
  return plan.blocks.flatMap(({ cidr, vpc }, block): PlanFinding[] => {
    const ofVpc = vpc === '' ? [] : (before.get(vpc) ?? []);
    before.set(vpc, [...ofVpc, cidr]);
    const isAdded = ofVpc.some(({ family }) => family === cidr.family);
    const existing = ofVpc.filter((other) => !overlaps(other, cidr));
    const findings = (severity: PlanFinding['severity'], refusals: readonly Refusal[]) =>
      refusals
        .filter(({ rule }, place) => refusals.findIndex((other) => other.rule === rule) === place)
        .map(({ rule, reason }): PlanFinding => {
          return { severity, code: 'vpc-block', refs: [{ block, cidr }], sentence: reason, rule };
        });
    if (!isAdded) return findings('warning', refuseVpcCidr(cidr));
    return [
      ...findings('error', refuseCidrAssociation(cidr, { existing })),
      ...findings('info', doubtsOfCidrAssociation(cidr, existing)),
    ];
  });
}

/** One finding for each pair of blocks that overlap: an error within a VPC, else a warning (VPC-3, VPC-10, PEER-2). */
function checkOverlaps({ cloud, blocks }: Plan): PlanFinding[] {
  return overlappingPairs(blocks.map(({ cidr }) => cidr)).flatMap(([a, b]): PlanFinding[] => {
    const [one, other] = [blocks[a], blocks[b]];
    if (one === undefined || other === undefined) return [];
    const sameVpc = one.vpc !== '' && one.vpc === other.vpc;
    const pair = `\`${formatCidr(one.cidr)}\` and \`${formatCidr(other.cidr)}\` overlap`;
    const withinVpc: RuleId = one.cidr.family === 4 ? 'VPC-3' : 'VPC-10';
    return [
      {
        severity: sameVpc ? 'error' : 'warning',
        code: 'overlap',
        refs: [
          { block: a, cidr: one.cidr },
          { block: b, cidr: other.cidr },
        ],
        sentence: sameVpc
          ? `${pair}, and both are of \`${one.vpc}\`. Give one of them a range of its own.`
          : `${pair}, so networks of the two can be neither peered nor routed to each other.`,
        ...(cloud === 'aws' && { rule: sameVpc ? withinVpc : 'PEER-2' }),
      },
    ];
  });
}

/** Ranges that something else on a host or in a cloud is likely to use. */
const RANGES_IN_USE = [
  [
    '172.17.0.0/16',
    'the default range of container bridges: hosts that run containers would not reach it',
    'VPC-2',
  ],
  ['100.64.0.0/10', 'shared address space, which carriers and cluster networks use', 'ADDR-2'],
  ['169.254.0.0/16', 'link-local: routers do not forward it', 'ADDR-3'],
] as const;

function checkRanges(plan: Plan): PlanFinding[] {
  return RANGES_IN_USE.flatMap(([text, use, rule]): PlanFinding[] => {
    const range = parseCidr(text);
    if (range === undefined) return [];
    const refs = leavesWhere(plan, (cidr, free) => !free && overlaps(cidr, range));
    if (refs.length === 0) return [];
    const inside = refs.every(({ cidr }) => containsCidr(range, cidr));
    return [
      {
        severity: 'warning',
        code: 'range-in-use',
        refs,
        sentence: `${inside ? 'This lies in' : 'This overlaps'} \`${text}\`, ${use}.`,
        // VPC-2 is of AWS; the ranges of ADDR-2 and ADDR-3 are everyone's.
        ...((rule !== 'VPC-2' || plan.cloud === 'aws') && { rule }),
      },
    ];
  });
}

/** Two subnets of one VPC with one name cannot be told apart. */
function checkNames(plan: Plan): PlanFinding[] {
  const byName = new Map<string, { readonly name: string; readonly refs: NodeRef[] }>();
  plan.blocks.forEach(({ root, cidr: base, vpc }, block) =>
    eachLeaf(root, base, ({ label, free }, cidr) => {
      if (free || label.name === undefined) return;
      // The two families of a dual-stack subnet share its name.
      const key = JSON.stringify([cidr.family, vpc || block, label.name]);
      const same = byName.get(key) ?? { name: label.name, refs: [] };
      same.refs.push({ block, cidr });
      byName.set(key, same);
    }),
  );
  return [...byName.values()]
    .filter(({ refs }) => refs.length > 1)
    .map(({ name, refs }): PlanFinding => {
      const sentence = `${refs.length} subnets are called \`${name}\`. Give each a name of its own.`;
      return { severity: 'warning', code: 'same-name', refs, sentence };
    });
}

function leavesWhere(plan: Plan, test: (cidr: Cidr, free: boolean) => boolean): NodeRef[] {
  const refs: NodeRef[] = [];
  plan.blocks.forEach(({ root, cidr: base }, block) =>
    eachLeaf(root, base, ({ free }, cidr) => {
      if (test(cidr, free)) refs.push({ block, cidr });
    }),
  );
  return refs;
}
