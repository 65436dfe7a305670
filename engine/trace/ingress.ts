/**
 * INGRESS, steps I1 to I4 of the semantics: a packet comes to an interface, by its destination or by a route. What the
 * machine behind it does (I5) follows in `guest.ts`.
 */
import { addressAt, firstAddress, lastAddress, sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { VpcId } from '../model/index.ts';
import type { Packet } from '../packet/index.ts';
import { receiveAtNatGateway } from '../resources/nat-gateway/forward.ts';
import { sameSubnetNotes } from '../resources/network-acl/evaluate.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { RuleId } from '../rules/index.ts';
import { isUp } from './compiled.ts';
import { consumeOrForward } from './guest.ts';
import type { Arriving, Next } from './next.ts';
import { interfacePlace } from './places.ts';
import { checkSecurityGroupIngress } from './security-groups.ts';
import type { Detail } from './types.ts';
import type { Walk } from './walk.ts';

/** Delivery by destination: I1 finds the interface, then the rest applies there. */
export function deliver(walk: Walk, vpc: VpcId, sameSubnet: Subnet | undefined, arriving: Arriving): Next {
  const { packet } = arriving;
  const { network, flow } = walk;
  const owner = network.lookup.ownerOf(vpc, packet.dst);
  if (owner !== undefined && isUp(network, owner)) {
    return receive(walk, owner, { ...arriving, crossesBorder: sameSubnet === undefined, handedOver: false });
  }
  const isReturned = walk.leg === 'return' && flow.source.kind === 'unowned';
  if (owner === undefined && isReturned && sameAddress(flow.source.address, packet.dst)) {
    const subnet = network.subnets.get(flow.source.subnet);
    const crosses = sameSubnet === undefined && subnet !== undefined;
    if (crosses && !walk.crossNetworkAcl(subnet, 'ingress', packet)) return { step: 'ended' };
    return { step: 'arrived', arrival: { kind: 'unowned', packet } };
  }
  if (!network.vpcs.has(vpc)) return leavesModel(walk, vpc, packet);
  if (owner === undefined && mayBeHeldByOthers(walk, vpc, packet.dst)) {
    const text = `The input holds no network interfaces, and one may have this address in ${vpc}.`;
    walk.undecided({ kind: 'vpc', id: vpc, vpc }, 'no-such-host', packet, {
      detail: 'not-held',
      rules: ['EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'EVAL-8', text }],
    });
    return { step: 'ended' };
  }
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

/** EVAL-8: without the interfaces of a dump an address that looks unassigned may have one; a reserved one has none. */
function mayBeHeldByOthers(walk: Walk, vpc: VpcId, address: Address): boolean {
  if (!walk.network.notHeld.has('network-interface')) return false;
  const subnet = walk.network.lookup.subnetOf(vpc, address);
  const held = subnet === undefined ? undefined : walk.network.subnets.get(subnet);
  return held !== undefined && !isReserved(held, address);
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
  if (!checkSecurityGroupIngress(walk, networkInterface, packet, received)) return { step: 'ended' };
  return consumeOrForward(walk, networkInterface, packet);
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
