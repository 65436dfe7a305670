/**
 * The rows of a rule list in the words that traces use for them, each with the item of the document it is written in:
 * so that a page can say of a row what a trace found there.
 */
import { formatCidr } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { NetworkAclEntry } from '../resources/network-acl/types.ts';
import type { Route } from '../resources/route-table/types.ts';
import type { SecurityGroupRule } from '../resources/security-group/types.ts';
import { protocolText, rangeText, remoteText } from './packets.ts';

export interface RuleLine {
  readonly list: 'ingress' | 'egress' | 'routes';
  /** Place of the item in the document's list; −1 where AWS fills the list in, or where it could not be told. */
  readonly item: number;
  /** As in `EntryReport`: rule number or route destination; empty for rules of groups. */
  readonly entry: string;
  /** `allow`, `deny`, or the id of a route's target. */
  readonly action: string;
  readonly protocol: string;
  readonly ports: string;
  readonly remote: string;
}

/** Members of a resource as the document states them. */
type Stated = Readonly<Record<string, unknown>> | undefined;

/**
 * The rows of a security group, network ACL or route table in the order of the model's lists.
 *
 * @param stated - the resource's entry in the document; `undefined` when AWS fills the resource in
 */
export function ruleLines(network: Network, id: string, stated: Stated): readonly RuleLine[] {
  const acl = network.networkAcls.get(id);
  if (acl !== undefined) return directions.flatMap((list) => aclLines(acl[list], list, stated));
  const group = network.securityGroups.get(id);
  if (group !== undefined) return directions.flatMap((list) => groupLines(group[list], list, stated));
  return (network.routeTables.get(id)?.routes ?? []).map((route, index, { length }) =>
    routeLine(route, itemsIn(stated, 'routes').length === length ? index : -1),
  );
}

const directions = ['ingress', 'egress'] as const;
type Direction = (typeof directions)[number];

function itemsIn(stated: Stated, list: string): readonly Readonly<Record<string, unknown>>[] {
  const items = stated !== undefined && Object.hasOwn(stated, list) ? stated[list] : undefined;
  return Array.isArray(items) ? items : [];
}

/** Entries are sorted by their numbers, those of one number in the order in which they are written (NACL-2). */
function aclLines(entries: readonly NetworkAclEntry[], list: Direction, stated: Stated): RuleLine[] {
  const numbers = itemsIn(stated, list).map((item, index) => ({ index, ruleNumber: item['ruleNumber'] }));
  const sorted = numbers.sort((a, b) => Number(a.ruleNumber) - Number(b.ruleNumber));
  return entries.map(({ ruleNumber, ruleAction, match }, index) => ({
    list,
    item: sorted.length === entries.length ? (sorted[index]?.index ?? -1) : -1,
    entry: String(ruleNumber),
    action: ruleAction,
    protocol: protocolText(match),
    ports: rangeText(match),
    remote: remoteText(match),
  }));
}

/** One item may name several peers; each is a rule of the model (SG-11). */
function groupLines(rules: readonly SecurityGroupRule[], list: Direction, stated: Stated): RuleLine[] {
  const peerKey = list === 'ingress' ? 'from' : 'to';
  const items = itemsIn(stated, list).flatMap((item, index) => {
    const peers = item[peerKey];
    return Array.isArray(peers) ? peers.map(() => index) : [index];
  });
  return rules.map(({ match }, index) => ({
    list,
    item: items.length === rules.length ? (items[index] ?? -1) : -1,
    entry: '',
    action: 'allow',
    protocol: protocolText(match),
    ports: rangeText(match),
    remote: remoteText(match),
  }));
}

function routeLine({ destination, target }: Route, item: number): RuleLine {
  const remote = destination.kind === 'cidr' ? formatCidr(destination.cidr) : destination.prefixList;
  return { list: 'routes', item, entry: remote, action: target.id, protocol: '', ports: '', remote };
}
