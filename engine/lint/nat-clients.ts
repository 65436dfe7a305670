/**
 * Who uses a NAT gateway.
 */
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import type { EffectiveRoute } from '../resources/route-table/effective.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { LintContext } from './check.ts';

/** NAT gateways that forward, or soon will (NAT-1). */
export function natGatewaysInUse({ network }: LintContext): NatGateway[] {
  return [...network.natGateways.values()].filter(
    ({ state }) => state === 'available' || state === 'pending',
  );
}

export interface NatClient {
  readonly subnet: Subnet;
  readonly route: EffectiveRoute;
}

/** The other subnets that route IPv4 to a gateway, each with the first such route. */
export function clientsOf({ network, tableOfSubnet }: LintContext, gateway: NatGateway): NatClient[] {
  return network.lookup.subnetsOf(gateway.vpc).flatMap((subnet) => {
    if (subnet.id === gateway.subnet) return [];
    const routes = tableOfSubnet(subnet)?.all ?? [];
    const route = routes.find(
      ({ destination, target }) => target.id === gateway.id && destination.family === 4,
    );
    return route === undefined ? [] : [{ subnet, route }];
  });
}
