/**
 * What a virtual private gateway knows of the world beyond it, and by which link (VPN-4, VPN-5, VPN-8, VPN-20).
 */
import { containsAddress } from '../../ip/index.ts';
import type { Address, Cidr } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { RoutePropagation } from '../route-table/types.ts';
import { announcedBy as announcedOverInterface, isInterfaceUp } from '../virtual-interface/announced.ts';
import { announcedBy as announcedOverConnection } from '../vpn-connection/announced.ts';

/** A prefix that the gateway has a way to. */
export interface KnownPrefix {
  readonly prefix: Cidr;
  /** How it was learnt, which is also its preference (VPN-8). */
  readonly learnt: RoutePropagation;
  readonly link: { readonly kind: 'vpn-connection' | 'virtual-interface'; readonly id: string };
  readonly asPathLength: number;
  readonly med: number;
}

export interface KnownPrefixes {
  readonly prefixes: readonly KnownPrefix[];
  /** False when a link announces blocks that the model does not hold: an unknown prefix may be known all the same. */
  readonly complete: boolean;
}

/** Every prefix of a gateway, the VPC's own blocks aside. */
export function prefixesOf(network: Network, gateway: string): KnownPrefixes {
  const prefixes: KnownPrefix[] = [];
  let complete = true;
  for (const connection of network.vpnConnections.values()) {
    if (connection.vpnGateway !== gateway) continue;
    const { blocks, known } = announcedOverConnection(connection, network);
    complete &&= known;
    const learnt = connection.isStatic ? 'vpn-static' : 'vpn-bgp';
    const link = { kind: 'vpn-connection', id: connection.id } as const;
    const { asPathLength, med } = connection;
    prefixes.push(...blocks.map((prefix) => ({ prefix, learnt, link, asPathLength, med }) as const));
  }
  for (const virtual of network.virtualInterfaces.values()) {
    if (virtual.type !== 'private' || !isInterfaceUp(virtual, network)) continue;
    const isOwn =
      virtual.vpnGateway === gateway || isAssociated(network, virtual.directConnectGateway, gateway);
    if (!isOwn) continue;
    const { blocks, known } = announcedOverInterface(virtual, network);
    complete &&= known;
    const link = { kind: 'virtual-interface', id: virtual.id } as const;
    const { asPathLength } = virtual;
    prefixes.push(...blocks.map((prefix) => ({ prefix, learnt: 'dx', link, asPathLength, med: 0 }) as const));
  }
  return { prefixes, complete };
}

function isAssociated(network: Network, directConnect: string | undefined, gateway: string): boolean {
  const held = directConnect === undefined ? undefined : network.directConnectGateways.get(directConnect);
  return (
    held?.associations.some(
      (association) => association.gateway === gateway && lifecycleOf(association.state) !== 'unusable',
    ) ?? false
  );
}

const PREFERENCE: Readonly<Record<RoutePropagation, number>> = { dx: 0, 'vpn-static': 1, 'vpn-bgp': 2 };

/** VPN-8: longest prefix, then Direct Connect, static VPN, BGP VPN; then the shorter AS path and the lower MED. */
export function bestPrefix(known: readonly KnownPrefix[], destination: Address): KnownPrefix | undefined {
  return known
    .filter(({ prefix }) => containsAddress(prefix, destination))
    .sort(
      (a, b) =>
        b.prefix.prefixLength - a.prefix.prefixLength ||
        PREFERENCE[a.learnt] - PREFERENCE[b.learnt] ||
        a.asPathLength - b.asPathLength ||
        a.med - b.med,
    )[0];
}
