import type { Cidr } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import type { VpcId } from '../../model/id.ts';
import type { Association } from '../transit-gateway/types.ts';

/** A VPC's attachment: one subnet, and so one interface, in each enabled zone (TGW-2). */
export interface AttachedVpc {
  readonly kind: 'vpc';
  readonly vpc: VpcId;
  readonly subnets: readonly string[];
  /** TGW-18. */
  readonly applianceMode: boolean;
  /** TGW-37: off, it keeps the VPC's IPv6 blocks from being propagated and filters nothing. */
  readonly ipv6Support: boolean;
  readonly dnsSupport: boolean;
  /** TGW-25: on unless it was turned off. */
  readonly securityGroupReferencing: boolean;
}

/** One GRE peer of a Connect attachment, with what it announces by BGP (TGW-33). */
export interface ConnectPeer {
  readonly transitGatewayAddress: Address;
  readonly peerAddress: Address;
  readonly announces: readonly Cidr[];
}

/** What is attached (TGW-1). */
export type Attached =
  | AttachedVpc
  | { readonly kind: 'vpn'; readonly connection: string }
  | { readonly kind: 'direct-connect-gateway'; readonly gateway: string }
  | { readonly kind: 'connect'; readonly transport: string; readonly peers: readonly ConnectPeer[] }
  /** NFW-20: the zones in which the firewall stands. */
  | { readonly kind: 'firewall'; readonly firewall: string; readonly zones: readonly string[] }
  /** Known by name only (GEN-9): what AWS calls it, and its id. */
  | { readonly kind: 'other'; readonly resourceType: string; readonly resource: string };

export interface TransitGatewayAttachment {
  readonly kind: 'transit-gateway-attachment';
  readonly id: string;
  readonly name: string | undefined;
  readonly transitGateway: string;
  readonly state: string | undefined;
  readonly attached: Attached;
  readonly association: Association;
  /** Tables it propagates into (TGW-6); `default` until all tables are known, `undefined` when the model does not hold them. */
  readonly propagatesTo: readonly string[] | 'default' | undefined;
}
