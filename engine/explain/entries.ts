/**
 * The lists that a step read, entry by entry: the one that decided and those passed over, each with the first field
 * that failed.
 */
import { containsAddress, formatAddress, formatCidr, wholeFamily } from '../ip/index.ts';
import { firstFailedField, protocolName, selectorOf } from '../packet/index.ts';
import type { MatchField, Packet, PacketMatch, RemoteEnd } from '../packet/index.ts';
import type { EffectiveRoute } from '../resources/route-table/effective.ts';
import type { Evidence, Step } from '../trace/index.ts';
import { protocolText, rangeText, remoteText } from './packets.ts';
import type { EntryReport } from './report.ts';

export interface EntryList {
  readonly matched: EntryReport | null;
  readonly passedOver: readonly EntryReport[];
}

/** The entries a step read. Lists longer than this are cut, the deciding entry aside. */
const MOST_ENTRIES = 500;

export function entriesOf(step: Step): EntryList {
  const { evidence } = step;
  if (evidence === undefined) return { matched: null, passedOver: [] };
  switch (evidence.kind) {
    case 'security-groups':
      return groupEntries(evidence, step);
    case 'network-acl':
      return aclEntries(evidence, step);
    case 'routes':
      return routeEntries(evidence, step.packet);
    case 'name':
      return { matched: null, passedOver: [] };
    default:
      return evidence satisfies never;
  }
}

function remoteOf(step: Step, groups: readonly string[]): RemoteEnd {
  const isIngress = step.at === 'sg-ingress' || step.at === 'nacl-ingress';
  return { address: isIngress ? step.packet.src : step.packet.dst, groups };
}

function groupEntries(evidence: Extract<Evidence, { kind: 'security-groups' }>, step: Step): EntryList {
  const remote = remoteOf(step, evidence.remoteGroups);
  const list = step.at === 'sg-ingress' ? 'ingress' : 'egress';
  const refOf = (at: number): string | null => {
    const held = evidence.rules[at];
    if (held === undefined) return null;
    // Rules of one group stand together, in the order in which the group has them.
    const first = evidence.rules.findIndex(({ group }) => group === held.group);
    return `${held.group} ${list} ${held.rule.id ?? at - first + 1}`;
  };
  const entries = evidence.rules.slice(0, MOST_ENTRIES).map(({ group, rule }, index) =>
    conditionEntry(rule.match, step.packet, remote, {
      entry: rule.id ?? `${group} ${index + 1}`,
      owner: group,
      action: 'allow',
      ref: refOf(index),
      decides: index === evidence.matched,
    }),
  );
  const matchedRule = evidence.rules[evidence.matched];
  const matched =
    matchedRule === undefined
      ? null
      : (entries[evidence.matched] ??
        conditionEntry(matchedRule.rule.match, step.packet, remote, {
          entry: matchedRule.rule.id ?? `${matchedRule.group} ${evidence.matched + 1}`,
          owner: matchedRule.group,
          action: 'allow',
          ref: refOf(evidence.matched),
          decides: true,
        }));
  return {
    matched,
    passedOver: entries.filter((entry, index) => index !== evidence.matched && entry.failed !== null),
  };
}

function aclEntries(evidence: Extract<Evidence, { kind: 'network-acl' }>, step: Step): EntryList {
  const remote = remoteOf(step, []);
  const list = step.at === 'nacl-ingress' ? 'ingress' : 'egress';
  const upTo = evidence.matched === -1 ? evidence.entries.length : evidence.matched;
  const passedOver = evidence.entries.slice(0, upTo).map(({ ruleNumber, ruleAction, match }) =>
    conditionEntry(match, step.packet, remote, {
      entry: String(ruleNumber),
      owner: evidence.acl,
      action: ruleAction,
      ref: `${evidence.acl} ${list} ${ruleNumber}`,
      decides: false,
    }),
  );
  const decided = evidence.entries[evidence.matched];
  const matched =
    decided === undefined
      ? finalDeny(evidence.acl, step.packet)
      : conditionEntry(decided.match, step.packet, remote, {
          entry: String(decided.ruleNumber),
          owner: evidence.acl,
          action: decided.ruleAction,
          ref: `${evidence.acl} ${list} ${decided.ruleNumber}`,
          decides: true,
        });
  return { matched, passedOver };
}

