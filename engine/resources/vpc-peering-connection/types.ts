import type { Cidr } from '../../ip/index.ts';
import type { VpcId, VpcPeeringConnectionId } from '../../model/id.ts';

export type VpcPeeringConnectionStatus =
  | 'initiating-request'
  | 'pending-acceptance'
  | 'provisioning'
  | 'active'
  | 'failed'
  | 'expired'
  | 'rejected'
  | 'deleting'
  | 'deleted';

/** One side of a peering. The VPC may be unknown to the model; its CIDR blocks are known here all the same (PEER-15). */
export interface PeeringSide {
  readonly vpc: VpcId;
  readonly cidrBlocks: readonly Cidr[];
  readonly ipv6CidrBlocks: readonly Cidr[];
  readonly region: string | undefined;
  readonly ownerId: string | undefined;
  /** PEER-9: this side's public names resolve to private addresses when the other side asks. */
  readonly allowDnsResolutionFromRemoteVpc: boolean;
}

export interface VpcPeeringConnection {
  readonly kind: 'vpc-peering-connection';
  readonly id: VpcPeeringConnectionId;
  readonly name: string | undefined;
  readonly status: VpcPeeringConnectionStatus;
  readonly requester: PeeringSide;
  readonly accepter: PeeringSide;
}
