/**
 * What the dump lacks (EVAL-8). "Not in any file" is not "none": the sections are named in the document's `notHeld`, and
 * each in one diagnostic that says what follows from it and which command fills the gap.
 */
import type { Dump, HeldAnswer, SectionName } from './dump.ts';
import type { AnswerKind } from './kind.ts';
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
    section: 'vpnGateways',
    words: 'virtual private gateways',
    consequence: 'traffic that a route sends to one ends as `unknown`',
    command: 'aws ec2 describe-vpn-gateways` and `aws ec2 describe-vpn-connections',
    matters: (dump) => isTarget(dump, 'vgw-'),
  },
  {
    section: 'transitGatewayAttachments',
    words: 'transit gateway attachments',
    consequence: 'traffic that a route sends to a transit gateway ends as `unknown`',
    command: 'aws ec2 describe-transit-gateway-attachments` and `describe-transit-gateway-vpc-attachments',
    matters: (dump) => isTarget(dump, 'tgw-'),
  },
  {
    section: 'transitGatewayRouteTables',
    words: 'transit gateway route tables',
    consequence: 'where a transit gateway sends packets is not known',
    command: 'aws ec2 describe-transit-gateway-route-tables` and `search-transit-gateway-routes',
    matters: (dump) => isTarget(dump, 'tgw-') && dump.drafts.transitGatewayAttachments.size > 0,
  },
  {
    section: 'prefixLists',
    words: 'prefix lists',
    consequence: 'what depends on the blocks of a list ends as `unknown`',
    command: 'aws ec2 get-managed-prefix-list-entries',
    matters: (dump) => namedPrefixLists(dump).length > 0,
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

function namedPrefixLists({ drafts }: Dump): string[] {
  const destinations = [...drafts.routeTables.values()].flatMap(({ value }) =>
    (value.routes ?? []).map(({ destination }) => destination),
  );
  const peers = [...drafts.securityGroups.values()].flatMap(({ value }) => [
    ...(value.ingress ?? []).flatMap(({ from }) => from),
    ...(value.egress ?? []).flatMap(({ to }) => to),
  ]);
  return [...destinations, ...peers].filter((text) => text.startsWith('pl-'));
}

/** Whether no answer of the dump lists the resources of a section for `scope`. */
export function isMissing(dump: Dump, section: SectionName, scope: Scope): boolean {
  return !dump.held.some((answer) => answer.section === section && covers(answer.scope, scope));
}

/** The sections that the dump lacks, or lacks for part of what it holds; each is reported. */
export function findNotHeld(dump: Dump): SectionName[] {
  reportUnknownLists(dump);
  const scopes = scopesToTrace(dump.held);
  if (scopes.length === 0) return nothingToTrace(dump);
  return gaps.flatMap((gap) => {
    if (gap.matters?.(dump) === false) return [];
    const lacking = scopes.filter((scope) => isMissing(dump, gap.section, scope));
    if (lacking.length > 0) reportGap(dump, gap, lacking.length === scopes.length ? [] : lacking);
    const isCut = reportCut(dump, gap);
    return lacking.length > 0 || isCut ? [gap.section] : [];
  });
}

/** A dump without machines and networks is a fragment, and gets one diagnostic for all that it lacks. */
function nothingToTrace(dump: Dump): SectionName[] {
  const anywhere: Scope = { account: undefined, region: undefined };
  const lacking = gaps.filter(
    ({ section, matters }) => matters?.(dump) !== false && isMissing(dump, section, anywhere),
  );
  const cut = gaps.filter((gap) => reportCut(dump, gap));
  if (lacking.length > 0) {
    dump.report(
      'section-not-held',
      `There is nothing to trace in this dump: it holds no ${lacking.map(({ words }) => words).join(', no ')}. Add the output of \`aws ec2 describe-vpcs\`, \`describe-subnets\`, \`describe-network-interfaces\` and so on.`,
    );
  }
  return [...lacking, ...cut].map(({ section }) => section);
}

function reportCut(dump: Dump, { section, words, command }: Gap): boolean {
  const isCut = dump.held.some((answer) => answer.section === section && !answer.complete);
  if (isCut) {
    dump.report(
      'answer-cut-short',
      `The ${words} of this dump are not all there: the file breaks off, or its last page is missing. What it lacks is taken as not known. Write it anew with \`${command}\`.`,
    );
  }
  return isCut;
}

/** Answers beside those of the gaps that are not all there, each kind once. */
export function reportCutAnswers(dump: Dump, cut: readonly AnswerKind[]): void {
  for (const { key, section, command } of new Set(cut)) {
    if (command === undefined || gaps.some((gap) => gap.section === section)) continue;
    dump.report(
      'answer-cut-short',
      `The objects of \`${key}\` are not all there: the file breaks off, or its last page is missing. What it lacks is taken as not known. Write it anew with \`${command}\`.`,
    );
  }
}

/** Lists that a route or rule names, and whose blocks no answer holds (RT-25). */
function reportUnknownLists(dump: Dump): void {
  const named = new Set(namedPrefixLists(dump));
  for (const { value } of dump.drafts.prefixLists.values()) {
    if (value.entries !== undefined || !named.has(value.id)) continue;
    dump.report(
      'prefix-list-not-held',
      `Prefix list \`${value.id}\`: its blocks are in no answer. Add the output of \`aws ec2 get-managed-prefix-list-entries --prefix-list-id ${value.id}\`, in a file named after the list.`,
      { resource: value.id },
    );
  }
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

/** The scopes in which the dump holds something to trace. */
function scopesToTrace(held: readonly HeldAnswer[]): Scope[] {
  const scopes = new Map<string, Scope>();
  for (const { section, scope, isEmpty } of held) {
    if (traceable.has(section) && !isEmpty) scopes.set(`${scope.account ?? ''} ${scope.region ?? ''}`, scope);
  }
  return [...scopes.values()];
}
