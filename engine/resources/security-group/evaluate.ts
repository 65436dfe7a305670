/**
 * Security groups of an interface against a packet (SG-2, SG-3, SG-7): the union of all rules of one direction.
 */
import { firstFailedField, firstMatchOf } from '../../packet/index.ts';
import type { FirstMatch, Packet, RemoteEnd } from '../../packet/index.ts';
import type { SecurityGroup, SecurityGroupRule } from './types.ts';

export interface GroupRule {
  readonly group: string;
  readonly rule: SecurityGroupRule;
}

/** The rules of an interface's groups in one direction, ready to be asked. */
export interface GroupFilter {
  readonly groups: readonly string[];
  readonly rules: readonly GroupRule[];
  /** Groups that the model does not hold, or holds in part (SG-27). */
  readonly unknownGroups: readonly string[];
  /** True when a rule of this direction names a group, so that the remote end's groups matter. */
  readonly readsGroups: boolean;
  readonly firstMatch: FirstMatch;
  /** Rules by a prefix list whose contents are not known. */
  readonly opaque: readonly GroupRule[];
}

export type GroupVerdict =
  /** `matched` is an index into the filter's rules. */
  | { readonly kind: 'allowed'; readonly matched: number }
  | { readonly kind: 'denied' }
  /** Something that the model does not hold would decide; `missing` names it in words: `the rules of sg-a`. */
  | { readonly kind: 'unknown'; readonly missing: string };

/** Gathers the rules of `groups` for one direction. */
export function groupFilter(
  groups: readonly string[],
  direction: 'ingress' | 'egress',
  groupOf: (id: string) => SecurityGroup | undefined,
): GroupFilter {
  const held = groups.flatMap((id) => groupOf(id) ?? []);
  const rules = held.flatMap((group) => group[direction].map((rule) => ({ group: group.id, rule })));
  return {
    groups,
    rules,
    unknownGroups: groups.filter((id) => groupOf(id)?.incomplete ?? true),
    readsGroups: rules.some(({ rule }) => rule.match.remote.kind === 'group'),
    firstMatch: firstMatchOf(rules.map(({ rule }) => rule.match)),
    opaque: rules.filter(
      ({ rule: { match } }) => match.remote.kind === 'prefixes' && match.remote.set === undefined,
    ),
  };
}

/** SG-2: any rule of any group lets the packet through; none drops it, unless something unknown might (SG-27). */
export function evaluateSecurityGroups(filter: GroupFilter, packet: Packet, remote: RemoteEnd): GroupVerdict {
  const matched = filter.firstMatch(packet, remote);
  if (matched !== -1) return { kind: 'allowed', matched };
  const [unknownGroup] = filter.unknownGroups;
  if (unknownGroup !== undefined) return { kind: 'unknown', missing: `the rules of ${unknownGroup}` };
  // RT-25's sister for groups: a prefix list with unknown contents may hold the address.
  const opaque = filter.opaque.find(({ rule }) => isOpaqueFor(rule, packet, remote));
  if (opaque?.rule.match.remote.kind === 'prefixes') {
    return { kind: 'unknown', missing: `the entries of ${opaque.rule.match.remote.prefixList}` };
  }
  return { kind: 'denied' };
}

function isOpaqueFor(rule: SecurityGroupRule, packet: Packet, remote: RemoteEnd): boolean {
  const { match } = rule;
  return (
    match.remote.kind === 'prefixes' &&
    match.remote.set === undefined &&
    firstFailedField(match, packet, remote) === 'remote'
  );
}
