/**
 * NAT instances without a public address (NATI-1).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { applianceRoutes, isOfSubnets } from './appliance-routes.ts';
import { defaultRouteOf } from './check.ts';
import type { Check } from './check.ts';
import { namedHost } from './words.ts';

export const natInstances: Check = (context) => {
  const candidates = new Set(
    applianceRoutes(context)
      .filter(isOfSubnets)
      .filter(({ route }) => route.destination.prefixLength === 0 && route.destination.family === 4)
      .map(({ appliance }) => appliance)
      // NATI-9: without a word on it, an appliance behind a default route is taken for a NAT instance.
      .filter(
        ({ forwarding, privateIpv4 }) =>
          forwarding !== 'router' &&
          forwarding !== 'none' &&
          privateIpv4.every(({ publicIp }) => publicIp === undefined),
      ),
  );
  return [...candidates].flatMap((appliance) => {
    const subnet = context.network.subnets.get(appliance.subnet);
    const table = subnet === undefined ? undefined : context.tableOfSubnet(subnet);
    if (table === undefined || defaultRouteOf(table, 4)?.target.kind !== 'internet-gateway') return [];
    return [
      diagnostic(
        'nat-instance-without-public-address',
        `Default routes lead to ${namedHost(appliance)}, whose subnet routes on to an internet gateway, but the interface has no public address. The internet gateway drops what it sends. Give it a public or Elastic IP.`,
        { resource: appliance.id, rule: 'NATI-1' },
      ),
    ];
  });
};
