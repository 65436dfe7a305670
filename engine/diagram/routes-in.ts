import type { Network } from '../model/index.ts';
import type { Route } from '../resources/route-table/types.ts';
import { withEndpointRoutes } from '../resources/vpc-endpoint/routes.ts';
import { withPropagated } from '../resources/vpn-gateway/propagated.ts';

/** The routes of a table, those that AWS adds for virtual private gateways and gateway endpoints too. */
export function routesIn(network: Network, id: string): readonly Route[] {
  const table = network.routeTables.get(id);
  return table === undefined ? [] : withEndpointRoutes(withPropagated(table, network), network).routes;
}
