import type { Cidr, Family } from '../../ip/index.ts';

/** A Site-to-Site VPN connection: two tunnels between a customer gateway and a VGW or a transit gateway (VPN-2). */
export interface VpnConnection {
  readonly kind: 'vpn-connection';
  readonly id: string;
  readonly name: string | undefined;
  readonly customerGateway: string | undefined;
  /** `undefined` on a transit gateway, whose attachment names the connection. */
  readonly vpnGateway: string | undefined;
  readonly state: string | undefined;
  /** Static routing instead of BGP (VPN-5). */
  readonly isStatic: boolean;
  /** The static routes, towards the site. */
  readonly routes: readonly Cidr[];
  /** What the site announces by BGP; `undefined`: all blocks of its network. */
  readonly announces: readonly Cidr[] | undefined;
  readonly asPathLength: number;
  readonly med: number;
  /** Whether each tunnel is up; without telemetry both are (VPN-20). */
  readonly tunnels: readonly boolean[];
  /** The family inside the tunnels (VPN-11). */
  readonly insideFamily: Family;
  /** VPN-15: IPsec over a Direct Connect transit virtual interface. */
  readonly isPrivate: boolean;
  readonly isAccelerated: boolean;
  /** The network at the other end; made up where the input names none. */
  readonly onPremisesNetwork: string;
}
