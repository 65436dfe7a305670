/**
 * Entries of network ACLs that AWS would refuse (NACL-14), that are never reached (NACL-2, NACL-17), and ACLs that let
 * nothing through (NACL-6).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { wholeFamily } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { refuseRuleNumbers } from '../resources/network-acl/constraints.ts';
import type { NetworkAcl, NetworkAclEntry } from '../resources/network-acl/types.ts';
import { ALL_SELECTORS, decisionsFor, entriesInUse } from './acl-decisions.ts';
import type { Check, LintContext } from './check.ts';
import { counted, listed, named, refused, remoteOf, trafficOf } from './words.ts';

export const aclEntries: Check = (context) =>
  [...context.network.networkAcls.values()].flatMap((acl) => [
    ...(['ingress', 'egress'] as const).flatMap((direction) => [
      ...refusedNumbers(acl, direction),
      ...unreached(acl, direction),
    ]),
    ...deniesEverything(context, acl),
  ]);

type Direction = 'ingress' | 'egress';

function refusedNumbers(acl: NetworkAcl, direction: Direction): Diagnostic[] {
  const refusals = refuseRuleNumbers(acl[direction].map(({ ruleNumber }) => ruleNumber));
  return refused('acl-entry-refused', acl.id, `AWS would not accept the ${direction} entries of network ACL ${named(acl)}`, refusals);
}

/** Far above the ceiling of LIM-9; comparing more than this would take long and help nobody. */
export const MOST_COMPARED = 200;

const BOTH_FAMILIES: readonly Cidr[] = [wholeFamily(4), wholeFamily(6)];

function unreached(acl: NetworkAcl, direction: Direction): Diagnostic[] {
  const entries = acl[direction];
  // EVAL-8: an unread entry changes nothing here, since it can only take more from the later ones.
  if (entries.length < 2 || entries.length > MOST_COMPARED) return [];
  const used = entriesInUse(entries, BOTH_FAMILIES);
  return entries.flatMap((entry, index) => (used.has(index) ? [] : [unreachedEntry(acl, direction, entry, index)]));
}

function unreachedEntry(acl: NetworkAcl, direction: Direction, entry: NetworkAclEntry, index: number): Diagnostic {
  const covering = coveringEntries(acl[direction], entry, index);
  const contradicts = covering.some(({ ruleAction }) => ruleAction !== entry.ruleAction);
  const by = `${covering.length === 1 ? 'entry' : 'entries'} ${listed(covering.map(({ ruleNumber }) => String(ruleNumber)))}`;
  const what = `${direction === 'ingress' ? 'Inbound' : 'Outbound'} entry \`${entry.ruleNumber}\` of network ACL ${named(acl)} (${entry.ruleAction} ${trafficOf(entry.match)} ${direction === 'ingress' ? 'from' : 'to'} ${remoteOf(entry.match)})`;
  return contradicts
    ? diagnostic(
        'shadowed-acl-entry',
        `${what} is never reached: ${by} ${covering.length === 1 ? 'matches' : 'match'} all of it first and ${covering.length === 1 ? 'does' : 'do'} otherwise. The lowest number decides. Give it a lower number than theirs if it should act, else remove it.`,
        { resource: acl.id, rule: 'NACL-2' },
      )
    : diagnostic(
        'redundant-acl-entry',
        `${what} is never reached: ${by} already ${covering.length === 1 ? 'does' : 'do'} the same for all of it. It can go.`,
        { resource: acl.id, rule: 'NACL-2' },
      );
}

/** The earlier entries that take packets of this one. */
function coveringEntries(entries: readonly NetworkAclEntry[], entry: NetworkAclEntry, index: number): NetworkAclEntry[] {
  const { match } = entry;
  if (match.remote.kind !== 'cidr') return [];
  const earlier = entries.slice(0, index);
  const protocols =
    match.protocol === 'any'
      ? [...new Set(earlier.flatMap((other) => (other.match.protocol === 'any' ? [] : [other.match.protocol]))), 255]
      : [match.protocol];
  const found = new Set<number>();
  for (const protocol of protocols) {
    const box = { protocol, remote: match.remote.cidr, range: match.range ?? ALL_SELECTORS };
    for (const { decisions } of decisionsFor(earlier, box)) for (const decision of decisions) found.add(decision.entry);
  }
  return earlier.filter((_, position) => found.has(position));
}

/** NACL-6: a new ACL denies everything, which is easily forgotten on one side. */
function deniesEverything(context: LintContext, acl: NetworkAcl): Diagnostic[] {
  const subnets = context.subnetsOfAcl(acl.id).filter(({ id }) => context.interfacesOfSubnet(id).length > 0);
  if (acl.incomplete || subnets.length === 0) return [];
  const closed = (['ingress', 'egress'] as const).filter((direction) => letsNothing(acl, direction));
  if (closed.length === 0) return [];
  const way = closed.length === 2 ? 'nothing in or out' : closed[0] === 'ingress' ? 'nothing in' : 'nothing out';
  return [
    diagnostic(
      'acl-denies-everything',
      `Network ACL ${named(acl)} lets ${way} of ${counted(subnets.length, 'subnet')} (${listed(subnets.map(({ id }) => id))}). Since ACLs keep no state, no connection over the border of ${subnets.length === 1 ? 'the subnet' : 'these subnets'} works in either direction. Add allow entries ${closed.length === 2 ? 'both ways' : closed[0] === 'ingress' ? 'inbound' : 'outbound'}, those for replies included.`,
      { resource: acl.id, rule: 'NACL-6' },
    ),
  ];
}

export function letsNothing(acl: NetworkAcl, direction: Direction): boolean {
  const entries = acl[direction];
  if (entries.every(({ ruleAction }) => ruleAction === 'deny')) return true;
  if (entries.length > MOST_COMPARED) return false;
  const used = entriesInUse(entries, BOTH_FAMILIES);
  return entries.every(({ ruleAction }, index) => ruleAction === 'deny' || !used.has(index));
}
