/**
 * EGRESS, steps E1 to E7 of the semantics: an interface emits a packet, or a device inside a subnet passes one on.
 */
import {
  formatAddress,
  isMulticast,
  isRfc1918,
  isRfc6598,
  isUniqueLocal,
  parseAddress,
  sameAddress,
} from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { subnetHolds, vpcHolds } from '../model/index.ts';
import type { VpcId } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import { routeTargetOf } from '../resources/index.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { isUnroutable, routesPassedOver, selectRoute } from '../resources/route-table/effective.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import { evaluateSecurityGroups } from '../resources/security-group/evaluate.ts';
import type { GroupFilter } from '../resources/security-group/evaluate.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { RuleId } from '../rules/index.ts';
import { takesGroups } from './compiled.ts';
import { localService } from './local-service.ts';
import type { Arriving, Emitter, Next, SgTag } from './next.ts';
import type { Note } from './note.ts';
import type { Evidence } from './types.ts';
import type { Place, Walk } from './walk.ts';

/** E1 to E3 at an interface; E4 and on follow. */
export function send(walk: Walk, networkInterface: NetworkInterface, { packet }: Arriving): Next {
  const subnet = walk.network.subnets.get(networkInterface.subnet);
  const place = interfacePlace(networkInterface);
  if (subnet === undefined) {
    walk.undecided(place, 'route-table', packet, {
      component: { kind: 'subnet', id: networkInterface.subnet },
      detail: 'not-held',
      rules: ['EVAL-8'],
    });
    return { step: 'ended' };
  }
  const answered = checkLocalService(walk, networkInterface, subnet, packet);
  if (answered !== undefined) return answered;
  if (!checkSource(walk, networkInterface, packet)) return { step: 'ended' };
  if (!checkSecurityGroupEgress(walk, networkInterface, subnet, packet)) return { step: 'ended' };
  // SG-12: the sender's groups go along when the source is one of its own private addresses.
  const tag: SgTag = isOwnAddress(networkInterface, packet.src) ? networkInterface.groups : [];
  const emitter: Emitter = {
    device: networkInterface.id,
    kind: 'network-interface',
    networkInterface,
    subnet,
  };
  return { step: 'route', emitter, packet, tag };
}

/** E1. */
function checkLocalService(
  walk: Walk,
  networkInterface: NetworkInterface,
  subnet: Subnet,
  packet: Packet,
): Next | undefined {
  const { network } = walk;
  const instance =
    networkInterface.instance === undefined ? undefined : network.instances.get(networkInterface.instance);
  const answer = localService(packet, { subnet, vpc: network.vpcs.get(subnet.vpc), instance });
  if (answer === undefined) return undefined;
  const place = interfacePlace(networkInterface);
  if (answer.refused !== undefined) {
    walk.drop(place, 'local-service', packet, {
      detail: answer.refused,
      rules: answer.rules,
      notes: answer.notes,
      mendable: false,
    });
    return { step: 'ended' };
  }
  const note: Note = {
    kind: 'hint',
    rule: 'LOC-2',
    text: `${answer.service} answers on the host itself: security groups, network ACLs and route tables do not see this packet.`,
  };
  walk.record(place, 'local-service', 'passed', packet, {
    rules: answer.rules,
    notes: [note, ...answer.notes],
  });
  return { step: 'arrived', arrival: { kind: 'local', packet } };
}

/** E2, ENI-7. */
function checkSource(walk: Walk, networkInterface: NetworkInterface, packet: Packet): boolean {
  const place = interfacePlace(networkInterface);
  if (isOwnAddress(networkInterface, packet.src)) return true;
  if (!networkInterface.sourceDestCheck) {
    walk.record(place, 'eni-src-dst-check', 'allowed', packet, { rules: ['ENI-7'] });
    return true;
  }
  return walk.drop(place, 'eni-src-dst-check', packet, {
    detail: 'foreign-source',
    rules: ['ENI-7'],
    mendable: true,
  });
}

