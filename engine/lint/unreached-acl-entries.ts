/**
 * Entries of network ACLs that are never reached (NACL-2, NACL-17).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { NetworkAcl, NetworkAclEntry } from '../resources/network-acl/types.ts';
import { ALL_SELECTORS, decisionsFor, entriesInUse, MOST_ENTRIES } from './acl-decisions.ts';
import type { Check } from './check.ts';
import { listed, named, remoteOf, trafficOf } from './words.ts';

export const unreachedAclEntries: Check = ({ network }) =>
  [...network.networkAcls.values()].flatMap((acl) => [
    ...unreached(acl, 'ingress'),
    ...unreached(acl, 'egress'),
  ]);

type Direction = 'ingress' | 'egress';

function unreached(acl: NetworkAcl, direction: Direction): Diagnostic[] {
  const entries = acl[direction];
  // EVAL-8: an unread entry changes nothing here, since it can only take more from the later ones.
  if (entries.length < 2 || entries.length > MOST_ENTRIES) return [];
  const used = entriesInUse(entries);
  return entries.flatMap((entry, index) =>
    used.has(index) ? [] : [unreachedEntry(acl, direction, entry, index)],
  );
}

function unreachedEntry(
  acl: NetworkAcl,
  direction: Direction,
  entry: NetworkAclEntry,
  index: number,
): Diagnostic {
  const covering = coveringEntries(acl[direction], entry, index);
  const contradicts = covering.some(({ ruleAction }) => ruleAction !== entry.ruleAction);
  const by = `${covering.length === 1 ? 'entry' : 'entries'} ${listed(covering.map(({ ruleNumber }) => String(ruleNumber)))}`;
  const what = `${direction === 'ingress' ? 'Inbound' : 'Outbound'} entry \`${entry.ruleNumber}\` of network ACL ${named(acl)} (${entry.ruleAction} ${trafficOf(entry.match)} ${direction === 'ingress' ? 'from' : 'to'} ${remoteOf(entry.match)})`;
  return contradicts
    ? diagnostic(
        'shadowed-acl-entry',
        `${what} is never reached: ${by} ${covering.length === 1 ? 'matches' : 'match'} all of it first and ${covering.length === 1 ? 'does' : 'do'} otherwise. The lowest number decides. Give it a lower number if it should act, else remove it.`,
        { resource: acl.id, rule: 'NACL-2' },
      )
    : diagnostic(
        'redundant-acl-entry',
        `${what} is never reached: ${by} already ${covering.length === 1 ? 'does' : 'do'} the same for all of it. It can go.`,
        { resource: acl.id, rule: 'NACL-2' },
      );
}

/** The earlier entries that take packets of this one. */
export function coveringEntries(
  entries: readonly NetworkAclEntry[],
  entry: NetworkAclEntry,
  index: number,
): NetworkAclEntry[] {
  const { match } = entry;
  if (match.remote.kind !== 'cidr') return [];
  const earlier = entries.slice(0, index);
  const protocols =
    match.protocol === 'any'
      ? [
          ...new Set(
            earlier.flatMap((other) => (other.match.protocol === 'any' ? [] : [other.match.protocol])),
          ),
          255,
        ]
      : [match.protocol];
  const found = new Set<number>();
  for (const protocol of protocols) {
    const box = { protocol, remote: match.remote.cidr, range: match.range ?? ALL_SELECTORS };
    for (const { decisions } of decisionsFor(earlier, box))
      for (const decision of decisions) found.add(decision.entry);
  }
  return earlier.filter((_, position) => found.has(position));
}
