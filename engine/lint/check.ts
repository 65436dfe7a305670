/**
 * What a check is, and what it may ask: the network, and look-ups made once for all checks.
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr } from '../ip/index.ts';
import type { Cidr, Family } from '../ip/index.ts';
import type { Network, VpcId } from '../model/index.ts';
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import type { NetworkAcl } from '../resources/network-acl/types.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { effectiveTable } from '../resources/route-table/effective.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { RouteTable } from '../resources/route-table/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { withEndpointRoutes } from '../resources/vpc-endpoint/routes.ts';
import { withPropagated } from '../resources/vpn-gateway/propagated.ts';
import type { VpcPeeringConnection } from '../resources/vpc-peering-connection/types.ts';

/** One thing that is looked for. Pure: the same network gives the same diagnostics in the same order. */
export type Check = (context: LintContext) => readonly Diagnostic[];

export interface LintContext {
  readonly network: Network;
  readonly subnetsOfTable: (table: string) => readonly Subnet[];
  readonly subnetsOfAcl: (acl: string) => readonly Subnet[];
  readonly interfacesOfSubnet: (subnet: string) => readonly NetworkInterface[];
  readonly membersOfGroup: (group: string) => readonly NetworkInterface[];
  readonly peeringsOfVpc: (vpc: VpcId) => readonly VpcPeeringConnection[];
  readonly natGatewaysOfSubnet: (subnet: string) => readonly NatGateway[];
  /**
   * The routes in force in a subnet, local ones included; `undefined` when the model does not hold all of them
   * (EVAL-8), and then nothing can be said about what is missing.
   */
  readonly tableOfSubnet: (subnet: Subnet) => EffectiveTable | undefined;
  /** The same for a table. */
  readonly tableById: (table: string) => EffectiveTable | undefined;
  /** The ACL of a subnet; `undefined` when the model does not hold all of it. */
  readonly aclOfSubnet: (subnet: Subnet) => NetworkAcl | undefined;
}

/** Makes the look-ups. */
export function lintContext(network: Network): LintContext {
  const subnets = [...network.subnets.values()];
  const interfaces = [...network.networkInterfaces.values()];
  const peerings = [...network.vpcPeeringConnections.values()];
  const subnetsByTable = grouped(subnets, (subnet) => [subnet.routeTable]);
  const subnetsByAcl = grouped(subnets, (subnet) => [subnet.networkAcl]);
  const interfacesBySubnet = grouped(interfaces, ({ subnet }) => [subnet]);
  const membersByGroup = grouped(interfaces, ({ groups }) => groups);
  const peeringsByVpc = grouped(peerings, ({ requester, accepter }) => [requester.vpc, accepter.vpc]);
  const natBySubnet = grouped([...network.natGateways.values()], ({ subnet }) =>
    subnet === undefined ? [] : [subnet],
  );
  const tables = new Map<string, EffectiveTable | undefined>();

  const tableById = (id: string): EffectiveTable | undefined => {
    if (!tables.has(id)) tables.set(id, knownTable(network, network.routeTables.get(id)));
    return tables.get(id);
  };
  return {
    network,
    subnetsOfTable: (table) => subnetsByTable.get(table) ?? [],
    subnetsOfAcl: (acl) => subnetsByAcl.get(acl) ?? [],
    interfacesOfSubnet: (subnet) => interfacesBySubnet.get(subnet) ?? [],
    membersOfGroup: (group) => membersByGroup.get(group) ?? [],
    peeringsOfVpc: (vpc) => peeringsByVpc.get(vpc) ?? [],
    natGatewaysOfSubnet: (subnet) => natBySubnet.get(subnet) ?? [],
    tableById,
    tableOfSubnet: (subnet) => tableById(subnet.routeTable),
    aclOfSubnet: (subnet) => {
      const acl = network.networkAcls.get(subnet.networkAcl);
      return acl === undefined || acl.incomplete ? undefined : acl;
    },
  };
}

function knownTable(network: Network, table: RouteTable | undefined): EffectiveTable | undefined {
  if (table === undefined || table.incomplete) return undefined;
  const whole = withEndpointRoutes(withPropagated(table, network), network);
  if (whole.incomplete) return undefined;
  return effectiveTable(whole, network.vpcs.get(table.vpc), (list) => network.prefixLists.get(list));
}

/** The default route of a family, the best of them if there are several (RT-7); `undefined` when there is none. */
export function defaultRouteOf(table: EffectiveTable, family: Family): EffectiveRoute | undefined {
  const defaults = table.all.filter(
    ({ destination }) => destination.family === family && destination.prefixLength === 0,
  );
  return defaults.sort((a, b) => a.rank - b.rank)[0];
}

/** Whether any route of a family leads to an internet gateway, however narrow (SUB-7). */
export function routesToInternetGateway({ all, opaque }: EffectiveTable, family: Family): boolean {
  return (
    all.some(
      ({ destination, target }) => destination.family === family && target.kind === 'internet-gateway',
    ) ||
    // RT-25: a prefix list of unknown contents may hold blocks of the family.
    opaque.some(({ target }) => target.kind === 'internet-gateway')
  );
}

/** Whether any route of a table leads to a target, prefix lists of unknown contents included (RT-25). */
export function leadsTo({ all, opaque }: EffectiveTable, target: string): boolean {
  return [...all, ...opaque].some((route) => route.target.id === target);
}

/** The routes of a table that lead to a target. */
export function routesTo({ all }: EffectiveTable, target: string): EffectiveRoute[] {
  return all.filter((route) => route.target.id === target);
}

/** The route for all of a block: the longest one that holds it, the best of them if there are several (RT-6, RT-7). */
export function longestRoute({ all }: EffectiveTable, block: Cidr): EffectiveRoute | undefined {
  return all
    .filter(({ destination }) => containsCidr(destination, block))
    .sort((a, b) => b.destination.prefixLength - a.destination.prefixLength || a.rank - b.rank)[0];
}

/** The blocks of a subnet, in both families. */
export function blocksOf({ cidrBlock, ipv6CidrBlocks }: Subnet): readonly Cidr[] {
  return cidrBlock === undefined ? ipv6CidrBlocks : [cidrBlock, ...ipv6CidrBlocks];
}

/** Interfaces that are machines of the user's own, not parts of a service (ENI-11). */
export function isOrdinary(networkInterface: NetworkInterface): boolean {
  return networkInterface.interfaceType === 'interface' && networkInterface.managedBy === undefined;
}

/** The zone, by id where it is known (SUB-10). */
export function zoneOf(subnet: Subnet): string | undefined {
  return subnet.availabilityZoneId ?? subnet.availabilityZone;
}

/** Items by each of their keys, in order; a key that an item names twice counts once. */
export function grouped<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
