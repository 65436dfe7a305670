/** Whether a subnet is public, private or isolated, as its route table in force says. */
import type { Network } from '../model/index.ts';
import type { ResourceOf } from '../resources/index.ts';
import { routeTargetOf } from '../resources/index.ts';
import type { Route } from '../resources/route-table/types.ts';
import { routesIn } from './routes-in.ts';
import type { Tier } from './types.ts';

/** Public: a live route to an internet gateway. Private: another live way out of the VPC. Isolated: none. */
export function tierOf(network: Network, subnet: ResourceOf<'subnet'>): Tier {
  const routes = routesIn(network, subnet.routeTable).filter(
    (route) => route.target.kind !== 'local' && isLive(network, route, subnet.vpc),
  );
  if (routes.some(({ target }) => target.kind === 'internet-gateway')) return 'public';
  return routes.length > 0 ? 'private' : 'isolated';
}

/** Whether a route takes traffic: the input does not say otherwise, and its target is not known to be gone. */
export function isLive(network: Network, route: Route, vpc: ResourceOf<'subnet'>['vpc']): boolean {
  if (route.state !== undefined && route.state !== 'active') return false;
  if (route.target.kind === 'local') return true;
  return routeTargetOf(route.target.kind).state(route.target.id, vpc, network) !== 'dead';
}