/** E3, SG-3. */
function checkSecurityGroupEgress(
  walk: Walk,
  networkInterface: NetworkInterface,
  subnet: Subnet,
  packet: Packet,
): boolean {
  const place = interfacePlace(networkInterface);
  if (!takesGroups(networkInterface)) {
    walk.record(place, 'sg-egress', 'skipped', packet, { rules: ['SG-26'] });
    return true;
  }
  if (walk.isTracked(networkInterface.id, 'out', packet)) {
    walk.record(place, 'sg-egress', 'skipped', packet, {
      rules: ['SG-3'],
      evidence: trackedEvidence(networkInterface),
    });
    return true;
  }
  const filter = walk.compiled.filterOf(networkInterface, 'egress');
  const receiver = filter.readsGroups ? groupsOfReceiver(walk, subnet, packet.dst) : [];
  const groups = receiver === 'not-held' ? [] : receiver;
  const judged = evaluateSecurityGroups(filter, packet, { address: packet.dst, groups });
  // PEER-15: a rule that names a group of a VPC which the model does not hold can't be judged.
  const verdict =
    receiver === 'not-held' && judged.kind === 'denied'
      ? { kind: 'unknown' as const, missing: `the peered VPC that holds ${formatAddress(packet.dst)}` }
      : judged;
  const evidence = (matched: number): Evidence => ({
    kind: 'security-groups',
    groups: filter.groups,
    rules: filter.rules,
    matched,
    remoteGroups: groups,
    tracked: false,
  });
  // SG-26: an ordinary interface has at least one group; none in the input is missing data, not an empty list.
  if (verdict.kind === 'denied' && filter.groups.length > 0) {
    const notes = middleboxNotes(walk, subnet, filter, packet);
    const rules: RuleId[] = notes.length > 0 ? ['SG-2', 'SG-3', 'SG-14'] : ['SG-2', 'SG-3'];
    const on = walk.drop(place, 'sg-egress', packet, {
      rules,
      evidence: evidence(-1),
      notes,
      mendable: true,
    });
    if (!on) return false;
  } else if (verdict.kind !== 'allowed') {
    walk.undecided(place, 'sg-egress', packet, {
      detail: 'not-held',
      rules: [filter.groups.length === 0 ? 'SG-26' : 'SG-27', 'EVAL-8'],
      evidence: evidence(-1),
      notes: [missingGroupNote(verdict.kind === 'unknown' ? verdict.missing : undefined, networkInterface)],
    });
  } else if (walk.recording) {
    const { matched } = verdict;
    const byGroup = filter.rules[matched]?.rule.match.remote.kind === 'group';
    walk.record(place, 'sg-egress', 'allowed', packet, {
      rules: ['SG-2', 'SG-3'],
      evidence: evidence(matched),
      notes: byGroup ? ipv6ReferenceNotes(packet.dst) : [],
    });
  }
  walk.remember(networkInterface.id, 'out', packet);
  return true;
}

/**
 * SG-14: the groups of the interface that owns the destination as a private address, if the packet goes there directly:
 * in the same subnet, by `local`, or over an active peering in the same Region.
 */
