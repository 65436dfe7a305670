/**
 * The routes that hand packets to machines: appliances, NAT instances, middleboxes.
 */
import { containsCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { RouteTarget } from '../resources/route-table/types.ts';
import type { LintContext } from './check.ts';

/** A route that hands packets to a machine. */
export interface ApplianceRoute {
  readonly effective: EffectiveTable;
  readonly route: EffectiveRoute;
  readonly appliance: NetworkInterface;
}

/** Those of every table that the model holds in full. */
export function applianceRoutes({ network, tableById }: LintContext): ApplianceRoute[] {
  return [...network.routeTables.values()].flatMap(({ id }) => {
    const effective = tableById(id);
    if (effective === undefined) return [];
    return effective.all.flatMap((route) => {
      const appliance = interfaceOf(network, route.target);
      return appliance === undefined ? [] : [{ effective, route, appliance }];
    });
  });
}

/** The interface that a route to an interface or instance leads to. */
export function interfaceOf(
  network: LintContext['network'],
  { kind, id }: RouteTarget,
): NetworkInterface | undefined {
  if (kind === 'network-interface') return network.networkInterfaces.get(id);
  return kind === 'instance' ? network.lookup.interfacesOfInstance(id)[0] : undefined;
}

/** A table of subnets, not of a gateway (RT-16). */
export function isOfSubnets({ effective }: ApplianceRoute): boolean {
  return effective.table.gateway === undefined;
}

/** Whether a destination lies inside the VPC of a table. */
export function isInsideVpc({ network }: LintContext, { table }: EffectiveTable, destination: Cidr): boolean {
  const vpc = network.vpcs.get(table.vpc);
  return (
    vpc !== undefined &&
    [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].some((block) => containsCidr(block, destination))
  );
}
