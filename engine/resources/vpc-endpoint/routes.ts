import { asId } from '../../model/id.ts';
import type { PrefixListId } from '../../model/id.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { Route, RouteTable } from '../route-table/types.ts';
import type { VpcEndpoint } from './types.ts';

/** A table with the routes that AWS adds to it for gateway endpoints (VPCE-1); the same one where it has them already. */
export function withEndpointRoutes(table: RouteTable, network: Network): RouteTable {
  const routes = [...table.routes];
  for (const endpoint of network.vpcEndpoints.values()) {
    const { id, routeTables, state, type } = endpoint;
    if (type !== 'gateway' || !routeTables.includes(table.id) || lifecycleOf(state) === 'unusable') continue;
    if (routes.some(({ target }) => target.id === id)) continue;
    const prefixList = prefixListOf(endpoint, network);
    // VPCE-10: a table uses one endpoint for a service, and AWS refuses the second.
    const isTaken = routes.some(
      ({ destination }) => destination.kind === 'prefix-list' && destination.prefixList === prefixList,
    );
    if (isTaken) continue;
    const route: Route = {
      destination: { kind: 'prefix-list', prefixList: asId<PrefixListId>(prefixList) },
      target: { kind: 'vpc-endpoint', id },
      propagation: undefined,
      state: undefined,
    };
    routes.push(route);
  }
  return routes.length === table.routes.length ? table : { ...table, routes };
}

/** The list of the service's blocks: the one named, or the one that is called like the service; else one that no input holds (RT-25). */
export function prefixListOf({ id, prefixList, serviceName }: VpcEndpoint, network: Network): string {
  const called = [...network.prefixLists.values()].find(
    ({ name }) => name !== undefined && name === serviceName,
  );
  return prefixList ?? called?.id ?? `pl:${serviceName ?? id}`;
}