function groupsOfReceiver(walk: Walk, subnet: Subnet, destination: Address): SgTag | 'not-held' {
  const { network } = walk;
  const ownedIn = (vpc: VpcId) => network.lookup.ownerOf(vpc, destination)?.groups ?? [];
  if (subnetHolds(subnet, destination)) return ownedIn(subnet.vpc);
  const table = walk.compiled.tableOf(subnet.routeTable);
  const choice = table === undefined ? undefined : selectRoute(table, destination);
  if (choice?.kind !== 'route') return [];
  const { target } = choice.route;
  if (target.kind === 'local') return ownedIn(subnet.vpc);
  const peering =
    target.kind === 'vpc-peering-connection' ? network.vpcPeeringConnections.get(target.id) : undefined;
  if (peering === undefined || peering.status !== 'active') return [];
  // PEER-8: references do not work between Regions.
  if (peering.requester.region !== peering.accepter.region) return [];
  const far = peering.requester.vpc === subnet.vpc ? peering.accepter.vpc : peering.requester.vpc;
  return network.vpcs.has(far) ? ownedIn(far) : 'not-held';
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

/** SG-16: of a packet that a rule let through by a group of its remote end. */
export function ipv6ReferenceNotes(remote: Address): Note[] {
  if (remote.family === 4) return [];
  const text =
    "A group reference is taken to cover its members' IPv6 addresses, as the default group's does.";
  return [{ kind: 'uncertain', rule: 'SG-16', text }];
}

/** E4 to E7: from a device inside a subnet. */
export function route(walk: Walk, emitter: Emitter, arriving: Arriving): Next {
  const { subnet } = emitter;
  const { packet } = arriving;
  const place = subnetPlace(subnet);
  // EVAL-9: at the point of E4, before any route.
  if (isUndeliverable(packet.dst)) {
    walk.drop({ kind: 'vpc', id: subnet.vpc, vpc: subnet.vpc }, 'no-such-host', packet, {
      detail: 'multicast',
      rules: ['EVAL-9'],
      mendable: false,
    });
    return { step: 'ended' };
  }
  // E4; NACL-3, RT-12: inside a subnet no ACL and no route is asked.
  if (subnetHolds(subnet, packet.dst)) {
    walk.record(place, 'same-subnet', 'skipped', packet, { rules: ['NACL-3', 'RT-12'] });
    return { step: 'deliver', vpc: subnet.vpc, sameSubnet: subnet, packet, tag: arriving.tag };
  }
  if (!walk.crossNetworkAcl(subnet, 'egress', packet)) return { step: 'ended' };
  return lookUpRoute(walk, emitter, arriving);
}

const LIMITED_BROADCAST = parseAddress('255.255.255.255');

function isUndeliverable(destination: Address): boolean {
  return (
    isMulticast(destination) ||
    (LIMITED_BROADCAST !== undefined && sameAddress(destination, LIMITED_BROADCAST))
  );
}

/** E6: the table of the emitting subnet. */
function lookUpRoute(walk: Walk, emitter: Emitter, arriving: Arriving): Next {
  const { subnet } = emitter;
  const { packet } = arriving;
  const { network } = walk;
  const place = subnetPlace(subnet);
  const component = { kind: 'route-table', id: subnet.routeTable };
  const table = walk.compiled.tableOf(subnet.routeTable);
  if (table === undefined) return withoutTable(walk, emitter, arriving);
  const choice = selectRoute(table, packet.dst);
  const evidence = (chosen: EffectiveRoute | undefined) => routeEvidence(table, packet.dst, chosen);

  if (choice.kind === 'unknown') {
    walk.undecided(place, 'route-table', packet, {
      component,
      detail: 'not-held',
      rules: ['RT-25', 'EVAL-8'],
      evidence: evidence(undefined),
      notes: [
        {
          kind: 'assumption',
          rule: 'EVAL-8',
          text:
            choice.prefixList === undefined
              ? `Route table ${table.table.id} is not fully held in the input, and the missing routes would decide.`
              : `The contents of prefix list ${choice.prefixList} are not in the input, and they would decide.`,
        },
      ],
    });
    return { step: 'ended' };
  }
  if (choice.kind === 'none') {
    const on = walk.drop(place, 'route-table', packet, {
      component,
      detail: 'no-route',
      rules: [
        isUnroutable(packet.dst) ? 'RT-13' : 'RT-12',
        ...(subnet.routeTableIsMain ? (['RT-2'] as const) : []),
      ],
      evidence: evidence(undefined),
      notes: walk.lostReplyNotes(subnet.vpc, packet),
      // RT-13: to these ranges no route would help.
      mendable: !isUnroutable(packet.dst),
    });
    const mended = on ? likelyRoute(walk, emitter, packet.dst) : undefined;
    return mended === undefined
      ? { step: 'ended' }
      : mended.forward({ ...arriving, id: mended.id, emitter }, walk);
  }
  const chosen =
    choice.kind === 'route'
      ? choice.route
      : walk.choose(component, onePerTarget(choice.candidates), ({ target }) => target.id);
  const notes = routeNotes(table, chosen, choice.kind === 'ambiguous');
  const { target } = chosen;
  if (target.kind === 'local') {
    walk.record(place, 'route-table', 'allowed', packet, {
      component,
      rules: ['RT-6', 'RT-4'],
      evidence: evidence(chosen),
      notes,
    });
    return deliverLocally(walk, subnet, arriving);
  }

  const behaviour = routeTargetOf(target.kind);
  const { vpc } = subnet;
  const state = behaviour.state(target.id, vpc, network);
  // RT-10, RT-24: a stated blackhole drops; a dead target drops; an absent one drops unless the route is stated active.
  const isBlackhole =
    chosen.state === 'blackhole' ||
    chosen.state === 'filtered' ||
    state === 'dead' ||
    (state === 'not-held' && chosen.state !== 'active');
  if (isBlackhole) {
    const on = walk.drop(place, 'route-table', packet, {
      component,
      detail: 'blackhole',
      rules: ['RT-10', 'RT-11', ...(state === 'not-held' ? (['RT-24'] as const) : [])],
      evidence: evidence(chosen),
      notes: [...notes, ...blackholeNotes(walk, chosen), ...walk.lostReplyNotes(vpc, packet)],
      mendable: state !== 'not-held',
    });
    if (!on) return { step: 'ended' };
  }
  const device = behaviour.device?.(target.id, network) ?? target.id;
  // EVAL-5 (a): the route points to the very device that has just emitted the packet; (b) the packet comes to an
  // interface or gateway a second time.
  if (device === emitter.device || walk.comesAgain(device, packet))
    return loops(walk, emitter, packet, target.kind, target.id, evidence(chosen));
  if (!isBlackhole && walk.recording) {
    walk.record(place, 'route-table', 'allowed', packet, {
      component,
      rules: ['RT-6'],
      evidence: evidence(chosen),
      notes,
    });
  }
  walk.record({ kind: 'vpc', id: vpc, vpc }, 'router', 'passed', packet);
  const next = behaviour.forward({ ...arriving, id: target.id, emitter }, walk);
  // NACL-18: at the border of the next hop's subnet it matters where the packet comes from.
  return next.step === 'hand-over' ? { ...next, from: subnet } : next;
}

function deliverLocally(walk: Walk, subnet: Subnet, arriving: Arriving): Next {
  walk.record({ kind: 'vpc', id: subnet.vpc, vpc: subnet.vpc }, 'router', 'passed', arriving.packet);
  return {
    step: 'deliver',
    vpc: subnet.vpc,
    sameSubnet: undefined,
    packet: arriving.packet,
    tag: arriving.tag,
  };
}

/** EVAL-8: the subnet's table is not in the model. That every table has local routes is known all the same (RT-4). */
function withoutTable(walk: Walk, emitter: Emitter, arriving: Arriving): Next {
  const { subnet } = emitter;
  const place = subnetPlace(subnet);
  const component = { kind: 'route-table', id: subnet.routeTable };
  const vpc = walk.network.vpcs.get(subnet.vpc);
  if (vpc !== undefined && vpcHolds(vpc, arriving.packet.dst)) {
    const text = `Route table ${subnet.routeTable} is not in the input; its local route is supposed to be untouched.`;
    walk.record(place, 'route-table', 'allowed', arriving.packet, {
      component,
      rules: ['RT-4', 'EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
    });
    return deliverLocally(walk, subnet, arriving);
  }
  walk.undecided(place, 'route-table', arriving.packet, {
    component,
    detail: 'not-held',
    rules: ['EVAL-8'],
    notes: [
      {
        kind: 'assumption',
        rule: 'EVAL-8',
        text: `Route table ${subnet.routeTable} of subnet ${subnet.id} is not in the input, and its routes would decide.`,
      },
    ],
  });
  return { step: 'ended' };
}

/** EVAL-5: dropped before any further ACL or group is asked, at the NAT gateway or at the table that sent it back. */
function loops(
  walk: Walk,
  emitter: Emitter,
  packet: Packet,
  targetKind: string,
  targetId: string,
  evidence: Evidence,
): Next {
  const { subnet } = emitter;
  if (targetKind === 'nat-gateway') {
    walk.drop(
      { kind: 'nat-gateway', id: targetId, subnet: subnet.id, vpc: subnet.vpc },
      'nat-gateway',
      packet,
      {
        detail: 'routing-loop',
        rules: ['NAT-10', 'EVAL-5'],
        mendable: false,
      },
    );
  } else {
    walk.drop(subnetPlace(subnet), 'route-table', packet, {
      component: { kind: 'route-table', id: subnet.routeTable },
      detail: 'routing-loop',
      rules: ['EVAL-5', 'NATI-6'],
      evidence,
      mendable: false,
    });
  }
  return { step: 'ended' };
}

/**
 * For a lenient walk: the route that a missing one most likely is (IGW-2: report the missing ones together): to a
 * peering whose far side holds the destination, else, for a public destination, to the VPC's internet gateway, which
 * may be missing as well.
 */
function likelyRoute(walk: Walk, emitter: Emitter, destination: Address) {
  const { network } = walk;
  const { vpc } = emitter.subnet;
  const peering = [...network.vpcPeeringConnections.values()].find(({ requester, accepter }) => {
    const far = requester.vpc === vpc ? accepter.vpc : accepter.vpc === vpc ? requester.vpc : undefined;
    const farVpc = far === undefined ? undefined : network.vpcs.get(far);
    return farVpc !== undefined && vpcHolds(farVpc, destination);
  });
  if (peering !== undefined)
    return { id: peering.id, forward: routeTargetOf('vpc-peering-connection').forward };
  if (isRfc1918(destination) || isRfc6598(destination) || isUniqueLocal(destination)) return undefined;
  // IGW-10: that none is attached is found when the reply comes in.
  const id = network.lookup.internetGatewayOf(vpc)?.id ?? `igw:${vpc}`;
  return { id, forward: routeTargetOf('internet-gateway').forward };
}

function onePerTarget(routes: readonly EffectiveRoute[]): EffectiveRoute[] {
  return [...new Map(routes.map((candidate) => [candidate.target.id, candidate])).values()];
}

function routeEvidence(
  table: EffectiveTable,
  destination: Address,
  chosen: EffectiveRoute | undefined,
): Evidence {
  return {
    kind: 'routes',
    table: table.table.id,
    chosen,
    passedOver: () => routesPassedOver(table, destination, chosen),
  };
}

function routeNotes(table: EffectiveTable, chosen: EffectiveRoute, ambiguous: boolean): Note[] {
  const notes: Note[] = [];
  if (ambiguous) {
    notes.push({
      kind: 'uncertain',
      rule: 'RT-9',
      text: `Two prefix lists of route table ${table.table.id} cover the destination alike; AWS picks one at random and keeps it. Taken here: ${chosen.target.id}.`,
    });
  }
  if (table.table.incomplete && chosen.target.kind === 'local') {
    notes.push({
      kind: 'assumption',
      rule: 'EVAL-8',
      text: `Route table ${table.table.id} is not fully held in the input; its local route is supposed to be untouched.`,
    });
  }
  return notes;
}

function blackholeNotes(walk: Walk, chosen: EffectiveRoute): Note[] {
  if (chosen.state === 'filtered') {
    return [
      { kind: 'uncertain', rule: 'RT-10', text: 'A route in state `filtered` is treated as unusable.' },
    ];
  }
  if (walk.network.natGateways.get(chosen.target.id)?.state === 'deleting') {
    const text = `NAT gateway ${chosen.target.id} is being deleted. AWS says it "may still" pass traffic; it is taken not to.`;
    return [{ kind: 'uncertain', rule: 'NAT-1', text }];
  }
  const peering = walk.network.vpcPeeringConnections.get(chosen.target.id);
  if (peering?.status === 'pending-acceptance') {
    const text = `Peering ${peering.id} is pending acceptance. AWS says such a route "has no effect"; it is taken to drop the packet, not to fall back to a shorter route.`;
    return [{ kind: 'uncertain', rule: 'RT-11', text }];
  }
  return [];
}

export function interfacePlace(networkInterface: NetworkInterface): Place {
  return {
    kind: 'network-interface',
    id: networkInterface.id,
    subnet: networkInterface.subnet,
    vpc: networkInterface.vpc,
  };
}

export function subnetPlace(subnet: Subnet): Place {
  return { kind: 'subnet', id: subnet.id, subnet: subnet.id, vpc: subnet.vpc };
}

export function trackedEvidence(networkInterface: NetworkInterface): Evidence {
  return {
    kind: 'security-groups',
    groups: networkInterface.groups,
    rules: [],
    matched: -1,
    remoteGroups: [],
    tracked: true,
  };
}

export function missingGroupNote(missing: string | undefined, networkInterface: NetworkInterface): Note {
  const text =
    missing === undefined
      ? `The input shows no security groups for interface ${networkInterface.id}, which must have at least one.`
      : `The rules of ${missing} are not in the input, and they would decide for interface ${networkInterface.id} (${networkInterface.privateIpv4.map(({ address }) => formatAddress(address)).join(', ') || 'no IPv4 address'}).`;
  return { kind: 'assumption', rule: missing === undefined ? 'SG-26' : 'SG-27', text };
}
