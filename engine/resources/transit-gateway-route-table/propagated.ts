/**
 * What an attachment puts into the tables it propagates into (TGW-6), and how its routes rank (TGW-9).
 */
import type { Cidr } from '../../ip/index.ts';
import type { Network } from '../../model/network.ts';
import { announcedBy as announcedOverInterface } from '../virtual-interface/announced.ts';
import { announcedBy } from '../vpn-connection/announced.ts';
import type { TransitGatewayAttachment } from '../transit-gateway-attachment/types.ts';

/** Where a route of a table is from, best first (TGW-9). */
export type RouteOrigin =
  'static' | 'prefix-list' | 'vpc' | 'direct-connect-gateway' | 'connect' | 'private-vpn' | 'vpn' | 'peering';

/** TGW-9, among routes of one prefix: 0 is best. */
export const RANK_OF_ORIGIN: Readonly<Record<RouteOrigin, number>> = {
  static: 0,
  'prefix-list': 1,
  vpc: 2,
  'direct-connect-gateway': 3,
  connect: 4,
  'private-vpn': 5,
  vpn: 6,
  peering: 7,
};

export interface Propagated {
  readonly origin: RouteOrigin;
  readonly prefixes: readonly Cidr[];
  /** False when the model does not hold what is propagated: then nothing follows from a prefix that is missing. */
  readonly known: boolean;
  /** Of what is announced over a VPN connection (TGW-14). */
  readonly asPathLength?: number;
}

/** The blocks that an attachment propagates. */
export function propagatedBy({ attached }: TransitGatewayAttachment, network: Network): Propagated {
  switch (attached.kind) {
    case 'vpc': {
      const vpc = network.vpcs.get(attached.vpc);
      if (vpc === undefined || vpc.cidrBlocks.length + vpc.ipv6CidrBlocks.length === 0)
        return { origin: 'vpc', prefixes: [], known: false };
      // TGW-37: without IPv6 support the IPv6 blocks stay out.
      const ipv6 = attached.ipv6Support ? vpc.ipv6CidrBlocks : [];
      return { origin: 'vpc', prefixes: [...vpc.cidrBlocks, ...ipv6], known: true };
    }
    case 'connect':
      return {
        origin: 'connect',
        prefixes: attached.peers.flatMap(({ announces }) => announces),
        known: true,
      };
    case 'vpn': {
      const connection = network.vpnConnections.get(attached.connection);
      if (connection === undefined) return { origin: 'vpn', prefixes: [], known: false };
      const origin = connection.isPrivate ? 'private-vpn' : 'vpn';
      // TGW-32: the routes of a static VPN are put into the table by hand.
      if (connection.isStatic) return { origin, prefixes: [], known: true };
      const { blocks, known } = announcedBy(connection, network);
      return { origin, prefixes: blocks, known, asPathLength: connection.asPathLength };
    }
    case 'direct-connect-gateway': {
      const over = [...network.virtualInterfaces.values()]
        .filter(
          ({ type, directConnectGateway }) => type === 'transit' && directConnectGateway === attached.gateway,
        )
        .map((virtual) => announcedOverInterface(virtual, network));
      return {
        origin: 'direct-connect-gateway',
        prefixes: over.flatMap(({ blocks }) => blocks),
        known: over.length > 0 && over.every(({ known }) => known),
      };
    }
    default:
      return { origin: 'peering', prefixes: [], known: false };
  }
}

/** The origin of a route that is listed for an attachment (TGW-9). */
export function originOfListed(
  type: 'static' | 'propagated',
  isPrefixList: boolean,
  attachment: string | undefined,
  network: Network,
): RouteOrigin {
  if (type === 'static') return isPrefixList ? 'prefix-list' : 'static';
  const held = attachment === undefined ? undefined : network.transitGatewayAttachments.get(attachment);
  return held === undefined ? 'peering' : propagatedBy(held, network).origin;
}