/** NACL-2: the `*` entry that ends every list. */
function finalDeny(acl: string, packet: Packet): EntryReport {
  return {
    entry: '*',
    owner: acl,
    action: 'deny',
    protocol: 'all',
    ports: 'all',
    remote: formatCidr(wholeFamily(packet.dst.family)),
    ref: null,
    failed: null,
    why: 'Matches: no entry before it did',
  };
}

function conditionEntry(
  match: PacketMatch,
  packet: Packet,
  remote: RemoteEnd,
  is: Pick<EntryReport, 'entry' | 'owner' | 'action' | 'ref'> & { readonly decides: boolean },
): EntryReport {
  const failed = is.decides ? undefined : firstFailedField(match, packet, remote);
  return {
    entry: is.entry,
    owner: is.owner,
    action: is.action,
    protocol: protocolText(match),
    ports: rangeText(match),
    remote: remoteText(match),
    ref: is.ref,
    failed: failed ?? null,
    why: failed === undefined ? 'Matches' : whyFailed(failed, match, packet, remote),
  };
}

function whyFailed(failed: MatchField, match: PacketMatch, packet: Packet, remote: RemoteEnd): string {
  switch (failed) {
    case 'family':
      return `the packet is IPv${packet.dst.family}, the entry is IPv${match.family}`;
    case 'protocol':
      return `${protocolName(packet.protocol)} is not ${protocolText(match)}`;
    case 'port': {
      const range = rangeText(match);
      return `${selectorOf(packet)} is ${range.includes('-') ? 'outside' : 'not'} ${range}`;
    }
    case 'icmp-type':
      return `type ${packet.icmpType} code ${packet.icmpCode} is not ${rangeText(match)}`;
    case 'remote':
      return whyRemote(match, remote);
    default:
      return failed satisfies never;
  }
}

function whyRemote(match: PacketMatch, remote: RemoteEnd): string {
  const address = formatAddress(remote.address);
  switch (match.remote.kind) {
    case 'cidr':
      return `${address} is outside ${remoteText(match)}`;
    case 'prefixes':
      return match.remote.set === undefined
        ? `the contents of ${match.remote.prefixList} are not known`
        : `${address} is in no entry of ${match.remote.prefixList}`;
    case 'group':
      return remote.groups.length === 0
        ? `${address} has no group that is known here`
        : `${address} belongs to ${remote.groups.join(', ')}, not ${match.remote.group}`;
    default:
      return match.remote satisfies never;
  }
}

function routeEntries(evidence: Extract<Evidence, { kind: 'routes' }>, packet: Packet): EntryList {
  const { chosen, table } = evidence;
  const covers = (route: EffectiveRoute) => containsAddress(route.destination, packet.dst);
  return {
    matched:
      chosen === undefined
        ? null
        : routeEntry(chosen, table, null, `longest prefix for ${formatAddress(packet.dst)}`),
    passedOver: evidence
      .passedOver()
      .slice(0, MOST_ENTRIES)
      .map((route) => {
        if (!covers(route)) {
          const other = route.destination.family === packet.dst.family ? 'remote' : 'family';
          const why =
            other === 'family'
              ? `the packet is IPv${packet.dst.family}, the route is IPv${route.destination.family}`
              : `${formatAddress(packet.dst)} is outside ${formatCidr(route.destination)}`;
          return routeEntry(route, table, other, why);
        }
        const isShorter =
          chosen !== undefined && route.destination.prefixLength < chosen.destination.prefixLength;
        return isShorter
          ? routeEntry(
              route,
              table,
              'shorter-prefix',
              `/${route.destination.prefixLength} is shorter than /${chosen.destination.prefixLength}`,
            )
          : routeEntry(route, table, 'lower-priority', 'the same prefix, by a route of lower priority');
      }),
  };
}

function routeEntry(
  route: EffectiveRoute,
  table: string,
  failed: EntryReport['failed'],
  why: string,
): EntryReport {
  return {
    entry: formatCidr(route.destination),
    owner: table,
    action: route.target.id,
    protocol: '',
    ports: '',
    remote: route.prefixList ?? formatCidr(route.destination),
    ref:
      route.target.kind === 'local'
        ? null
        : `${table} routes ${route.prefixList ?? formatCidr(route.destination)}`,
    failed,
    why,
  };
}
