/**
 * Quotas that a network exceeds, as far as the network holds what they count (LIM-1 to LIM-24).
 *
 * Not counted: endpoints (LIM-20), which the model does not tell apart, and packet rates (LIM-23). The entries of prefix
 * lists (LIM-21) are a constraint of their own.
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Family } from '../ip/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { RouteTable } from '../resources/route-table/types.ts';
import { countRules } from '../resources/security-group/constraints.ts';
import type { CountedPeer } from '../resources/security-group/constraints.ts';
import type { SecurityGroup, SecurityGroupRule } from '../resources/security-group/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import { grouped, zoneOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { MOST_PENDING_PEERINGS, MOST_RULES_PER_INTERFACE, PEERED_NAU, quotas } from './quotas.ts';
import type { Quota, QuotaId } from './quotas.ts';
import { named } from './words.ts';

export const quotaUsage: Check = (context) => [
  ...perRegion(context),
  ...[...context.network.vpcs.values()].flatMap((vpc) => perVpc(context, vpc)),
  ...addressUnits(context),
  ...[...context.network.routeTables.values()].flatMap((table) => perTable(context, table)),
  ...perAcl(context),
  ...[...context.network.securityGroups.values()].flatMap((group) => perGroup(context, group)),
  ...perInterface(context),
  ...perNatGateway(context),
];

/** A quota as it applies to something: its own numbers, or others where AWS has several. */
interface Usage {
  readonly rule: QuotaId;
  readonly count: number;
  /** Who uses it, as the subject of a sentence. */
  readonly subject: string;
  readonly resource: string;
  readonly quota?: Quota;
}

function exceeded({ rule, count, subject, resource, quota = quotas[rule] }: Usage): Diagnostic[] {
  const { counts, per, initial, ceiling } = quota;
  if (ceiling !== undefined && count > ceiling) {
    return [
      diagnostic(
        'quota-above-ceiling',
        `${subject} has ${count} ${counts}. AWS allows ${ceiling} per ${per} at most, and grants no more. Split it up or do with fewer.`,
        { resource, rule },
      ),
    ];
  }
  if (count <= initial) return [];
  const most = ceiling === undefined ? 'AWS can raise it on request' : `AWS can raise it up to ${ceiling}`;
  return [
    diagnostic(
      'quota-above-default',
      `${subject} has ${count} ${counts}. The default quota is ${initial} per ${per}; ${most}. Ask for an increase before building this, unless you have one.`,
      { resource, rule },
    ),
  ];
}

/** Region and account of a VPC, as far as they are known. */
function placeOf({ region, ownerId }: Vpc): string {
  return [region, ownerId].filter((part) => part !== undefined).join(' ');
}

function perRegion({ network }: LintContext): Diagnostic[] {
  const vpcsByPlace = grouped([...network.vpcs.values()], (vpc) => [placeOf(vpc)]);
  const placeOfVpc = (id: string | undefined): readonly string[] => {
    const vpc = id === undefined ? undefined : network.vpcs.get(id);
    return vpc === undefined ? [] : [placeOf(vpc)];
  };
  const [onlyPlace] = vpcsByPlace.size === 1 ? [...vpcsByPlace.keys()] : [undefined];
  const count = <T>(items: Iterable<T>, vpcOf: (item: T) => string | undefined) =>
    grouped([...items], (item) => placeOfVpc(vpcOf(item)));
  const groups = count(network.securityGroups.values(), ({ vpc }) => vpc);
  const internet = count(network.internetGateways.values(), ({ vpc }) => vpc);
  const egressOnly = count(network.egressOnlyInternetGateways.values(), ({ vpc }) => vpc);
  const interfaces = count(network.networkInterfaces.values(), ({ vpc }) => vpc);
  // An unassociated Elastic IP shows no Region; it counts where there is only one.
  const eips = grouped([...network.eips.values()], ({ networkInterface }) => {
    const vpc = networkInterface === undefined ? undefined : network.networkInterfaces.get(networkInterface)?.vpc;
    return vpc === undefined && onlyPlace !== undefined ? [onlyPlace] : placeOfVpc(vpc);
  });
  const exclusions = network.vpcBlockPublicAccessExclusions.size;
  return [...vpcsByPlace].flatMap(([place, vpcs]) => {
    const subject = place === '' ? 'The network' : `\`${place}\``;
    const resource = vpcs[0]?.id ?? place;
    const use = (rule: QuotaId, items: readonly unknown[] | undefined, quota?: Quota) =>
      exceeded({ rule, count: items?.length ?? 0, subject, resource, ...(quota === undefined ? {} : { quota }) });
    return [
      ...use('LIM-1', vpcs),
      ...use('LIM-10', groups.get(place)),
      ...use('LIM-13', eips.get(place)),
      ...use('LIM-16', internet.get(place)),
      ...use('LIM-16', egressOnly.get(place), { ...quotas['LIM-16'], counts: 'egress-only internet gateways' }),
      ...use('LIM-19', interfaces.get(place)),
      ...(onlyPlace === undefined ? [] : exceeded({ rule: 'LIM-22', count: exclusions, subject, resource })),
    ];
  });
}

