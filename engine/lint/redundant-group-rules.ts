/**
 * Group rules that other rules of the same group make needless (SG-2).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsBlock, containsCidr } from '../ip/index.ts';
import type { PacketMatch } from '../packet/index.ts';
import type { SecurityGroup, SecurityGroupRule } from '../resources/security-group/types.ts';
import type { Check } from './check.ts';
import { counted, named, remoteOf, trafficOf } from './words.ts';

export const redundantGroupRules: Check = ({ network }) =>
  [...network.securityGroups.values()].flatMap((group) =>
    (['ingress', 'egress'] as const).flatMap((direction) => needless(group, direction)),
  );

/** Far above the ceiling of LIM-11. */
export const MOST_COMPARED = 1000;

function needless(group: SecurityGroup, direction: 'ingress' | 'egress'): Diagnostic[] {
  const rules = group[direction];
  if (rules.length > MOST_COMPARED) return [];
  const found = rules.flatMap((rule, index) => {
    const wider = widerRule(rules, index);
    return wider === undefined ? [] : [{ rule, wider }];
  });
  const [first] = found;
  return first === undefined ? [] : [needlessRules(group, direction, first, found.length - 1)];
}

interface NeedlessRule {
  readonly rule: SecurityGroupRule;
  /** A rule that lets all of it through. */
  readonly wider: SecurityGroupRule;
}

/** Another rule that lets through all that this one does; of two equal rules the later one is needless. */
export function widerRule(rules: readonly SecurityGroupRule[], index: number): SecurityGroupRule | undefined {
  const rule = rules[index];
  if (rule === undefined) return undefined;
  return rules.find(
    (other, position) =>
      position !== index && covers(other, rule) && (position < index || !covers(rule, other)),
  );
}

function covers(wide: SecurityGroupRule, narrow: SecurityGroupRule): boolean {
  const { match } = wide;
  const inner = narrow.match;
  if (match.family !== 'any' && match.family !== inner.family) return false;
  if (match.protocol !== 'any' && match.protocol !== inner.protocol) return false;
  if (match.range !== undefined) {
    if (inner.range === undefined || inner.range.from < match.range.from || inner.range.to > match.range.to)
      return false;
  }
  return coversRemote(match, inner);
}

function coversRemote({ remote }: PacketMatch, { remote: inner }: PacketMatch): boolean {
  switch (remote.kind) {
    case 'cidr':
      return inner.kind === 'cidr' && containsCidr(remote.cidr, inner.cidr);
    case 'prefixes':
      if (inner.kind === 'prefixes') return inner.prefixList === remote.prefixList;
      return inner.kind === 'cidr' && remote.set !== undefined && containsBlock(remote.set, inner.cidr);
    case 'group':
      return inner.kind === 'group' && inner.group === remote.group;
    default:
      return remote satisfies never;
  }
}

function needlessRules(
  group: SecurityGroup,
  direction: 'ingress' | 'egress',
  { rule, wider }: NeedlessRule,
  more: number,
): Diagnostic {
  const way = direction === 'ingress' ? 'from' : 'to';
  const text = ({ match }: SecurityGroupRule) => `${trafficOf(match)} ${way} ${remoteOf(match)}`;
  const others = more === 0 ? '' : ` The same holds for ${counted(more, 'more rule')} of that direction.`;
  return diagnostic(
    'redundant-group-rule',
    `The ${direction} rule ${text(rule)} of group ${named(group)} adds nothing to its rule ${text(wider)}, which lets all of it through.${others} Rules only allow, so what is covered can go.`,
    { resource: group.id, rule: 'SG-2' },
  );
}
