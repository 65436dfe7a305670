/**
 * Containers on the walk: tasks of ECS with an interface of their own, and pods whose addresses the VPC CNI puts on the
 * interfaces of their EKS node (CNT-1, CNT-3 to CNT-5).
 *
 *   pod ─► node     100.64.1.25:40000 → 10.2.1.20:443
 *          node ─►   10.0.1.10:30001 → 10.2.1.20:443    beyond the VPC the node's own address (CNT-4)
 */
import { containsAddress, sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { vpcHolds } from '../model/index.ts';
import type { Network } from '../model/index.ts';
import { hasPorts } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import type { Instance } from '../resources/instance/types.ts';
import { supposedPortNote } from '../resources/nat-gateway/supposed-port.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { NAT_INSTANCE_PORT } from './flow.ts';
import type { Next } from './next.ts';
import type { Note } from './note.ts';
import { checkSecurityGroupEgress } from './security-groups.ts';
import type { Walk } from './walk.ts';

/** CNT-1: a task in `awsvpc` mode is a machine of its own, whatever its interface is attached to. */
export function isTask({ managedBy }: NetworkInterface): boolean {
  return managedBy === 'ECS task';
}

/**
 * What a node does with a packet that one of its pods sends: beyond the VPC it puts its own address in (CNT-4).
 *
 * @returns `undefined` when the packet leaves by the pod's own interface, with the pod's address
 */
export function sendFromPod(walk: Walk, own: NetworkInterface, packet: Packet): Next | undefined {
  const { network } = walk;
  const node = nodeOf(network, own);
  const cni = node?.vpcCni;
  const primary = node === undefined ? undefined : network.lookup.interfacesOfInstance(node.id)[0];
  const src = primary?.privateIpv4[0]?.address;
  if (node === undefined || cni === undefined || primary === undefined || src === undefined) return undefined;
  if (packet.src.family === 6 || cni.externalSnat) return undefined;
  const isBranch = own.trunk !== undefined;
  // CNT-5: a pod with groups of its own keeps its address, unless the node enforces them in `standard` mode.
  if (isBranch ? cni.enforcingMode === 'strict' : !isPodAddress(own, packet.src)) return undefined;
  const vpc = network.vpcs.get(own.vpc);
  const stays =
    (vpc !== undefined && vpcHolds(vpc, packet.dst)) ||
    cni.excludedCidrs.some((block) => containsAddress(block, packet.dst));
  if (stays) return undefined;
  const subnet = network.subnets.get(own.subnet);
  if (isBranch && subnet !== undefined && !checkSecurityGroupEgress(walk, own, subnet, packet))
    return { step: 'ended' };
  const withPorts = hasPorts(packet.protocol);
  const after: Packet = { ...packet, src, srcPort: withPorts ? NAT_INSTANCE_PORT : packet.srcPort };
  walk.translations.push({ device: primary.id, before: packet, after });
  walk.record(placeOf(node, primary), 'nat-instance', 'translated', packet, {
    rewritten: after,
    rules: isBranch ? ['CNT-4', 'CNT-5'] : ['CNT-4'],
    notes: [natNote(node), ...(withPorts ? [supposedPortNote(NAT_INSTANCE_PORT)] : [])],
  });
  return { step: 'send', networkInterface: primary, packet: after, tag: [] };
}

/**
 * A reply that comes back to a node, for one of its pods.
 *
 * @param inside - the packet as the pod gets it
 * @returns `undefined` when it is for no pod of the node
 */
export function returnToPod(
  walk: Walk,
  node: NetworkInterface,
  packet: Packet,
  inside: Packet,
): Next | undefined {
  const { network } = walk;
  const machine = nodeOf(network, node);
  if (machine?.vpcCni === undefined) return undefined;
  const pod = network.lookup.ownerOf(node.vpc, inside.dst);
  if (pod === undefined || nodeOf(network, pod)?.id !== machine.id) return undefined;
  walk.record(placeOf(machine, node), 'nat-instance', 'translated', packet, {
    rewritten: inside,
    rules: ['CNT-4'],
  });
  return { step: 'arrived', arrival: { kind: 'interface', networkInterface: pod, packet: inside } };
}

/** The machine that an interface is on; of a branch interface that of its trunk. */
function nodeOf(network: Network, { instance, trunk }: NetworkInterface): Instance | undefined {
  const own = instance ?? (trunk === undefined ? undefined : network.networkInterfaces.get(trunk)?.instance);
  return own === undefined ? undefined : network.instances.get(own);
}

/** CNT-3: pods have the secondary addresses of the node's interfaces, and those of their prefixes. */
function isPodAddress({ privateIpv4 }: NetworkInterface, address: Address): boolean {
  const [primary] = privateIpv4;
  return primary !== undefined && !sameAddress(primary.address, address);
}

function placeOf({ id }: Instance, { subnet, vpc }: NetworkInterface) {
  return { kind: 'instance', id, subnet, vpc };
}

function natNote({ id }: Instance): Note {
  const text = `Node ${id} is taken to put its own address in for what its pods send beyond the VPC, as the VPC CNI does unless external source NAT is set.`;
  return { kind: 'uncertain', rule: 'CNT-4', text };
}
