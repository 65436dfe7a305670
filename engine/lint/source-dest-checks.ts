/**
 * Routes to interfaces that drop what is not for them (ENI-7, NATI-2, GWLB-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { firstAddress, formatCidr } from '../ip/index.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { applianceRoutes } from './appliance-routes.ts';
import type { ApplianceRoute } from './appliance-routes.ts';
import type { Check } from './check.ts';
import { listed, namedHost } from './words.ts';

export const sourceDestChecks: Check = (context) => {
  const byInterface = new Map<NetworkInterface, ApplianceRoute[]>();
  for (const route of applianceRoutes(context)) {
    const { appliance } = route;
    // A route that leads only to the interface's own addresses forwards nothing.
    if (!appliance.sourceDestCheck || leadsToItself(route)) continue;
    byInterface.set(appliance, [...(byInterface.get(appliance) ?? []), route]);
  }
  return [...byInterface].map(([appliance, found]) => {
    const destinations = [...new Set(found.map(({ route }) => formatCidr(route.destination)))];
    const tables = [...new Set(found.map(({ effective }) => effective.table.id))];
    const isNat = found.some(({ route }) => route.destination.prefixLength === 0);
    return diagnostic(
      'forwarder-with-source-dest-check',
      `Route ${tables.length === 1 ? 'table' : 'tables'} ${listed(tables)} ${tables.length === 1 ? 'sends' : 'send'} ${listed(destinations)} to ${namedHost(appliance)}, whose source/destination check is on, so that it drops every packet not addressed to itself. Turn the check off on the interface.`,
      { resource: appliance.id, rule: isNat ? 'NATI-2' : 'ENI-7' },
    );
  });
};

function leadsToItself({ route, appliance }: ApplianceRoute): boolean {
  const isHost = route.destination.prefixLength === (route.destination.family === 4 ? 32 : 128);
  return isHost && isOwnAddress(appliance, firstAddress(route.destination));
}
