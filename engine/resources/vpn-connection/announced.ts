/** What a site is known to hold by a VPN connection (VPN-5, VPN-20). */
import type { Cidr } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { VpnConnection } from './types.ts';

export interface Announced {
  readonly blocks: readonly Cidr[];
  /** False when the site announces blocks that the model does not hold. */
  readonly known: boolean;
}

/** VPN-2: one tunnel is enough. GEN-10: of a connection that is there. */
export function isConnectionUp({ state, tunnels }: VpnConnection): boolean {
  return lifecycleOf(state) !== 'unusable' && (tunnels.length === 0 || tunnels.includes(true));
}

/** Static routes, which stay when the tunnels are down; or what is announced by BGP, which then goes (VPN-20). */
export function announcedBy(connection: VpnConnection, network: Network): Announced {
  if (lifecycleOf(connection.state) === 'unusable') return { blocks: [], known: true };
  // UNCERTAIN (VPN-20): whether the routes of a static VPN stay when both tunnels are down.
  if (connection.isStatic) return { blocks: connection.routes, known: true };
  if (!isConnectionUp(connection)) return { blocks: [], known: true };
  const blocks =
    connection.announces ?? network.onPremisesNetworks.get(connection.onPremisesNetwork)?.cidrBlocks ?? [];
  const all = [...blocks, ...connection.routes];
  const shown = all.length > 0 ? all : propagatedFrom(connection, network);
  // VPN-11: one family inside the tunnels, and nothing of the other one.
  const carried = shown.filter(({ family }) => family === connection.insideFamily);
  return { blocks: carried, known: shown.length > 0 };
}

/** What the route tables of a dump show to be propagated from the connection's gateway. */
function propagatedFrom({ vpnGateway }: VpnConnection, network: Network): Cidr[] {
  if (vpnGateway === undefined) return [];
  return [...network.routeTables.values()].flatMap(({ routes }) =>
    routes.flatMap(({ target, propagation, destination }) =>
      target.id === vpnGateway && propagation === 'vpn-bgp' && destination.kind === 'cidr'
        ? [destination.cidr]
        : [],
    ),
  );
}
