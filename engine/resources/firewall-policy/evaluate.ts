/**
 * A firewall policy against one packet: the stateless engine, and the stateful one for what that forwards (NFW-2 to
 * NFW-8, NFW-13, NFW-21, NFW-22).
 */
import { containsAddress } from '../../ip/index.ts';
import { hasPorts, TCP } from '../../packet/index.ts';
import type { Address, Cidr } from '../../ip/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import { isListed } from './domain-list.ts';
import type {
  FirewallPolicy,
  FiveTuple,
  HomeEnd,
  StatefulGroup,
  StatefulRule,
  StatelessAction,
} from './types.ts';

type Doubt = 'managed-rule-group' | 'rule-options' | 'not-held';

export interface StatefulVerdict {
  readonly outcome: 'pass' | 'drop' | 'unknown';
  readonly detail: 'stateful' | 'default' | Doubt | undefined;
  readonly rules: readonly RuleId[];
  /** The rule that decided, as it was written. */
  readonly entry: string | undefined;
}

/** The first packet of a flow, as a stateful engine looks at it. */
export interface Inspected {
  readonly packet: Packet;
  /** What `$HOME_NET` is where a group does not say: the blocks of the firewall's VPC (NFW-12). */
  readonly home: readonly Cidr[];
  /** The name that its request asks for; `undefined` when the question gives none. */
  readonly host: string | undefined;
}

/** NFW-2 to NFW-4: the first matching rule, else the default action. */
export function evaluateStateless(policy: FirewallPolicy, packet: Packet): StatelessAction | 'unknown' {
  return policy.stateless.find((rule) => matchesTuple(rule, packet))?.action ?? policy.statelessDefault;
}

/** The stateful engine for the first packet of a flow. */
export function evaluateStateful(policy: FirewallPolicy, inspected: Inspected): StatefulVerdict {
  return policy.ruleOrder === 'strict' ? inStrictOrder(policy, inspected) : inActionOrder(policy, inspected);
}

/** NFW-5: all pass rules, then drop, then reject; no match passes. */
function inActionOrder({ stateful }: FirewallPolicy, inspected: Inspected): StatefulVerdict {
  const rules = stateful.flatMap((group) => (group.alertsOnly ? [] : group.rules));
  const matching = rules.filter((rule) => matchesRule(rule, inspected));
  const isOpen = (rule: StatefulRule) => hangsOnMore(rule, inspected);
  const sure = matching.filter((rule) => !isOpen(rule));
  const passing = sure.find(({ action }) => action === 'pass');
  if (passing !== undefined) return decided('pass', passing, 'NFW-5');
  // EVAL-8: rules that are not listed may pass the packet before any drop.
  if (stateful.some(isUnlisted)) return open('not-held', undefined);
  const mayPass = matching.find((rule) => isOpen(rule) && rule.action === 'pass');
  const dropping = sure.find(({ action }) => action === 'drop' || action === 'reject');
  if (dropping !== undefined)
    return mayPass === undefined ? decided('drop', dropping, 'NFW-5') : open('rule-options', mayPass);
  if (stateful.some(isClosed)) return open('managed-rule-group', undefined);
  const mayDrop = matching.find((rule) => isOpen(rule) && rule.action !== 'alert' && rule.action !== 'pass');
  if (mayDrop !== undefined) return open('rule-options', mayDrop);
  return { outcome: 'pass', detail: undefined, rules: ['NFW-5'], entry: undefined };
}

/** NFW-7: groups by priority, rules as written; what cannot be read leaves it open unless the rest drops anyway (NFW-21). */
function inStrictOrder(policy: FirewallPolicy, inspected: Inspected): StatefulVerdict {
  let doubt: StatefulVerdict | undefined;
  for (const group of policy.stateful) {
    if (isClosed(group)) doubt ??= open('managed-rule-group', undefined);
    if (group.alertsOnly) continue;
    // EVAL-8: where among the listed rules the others stand is not known.
    if (isUnlisted(group)) doubt ??= open('not-held', undefined);
    for (const rule of group.rules) {
      if (rule.action === 'alert' || !matchesRule(rule, inspected)) continue;
      if (hangsOnMore(rule, inspected)) {
        doubt ??= open('rule-options', rule);
        continue;
      }
      const outcome = rule.action === 'pass' ? 'pass' : 'drop';
      return settle(decided(outcome, rule, 'NFW-7'), doubt);
    }
  }
  return settle(byDefault(policy, inspected.packet), doubt);
}

