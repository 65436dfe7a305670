/**
 * What the dump lacks (EVAL-8). "Not in any file" is not "none": the sections are named in the document's `notHeld`, and
 * each in one diagnostic that says what follows from it and which command fills the gap.
 */
import type { Dump, HeldAnswer, SectionName } from './dump.ts';
import { covers, inWords } from './scope.ts';
import type { Scope } from './scope.ts';

interface Gap {
  readonly section: SectionName;
  /** What is missing, as a plural. */
  readonly words: string;
  readonly consequence: string | ((dump: Dump) => string);
  readonly command: string;
  /** Whether traces ask for it at all; they always do when absent. */
  readonly matters?: (dump: Dump) => boolean;
  /** True when the gap is filled by an assumption that nearly always holds. */
  readonly isAssumed?: boolean;
}

const gaps: readonly Gap[] = [
  {
    section: 'vpcs',
    words: 'VPCs',
    consequence: 'their address blocks are only known from the local routes of route tables',
    command: 'aws ec2 describe-vpcs',
  },
  {
    section: 'subnets',
    words: 'subnets',
    consequence: 'it is not known which addresses lie in which subnet',
    command: 'aws ec2 describe-subnets',
  },
  {
    section: 'routeTables',
    words: 'route tables',
    consequence: 'only traffic inside a VPC can be decided',
    command: 'aws ec2 describe-route-tables',
  },
  {
    section: 'networkAcls',
    words: 'network ACLs',
    consequence: "AWS's default ones (allow all) are assumed",
    command: 'aws ec2 describe-network-acls',
  },
  {
    section: 'securityGroups',
    words: 'security groups',
    consequence: 'traffic that a group must let through ends as `unknown`',
    command: 'aws ec2 describe-security-groups',
  },
  {
    section: 'networkInterfaces',
    words: 'network interfaces',
    consequence: (dump) =>
      dump.drafts.networkInterfaces.size > 0
        ? 'those of instances were taken from the instances; load balancers, databases and other managed services are missing'
        : 'there is hardly an address to trace from or to',
    command: 'aws ec2 describe-network-interfaces',
  },
  {
    section: 'instances',
    words: 'instances',
    consequence: 'those that interfaces name are taken to be running',
    command: 'aws ec2 describe-instances',
    matters: (dump) =>
      [...dump.drafts.networkInterfaces.values()].some(({ value }) => value.instance !== undefined),
  },
  {
    section: 'internetGateways',
    words: 'internet gateways',
    consequence: 'only those that an active route names are known',
    command: 'aws ec2 describe-internet-gateways',
  },
  {
    section: 'egressOnlyInternetGateways',
    words: 'egress-only internet gateways',
    consequence: 'only those that an active route names are known',
    command: 'aws ec2 describe-egress-only-internet-gateways',
    matters: (dump) => isTarget(dump, 'eigw-'),
  },
  {
    section: 'natGateways',
    words: 'NAT gateways',
    consequence: 'traffic that a route sends to one ends as `unknown`',
    command: 'aws ec2 describe-nat-gateways',
    matters: (dump) => isTarget(dump, 'nat-'),
  },
  {
    section: 'vpcPeeringConnections',
    words: 'VPC peering connections',
    consequence: 'traffic that a route sends to one ends as `unknown`',
    command: 'aws ec2 describe-vpc-peering-connections',
    matters: (dump) => isTarget(dump, 'pcx-'),
  },
  {
    section: 'prefixLists',
    words: 'prefix lists',
    consequence: 'what depends on the blocks of a list ends as `unknown`',
    command: 'aws ec2 get-managed-prefix-list-entries',
    matters: namesPrefixList,
  },
  {
    section: 'vpcBlockPublicAccessOptions',
    words: 'Block Public Access settings',
    consequence: 'Block Public Access is assumed to be off',
    command: 'aws ec2 describe-vpc-block-public-access-options',
    matters: ({ drafts }) => drafts.internetGateways.size + drafts.egressOnlyInternetGateways.size > 0,
    isAssumed: true,
  },
  {
    section: 'vpcBlockPublicAccessExclusions',
    words: 'Block Public Access exclusions',
    consequence: 'none is assumed',
    command: 'aws ec2 describe-vpc-block-public-access-exclusions',
    matters: ({ drafts }) =>
      [...drafts.vpcBlockPublicAccessOptions.values()].some(
        ({ value }) => value.internetGatewayBlockMode !== 'off',
      ),
  },
];

function isTarget(dump: Dump, prefix: string): boolean {
  return [...dump.drafts.routeTables.values()].some(({ value }) =>
    value.routes?.some(({ target }) => target.startsWith(prefix)),
  );
}

function namesPrefixList({ drafts }: Dump): boolean {
  const isList = (text: string) => text.startsWith('pl-');
  return (
    [...drafts.routeTables.values()].some(({ value }) =>
      value.routes?.some(({ destination }) => isList(destination)),
    ) ||
    [...drafts.securityGroups.values()].some(({ value }) =>
      [...(value.ingress ?? []).map(({ from }) => from), ...(value.egress ?? []).map(({ to }) => to)].some(
        (peers) => [peers].flat().some(isList),
      ),
    )
  );
}

/** Whether no answer of the dump lists the resources of a section for `scope`. */
export function isMissing(dump: Dump, section: SectionName, scope: Scope): boolean {
  return !dump.held.some((answer) => answer.section === section && covers(answer.scope, scope));
}

/** The sections that the dump lacks, or lacks for part of what it holds; each is reported. */
export function findNotHeld(dump: Dump): SectionName[] {
  const scopes = scopesToTrace(dump.held);
  return gaps.flatMap((gap) => {
    if (gap.matters?.(dump) === false) return [];
    const lacking = scopes.filter((scope) => isMissing(dump, gap.section, scope));
    const cut = dump.held.filter((answer) => answer.section === gap.section && !answer.complete);
    if (lacking.length > 0) reportGap(dump, gap, lacking.length === scopes.length ? [] : lacking);
    if (cut.length > 0) {
      dump.report(
        'answer-cut-short',
        `The ${gap.words} of this dump are not all there: the file breaks off, or its last page is missing. What it lacks is taken as not known. Write it anew with \`${gap.command}\`.`,
      );
    }
    return lacking.length + cut.length > 0 ? [gap.section] : [];
  });
}

function reportGap(
  dump: Dump,
  { words, consequence, command, isAssumed }: Gap,
  lacking: readonly Scope[],
): void {
  const where = lacking.length === 0 ? 'in this dump' : `in this dump${lacking.map(inWords).join(' and')}`;
  const then = typeof consequence === 'string' ? consequence : consequence(dump);
  dump.report(
    isAssumed === true ? 'setting-assumed' : 'section-not-held',
    `No ${words} ${where}: ${then}. Add the output of \`${command}\` if you can.`,
  );
}

const traceable: ReadonlySet<SectionName> = new Set(['vpcs', 'subnets', 'networkInterfaces', 'instances']);

/** The scopes in which the dump holds something to trace; one that knows nothing of itself when there is none. */
function scopesToTrace(held: readonly HeldAnswer[]): Scope[] {
  const scopes = new Map<string, Scope>();
  for (const { section, scope, isEmpty } of held) {
    if (traceable.has(section) && !isEmpty) scopes.set(`${scope.account ?? ''} ${scope.region ?? ''}`, scope);
  }
  return scopes.size === 0 ? [{ account: undefined, region: undefined }] : [...scopes.values()];
}
