import type { NetworkAclId, VpcId } from '../../model/id.ts';
import type { PacketMatch } from '../../packet/index.ts';

export interface NetworkAclEntry {
  /** 1–32766; the final `*` entries are implied and not listed (NACL-2). */
  readonly ruleNumber: number;
  readonly ruleAction: 'allow' | 'deny';
  readonly match: PacketMatch;
}

/** A network ACL: two numbered lists, lowest number first (NACL-2). */
export interface NetworkAcl {
  readonly kind: 'network-acl';
  readonly id: NetworkAclId;
  readonly name: string | undefined;
  readonly vpc: VpcId;
  readonly isDefault: boolean;
  /** Sorted by rule number. */
  readonly ingress: readonly NetworkAclEntry[];
  readonly egress: readonly NetworkAclEntry[];
  /** True when the model holds no contents for it, or an entry could not be read (EVAL-8). */
  readonly incomplete: boolean;
  /** True when no input said what it holds and AWS's default was assumed. */
  readonly assumed: boolean;
}
