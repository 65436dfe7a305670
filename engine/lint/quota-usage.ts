/**
 * Quotas that a network exceeds, as far as the network holds what they count (LIM-1 to LIM-24).
 *
 * Not counted: endpoints (LIM-20), which the model does not tell apart, and packet rates (LIM-23). The entries of prefix
 * lists (LIM-21) are a constraint of their own.
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { addressKey } from '../ip/index.ts';
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
  ...perVpc(context),
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

/** The places that VPCs are in, and what stands in each. */
function perRegion({ network }: LintContext): Diagnostic[] {
  const vpcsByPlace = grouped([...network.vpcs.values()], (vpc) => [placeOf(vpc)]);
  const placesOf = (id: string | undefined): readonly string[] => {
    const vpc = id === undefined ? undefined : network.vpcs.get(id);
    return vpc === undefined ? [] : [placeOf(vpc)];
  };
  const byPlace = (items: Iterable<{ readonly vpc: string | undefined }>) =>
    grouped([...items], ({ vpc }) => placesOf(vpc));
  const groups = byPlace(network.securityGroups.values());
  const internet = byPlace(network.internetGateways.values());
  const egressOnly = byPlace(network.egressOnlyInternetGateways.values());
  const interfaces = byPlace(network.networkInterfaces.values());
  // What shows no Region counts where there is only one.
  const [onlyPlace] = vpcsByPlace.size === 1 ? [...vpcsByPlace.keys()] : [];
  const elasticIps = grouped([...elasticIpVpcs(network).values()], (vpc) =>
    vpc === undefined && onlyPlace !== undefined ? [onlyPlace] : placesOf(vpc),
  );
  const exclusions = network.vpcBlockPublicAccessExclusions.size;

  return [...vpcsByPlace].flatMap(([place, vpcs]) => {
    const subject = place === '' ? 'The network' : `\`${place}\``;
    const use = (rule: QuotaId, count: number | undefined, quota: Quota = quotas[rule]) =>
      exceeded({ rule, count: count ?? 0, subject, resource: vpcs[0]?.id ?? place, quota });
    return [
      ...use('LIM-1', vpcs.length),
      ...use('LIM-10', groups.get(place)?.length),
      ...use('LIM-13', elasticIps.get(place)?.length),
      ...use('LIM-16', internet.get(place)?.length),
      ...use('LIM-16', egressOnly.get(place)?.length, EGRESS_ONLY_GATEWAYS),
      ...use('LIM-19', interfaces.get(place)?.length),
      ...use('LIM-22', place === onlyPlace ? exclusions : 0),
    ];
  });
}

const EGRESS_ONLY_GATEWAYS: Quota = { ...quotas['LIM-16'], counts: 'egress-only internet gateways' };

/** Each Elastic IP once, with the VPC it is used in: allocated ones, and those that only their users show. */
function elasticIpVpcs(network: LintContext['network']): Map<number | string, string | undefined> {
  const vpcs = new Map<number | string, string | undefined>();
  for (const { publicIp } of network.eips.values()) vpcs.set(addressKey(publicIp), undefined);
  for (const { privateIpv4, vpc } of network.networkInterfaces.values()) {
    for (const { publicIp, publicIpIsElastic } of privateIpv4) {
      if (publicIp !== undefined && publicIpIsElastic) vpcs.set(addressKey(publicIp), vpc);
    }
  }
  return vpcs;
}

