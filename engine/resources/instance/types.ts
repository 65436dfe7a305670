import type { Cidr } from '../../ip/index.ts';
import type { InstanceId } from '../../model/id.ts';

export type InstanceState = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';

export interface VpcCni {
  /** True when pods keep their addresses beyond the VPC, for a NAT device further on. */
  readonly externalSnat: boolean;
  /** Destinations beyond the VPC for which pods keep their addresses all the same. */
  readonly excludedCidrs: readonly Cidr[];
  /** CNT-5: whether groups of pods are enforced without the node's own interface, or beside it. */
  readonly enforcingMode: 'strict' | 'standard';
}

export interface Instance {
  readonly kind: 'instance';
  readonly id: InstanceId;
  readonly name: string | undefined;
  readonly state: InstanceState;
  /** False when the instance metadata service was turned off (LOC-2). */
  readonly metadataEnabled: boolean;
  /** How the VPC CNI of an EKS node sends what its pods send; `undefined` for what is no such node (CNT-4). */
  readonly vpcCni: VpcCni | undefined;
}
