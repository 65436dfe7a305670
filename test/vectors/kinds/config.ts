/** Kind `config`: whether AWS would accept a configuration, asked of the constraints of each resource. */
import { parseCidr } from '../../../engine/ip/index.ts';
import type { Cidr } from '../../../engine/ip/index.ts';
import {
  refuseDestination,
  refuseGatewayRoute,
  refuseRoute,
} from '../../../engine/resources/route-table/constraints.ts';
import type { ConstrainedTarget } from '../../../engine/resources/route-table/constraints.ts';
import { refuseGroupReference } from '../../../engine/resources/security-group/constraints.ts';
import { refuseSubnetCidr, refuseSubnetPrefixLength } from '../../../engine/plan/index.ts';
import { refuseCidrAssociation, refuseVpcCidr, refuseVpcPrefixLength } from '../../../engine/plan/index.ts';
import type { PeeringOfVpc } from '../../../engine/plan/index.ts';
import { refusePeering } from '../../../engine/resources/vpc-peering-connection/constraints.ts';
import type { VpcPeeringConnectionStatus } from '../../../engine/resources/vpc-peering-connection/types.ts';
import type { Refusal } from '../../../engine/rules/index.ts';
import { brief, eachAt, isMembers, listAt, membersAt, textsAt, unreadable } from '../case.ts';
import type { Members, Solver } from '../case.ts';

type Verdict = 'config_ok' | 'config_rejected';

export const solveConfig: Solver = ({ members, rules, title }, { asked, expect }) => {
  const given = membersAt(members, 'given');
  const [other] = asked.filter((key) => key !== 'verdict');
  if (other !== undefined) unreadable(`the runner computes no \`${other}\` of a configuration`);
  // A gateway's route table is given with the same keys as a subnet's; the case's rules and title tell them apart.
  const isGatewayTable =
    given['table'] === 'gateway' ||
    given['gateway'] !== undefined ||
    rules.includes('RT-16') ||
    /gateway route table/i.test(title);
  return { verdict: verdictOf(given, { isGatewayTable, expected: expect['verdict'] }) };
};

interface Hints {
  readonly isGatewayTable: boolean;
  readonly expected: unknown;
}

function verdictOf(given: Members, hints: Hints): unknown {
  const has = (key: string) => given[key] !== undefined;
  if (has('cases')) {
    return listAt(given, 'cases').map((value) =>
      isMembers(value) ? verdictOf(value, hints) : unreadable(`a case is not an object: ${brief(value)}`),
    );
  }
  if (has('add'))
    return eachAt(given, 'add', (text) => judge(refuseCidrAssociation(blockOf(text), associationOf(given))));
  if (has('create')) return eachAt(given, 'create', (text) => judge(refuseCreation(given, blockOf(text))));
  if (has('routes')) return eachRoute(given, hints.isGatewayTable);
  if (has('A') && has('B')) return judge(refusePeering(blocksAt(given, 'A'), blocksAt(given, 'B')));
  if (has('vpc') || has('subnet')) return verdictOfSizes(given, hints.expected);
  if (has('peering')) return judge(refuseReference(given));
  return unreadable(`no question is known for ${Object.keys(given).join(', ')}`);
}

function judge(refusals: readonly Refusal[]): Verdict {
  return refusals.length === 0 ? 'config_ok' : 'config_rejected';
}

function refuseCreation(given: Members, candidate: Cidr): readonly Refusal[] {
  const vpcCidrs = [...blocksAt(given, 'vpcCidrs'), ...blocksAt(given, 'vpcCidr')];
  if (vpcCidrs.length === 0) return refuseVpcCidr(candidate);
  const existingSubnets = [...blocksAt(given, 'existingSubnets'), ...blocksAt(given, 'subnets')];
  return refuseSubnetCidr(candidate, { vpcCidrs, existingSubnets });
}

function associationOf(given: Members) {
  const peerings = listAt(given, 'peering').concat(listAt(given, 'peerings'));
  return {
    existing: ['existing', 'vpcCidrs', 'vpcCidr'].flatMap((key) => blocksAt(given, key)),
    routeDestinations: routesOf(given).flatMap(([destination]) => parseCidr(destination) ?? []),
    peerings: peerings.map((value): PeeringOfVpc => {
      if (!isMembers(value)) return unreadable(`a peering is not an object: ${brief(value)}`);
      const role = value['role'] === 'requester' ? 'requester' : 'accepter';
      const peerCidrs = [
        ...blocksAt(value, 'peerCidrs'),
        ...blocksAt(value, 'cidrs'),
        ...blocksAt(value, 'peer'),
      ];
      return { status: statusOf(value['status'] ?? 'active'), role, peerCidrs };
    }),
  };
}

/** Routes as an object `{destination: target}`, as pairs, or as destinations alone. */
function routesOf(given: Members): readonly (readonly [destination: string, target: string | undefined])[] {
  return [...listAt(given, 'route'), ...listAt(given, 'routes')].flatMap((value) => {
    if (typeof value === 'string') return [[value, undefined] as const];
    if (Array.isArray(value))
      return [[String(value[0]), value[1] === undefined ? undefined : String(value[1])] as const];
    if (isMembers(value)) return Object.entries(value).map(([to, target]) => [to, String(target)] as const);
    return unreadable(`a route is neither text, a pair nor an object: ${brief(value)}`);
  });
}

