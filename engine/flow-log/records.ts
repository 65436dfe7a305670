/**
 * The records that a traced flow leaves in the logs of the interfaces it meets (FLOW-2 to FLOW-10).
 *
 * Read off the steps of the trace: nothing is evaluated again. One record for each interface, direction and half of the
 * conversation, in the order in which the packet meets them.
 */
import { sameAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import { TCP } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { sightingsOf } from '../trace/index.ts';
import type { Sighting } from '../trace/index.ts';
import type { Leg, Step, TracePath } from '../trace/types.ts';
import type { FlowDirection, FlowLogAction, FlowLogRecord } from './fields.ts';
import { isLogged } from './logged.ts';

/** A record with what it is about. */
export interface PredictedRecord {
  readonly record: FlowLogRecord;
  readonly networkInterface: NetworkInterface;
  readonly direction: FlowDirection;
  readonly leg: Leg;
  /** The packet as the interface sees it. */
  readonly packet: Packet;
  /** What the groups and ACLs said, in the order asked; the last one refused it when the action is REJECT. */
  readonly filters: readonly Step[];
}

/**
 * The records of a flow along one path.
 *
 * Counts, bytes and times are not known beforehand and stay absent. `action` is absent where the model does not hold
 * the group or ACL that would decide (EVAL-8). A flow that never leaves the machine writes nothing (EVAL-7).
 */
export function recordsOf(
  network: Network,
  path: Pick<TracePath, 'forward' | 'return'>,
): readonly PredictedRecord[] {
  const captured = sightingsOf(network, path).filter((sighting) => isCaptured(network, sighting));
  return (['forward', 'return'] as const).flatMap((half) =>
    unique(captured.filter(({ leg }) => leg === half).map((sighting) => predicted(network, sighting))),
  );
}

function isCaptured(network: Network, { networkInterface, packet }: Sighting): boolean {
  const subnet = network.subnets.get(networkInterface.subnet);
  if (subnet === undefined) return true;
  const { instance } = networkInterface;
  return isLogged(packet, {
    subnet,
    vpc: network.vpcs.get(networkInterface.vpc),
    instance: instance === undefined ? undefined : network.instances.get(instance),
  });
}

/** FLOW-10: another resource of the VPC. */
const IN_VPC = 1;

/** FLOW-10: where an outgoing packet goes, by the route it takes; `undefined` where AWS has no number. */
function trafficPathOf(network: Network, step: Step): number | undefined {
  if (step.at === 'same-subnet') return IN_VPC;
  const target = step.evidence?.kind === 'routes' ? step.evidence.chosen?.target : undefined;
  switch (target?.kind) {
    case 'local':
    case 'network-interface':
    case 'instance':
    case 'nat-gateway':
      return IN_VPC;
    case 'internet-gateway':
      // FLOW-10: 8 on Nitro instances, which all current types are; 2 on those before.
      return 8;
    case 'vpc-peering-connection': {
      const peering = network.vpcPeeringConnections.get(target.id);
      if (peering === undefined) return undefined;
      return peering.requester.region === peering.accepter.region ? 4 : 5;
    }
    case 'vpn-gateway':
      return 3;
    case 'vpc-endpoint':
      return 7;
    case 'other':
      return target.id.startsWith('vgw-')
        ? 3
        : target.id.startsWith('lgw-')
          ? 6
          : target.id.startsWith('vpce-')
            ? 7
            : undefined;
    default:
      return undefined;
  }
}

function predicted(network: Network, sighting: Sighting): PredictedRecord {
  const { networkInterface, direction, leg, packet, filters, onward } = sighting;
  const trafficPath = onward === undefined ? undefined : trafficPathOf(network, onward);
  const { vpc, subnet, instance } = networkInterface;
  const own = ownAddress(networkInterface, direction, packet);
  const action = actionOf(filters);
  const account = network.subnets.get(subnet)?.ownerId ?? network.vpcs.get(vpc)?.ownerId;
  return {
    networkInterface,
    direction,
    leg,
    packet,
    filters,
    record: {
      version: 2,
      ...(account === undefined ? {} : { 'account-id': account }),
      'interface-id': networkInterface.id,
      srcaddr: direction === 'egress' ? own : packet.src,
      dstaddr: direction === 'egress' ? packet.dst : own,
      srcport: packet.srcPort,
      dstport: packet.dstPort,
      protocol: packet.protocol,
      ...(action === undefined ? {} : { action }),
      'log-status': 'OK',
      'vpc-id': vpc,
      'subnet-id': subnet,
      ...(instance === undefined ? {} : { 'instance-id': instance }),
      'tcp-flags': tcpFlags(packet, leg),
      type: packet.dst.family === 4 ? 'IPv4' : 'IPv6',
      'pkt-srcaddr': packet.src,
      'pkt-dstaddr': packet.dst,
      'flow-direction': direction,
      // A refused packet takes no path.
      ...(direction === 'ingress' || action === 'REJECT' || trafficPath === undefined
        ? {}
        : { 'traffic-path': trafficPath }),
    },
  };
}

/** FLOW-3: REJECT when a group or ACL refused the packet here; whatever else drops it does not show (FLOW-6). */
function actionOf(filters: readonly Step[]): FlowLogAction | undefined {
  if (filters.some(({ outcome }) => outcome === 'denied')) return 'REJECT';
  return filters.some(({ outcome }) => outcome === 'unknown') ? undefined : 'ACCEPT';
}

/**
 * FLOW-7: for its own side an interface shows its primary private IPv4 address, even when a secondary address was used
 * or the packet is in transit. Of IPv6 addresses none is primary: its own that the packet has, else its first.
 */
function ownAddress(networkInterface: NetworkInterface, direction: FlowDirection, packet: Packet): Address {
  const carried = direction === 'egress' ? packet.src : packet.dst;
  if (carried.family === 4) return networkInterface.privateIpv4[0]?.address ?? carried;
  return isOwnAddress(networkInterface, carried) ? carried : (networkInterface.ipv6Addresses[0] ?? carried);
}

const SYN = 2;
const SYN_ACK = 18;

/** FLOW-10: the flags of a connection's first packet each way. */
function tcpFlags({ protocol }: Packet, leg: Leg): number {
  if (protocol !== TCP) return 0;
  return leg === 'forward' ? SYN : SYN_ACK;
}

/** FLOW-2: packets of one tuple in one direction share a record. */
function unique(records: readonly PredictedRecord[]): PredictedRecord[] {
  return records.filter(
    (record, index) =>
      records.findIndex(
        (other) =>
          other.networkInterface.id === record.networkInterface.id &&
          other.direction === record.direction &&
          other.record.action === record.record.action &&
          sameAddress(other.packet.src, record.packet.src) &&
          sameAddress(other.packet.dst, record.packet.dst) &&
          other.packet.srcPort === record.packet.srcPort &&
          other.packet.dstPort === record.packet.dstPort &&
          other.packet.protocol === record.packet.protocol,
      ) === index,
  );
}