function perVpc(context: LintContext, vpc: Vpc): Diagnostic[] {
  const { network } = context;
  const subject = `VPC ${named(vpc)}`;
  const use = (rule: QuotaId, count: number, quota: Quota = quotas[rule]) =>
    exceeded({ rule, count, subject, resource: vpc.id, quota });
  const ofVpc = <T extends { readonly vpc: string | undefined }>(items: Iterable<T>) =>
    [...items].filter((item) => item.vpc === vpc.id);
  const peerings = context.peeringsOfVpc(vpc.id);
  const carriers = ofVpc(network.otherResources.values()).filter(({ type }) => type === 'AWS::EC2::CarrierGateway');
  const pending = peerings.filter(({ status, requester }) => status === 'pending-acceptance' && requester.vpc === vpc.id);
  return [
    ...use('LIM-2', vpc.cidrBlocks.length),
    ...use('LIM-3', vpc.ipv6CidrBlocks.length),
    ...use('LIM-4', network.lookup.subnetsOf(vpc.id).length),
    ...use('LIM-5', ofVpc(network.routeTables.values()).length),
    ...use('LIM-8', ofVpc(network.networkAcls.values()).length),
    ...use('LIM-17', carriers.length),
    ...use('LIM-18', peerings.filter(({ status }) => status === 'active').length),
    ...use('LIM-18', pending.length, {
      counts: 'peering requests that wait to be accepted',
      per: 'VPC',
      initial: MOST_PENDING_PEERINGS,
      ceiling: undefined,
    }),
  ];
}

/** Managed interfaces weigh six units; others one for each address and prefix (LIM-24). */
const HEAVY_TYPES: ReadonlySet<string> = new Set([
  'natGateway',
  'nat_gateway',
  'lambda',
  'vpc_endpoint',
  'network_load_balancer',
  'gateway_load_balancer',
  'gateway_load_balancer_endpoint',
  'transit_gateway',
]);
const HEAVY_UNITS = 6;

function unitsOf({ interfaceType, privateIpv4, ipv6Addresses, prefixes }: NetworkInterface): number {
  if (HEAVY_TYPES.has(interfaceType)) return HEAVY_UNITS;
  return privateIpv4.length + ipv6Addresses.length + prefixes.length;
}

function addressUnits(context: LintContext): Diagnostic[] {
  const { network } = context;
  const units = new Map<string, number>();
  for (const networkInterface of network.networkInterfaces.values()) {
    units.set(networkInterface.vpc, (units.get(networkInterface.vpc) ?? 0) + unitsOf(networkInterface));
  }
  return [...network.vpcs.values()].flatMap((vpc) => {
    const subject = `VPC ${named(vpc)}`;
    const own = units.get(vpc.id) ?? 0;
    const peers = context
      .peeringsOfVpc(vpc.id)
      .filter(({ status, requester, accepter }) => status === 'active' && requester.region === accepter.region)
      .map(({ requester, accepter }) => (requester.vpc === vpc.id ? accepter.vpc : requester.vpc));
    const together = own + [...new Set(peers)].reduce((sum, peer) => sum + (units.get(peer) ?? 0), 0);
    const quota = { ...quotas['LIM-24'], ...PEERED_NAU, per: 'VPC and its peers in the Region' };
    return [
      ...exceeded({ rule: 'LIM-24', count: own, subject, resource: vpc.id }),
      ...(peers.length > 0 ? exceeded({ rule: 'LIM-24', count: together, subject: `${subject} with its peers`, resource: vpc.id, quota }) : []),
    ];
  });
}

function perTable({ network }: LintContext, table: RouteTable): Diagnostic[] {
  const subject = `Route table ${named(table)}`;
  const statics = (family: Family) =>
    table.routes
      .filter(({ propagation }) => propagation === undefined)
      .reduce((count, { destination }) => {
        if (destination.kind === 'cidr') return destination.cidr.family === family ? count + 1 : count;
        // LIM-21: a prefix list counts by its maximum.
        const list = network.prefixLists.get(destination.prefixList);
        if (list?.entries?.[0] !== undefined && list.entries[0].family !== family) return count;
        return list === undefined || family === 4 || list.entries?.[0] !== undefined ? count + (list?.maxEntries ?? 1) : count;
      }, 0);
  const propagated = table.routes.filter(({ propagation }) => propagation !== undefined).length;
  return [
    ...([4, 6] as const).flatMap((family) => exceeded({ rule: 'LIM-6', count: statics(family), subject, resource: table.id })),
    ...exceeded({ rule: 'LIM-7', count: propagated, subject, resource: table.id }),
  ];
}

