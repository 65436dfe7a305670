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
}
