import { asId } from '../../model/id.ts';
import type { PrefixListId } from '../../model/id.ts';
import type { Network } from '../../model/network.ts';
import type { Route, RouteTable } from '../route-table/types.ts';

/** A table with the routes that AWS adds to it for gateway endpoints (VPCE-1); the same one where it has them already. */
export function withEndpointRoutes(table: RouteTable, network: Network): RouteTable {
  const added = [...network.vpcEndpoints.values()].flatMap(({ id, prefixList, routeTables }): Route[] => {
    if (prefixList === undefined || !routeTables.includes(table.id)) return [];
    if (table.routes.some(({ target }) => target.id === id)) return [];
    return [
      {
        destination: { kind: 'prefix-list', prefixList: asId<PrefixListId>(prefixList) },
        target: { kind: 'vpc-endpoint', id },
        propagation: undefined,
        state: undefined,
      },
    ];
  });
  return added.length === 0 ? table : { ...table, routes: [...table.routes, ...added] };
}
