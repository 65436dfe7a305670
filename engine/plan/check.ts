/** What is wrong with a plan or will surprise: sizes, overlaps, ranges that others use, what AWS gives no VPC. */
import { type Cidr, type Family, containsCidr, formatCidr, overlaps, parseCidr } from '../ip/index.ts';
import type { Refusal, RuleId } from '../rules/index.ts';
import { type Cloud, cloudRules, subnetLimits } from './clouds.ts';
import { type NodeRef, type Plan, eachLeaf } from './plan.ts';
import { fitsSubnet } from './size.ts';
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

/** Everything that can be said against a plan, block by block, gravest kinds first. */
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

/** One finding for each size that the cloud gives to no subnet. */
function checkSizes(plan: Plan): PlanFinding[] {
  const misfits = new Map<string, NodeRef[]>();
  for (const ref of leavesWhere(plan, (cidr, free) => !free && !fitsSubnet(cidr, plan.cloud).fits)) {
    const key = `${ref.cidr.family} ${ref.cidr.prefixLength}`;
    const refs = misfits.get(key);
    if (refs === undefined) misfits.set(key, [ref]);
    else refs.push(ref);
  }
  return [...misfits.values()].flatMap((refs): PlanFinding[] => {
    const [{ cidr } = { cidr: undefined }] = refs;
    const fit = cidr && fitsSubnet(cidr, plan.cloud);
    if (cidr === undefined || fit === undefined || fit.fits) return [];
    return [
      {
        severity: 'error',
        code: 'subnet-size',
        refs,
        sentence: sizeSentence(`\`/${cidr.prefixLength}\``, fit.reason, plan.cloud, cidr.family),
        ...(fit.rule && { rule: fit.rule }),
      },
    ];
  });
}

/** Names the limit: "`/29` is too small for AWS, where an IPv4 subnet is /16 to /28." */
function sizeSentence(size: string, reason: string, cloud: Cloud, family: Family): string {
  const { shortest, longest, step } = subnetLimits(cloud, family);
  const fault = reason === 'too-large' ? 'too large' : reason === 'too-small' ? 'too small' : 'no size';
  const allowed =
    shortest === longest
      ? `/${longest}`
      : `/${shortest} to /${longest}${step > 1 ? ` in steps of ${step}` : ''}`;
  const advice =
    reason === 'too-large' ? ' Split it.' : reason === 'too-small' ? ' Join it with its neighbour.' : '';
  return `${size} is ${fault} for ${cloudRules(cloud).label}, where an IPv${family} subnet is ${allowed}.${advice}`;
}

/** Each block as AWS would take it: the first of a VPC alone, the others added to those before (VPC-1 to VPC-5, VPC-10). */
function checkVpcs(plan: Plan): PlanFinding[] {
  const before = new Map<string, Cidr[]>();
  return plan.blocks.flatMap(({ cidr, vpc }, block): PlanFinding[] => {
    const existing = before.get(vpc) ?? [];
    const isAdded = vpc !== '' && existing.some(({ family }) => family === cidr.family);
    before.set(vpc, [...existing, cidr]);
    const finding =
      (severity: PlanFinding['severity']) =>
      ({ rule, reason }: Refusal): PlanFinding => ({
        severity,
        code: 'vpc-block',
        refs: [{ block, cidr }],
        sentence: reason,
        rule,
      });
    if (!isAdded) return refuseVpcCidr(cidr).map(finding('warning'));
    return [
      ...refuseCidrAssociation(cidr, { existing }).map(finding('error')),
      ...doubtsOfCidrAssociation(cidr, existing).map(finding('info')),
    ];
  });
}

function checkOverlaps({ cloud, blocks }: Plan): PlanFinding[] {
  return blocks.flatMap((one, a) =>
    blocks.slice(a + 1).flatMap((other, offset): PlanFinding[] => {
      if (!overlaps(one.cidr, other.cidr)) return [];
      const sameVpc = one.vpc !== '' && one.vpc === other.vpc;
      // Said by checkVpcs already, with the rule.
      if (sameVpc && cloud === 'aws') return [];
      return [
        {
          severity: sameVpc ? 'error' : 'warning',
          code: 'overlap',
          refs: [
            { block: a, cidr: one.cidr },
            { block: a + 1 + offset, cidr: other.cidr },
          ],
          sentence: `\`${formatCidr(one.cidr)}\` and \`${formatCidr(other.cidr)}\` overlap, so networks of the two can be neither peered nor routed to each other.`,
          ...(cloud === 'aws' && { rule: 'PEER-2' as const }),
        },
      ];
    }),
  );
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
    const inside = refs.length > 0 && refs.every(({ cidr }) => containsCidr(range, cidr));
    return refs.length === 0
      ? []
      : [
          {
            severity: 'warning',
            code: 'range-in-use',
            refs,
            sentence: `${inside ? 'This lies in' : 'This overlaps'} \`${text}\`, ${use}.`,
            rule,
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
  return [...byName.values()].flatMap(({ name, refs }): PlanFinding[] => {
    return refs.length < 2
      ? []
      : [
          {
            severity: 'warning',
            code: 'same-name',
            refs,
            sentence: `${refs.length} subnets are called \`${name}\`. Give each a name of its own.`,
          },
        ];
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
