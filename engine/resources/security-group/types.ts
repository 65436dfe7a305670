import type { SecurityGroupId, VpcId } from '../../model/id.ts';
import type { PacketMatch } from '../../packet/index.ts';

/** One rule with one peer. AWS groups several peers into one permission; each is a rule of its own here. */
export interface SecurityGroupRule {
  readonly id: string | undefined;
  readonly match: PacketMatch;
  readonly description: string | undefined;
}

/** A security group: two lists of allow rules whose order means nothing (SG-2, SG-3). */
export interface SecurityGroup {
  readonly kind: 'security-group';
  readonly id: SecurityGroupId;
  readonly name: string | undefined;
  readonly vpc: VpcId | undefined;
  readonly ownerId: string | undefined;
  readonly isDefault: boolean;
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
  /** True when some rule could not be read: then nothing matching is `unknown`, not a drop (EVAL-8). */
  readonly incomplete: boolean;
}
