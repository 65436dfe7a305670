import type { Association } from '../transit-gateway/types.ts';

/** One end of a peering of transit gateways, with the table for packets that come over it. */
export interface TransitPeeringSide {
  readonly transitGateway: string;
  readonly region: string | undefined;
  readonly ownerId: string | undefined;
  readonly association: Association;
}

/** A peering of two transit gateways: one attachment, which both have under one id (TGW-31). */
export interface TransitGatewayPeeringAttachment {
  readonly kind: 'transit-gateway-peering-attachment';
  readonly id: string;
  readonly name: string | undefined;
  readonly state: string | undefined;
  readonly requester: TransitPeeringSide;
  readonly accepter: TransitPeeringSide;
}
