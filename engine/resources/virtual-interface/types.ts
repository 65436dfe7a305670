import type { Cidr } from '../../ip/index.ts';

export type VirtualInterfaceType = 'private' | 'public' | 'transit';

/** A virtual interface of a Direct Connect connection (DX-1). */
export interface VirtualInterface {
  readonly kind: 'virtual-interface';
  readonly id: string;
  readonly name: string | undefined;
  readonly type: VirtualInterfaceType;
  /** A private one leads straight to a VGW, or to a Direct Connect gateway; a transit one to the latter. */
  readonly vpnGateway: string | undefined;
  readonly directConnectGateway: string | undefined;
  readonly state: string | undefined;
  readonly bgpUp: boolean;
  /** What the site announces; `undefined`: all blocks of its network. */
  readonly announces: readonly Cidr[] | undefined;
  readonly asPathLength: number;
  /** DX-13: 2 high, 1 medium, 0 low, by the local preference community. */
  readonly localPreference: number;
  /** DX-8. */
  readonly siteLink: boolean;
  readonly onPremisesNetwork: string;
  /** Bytes of the largest packet (GEN-5). */
  readonly mtu: number;
  /** What it runs on, as far as the input tells. */
  readonly connection: DirectConnectConnection | undefined;
}

/** A connection at a Direct Connect location, or a group of them (DX-14 to DX-17). */
export interface DirectConnectConnection {
  /** The same for all virtual interfaces on it. */
  readonly id: string | undefined;
  readonly location: string | undefined;
  readonly device: string | undefined;
  /** As AWS writes it, in Mbps. */
  readonly bandwidthMbps: number | undefined;
  /** Ordered from a partner, and no port of one's own. */
  readonly hosted: boolean;
  /** MACsec is in use on it (DX-14). */
  readonly encrypted: boolean;
  /** DX-15: links of a link aggregation group; `undefined` for a single link. */
  readonly lag:
    { readonly links: number; readonly linksUp: number; readonly minimumLinks: number } | undefined;
}
