/**
 * INGRESS, steps I1 to I5 of the semantics: a packet comes to an interface, by its destination or by a route.
 */
import { addressAt, firstAddress, lastAddress, sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { VpcId } from '../model/index.ts';
import { isReplyTo, replyTo, TCP, UDP } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { receiveAtNatGateway } from '../resources/nat-gateway/forward.ts';
import { sameSubnetNotes } from '../resources/network-acl/evaluate.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { Forwarding, NetworkInterface } from '../resources/network-interface/types.ts';
import { evaluateSecurityGroups } from '../resources/security-group/evaluate.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { RuleId } from '../rules/index.ts';
import { isUp, takesGroups } from './compiled.ts';
import { interfacePlace, ipv6ReferenceNotes, missingGroupNote, trackedEvidence } from './egress.ts';
import { NAT_INSTANCE_PORT } from './flow.ts';
import type { Arriving, Next } from './next.ts';
import type { Note } from './note.ts';
import type { Detail, Evidence } from './types.ts';
import type { Walk } from './walk.ts';

/** Delivery by destination: I1 finds the interface, then the rest applies there. */
export function deliver(walk: Walk, vpc: VpcId, sameSubnet: Subnet | undefined, arriving: Arriving): Next {
  const { packet } = arriving;
  const { network, flow } = walk;
  const owner = network.lookup.ownerOf(vpc, packet.dst);
  if (owner !== undefined && isUp(network, owner)) {
    return receive(walk, owner, { ...arriving, crossesBorder: sameSubnet === undefined, handedOver: false });
  }
  if (owner === undefined && flow.source.kind === 'unowned' && sameAddress(flow.source.address, packet.dst)) {
    const subnet = network.subnets.get(flow.source.subnet);
    const crosses = sameSubnet === undefined && subnet !== undefined;
    if (crosses && !walk.crossNetworkAcl(subnet, 'ingress', packet)) return { step: 'ended' };
    return { step: 'arrived', arrival: { kind: 'unowned', packet } };
  }
  if (!network.vpcs.has(vpc)) return leavesModel(walk, vpc, packet);
  const absence = absenceOf(walk, vpc, packet.dst, owner);
  const on = walk.drop({ kind: 'vpc', id: vpc, vpc }, 'no-such-host', packet, {
    detail: absence.detail,
    rules: absence.rules,
    mendable: owner !== undefined,
  });
  if (!on || owner === undefined) return { step: 'ended' };
  return receive(walk, owner, { ...arriving, crossesBorder: sameSubnet === undefined, handedOver: false });
}

function leavesModel(walk: Walk, vpc: VpcId, packet: Packet): Next {
  walk.undecided({ kind: 'vpc', id: vpc, vpc }, 'no-such-host', packet, {
    detail: 'not-held',
    rules: ['EVAL-8', 'PEER-15'],
    notes: [
      {
        kind: 'assumption',
        rule: 'PEER-15',
        text: `VPC ${vpc} is not in the input: what happens there is not known.`,
      },
    ],
  });
  return { step: 'ended' };
}

/** I1, RT-21: why nothing answers at an address inside a VPC. */
function absenceOf(
  walk: Walk,
  vpc: VpcId,
  address: Address,
  owner: NetworkInterface | undefined,
): { detail: Detail; rules: RuleId[] } {
  if (owner !== undefined && !owner.attached) return { detail: 'unattached', rules: ['ENI-13', 'RT-21'] };
  if (owner !== undefined) return { detail: 'stopped', rules: ['ENI-13', 'RT-21'] };
  const subnet = walk.network.lookup.subnetOf(vpc, address);
  const held = subnet === undefined ? undefined : walk.network.subnets.get(subnet);
  return held !== undefined && isReserved(held, address)
    ? { detail: 'reserved', rules: ['SUB-4', 'RT-21'] }
    : { detail: 'unassigned', rules: ['RT-21'] };
}

/** SUB-4, SUB-6: the first four addresses of a subnet's block and the last one. */
function isReserved(subnet: Subnet, address: Address): boolean {
  const blocks = [...(subnet.cidrBlock === undefined ? [] : [subnet.cidrBlock]), ...subnet.ipv6CidrBlocks];
  return blocks.some((block) => {
    const first = firstAddress(block);
    const reserved = [
      first,
      addressAt(first, 1),
      addressAt(first, 2),
      addressAt(first, 3),
      lastAddress(block),
    ];
    return reserved.some((candidate) => candidate !== undefined && sameAddress(candidate, address));
  });
}

/** Delivery to the interface that a route names, whatever the packet's destination. */
export function handOver(
  walk: Walk,
  networkInterface: NetworkInterface,
  arriving: Arriving & { readonly from?: Subnet },
): Next {
  return receive(walk, networkInterface, { ...arriving, crossesBorder: true, handedOver: true });
}

interface Received extends Arriving {
  /** False when the packet stays inside one subnet (NACL-3). */
  readonly crossesBorder: boolean;
  /** True when a route named the interface (section 1.4). */
  readonly handedOver: boolean;
  /** The subnet whose table named it (NACL-18). */
  readonly from?: Subnet;
}

/** I2 to I5. */
function receive(walk: Walk, networkInterface: NetworkInterface, received: Received): Next {
  const { packet } = received;
  const { network } = walk;
  const subnet = network.subnets.get(networkInterface.subnet);
  if (subnet === undefined) return leavesModel(walk, networkInterface.vpc, packet);
  if (received.crossesBorder) {
    const notes = sameSubnetNotes(received.from, subnet);
    if (!walk.crossNetworkAcl(subnet, 'ingress', packet, notes)) return { step: 'ended' };
  }
  const natGateway = network.lookup.natGatewayOfInterface(networkInterface.id);
  if (natGateway !== undefined) return receiveAtNatGateway(natGateway, subnet, packet, walk);
  if (!checkDestination(walk, networkInterface, packet)) return { step: 'ended' };
  if (!checkSecurityGroupIngress(walk, networkInterface, received)) return { step: 'ended' };
  return consumeOrForward(walk, networkInterface, received);
}

/** I3, ENI-7. */
function checkDestination(walk: Walk, networkInterface: NetworkInterface, packet: Packet): boolean {
  const place = interfacePlace(networkInterface);
  if (isOwnAddress(networkInterface, packet.dst)) return true;
  if (!networkInterface.sourceDestCheck) {
    walk.record(place, 'eni-src-dst-check', 'allowed', packet, { rules: ['ENI-7'] });
    return true;
  }
  return walk.drop(place, 'eni-src-dst-check', packet, {
    detail: 'foreign-destination',
    rules: ['ENI-7', 'NATI-2'],
    mendable: true,
  });
}

/** I4, SG-2, SG-3. */
function checkSecurityGroupIngress(
  walk: Walk,
  networkInterface: NetworkInterface,
  received: Received,
): boolean {
  const { packet, tag } = received;
  const place = interfacePlace(networkInterface);
  if (!takesGroups(networkInterface)) {
    walk.record(place, 'sg-ingress', 'skipped', packet, { rules: ['SG-26'] });
    return true;
  }
  if (walk.isTracked(networkInterface.id, 'in', packet)) {
    walk.record(place, 'sg-ingress', 'skipped', packet, {
      rules: ['SG-3'],
      evidence: trackedEvidence(networkInterface),
    });
    return true;
  }
  const filter = walk.compiled.filterOf(networkInterface, 'ingress');
  const verdict = evaluateSecurityGroups(filter, packet, { address: packet.src, groups: tag });
  const evidence = (matched: number): Evidence => ({
    kind: 'security-groups',
    groups: filter.groups,
    rules: filter.rules,
    matched,
    remoteGroups: tag,
    tracked: false,
  });
  // SG-26: an ordinary interface has at least one group; none in the input is missing data, not an empty list.
  if (verdict.kind === 'denied' && filter.groups.length > 0) {
    const lost = wouldMatchBySender(walk, filter.readsGroups, networkInterface, packet);
    const rules: RuleId[] = lost ? ['SG-2', 'SG-13'] : ['SG-2'];
    if (!walk.drop(place, 'sg-ingress', packet, { rules, evidence: evidence(-1), mendable: true }))
      return false;
  } else if (verdict.kind !== 'allowed') {
    walk.undecided(place, 'sg-ingress', packet, {
      detail: 'not-held',
      rules: [filter.groups.length === 0 ? 'SG-26' : 'SG-27', 'EVAL-8'],
      evidence: evidence(-1),
      notes: [missingGroupNote(verdict.kind === 'unknown' ? verdict.missing : undefined, networkInterface)],
    });
  } else if (walk.recording) {
    const { matched } = verdict;
    const byGroup = filter.rules[matched]?.rule.match.remote.kind === 'group';
    walk.record(place, 'sg-ingress', 'allowed', packet, {
      rules: byGroup ? ['SG-2', 'SG-12'] : ['SG-2'],
      evidence: evidence(matched),
      notes: byGroup ? groupReferenceNotes(networkInterface, packet, received.handedOver) : [],
    });
  }
  walk.remember(networkInterface.id, 'in', packet);
  return true;
}

/** SG-13: whether the flow's first sender carries a group that a rule names, so that the reference was lost on the way. */
function wouldMatchBySender(
  walk: Walk,
  readsGroups: boolean,
  networkInterface: NetworkInterface,
  packet: Packet,
): boolean {
  const { source } = walk.flow;
  if (!readsGroups || walk.leg === 'return' || source.kind !== 'interface') return false;
  const filter = walk.compiled.filterOf(networkInterface, 'ingress');
  const remote = { address: packet.src, groups: source.networkInterface.groups };
  return evaluateSecurityGroups(filter, packet, remote).kind === 'allowed';
}

function groupReferenceNotes(
  networkInterface: NetworkInterface,
  packet: Packet,
  handedOver: boolean,
): Note[] {
  const notes: Note[] = [];
  if (handedOver && !isOwnAddress(networkInterface, packet.dst)) {
    notes.push({
      kind: 'uncertain',
      rule: 'SG-13',
      text: 'A group reference is taken to match on the first hop into an appliance; AWS does not say so.',
    });
  }
  return [...notes, ...ipv6ReferenceNotes(packet.src)];
}

/** I5: delivered here, passed on by the guest, or dropped by a guest that does not forward. */
function consumeOrForward(walk: Walk, networkInterface: NetworkInterface, received: Received): Next {
  const { packet } = received;
  const own = isOwnAddress(networkInterface, packet.dst);
  const translated = own ? translationAnswered(walk, networkInterface, packet) : undefined;
  if (translated !== undefined) {
    const inside = replyTo(translated.before);
    walk.passesOn(networkInterface.id);
    walk.record(interfacePlace(networkInterface), 'nat-instance', 'translated', packet, {
      rewritten: inside,
      rules: ['NATI-3'],
    });
    return { step: 'send', networkInterface, packet: inside, tag: [] };
  }
  if (own) return { step: 'arrived', arrival: { kind: 'interface', networkInterface, packet } };

  const { behaviour, notes } = forwardingOf(walk, networkInterface);
  const place = interfacePlace(networkInterface);
  if (behaviour === 'none') {
    walk.drop(place, 'not-forwarding', packet, { rules: ['NATI-9'], notes, mendable: false });
    return { step: 'ended' };
  }
  if (behaviour === 'router' || packet.src.family === 6) {
    walk.passesOn(networkInterface.id);
    walk.record(place, 'router', 'passed', packet, { rules: ['NATI-9', 'EVAL-4'], notes });
    return { step: 'send', networkInterface, packet, tag: [] };
  }
  return masquerade(walk, networkInterface, packet, notes);
}

function translationAnswered(walk: Walk, networkInterface: NetworkInterface, packet: Packet) {
  return walk.translations.find(
    ({ device, after }) => device === networkInterface.id && isReplyTo(packet, after),
  );
}

/** NATI-1: the guest puts its own address in. NATI-8: a reply that it has no entry for is dropped. */
function masquerade(
  walk: Walk,
  networkInterface: NetworkInterface,
  packet: Packet,
  notes: readonly Note[],
): Next {
  const place = interfacePlace(networkInterface);
  const primary = networkInterface.privateIpv4[0]?.address;
  if (walk.leg === 'return' || primary === undefined) {
    walk.drop(place, 'not-forwarding', packet, {
      detail: 'no-state',
      rules: ['NATI-8', 'EVAL-4'],
      notes: [
        ...notes,
        {
          kind: 'uncertain',
          rule: 'NATI-8',
          text: 'Some guests pass on an unknown reply untranslated; it is taken to be dropped.',
        },
      ],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const hasPort = packet.protocol === TCP || packet.protocol === UDP;
  const after: Packet = { ...packet, src: primary, srcPort: hasPort ? NAT_INSTANCE_PORT : packet.srcPort };
  walk.passesOn(networkInterface.id);
  walk.translations.push({ device: networkInterface.id, before: packet, after });
  walk.record(place, 'nat-instance', 'translated', packet, {
    rewritten: after,
    rules: ['NATI-1', 'NATI-3'],
    notes,
  });
  return { step: 'send', networkInterface, packet: after, tag: [] };
}

/** What the guest does with packets for others: as stated, else the guess of NATI-9. */
function forwardingOf(
  walk: Walk,
  networkInterface: NetworkInterface,
): { behaviour: Forwarding; notes: readonly Note[] } {
  if (networkInterface.forwarding !== undefined) return { behaviour: networkInterface.forwarding, notes: [] };
  const routed = walk.compiled.routedTo.get(networkInterface.id);
  if (routed === undefined) return { behaviour: 'none', notes: [] };
  const hasPublic = networkInterface.privateIpv4.some(({ publicIp }) => publicIp !== undefined);
  const behaviour = hasPublic && routed.byDefaultRoute ? 'nat' : 'router';
  const does = behaviour === 'nat' ? 'translates to its own address' : 'passes packets on unchanged';
  const text = `The input does not show what the guest behind ${networkInterface.id} does; with its check off and routes to it, it is supposed that it ${does}. Set \`forwarding\` to say otherwise.`;
  return { behaviour, notes: [{ kind: 'uncertain', rule: 'NATI-9', text }] };
}
