/**
 * Connection tracking (SG-20 to SG-22): whether the groups of an interface keep state for a flow, and what becomes of
 * the flow when one of their rules is removed while it runs.
 *
 * Neither changes the verdict of a new flow (SG-24): this answers "what if" questions.
 */
import { ICMP, ICMPV6, TCP, UDP, matches, replyTo } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { isAnywhere } from '../resources/security-group/rules.ts';
import type { SecurityGroupRule } from '../resources/security-group/types.ts';
import type { RuleId } from '../rules/index.ts';

export type Direction = 'ingress' | 'egress';

/** The union of the rules of an interface's groups (SG-2). */
export interface GroupsRules {
  readonly ingress: readonly SecurityGroupRule[];
  readonly egress: readonly SecurityGroupRule[];
}

/** A flow as the interface sees it. */
export interface FlowAtInterface {
  /** Way of its first packet: `ingress` when the other side opened it. */
  readonly direction: Direction;
  /** Its first packet. */
  readonly packet: Packet;
  /** Groups that come with the remote end (SG-12); none when absent. */
  readonly remoteGroups?: readonly string[];
}

/** What makes a flow tracked whatever the rules are, when it passes it (SG-21). */
export type AlwaysTrackedService =
  | 'egress-only-internet-gateway'
  | 'global-accelerator'
  | 'nat-gateway'
  | 'network-firewall-endpoint'
  | 'network-load-balancer'
  | 'interface-endpoint'
  | 'lambda'
  | 'dynamodb-gateway-endpoint'
  | 'gateway-load-balancer'
  | 'transit-gateway-attachment';

export type TrackingReason =
  /** No rule of the flow's direction lets it through: there is no such flow. */
  | 'not-allowed'
  /** Untracked: open to anywhere, and so is every port the other way. */
  | 'open-both-ways'
  /** ICMP is always tracked. */
  | 'icmp'
  /** Of protocols without ports the address pair is kept. */
  | 'other-protocol'
  /** It passes a service that makes it tracked. */
  | 'service'
  /** The rules that let it through name particular addresses. */
  | 'narrow-rule'
  /** The other direction is not open to anywhere on all ports. */
  | 'no-open-reply-rule';

export interface Tracking {
  readonly tracked: boolean;
  readonly reason: TrackingReason;
  /** The service that decided, when `reason` is `service`. */
  readonly service: AlwaysTrackedService | undefined;
  readonly rule: RuleId;
  /** True when editions of AWS's page differ about it and the default was used. */
  readonly uncertain: boolean;
}

/** Whether the groups track a flow that passes `through` on its way, and why. */
export function trackingOf(
  rules: GroupsRules,
  flow: FlowAtInterface,
  through: readonly AlwaysTrackedService[] = [],
): Tracking {
  const { packet, direction } = flow;
  const allowing = allowingRules(rules, flow);
  if (allowing.length === 0) return because('not-allowed', false);
  if (packet.protocol === ICMP || packet.protocol === ICMPV6) return because('icmp', true);
  if (packet.protocol !== TCP && packet.protocol !== UDP) return because('other-protocol', true);
  const [service] = [...through].sort((a, b) => Number(isUncertain(a)) - Number(isUncertain(b)));
  if (service !== undefined) return { ...because('service', true), service, uncertain: isUncertain(service) };
  // Families are judged apart: `isAnywhere` asks for the open block of the packet's own family.
  const { family } = packet.dst;
  if (!allowing.some(({ match }) => isAnywhere(match, family))) return because('narrow-rule', true);
  const opensReplies = rules[opposite(direction)].some(
    ({ match }) =>
      isAnywhere(match, family) &&
      (match.protocol === 'any' || match.protocol === packet.protocol) &&
      (match.range === undefined || (match.range.from === 0 && match.range.to === 65535)),
  );
  return opensReplies ? because('open-both-ways', false) : because('no-open-reply-rule', true);
}

/** Whether the groups keep state for a flow that passes `through` on its way (SG-20, SG-21). */
export function isTracked(
  rules: GroupsRules,
  flow: FlowAtInterface,
  through: readonly AlwaysTrackedService[] = [],
): boolean {
  return trackingOf(rules, flow, through).tracked;
}

/** A rule of one direction, by its place in the list. */
export interface RemovedRule {
  readonly direction: Direction;
  /** From 0. */
  readonly index: number;
}

/**
 * Whether an established flow goes on after a rule is gone (SG-22).
 *
 * A tracked flow does, until it is idle too long. An untracked one goes on only while the rules that are left let
 * both its packets and its replies through. A network ACL cuts either at once.
 */
export function survivesRemoval(
  rules: GroupsRules,
  flow: FlowAtInterface,
  through: readonly AlwaysTrackedService[],
  removed: RemovedRule,
): boolean {
  const { tracked, reason } = trackingOf(rules, flow, through);
  if (reason === 'not-allowed') return false;
  if (tracked) return true;
  const left: GroupsRules = {
    ...rules,
    [removed.direction]: rules[removed.direction].filter((_, index) => index !== removed.index),
  };
  const reply: FlowAtInterface = {
    ...flow,
    direction: opposite(flow.direction),
    packet: replyTo(flow.packet),
  };
  return allowingRules(left, flow).length > 0 && allowingRules(left, reply).length > 0;
}

function allowingRules(rules: GroupsRules, { direction, packet, remoteGroups = [] }: FlowAtInterface) {
  const address = direction === 'ingress' ? packet.src : packet.dst;
  return rules[direction].filter(({ match }) => matches(match, packet, { address, groups: remoteGroups }));
}

function because(reason: TrackingReason, tracked: boolean): Tracking {
  const rule = reason === 'icmp' || reason === 'other-protocol' ? 'SG-20' : 'SG-21';
  return { tracked, reason, service: undefined, rule, uncertain: false };
}

// UNCERTAIN (SG-21): some editions of the page name these two and others don't; tracked by default.
function isUncertain(service: AlwaysTrackedService): boolean {
  return service === 'gateway-load-balancer' || service === 'transit-gateway-attachment';
}

function opposite(direction: Direction): Direction {
  return direction === 'ingress' ? 'egress' : 'ingress';
}
