import type { SubnetId, VpcId } from '../../model/id.ts';

/** An exclusion from Block Public Access, for one subnet or for every subnet of a VPC (BPA-2, BPA-6). */
export interface VpcBlockPublicAccessExclusion {
  readonly kind: 'vpc-block-public-access-exclusion';
  readonly id: string;
  readonly name: string | undefined;
  readonly vpc: VpcId | undefined;
  readonly subnet: SubnetId | undefined;
  readonly internetGatewayExclusionMode: 'allow-bidirectional' | 'allow-egress';
}