function eachRoute(given: Members, isGatewayTable: boolean): Verdict | readonly Verdict[] {
  const vpc = {
    vpcCidrs: [...blocksAt(given, 'vpcCidr'), ...blocksAt(given, 'vpcCidrs')],
    subnetCidrs: [...blocksAt(given, 'subnets'), ...blocksAt(given, 'existingSubnets')],
  };
  const verdicts = routesOf(given).map(([to, target]): Verdict => {
    const destination = to.startsWith('pl-') ? ('prefix-list' as const) : blockOf(to);
    if (isGatewayTable) {
      return judge(refuseGatewayRoute({ destination, target: targetOf(target ?? 'local') }, vpc));
    }
    // A subnet's table takes any prefix list.
    if (destination === 'prefix-list') return 'config_ok';
    if (target === undefined) return judge(refuseDestination(destination));
    return judge(refuseRoute({ destination, target: targetOf(target) }, vpc));
  });
  const [only] = verdicts;
  return Array.isArray(given['routes']) || verdicts.length !== 1 || only === undefined ? verdicts : only;
}

/** Sizes alone (`/56`), or whole blocks, for VPCs and for subnets. */
function verdictOfSizes(given: Members, expected: unknown): unknown {
  const texts = [...textsAt(given, 'vpc'), ...textsAt(given, 'subnet')];
  const isIpv6 =
    given['family'] === 6 ||
    texts.some((text) => text.includes(':') || Number(text.slice(text.indexOf('/') + 1)) > 32);
  const ask = (
    key: string,
    ofBlock: (block: Cidr) => readonly Refusal[],
    ofLength: (family: 4 | 6, length: number) => readonly Refusal[],
  ) =>
    eachAt(given, key, (value) => {
      const text = String(value);
      const length = /^\/(\d+)$/.exec(text)?.[1];
      return judge(length === undefined ? ofBlock(blockOf(text)) : ofLength(isIpv6 ? 6 : 4, Number(length)));
    });
  // A subnet's block and a VPC's, and one answer: whether the one fits into the other.
  const isPlacement =
    !isMembers(expected) && given['subnet'] !== undefined && texts.every((text) => !text.startsWith('/'));
  if (isPlacement) {
    const placement = {
      vpcCidrs: blocksAt(given, 'vpc'),
      existingSubnets: blocksAt(given, 'existingSubnets'),
    };
    return eachAt(given, 'subnet', (text) => judge(refuseSubnetCidr(blockOf(text), placement)));
  }
  const verdicts: Record<string, unknown> = {};
  if (given['vpc'] !== undefined) verdicts['vpc'] = ask('vpc', refuseVpcCidr, refuseVpcPrefixLength);
  if (given['subnet'] !== undefined) {
    const vpcCidrs = blocksAt(given, 'vpcCidrs');
    const ofBlock = (block: Cidr) =>
      vpcCidrs.length === 0
        ? refuseSubnetPrefixLength(block.family, block.prefixLength)
        : refuseSubnetCidr(block, { vpcCidrs, existingSubnets: blocksAt(given, 'existingSubnets') });
    verdicts['subnet'] = ask('subnet', ofBlock, refuseSubnetPrefixLength);
  }
  // Of one list alone the answer may stand bare.
  return isMembers(expected) ? verdicts : (verdicts['vpc'] ?? verdicts['subnet']);
}

function refuseReference(given: Members): readonly Refusal[] {
  const [near, far] = textsAt(given, 'regions');
  const accounts = textsAt(given, 'accounts');
  return refuseGroupReference({
    peering: statusOf(given['peering']),
    regions: [near, far],
    accounts: [accounts[0], accounts[1]],
  });
}

const statuses: readonly VpcPeeringConnectionStatus[] = [
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'active',
  'failed',
  'expired',
  'rejected',
  'deleting',
  'deleted',
];

function statusOf(value: unknown): VpcPeeringConnectionStatus {
  return (
    statuses.find((status) => status === value) ??
    unreadable(`${brief(value)} is not the status of a peering`)
  );
}

/** Kinds of target by the word that cases begin them with: `eni`, `eni-fw`, `eni:fw`. */
const targets: Readonly<Record<string, ConstrainedTarget>> = {
  local: 'local',
  eni: 'network-interface',
  instance: 'instance',
  i: 'instance',
  nat: 'nat-gateway',
  igw: 'internet-gateway',
  eigw: 'egress-only-internet-gateway',
  pcx: 'vpc-peering-connection',
  vgw: 'virtual-private-gateway',
  tgw: 'transit-gateway',
  gwlbe: 'gateway-load-balancer-endpoint',
  vpce: 'interface-endpoint',
  lgw: 'local-gateway',
  cagw: 'carrier-gateway',
};

function targetOf(text: string): ConstrainedTarget {
  const word = /^[a-z]+/.exec(text)?.[0] ?? '';
  return (
    (Object.hasOwn(targets, word) ? targets[word] : undefined) ??
    unreadable(`\`${text}\` is not a known kind of target`)
  );
}

function blocksAt(given: Members, key: string): readonly Cidr[] {
  return textsAt(given, key).map(blockOf);
}

function blockOf(text: unknown): Cidr {
  const block = typeof text === 'string' ? parseCidr(text) : undefined;
  return block ?? unreadable(`${brief(text)} is not a CIDR`);
}
