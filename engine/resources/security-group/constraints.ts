/**
 * Which peers AWS lets a group rule name, which groups an interface may carry, and how rules count (SG-1, SG-11, SG-18).
 */
import type { Refusal } from '../../rules/index.ts';
import type { VpcPeeringConnectionStatus } from '../vpc-peering-connection/types.ts';

/** A peering connection that a group reference is to cross. Two accounts make no difference (PEER-8). */
export interface CrossedPeering {
  readonly peering: VpcPeeringConnectionStatus;
  /** Regions of the two sides; `undefined` where not known. */
  readonly regions: readonly [string | undefined, string | undefined];
  readonly accounts?: readonly [string | undefined, string | undefined];
}

/** Whether AWS accepts a rule that names a group of a peered VPC: one Region, active (SG-11, PEER-8). Empty when accepted. */
export function refuseGroupReference({ peering, regions: [near, far] }: CrossedPeering): Refusal[] {
  const refusals: Refusal[] = [];
  if (near !== undefined && far !== undefined && near !== far) {
    refusals.push({
      rule: 'PEER-8',
      reason: `The peering connection leads from \`${near}\` to \`${far}\`, and a rule names groups of its own Region only. Name the peer's CIDR blocks instead.`,
    });
  }
  if (peering !== 'active') {
    refusals.push({
      rule: 'SG-11',
      reason: `The peering connection is \`${peering}\`, and a rule names groups of a peered VPC only while the peering is \`active\`.`,
    });
  }
  return refusals;
}

/** A group that an interface carries. */
export interface CarriedGroup {
  readonly id: string;
  /** `undefined` when not known. */
  readonly vpc: string | undefined;
  readonly isDefault: boolean;
}

/**
 * Whether AWS lets an interface of `vpc` carry these groups (SG-1): a default group serves its own VPC only. Another
 * group can be associated with further VPCs, so that it is not refused here.
 */
export function refuseGroupsOfInterface(groups: readonly CarriedGroup[], vpc: string): Refusal[] {
  return groups
    .filter((group) => group.isDefault && group.vpc !== undefined && group.vpc !== vpc)
    .map((group) => ({
      rule: 'SG-1',
      reason: `\`${group.id}\` is the default group of \`${group.vpc}\`, which serves no other VPC. Use a group of \`${vpc}\`.`,
    }));
}

/** The peer of a rule, as far as it counts. */
export type CountedPeer =
  | { readonly kind: 'cidr' | 'group' }
  | {
      readonly kind: 'prefix-list';
      /** The service's name for a list that AWS manages, such as `com.amazonaws.us-east-1.s3`. */
      readonly name?: string | undefined;
      /** `undefined` for a list that AWS manages, or when not known. */
      readonly maxEntries?: number | undefined;
    };

/** SG-18: weights of AWS's own lists, by the part of the name that tells the service. */
const AWS_LIST_WEIGHTS: readonly (readonly [suffix: string, weight: number])[] = [
  ['cloudfront.origin-facing', 55],
  ['.vpc-lattice', 10],
  ['.groundstation', 5],
  ['.dynamodb', 1],
  ['.s3', 1],
];

/**
 * How much a rule counts against the quota of its group (SG-18): 1, or for a prefix list its **maximum** of entries or
 * AWS's weight. A list about which neither is known counts 1.
 */
export function ruleWeight(peer: CountedPeer): number {
  if (peer.kind !== 'prefix-list') return 1;
  const { name } = peer;
  if (name !== undefined && name.startsWith('com.amazonaws.')) {
    return AWS_LIST_WEIGHTS.find(([suffix]) => name.includes(suffix))?.[1] ?? 1;
  }
  return peer.maxEntries ?? 1;
}

/** How many rules a list of rules is for the quota (SG-18): 10 with a CIDR and one with a list of at most 55 are 65. */
export function countRules(peers: readonly CountedPeer[]): number {
  return peers.reduce((count, peer) => count + ruleWeight(peer), 0);
}
