/**
 * What a trace is made of: steps at check points, hops at resources, a verdict.
 *
 * Steps are data (EVAL-1 to EVAL-9 and section 1 of the semantics): sentences are made in `explain/`.
 */
import type { Packet } from '../packet/index.ts';
import type { NetworkAclEntry } from '../resources/network-acl/types.ts';
import type { EffectiveRoute } from '../resources/route-table/effective.ts';
import type { SecurityGroupRule } from '../resources/security-group/types.ts';
import type { RuleId } from '../rules/index.ts';
import type { Note } from './note.ts';

export type Verdict = 'reachable' | 'forward_blocked' | 'return_blocked' | 'partial' | 'unknown';

/** The half of the conversation: the request, or the reply to it. */
export type Leg = 'forward' | 'return';

/** Check points that can drop a packet or leave it undecided. The words are those of the semantics' `at`. */
export type CheckPoint =
  | 'bad-state'
  | 'no-address-family'
  | 'local-service'
  | 'eni-src-dst-check'
  | 'sg-egress'
  | 'sg-ingress'
  | 'nacl-egress'
  | 'nacl-ingress'
  | 'route-table'
  | 'no-such-host'
  | 'not-forwarding'
  | 'nat-gateway'
  | 'igw'
  | 'eigw'
  | 'bpa'
  | 'pcx'
  | 'tgw-attachment'
  | 'tgw-route-table'
  | 'gateway-endpoint'
  | 'interface-endpoint'
  | 'endpoint-policy'
  | 'firewall'
  | 'gwlb'
  | 'load-balancer'
  | 'lambda-eni'
  | 'vgw'
  | 'vpn'
  | 'dx'
  | 'dx-gateway'
  | 'customer-router'
  | 'unmodelled'
  | 'misdelivered';

/** Things that happen to a packet without a decision. */
export type EventPoint =
  | 'guest'
  | 'sent'
  | 'name'
  | 'same-subnet'
  | 'gateway-route-table'
  | 'nat-instance'
  | 'mirror'
  | 'router'
  | 'internet'
  | 'delivered'
  | 'other-resource';

export type StepPoint = CheckPoint | EventPoint;

/** Why a check point dropped the packet, where its name alone does not say. */
export type Detail =
  | 'no-route'
  | 'blackhole'
  | 'ambiguous-route'
  | 'routing-loop'
  | 'no-public-address'
  | 'private-destination'
  | 'no-owner'
  | 'private-source'
  | 'foreign-source'
  | 'foreign-destination'
  | 'not-attached'
  | 'ingress-redirection'
  | 'appliance-without-public-address'
  | 'protocol'
  | 'no-state'
  | 'foreign-client'
  | 'zone'
  | 'dns-support-off'
  | 'metadata-off'
  | 'port'
  | 'unassigned'
  | 'reserved'
  | 'stopped'
  | 'unattached'
  | 'multicast'
  | 'outside-vpc'
  | 'other-region'
  | 'az'
  | 'no-association'
  | 'loop'
  | 'not-visible'
  | 'not-available'
  | 'stateless'
  | 'stateful'
  | 'default'
  | 'asymmetric'
  | 'asymmetric-inspection'
  | 'managed-rule-group'
  | 'rule-options'
  | 'no-listener'
  | 'no-target-in-zone'
  | 'az-not-enabled'
  | 'no-target'
  | 'hairpin'
  | 'internal'
  | 'preservation'
  | 'lambda-permission'
  | 'unknown-prefix'
  | 'not-local'
  | 'family'
  | 'down'
  | 'vif-to-vif'
  | 'firewall'
  | 'too-big'
  | 'not-held';

export type Outcome =
  /** The check let the packet on. */
  | 'allowed'
  /** The check dropped it. */
  | 'denied'
  /** The model does not hold what would decide (EVAL-8). */
  | 'unknown'
  /** The check does not apply: state kept, no groups, same subnet. */
  | 'skipped'
  /** The packet goes on with another header. */
  | 'translated'
  /** The packet is handed on or taken in unchanged. */
  | 'passed';

export interface StepResource {
  /** A resource kind, or `internet` or `guest`. */
  readonly kind: string;
  readonly id: string;
}

/** What a check read, and what of it decided. Passed-over entries are derived from it when they are shown. */
export type Evidence =
  | {
      readonly kind: 'security-groups';
      readonly groups: readonly string[];
      readonly rules: readonly { readonly group: string; readonly rule: SecurityGroupRule }[];
      /** Index in `rules`; −1 when none matched. */
      readonly matched: number;
      /** Groups that came with the remote end (SG-12, SG-14). */
      readonly remoteGroups: readonly string[];
      readonly tracked: boolean;
    }
  | {
      readonly kind: 'network-acl';
      readonly acl: string;
      readonly entries: readonly NetworkAclEntry[];
      /** Index in `entries`; −1 is the final `*`. */
      readonly matched: number;
    }
  | {
      readonly kind: 'routes';
      readonly table: string;
      /** The route that decided; `undefined` when none covers the destination. */
      readonly chosen: EffectiveRoute | undefined;
      /** The other routes that cover the destination, best first, then those that do not. */
      readonly passedOver: () => readonly EffectiveRoute[];
    };

export interface Step {
  readonly at: StepPoint;
  readonly outcome: Outcome;
  readonly detail: Detail | undefined;
  /** The deciding resource: an interface for `sg-*` and `eni-*`, the ACL for `nacl-*`, the table, the gateway, the VPC. */
  readonly component: StepResource;
  /** The subnet whose border, table or interface this is; `undefined` outside subnets. */
  readonly subnet: string | undefined;
  /** The packet as seen there, before any translation. */
  readonly packet: Packet;
  /** The packet as it goes on, when the step rewrote it. */
  readonly rewritten: Packet | undefined;
  readonly evidence: Evidence | undefined;
  readonly rules: readonly RuleId[];
  readonly notes: readonly Note[];
}

/** One resource that the packet meets, with what happened there. */
export interface Hop {
  readonly kind: string;
  readonly id: string;
  readonly subnet: string | undefined;
  readonly vpc: string | undefined;
  readonly steps: readonly Step[];
}

/** One conversation along one choice of addresses and routes. */
export type TracePath =
  | {
      readonly verdict: 'reachable';
      readonly forward: readonly Hop[];
      readonly return: readonly Hop[];
      readonly decidedBy: Step | undefined;
      readonly choices: readonly Choice[];
    }
  | {
      readonly verdict: 'forward_blocked';
      readonly forward: readonly Hop[];
      readonly return: undefined;
      readonly decidedBy: Step;
      readonly choices: readonly Choice[];
    }
  | {
      readonly verdict: 'return_blocked';
      readonly forward: readonly Hop[];
      readonly return: readonly Hop[];
      readonly decidedBy: Step;
      readonly choices: readonly Choice[];
    }
  | {
      readonly verdict: 'unknown';
      readonly forward: readonly Hop[];
      readonly return: readonly Hop[] | undefined;
      readonly decidedBy: Step;
      readonly choices: readonly Choice[];
    };

/** A choice that AWS makes and does not promise (NAT-19, RT-9). */
export interface Choice {
  readonly component: StepResource;
  /** What was taken on this path: an address or a route target. */
  readonly taken: string;
}

/** A blocker: the leg and step that drop the packet. */
export interface Blocker {
  readonly leg: Leg;
  readonly step: Step;
}