function perVpc(context: LintContext): Diagnostic[] {
  const { network } = context;
  const tables = countedByVpc(network.routeTables.values());
  const acls = countedByVpc(network.networkAcls.values());
  const carriers = countedByVpc(
    [...network.otherResources.values()].filter(({ type }) => type === CARRIER_GATEWAY),
  );
  return [...network.vpcs.values()].flatMap((vpc) => {
    const use = (rule: QuotaId, count: number, quota: Quota = quotas[rule]) =>
      exceeded({ rule, count, subject: `VPC ${named(vpc)}`, resource: vpc.id, quota });
    const peerings = context.peeringsOfVpc(vpc.id);
    const active = peerings.filter(({ status }) => status === 'active');
    const waiting = peerings.filter(
      ({ status, requester }) => status === 'pending-acceptance' && requester.vpc === vpc.id,
    );
    return [
      ...use('LIM-2', vpc.cidrBlocks.length),
      ...use('LIM-3', vpc.ipv6CidrBlocks.length),
      ...use('LIM-4', network.lookup.subnetsOf(vpc.id).length),
      ...use('LIM-5', tables(vpc)),
      ...use('LIM-8', acls(vpc)),
      ...use('LIM-17', carriers(vpc)),
      ...use('LIM-18', active.length),
      ...use('LIM-18', waiting.length, WAITING_PEERINGS),
    ];
  });
}

const CARRIER_GATEWAY = 'AWS::EC2::CarrierGateway';

const WAITING_PEERINGS: Quota = {
  counts: 'peering requests that wait to be accepted',
  per: 'VPC',
  initial: MOST_PENDING_PEERINGS,
  ceiling: undefined,
};

function countedByVpc(items: Iterable<{ readonly vpc: string | undefined }>): (vpc: Vpc) => number {
  const groups = grouped([...items], ({ vpc }) => (vpc === undefined ? [] : [vpc]));
  return ({ id }) => groups.get(id)?.length ?? 0;
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
      .filter(
        ({ status, requester, accepter }) => status === 'active' && requester.region === accepter.region,
      )
      .map(({ requester, accepter }) => (requester.vpc === vpc.id ? accepter.vpc : requester.vpc));
    const together = own + [...new Set(peers)].reduce((sum, peer) => sum + (units.get(peer) ?? 0), 0);
    const quota = { ...quotas['LIM-24'], ...PEERED_NAU, per: 'VPC and its peers in the Region' };
    return [
      ...exceeded({ rule: 'LIM-24', count: own, subject, resource: vpc.id }),
      ...(peers.length > 0
        ? exceeded({
            rule: 'LIM-24',
            count: together,
            subject: `${subject} with its peers`,
            resource: vpc.id,
            quota,
          })
        : []),
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
        return list === undefined || family === 4 || list.entries?.[0] !== undefined
          ? count + (list?.maxEntries ?? 1)
          : count;
      }, 0);
  const propagated = table.routes.filter(({ propagation }) => propagation !== undefined).length;
  return [
    ...([4, 6] as const).flatMap((family) =>
      exceeded({ rule: 'LIM-6', count: statics(family), subject, resource: table.id }),
    ),
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
export function ruleCount(
  { network }: Pick<LintContext, 'network'>,
  rules: readonly SecurityGroupRule[],
  family: Family,
): number {
  const peers = rules
    .filter(({ match }) => match.family === 'any' || match.family === family)
    .map(({ match: { remote } }): CountedPeer => {
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
    (['ingress', 'egress'] as const).flatMap((direction) =>
      ([4, 6] as const).map((family) => ruleCount(context, group[direction], family)),
    ),
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
  const homeOf = (subnet: string | undefined): Subnet | undefined =>
    subnet === undefined ? undefined : network.subnets.get(subnet);
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
      exceeded({
        rule: 'LIM-15',
        count: found.length,
        subject: `Zone \`${zone.trim()}\``,
        resource: found[0]?.id ?? zone,
      }),
    ),
    ...gateways
      .filter(({ connectivityType, availabilityMode, addresses }) => {
        // Above the ceiling AWS refuses it, which is told of as such.
        return (
          connectivityType === 'public' &&
          availabilityMode === 'zonal' &&
          addresses.length <= (quotas['LIM-14'].ceiling ?? Infinity)
        );
      })
      .flatMap((gateway) => {
        const elasticIps = gateway.addresses.filter(({ publicIp }) => publicIp !== undefined).length;
        return exceeded({
          rule: 'LIM-14',
          count: elasticIps,
          subject: `NAT gateway ${named(gateway)}`,
          resource: gateway.id,
        });
      }),
  ];
}
