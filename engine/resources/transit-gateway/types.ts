import type { Cidr } from '../../ip/index.ts';

/** A transit gateway: a Regional router between attachments (TGW-1 to TGW-41). */
export interface TransitGateway {
  readonly kind: 'transit-gateway';
  readonly id: string;
  readonly name: string | undefined;
  readonly region: string | undefined;
  readonly ownerId: string | undefined;
  readonly asn: number | undefined;
  /** Its own address blocks, which Connect peers and private IP VPNs use (TGW-33, VPN-15). */
  readonly cidrBlocks: readonly Cidr[];
  readonly state: string | undefined;
  /** TGW-14. */
  readonly vpnEcmpSupport: boolean;
  /** TGW-25: off unless it was turned on. */
  readonly securityGroupReferencing: boolean;
  readonly dnsSupport: boolean;
  /** TGW-7, TGW-39: whether a new attachment is associated with the default table, and propagates into it. */
  readonly defaultRouteTableAssociation: boolean;
  readonly defaultRouteTablePropagation: boolean;
  /** TGW-41: false when its tables belong to an account that the model does not hold. */
  readonly routeTablesVisible: boolean;
}

/** The table an attachment is associated with (TGW-5). `default` is resolved once all tables are known (TGW-39). */
export type Association =
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'default' }
  /** The model does not hold it (TGW-41). */
  | { readonly kind: 'unknown' };