/** NFW-21: managed rules only drop, so that a drop stands; what may pass (NFW-22) leaves a drop open. */
function settle(verdict: StatefulVerdict, doubt: StatefulVerdict | undefined): StatefulVerdict {
  if (doubt === undefined) return verdict;
  return verdict.outcome === 'drop' && doubt.detail === 'managed-rule-group' ? verdict : doubt;
}

/** NFW-8: strict order alone has default actions; without one what nothing matches passes. */
function byDefault({ statefulDefaults }: FirewallPolicy, packet: Packet): StatefulVerdict {
  const drops = statefulDefaults.find((action) => action.startsWith('aws:drop'));
  if (drops === undefined) return { outcome: 'pass', detail: undefined, rules: ['NFW-8'], entry: undefined };
  // UNCERTAIN (NFW-8): the application-layer actions wait for data that a trace does not name.
  if (drops.includes('app_layer') && packet.protocol === TCP) return open('rule-options', undefined);
  return { outcome: 'drop', detail: 'default', rules: ['NFW-8'], entry: drops };
}

function decided(outcome: 'pass' | 'drop', rule: StatefulRule, id: RuleId): StatefulVerdict {
  const rules: RuleId[] = rule.names === undefined ? [id] : ['NFW-13', 'NFW-12', id];
  return { outcome, detail: outcome === 'drop' ? 'stateful' : undefined, rules, entry: rule.text };
}

const OPEN_RULES: Readonly<Record<Doubt, RuleId>> = {
  'managed-rule-group': 'NFW-21',
  'rule-options': 'NFW-22',
  'not-held': 'EVAL-8',
};

function open(detail: Doubt, rule: StatefulRule | undefined): StatefulVerdict {
  const id = rule?.names === undefined ? OPEN_RULES[detail] : 'NFW-13';
  return { outcome: 'unknown', detail, rules: [id], entry: rule?.text };
}

function isUnlisted({ incomplete, alertsOnly }: StatefulGroup): boolean {
  return incomplete && !alertsOnly;
}

function isClosed({ managed, alertsOnly }: StatefulGroup): boolean {
  return managed && !alertsOnly;
}

/** NFW-22: options that are not modelled. NFW-13: a list of names, where the question gives none. */
function hangsOnMore({ hasOptions, names }: StatefulRule, { host }: Inspected): boolean {
  return hasOptions || (names !== undefined && host === undefined);
}

function matchesRule(rule: StatefulRule, { packet, home, host }: Inspected): boolean {
  const { names } = rule;
  if (names !== undefined && host !== undefined && isListed(host, names.listed) === names.excluded)
    return false;
  const one = (each: Packet) =>
    matchesTuple(rule.match, each) &&
    isAtHome(rule.home.source, each.src, home) &&
    isAtHome(rule.home.destination, each.dst, home) &&
    !rule.notSources.some((block) => containsAddress(block, each.src)) &&
    !rule.notDestinations.some((block) => containsAddress(block, each.dst));
  if (one(packet)) return true;
  const { src, dst, srcPort, dstPort } = packet;
  return rule.bothWays && one({ ...packet, src: dst, dst: src, srcPort: dstPort, dstPort: srcPort });
}

function matchesTuple(match: FiveTuple, packet: Packet): boolean {
  const { protocols, sources, destinations, sourcePorts, destinationPorts } = match;
  if (protocols.length > 0 && !protocols.includes(packet.protocol)) return false;
  if (sources.length > 0 && !sources.some((block) => containsAddress(block, packet.src))) return false;
  if (destinations.length > 0 && !destinations.some((block) => containsAddress(block, packet.dst)))
    return false;
  if (!hasPorts(packet.protocol)) return true;
  const within = (ranges: FiveTuple['sourcePorts'], port: number) =>
    ranges.length === 0 || ranges.some(({ from, to }) => from <= port && port <= to);
  return within(sourcePorts, packet.srcPort) && within(destinationPorts, packet.dstPort);
}

function isAtHome(end: HomeEnd, address: Address, home: readonly Cidr[]): boolean {
  if (end === undefined) return true;
  return home.some((block) => containsAddress(block, address)) === (end === 'inside');
}