function perAcl({ network }: LintContext): Diagnostic[] {
  return [...network.networkAcls.values()].flatMap((acl) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      ([4, 6] as const).flatMap((family) =>
        exceeded({
          rule: 'LIM-9',
          count: acl[direction].filter(({ match }) => match.family === family).length,
          subject: `${direction === 'ingress' ? 'Inbound' : 'Outbound'}, network ACL ${named(acl)}`,
          resource: acl.id,
        }),
      ),
    ),
  );
}

/** SG-18: what the rules of one direction and family count. A rule on a group counts in both families. */
export function ruleCount({ network }: Pick<LintContext, 'network'>, rules: readonly SecurityGroupRule[], family: Family): number {
  const peers = rules.filter(({ match }) => match.family === 'any' || match.family === family).map(({ match: { remote } }): CountedPeer => {
    if (remote.kind !== 'prefixes') return { kind: remote.kind };
    const list = network.prefixLists.get(remote.prefixList);
    return { kind: 'prefix-list', name: list?.name, maxEntries: list?.maxEntries ?? list?.entries?.length };
  });
  return countRules(peers);
}

function perGroup(context: LintContext, group: SecurityGroup): Diagnostic[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    ([4, 6] as const).flatMap((family) =>
      exceeded({
        rule: 'LIM-11',
        count: ruleCount(context, group[direction], family),
        subject: `${direction === 'ingress' ? 'Inbound' : 'Outbound'}, group ${named(group)}`,
        resource: group.id,
      }),
    ),
  );
}

/** LIM-12, and LIM-11 once more: rules times groups. Interfaces with the same groups are counted once. */
function perInterface(context: LintContext): Diagnostic[] {
  const seen = new Set<string>();
  return [...context.network.networkInterfaces.values()].flatMap((networkInterface) => {
    const { id, groups } = networkInterface;
    const subject = `Interface ${named(networkInterface)}`;
    const tooMany = exceeded({ rule: 'LIM-12', count: groups.length, subject, resource: id });
    const key = groups.join(' ');
    if (seen.has(key)) return tooMany;
    seen.add(key);
    return [...tooMany, ...rulesTimesGroups(context, networkInterface)];
  });
}

function rulesTimesGroups(context: LintContext, networkInterface: NetworkInterface): Diagnostic[] {
  const held = networkInterface.groups.flatMap((group) => context.network.securityGroups.get(group) ?? []);
  const counts = held.flatMap((group) =>
    (['ingress', 'egress'] as const).flatMap((direction) => ([4, 6] as const).map((family) => ruleCount(context, group[direction], family))),
  );
  const largest = Math.max(0, ...counts);
  const product = largest * networkInterface.groups.length;
  if (product <= MOST_RULES_PER_INTERFACE || largest > MOST_RULES_PER_INTERFACE) return [];
  return [
    diagnostic(
      'quota-above-ceiling',
      `Interface ${named(networkInterface)} carries ${networkInterface.groups.length} groups, and the largest has ${largest} rules. AWS allows at most ${MOST_RULES_PER_INTERFACE} for the quota of rules per group times the quota of groups per interface. Merge groups or rules.`,
      { resource: networkInterface.id, rule: 'LIM-11' },
    ),
  ];
}

function perNatGateway({ network }: LintContext): Diagnostic[] {
  const gateways = [...network.natGateways.values()];
  const homeOf = (subnet: string | undefined): Subnet | undefined => (subnet === undefined ? undefined : network.subnets.get(subnet));
  // NAT-18: pending, active and deleting ones count. Zones are counted by name, for each VPC's place.
  const counted = gateways.filter(({ state }) => state !== 'failed' && state !== 'deleted');
  const byZone = grouped(counted, ({ subnet, vpc }) => {
    const home = homeOf(subnet);
    const zone = home === undefined ? undefined : zoneOf(home);
    const held = network.vpcs.get(vpc);
    return zone === undefined ? [] : [`${zone} ${held?.ownerId ?? ''}`];
  });
  return [
    ...[...byZone].flatMap(([zone, found]) =>
      exceeded({ rule: 'LIM-15', count: found.length, subject: `Zone \`${zone.trim()}\``, resource: found[0]?.id ?? zone }),
    ),
    ...gateways
      .filter(({ connectivityType, availabilityMode, addresses }) => {
        // Above the ceiling AWS refuses it, which is told of as such.
        return connectivityType === 'public' && availabilityMode === 'zonal' && addresses.length <= (quotas['LIM-14'].ceiling ?? Infinity);
      })
      .flatMap((gateway) => {
        const elasticIps = gateway.addresses.filter(({ publicIp }) => publicIp !== undefined).length;
        return exceeded({ rule: 'LIM-14', count: elasticIps, subject: `NAT gateway ${named(gateway)}`, resource: gateway.id });
      }),
  ];
}
