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
  const legs: readonly (readonly [Leg, readonly Step[]])[] = [
    ['forward', path.forward.flatMap(({ steps }) => steps)],
    ['return', (path.return ?? []).flatMap(({ steps }) => steps)],
  ];
  return legs.flatMap(([leg, steps]) => recordsOfLeg(network, leg, steps));
}

/** A packet at an interface, with the filters that it met there. */
interface Sighting {
  readonly networkInterface: NetworkInterface;
  readonly direction: FlowDirection;
  readonly packet: Packet;
  readonly filters: Step[];
  /** Where it went from there; egress only. */
  trafficPath: number | undefined;
}

function recordsOfLeg(network: Network, leg: Leg, steps: readonly Step[]): PredictedRecord[] {
  const sightings: Sighting[] = [];
  // True while the packet is inside a machine or device, about to be sent.
  let isInside = true;
  let leaving: Sighting | undefined;
  let acl: Step | undefined;
  const see = (networkInterface: NetworkInterface, direction: FlowDirection, step: Step, filters: Step[]) => {
    const sighting: Sighting = {
      networkInterface,
      direction,
      packet: step.packet,
      filters,
      trafficPath: undefined,
    };
    if (isCaptured(network, sighting)) sightings.push(sighting);
    return sighting;
  };
  const interfaceOf = (step: Step) => network.networkInterfaces.get(step.component.id);

  for (const [index, step] of steps.entries()) {
    switch (step.at) {
      case 'local-service': {
        const sender = interfaceOf(step);
        if (sender !== undefined) see(sender, 'egress', step, []);
        break;
      }
      case 'eni-src-dst-check': {
        const checked = interfaceOf(step);
        // FLOW-6: a failed source check leaves an accepting record only. A failed destination check leaves none.
        if (step.outcome === 'denied' && isInside && checked !== undefined) see(checked, 'egress', step, []);
        break;
      }
      case 'sg-egress': {
        const sender = interfaceOf(step);
        leaving = sender === undefined ? undefined : see(sender, 'egress', step, [step]);
        isInside = false;
        break;
      }
      case 'nat-gateway': {
        const own = natInterface(network, step);
        // A loop is noticed on the way out (EVAL-5): the packet does not come back in.
        if (own === undefined || step.detail === 'routing-loop') break;
        if (!isInside) see(own, 'ingress', step, acl === undefined ? [] : [acl]);
        acl = undefined;
        isInside = true;
        if (step.outcome !== 'translated') break;
        leaving = see(own, 'egress', { ...step, packet: step.rewritten ?? step.packet }, []);
        isInside = false;
        break;
      }
      case 'same-subnet':
        if (leaving !== undefined) leaving.trafficPath = IN_VPC;
        isInside = false;
        break;
      case 'nacl-egress':
        leaving?.filters.push(step);
        break;
      case 'route-table':
        if (leaving !== undefined) leaving.trafficPath = trafficPathOf(network, step);
        break;
      case 'nacl-ingress':
        leaving = undefined;
        isInside = false;
        acl = step;
        if (step.outcome === 'denied') {
          const receiver = receiverOf(network, steps.slice(0, index + 1));
          if (receiver !== undefined) see(receiver, 'ingress', step, [step]);
        }
        break;
      case 'sg-ingress': {
        const receiver = interfaceOf(step);
        if (receiver !== undefined) see(receiver, 'ingress', step, acl === undefined ? [step] : [acl, step]);
        acl = undefined;
        leaving = undefined;
        isInside = true;
        break;
      }
    }
  }
  return unique(sightings.map((sighting) => predicted(network, leg, sighting)));
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

/** The interface of a NAT gateway that the packet is at: the one whose address it carries, else the first. */
function natInterface(network: Network, step: Step): NetworkInterface | undefined {
  const addresses = network.natGateways.get(step.component.id)?.addresses ?? [];
  const inUse = [step.packet, step.rewritten].flatMap((packet) =>
    packet === undefined ? [] : [packet.src, packet.dst],
  );
  const own =
    addresses.find(
      ({ privateIp }) => privateIp !== undefined && inUse.some((used) => sameAddress(used, privateIp)),
    ) ?? addresses[0];
  return own?.networkInterface === undefined
    ? undefined
    : network.networkInterfaces.get(own.networkInterface);
}

/** The interface that the last of `steps`, an ACL that refused the packet, kept it from. */
function receiverOf(network: Network, steps: readonly Step[]): NetworkInterface | undefined {
  const refused = steps.at(-1);
  const subnet = refused?.subnet === undefined ? undefined : network.subnets.get(refused.subnet);
  if (refused === undefined || subnet === undefined) return undefined;
  const handedTo = targetOfLastRoute(network, steps);
  if (handedTo?.subnet === subnet.id) return handedTo;
  const owner = network.lookup.ownerOf(subnet.vpc, refused.packet.dst);
  return owner?.subnet === subnet.id ? owner : undefined;
}

/** The interface that the last route taken names, if it names one. */
function targetOfLastRoute(network: Network, steps: readonly Step[]): NetworkInterface | undefined {
  const route = steps
    .filter(
      ({ at, outcome }) => (at === 'route-table' || at === 'gateway-route-table') && outcome !== 'denied',
    )
    .at(-1);
  const target = route?.evidence?.kind === 'routes' ? route.evidence.chosen?.target : undefined;
  switch (target?.kind) {
    case 'network-interface':
      return network.networkInterfaces.get(target.id);
    case 'instance':
      return network.lookup.interfacesOfInstance(target.id)[0];
    case 'nat-gateway': {
      const own = network.natGateways.get(target.id)?.addresses[0]?.networkInterface;
      return own === undefined ? undefined : network.networkInterfaces.get(own);
    }
    default:
      return undefined;
  }
}

/** FLOW-10: another resource of the VPC. */
const IN_VPC = 1;

/** FLOW-10: where an outgoing packet goes, by the route it takes; `undefined` where AWS has no number. */
function trafficPathOf(network: Network, step: Step): number | undefined {
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

function predicted(network: Network, leg: Leg, sighting: Sighting): PredictedRecord {
  const { networkInterface, direction, packet, filters } = sighting;
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
      ...(direction === 'ingress' || action === 'REJECT' || sighting.trafficPath === undefined
        ? {}
        : { 'traffic-path': sighting.trafficPath }),
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
