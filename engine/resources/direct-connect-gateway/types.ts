import type { Cidr } from '../../ip/index.ts';

/** A VGW or transit gateway behind a Direct Connect gateway, with the prefixes announced for it (DX-9, DX-10). */
export interface GatewayAssociation {
  readonly gateway: string;
  readonly gatewayKind: 'vpn-gateway' | 'transit-gateway';
  readonly allowedPrefixes: readonly Cidr[];
  readonly state: string | undefined;
}

export interface DirectConnectGateway {
  readonly kind: 'direct-connect-gateway';
  readonly id: string;
  readonly name: string | undefined;
  readonly asn: number | undefined;
  readonly state: string | undefined;
  readonly associations: readonly GatewayAssociation[];
}
