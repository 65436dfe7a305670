/**
 * Security groups on the walk: E3 outbound and I4 inbound (SG-2, SG-3, SG-12 to SG-16, SG-26, SG-27).
 */
import { formatAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { subnetHolds } from '../model/index.ts';
import type { VpcId } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { selectRoute } from '../resources/route-table/effective.ts';
import { evaluateSecurityGroups } from '../resources/security-group/evaluate.ts';
import type { GroupFilter, GroupVerdict } from '../resources/security-group/evaluate.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { isWithinRegion } from '../resources/vpc-peering-connection/forward.ts';
import type { RuleId } from '../rules/index.ts';
import { takesGroups } from './compiled.ts';
import type { SgTag } from './next.ts';
import type { Note } from './note.ts';
import { interfacePlace } from './places.ts';
import type { Evidence } from './types.ts';
import type { Walk } from './walk.ts';

/** E3: whether the walk goes on past the outbound rules of the sender's groups. */
export function checkSecurityGroupEgress(
  walk: Walk,
  networkInterface: NetworkInterface,
  subnet: Subnet,
  packet: Packet,
): boolean {
  if (passesWithoutRules(walk, networkInterface, 'egress', packet)) return true;
  const filter = walk.compiled.filterOf(networkInterface, 'egress');
  const receiver = filter.readsGroups ? groupsOfReceiver(walk, subnet, packet.dst) : [];
  const remoteGroups = receiver === 'not-held' ? [] : receiver;
  const judged = evaluateSecurityGroups(filter, packet, { address: packet.dst, groups: remoteGroups });
  // PEER-15, EVAL-8: a rule that names a group can't be judged where the receiver's groups are not known.
  const verdict: GroupVerdict =
    receiver === 'not-held' && judged.kind === 'denied'
      ? { kind: 'unknown', missing: `the groups of ${formatAddress(packet.dst)}` }
      : judged;
  return conclude(walk, networkInterface, 'egress', packet, { filter, verdict, remoteGroups }, () => {
    if (verdict.kind === 'allowed') {
      return {
        rules: ['SG-2', 'SG-3'],
        notes: namesGroup(filter, verdict) ? ipv6ReferenceNotes(packet.dst) : [],
      };
    }
    const notes = middleboxNotes(walk, subnet, filter, packet);
    if (filter.readsGroups && leadsToTransitGateway(walk, subnet, packet.dst))
      return { rules: ['SG-2', 'SG-3', 'TGW-25'], notes };
    return { rules: notes.length > 0 ? ['SG-2', 'SG-3', 'SG-14'] : ['SG-2', 'SG-3'], notes };
  });
}

/**
 * I4: whether the walk goes on past the inbound rules of the receiver's groups.
 *
 * @param arriving - the sender's groups as far as they came along, and whether a route named the interface
 */
export function checkSecurityGroupIngress(
  walk: Walk,
  networkInterface: NetworkInterface,
  packet: Packet,
  arriving: { readonly tag: SgTag; readonly handedOver: boolean },
): boolean {
  if (passesWithoutRules(walk, networkInterface, 'ingress', packet)) return true;
  const filter = walk.compiled.filterOf(networkInterface, 'ingress');
  const remoteGroups = arriving.tag;
  const judged = evaluateSecurityGroups(filter, packet, { address: packet.src, groups: remoteGroups });
  const verdict = judged.kind === 'denied' && filter.readsGroups ? orUnknownSender(walk, packet) : judged;
  return conclude(walk, networkInterface, 'ingress', packet, { filter, verdict, remoteGroups }, () => {
    if (verdict.kind !== 'allowed') {
      const lost = wouldMatchBySender(walk, filter, packet);
      // GEN-3: the reference is lost on the way. TGW-25: a transit gateway keeps it only where that is switched on.
      const byTransit = lost && walk.transitGateways.length > 0;
      const rules: RuleId[] = lost ? ['SG-2', 'SG-13'] : ['SG-2'];
      return { rules: byTransit ? [...rules, 'TGW-25'] : rules, notes: [] };
    }
    if (!namesGroup(filter, verdict)) return { rules: ['SG-2'], notes: [] };
    const isForOther = arriving.handedOver && !isOwnAddress(networkInterface, packet.dst);
    return {
      rules: ['SG-2', 'SG-12'],
      notes: [...(isForOther ? [firstHopNote] : []), ...ipv6ReferenceNotes(packet.src)],
    };
  });
}

/** EVAL-8: a rule names a group, and the input does not say which groups the sender has. */
function orUnknownSender(walk: Walk, packet: Packet): GroupVerdict {
  const { source } = walk.flow;
  if (source.kind !== 'interface' || !hasUnknownGroups(source.networkInterface)) return { kind: 'denied' };
  if (!isOwnAddress(source.networkInterface, packet.src)) return { kind: 'denied' };
  return { kind: 'unknown', missing: `the groups of ${source.networkInterface.id}` };
}

function hasUnknownGroups(networkInterface: NetworkInterface): boolean {
  return takesGroups(networkInterface) && networkInterface.groups.length === 0;
}

/** An interface of a type that takes no groups (SG-26), and the reply of a flow that was let through before (SG-3). */
function passesWithoutRules(
  walk: Walk,
  networkInterface: NetworkInterface,
  direction: 'ingress' | 'egress',
  packet: Packet,
): boolean {
  const place = interfacePlace(networkInterface);
  const at = `sg-${direction}` as const;
  if (!takesGroups(networkInterface)) {
    walk.record(place, at, 'skipped', packet, {
      rules: ['SG-26'],
      notes: ignoredGroupsNotes(networkInterface),
    });
    return true;
  }
  if (!walk.isTracked(networkInterface.id, direction === 'ingress' ? 'in' : 'out', packet)) return false;
  walk.record(place, at, 'skipped', packet, { rules: ['SG-3'], evidence: trackedEvidence(networkInterface) });
  return true;
}

interface Judged {
  readonly filter: GroupFilter;
  readonly verdict: GroupVerdict;
  readonly remoteGroups: SgTag;
}

/** Records what the groups said; a flow that goes on is remembered for its replies (SG-3). */
function conclude(
  walk: Walk,
  networkInterface: NetworkInterface,
  direction: 'ingress' | 'egress',
  packet: Packet,
  { filter, verdict, remoteGroups }: Judged,
  explain: () => { readonly rules: readonly RuleId[]; readonly notes: readonly Note[] },
): boolean {
  const place = interfacePlace(networkInterface);
  const at = `sg-${direction}` as const;
  const evidence = (): Evidence => ({
    kind: 'security-groups',
    groups: filter.groups,
    rules: filter.rules,
    matched: verdict.kind === 'allowed' ? verdict.matched : -1,
    remoteGroups,
    tracked: false,
  });
  // SG-26: an ordinary interface has at least one group; none in the input is missing data, not an empty list.
  if (verdict.kind === 'denied' && filter.groups.length > 0) {
    if (!walk.drop(place, at, packet, { ...explain(), evidence: evidence(), mendable: true })) return false;
  } else if (verdict.kind !== 'allowed') {
    walk.undecided(place, at, packet, {
      detail: 'not-held',
      rules: [filter.groups.length === 0 ? 'SG-26' : 'SG-27', 'EVAL-8'],
      evidence: evidence(),
      notes: [missingGroupNote(verdict.kind === 'unknown' ? verdict.missing : undefined, networkInterface)],
    });
  } else if (walk.recording) {
    walk.record(place, at, 'allowed', packet, { ...explain(), evidence: evidence() });
  }
  walk.remember(networkInterface.id, direction === 'ingress' ? 'in' : 'out', packet);
  return true;
}

function namesGroup(filter: GroupFilter, verdict: GroupVerdict): boolean {
  return verdict.kind === 'allowed' && filter.rules[verdict.matched]?.rule.match.remote.kind === 'group';
}

/**
 * SG-14: the groups of the interface that owns the destination as a private address, if the packet goes there directly:
 * in the same subnet, by `local`, or over an active peering in the same Region.
 */
function groupsOfReceiver(walk: Walk, subnet: Subnet, destination: Address): SgTag | 'not-held' {
  const { network } = walk;
  const ownedIn = (vpc: VpcId): SgTag | 'not-held' => {
    const owner = network.lookup.ownerOf(vpc, destination);
    if (owner === undefined || !takesGroups(owner)) return [];
    return hasUnknownGroups(owner) ? 'not-held' : owner.groups;
  };
  if (subnetHolds(subnet, destination)) return ownedIn(subnet.vpc);
  const table = walk.compiled.tableOf(subnet.routeTable);
  // EVAL-8: of a table that is not held only the local route is known (RT-4).
  if (table === undefined) return ownedIn(subnet.vpc);
  const choice = selectRoute(table, destination);
  if (choice.kind === 'unknown' || choice.kind === 'ambiguous') return 'not-held';
  if (choice.kind === 'none') return [];
  const { target } = choice.route;
  if (target.kind === 'local') return ownedIn(subnet.vpc);
  const peering =
    target.kind === 'vpc-peering-connection' ? network.vpcPeeringConnections.get(target.id) : undefined;
  if (peering === undefined || peering.status !== 'active') return [];
  // PEER-8: references do not work between Regions.
  if (!isWithinRegion(peering)) return [];
  const far = peering.requester.vpc === subnet.vpc ? peering.accepter.vpc : peering.requester.vpc;
  return network.vpcs.has(far) ? ownedIn(far) : 'not-held';
}

/** TGW-25: an outbound rule cannot name a group beyond a transit gateway. */
function leadsToTransitGateway(walk: Walk, subnet: Subnet, destination: Address): boolean {
  const table = walk.compiled.tableOf(subnet.routeTable);
  const choice = table === undefined ? undefined : selectRoute(table, destination);
  return choice?.kind === 'route' && choice.route.target.kind === 'transit-gateway';
}

/** SG-14: a rule names a group of the receiver, and would match if the packet went there directly. */
function middleboxNotes(walk: Walk, subnet: Subnet, filter: GroupFilter, packet: Packet): Note[] {
  const owner = filter.readsGroups ? walk.network.lookup.ownerOf(subnet.vpc, packet.dst) : undefined;
  if (owner === undefined) return [];
  const direct = evaluateSecurityGroups(filter, packet, { address: packet.dst, groups: owner.groups });
  if (direct.kind !== 'allowed') return [];
  const text = `The route to ${formatAddress(packet.dst)} is not a direct one, and by way of a middlebox a rule that names a group of ${owner.id} is taken not to match; AWS does not say so.`;
  return [{ kind: 'uncertain', rule: 'SG-14', text }];
}

/** SG-13: whether the flow's first sender carries a group that a rule names, so that the reference was lost on the way. */
function wouldMatchBySender(walk: Walk, filter: GroupFilter, packet: Packet): boolean {
  const { source } = walk.flow;
  if (!filter.readsGroups || walk.leg === 'return' || source.kind !== 'interface') return false;
  const remote = { address: packet.src, groups: source.networkInterface.groups };
  return evaluateSecurityGroups(filter, packet, remote).kind === 'allowed';
}

/** SG-16: of a packet that a rule let through by a group of its remote end. */
function ipv6ReferenceNotes(remote: Address): Note[] {
  if (remote.family === 4) return [];
  const text =
    "A group reference is taken to cover its members' IPv6 addresses, as the default group's does.";
  return [{ kind: 'uncertain', rule: 'SG-16', text }];
}

const firstHopNote: Note = {
  kind: 'uncertain',
  rule: 'SG-13',
  text: 'A group reference is taken to match on the first hop into an appliance; AWS does not say so.',
};

/** SG-26: mock data shows groups even on interfaces that take none. */
function ignoredGroupsNotes(networkInterface: NetworkInterface): Note[] {
  if (networkInterface.groups.length === 0) return [];
  const text = `The input shows security groups on ${networkInterface.id}, whose type takes none; they are ignored.`;
  return [{ kind: 'assumption', rule: 'SG-26', text }];
}

function trackedEvidence(networkInterface: NetworkInterface): Evidence {
  return {
    kind: 'security-groups',
    groups: networkInterface.groups,
    rules: [],
    matched: -1,
    remoteGroups: [],
    tracked: true,
  };
}

function missingGroupNote(missing: string | undefined, networkInterface: NetworkInterface): Note {
  const addresses =
    networkInterface.privateIpv4.map(({ address }) => formatAddress(address)).join(', ') || 'no IPv4 address';
  const text =
    missing === undefined
      ? `The input shows no security groups for interface ${networkInterface.id}, which must have at least one.`
      : `What decides for interface ${networkInterface.id} (${addresses}), ${missing}, is not in the input.`;
  return { kind: 'assumption', rule: missing === undefined ? 'SG-26' : 'SG-27', text };
}
