/**
 * Which flow a record belongs to: the interface that wrote it, the way the packet went, and who sent the request.
 */
import type { Address } from '../ip/index.ts';
import type { Network, VpcId } from '../model/index.ts';
import { ICMP, ICMPV6, hasPorts, replyTo } from '../packet/index.ts';
import type { Packet } from '../packet/index.ts';
import { isOwnAddress, privateIpv4Of } from '../resources/network-interface/addresses.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { selectRoute } from '../resources/route-table/effective.ts';
import { compiled } from '../trace/compiled.ts';
import { isInternetAddress, ownersOf } from '../trace/endpoint.ts';
import type { Flow, Source } from '../trace/flow.ts';
import type { Leg } from '../trace/types.ts';
import type { FlowDirection, FlowLogRecord } from './fields.ts';

/** A record at an interface of the network. */
export interface Placed {
  readonly networkInterface: NetworkInterface;
  readonly direction: FlowDirection;
  /** True when the record names the interface; false when it was found by an address. */
  readonly isNamed: boolean;
}

/** Where a record was written, most likely first; empty when no interface of the network fits. */
export function placesOf(network: Network, record: FlowLogRecord): readonly Placed[] {
  const named =
    record['interface-id'] === undefined ? undefined : network.networkInterfaces.get(record['interface-id']);
  if (named !== undefined) {
    return directionsAt(named, record).map((direction) => ({
      networkInterface: named,
      direction,
      isNamed: true,
    }));
  }
  const { srcaddr, dstaddr } = record;
  const candidates = [...candidatesFor(network, dstaddr, record), ...candidatesFor(network, srcaddr, record)];
  return [...new Set(candidates)].flatMap((networkInterface) =>
    directionsAt(networkInterface, record).map((direction) => ({
      networkInterface,
      direction,
      isNamed: false,
    })),
  );
}

function candidatesFor(
  network: Network,
  address: Address | undefined,
  record: FlowLogRecord,
): NetworkInterface[] {
  if (address === undefined) return [];
  return ownersOf(network, address).filter(
    ({ vpc, subnet }) =>
      (record['vpc-id'] === undefined || record['vpc-id'] === vpc) &&
      (record['subnet-id'] === undefined || record['subnet-id'] === subnet),
  );
}

/** FLOW-7: the interface shows itself as source of what it sends and as destination of what comes in. */
function directionsAt(networkInterface: NetworkInterface, record: FlowLogRecord): readonly FlowDirection[] {
  const stated = record['flow-direction'];
  if (stated !== undefined) return [stated];
  const src = record.srcaddr ?? record['pkt-srcaddr'];
  const dst = record.dstaddr ?? record['pkt-dstaddr'];
  const sends = src !== undefined && isOwnAddress(networkInterface, src);
  const receives = dst !== undefined && isOwnAddress(networkInterface, dst);
  return [...(receives ? (['ingress'] as const) : []), ...(sends ? (['egress'] as const) : [])];
}

/** The packet a record is about; of ICMP the record does not tell the type, and an echo is supposed. */
export function packetOfRecord(record: FlowLogRecord, leg: Leg): Packet | undefined {
  const src = record['pkt-srcaddr'] ?? record.srcaddr;
  const dst = record['pkt-dstaddr'] ?? record.dstaddr;
  const { protocol } = record;
  if (src === undefined || dst === undefined || protocol === undefined || src.family !== dst.family)
    return undefined;
  return {
    src,
    dst,
    protocol,
    srcPort: hasPorts(protocol) ? (record.srcport ?? 0) : 0,
    dstPort: hasPorts(protocol) ? (record.dstport ?? 0) : 0,
    icmpType: echoType(protocol, leg),
    icmpCode: 0,
  };
}

function echoType(protocol: number, leg: Leg): number {
  if (protocol === ICMP) return leg === 'forward' ? 8 : 0;
  if (protocol === ICMPV6) return leg === 'forward' ? 128 : 129;
  return 0;
}

/** How a record was told to be a request or a reply. */
export type LegReason =
  /** By the TCP flags: SYN alone, or SYN with ACK. */
  | 'tcp-flags'
  /** By the ports: one looks like a server's, the other like a client's. */
  | 'ports'
  /** By what groups and ACLs make of either. */
  | 'filters';

export interface LegTold {
  readonly leg: Leg;
  readonly by: LegReason;
  /** False when the filters may overrule it. */
  readonly isCertain: boolean;
}

/** Which half a record is by its own fields; `undefined` when they do not tell. */
export function legOfRecord(record: FlowLogRecord): LegTold | undefined {
  const flags = record['tcp-flags'] ?? 0;
  const hasSyn = (flags & SYN) !== 0;
  if (hasSyn) return { leg: (flags & ACK) === 0 ? 'forward' : 'return', by: 'tcp-flags', isCertain: true };
  const { protocol, srcport, dstport } = record;
  if (protocol === undefined || !hasPorts(protocol) || srcport === undefined || dstport === undefined) {
    return undefined;
  }
  const difference = serverLikeness(dstport) - serverLikeness(srcport);
  if (difference === 0) return undefined;
  return { leg: difference > 0 ? 'forward' : 'return', by: 'ports', isCertain: Math.abs(difference) > 1 };
}

const SYN = 2;
const ACK = 16;

/** BAST-2: services above the well-known range. */
const SERVICE_PORTS: ReadonlySet<number> = new Set([1433, 3306, 3389, 5432]);

/** NACL-12: clients take ports from 1024 up, most of them from 32768 up; servers sit below. */
function serverLikeness(port: number): number {
  if (port < 1024) return 3;
  if (SERVICE_PORTS.has(port)) return 2;
  return port < 32768 ? 1 : 0;
}

/** The flow whose request, or reply, a record is. */
export type FlowOfRecord =
  | { readonly kind: 'flow'; readonly flow: Flow }
  /** A NAT gateway put its own address in, or the record shows its address only: who is behind it is not told. */
  | { readonly kind: 'translated' }
  /** The other end is a host of the internet, and this end has no public address to be asked by. */
  | { readonly kind: 'no-public-address' }
  /** The other end is nowhere in the model. */
  | { readonly kind: 'outside' };

/**
 * Finds who sent the request, given that the record at this place is its `leg`: the likeliest answer first. An
 * interface that sends for another may pass it on, or make it up itself.
 */
export function flowsOfRecord(
  network: Network,
  place: Placed,
  packet: Packet,
  leg: Leg,
): readonly FlowOfRecord[] {
  const request = requestOf(packet, leg);
  // The reply leaves where the request came in, and the other way round.
  const requestLeaves = (place.direction === 'egress') === (leg === 'forward');
  const likeliest = flowOfRequest(network, place.networkInterface, request, requestLeaves);
  if (!requestLeaves || likeliest.kind === 'translated') return [likeliest];
  const itself = ask({ kind: 'interface', networkInterface: place.networkInterface }, request);
  return likeliest.kind === 'flow' ? [likeliest, itself] : [itself];
}

/** The request that a packet is, or answers. */
function requestOf(packet: Packet, leg: Leg): Packet {
  return leg === 'forward' ? packet : { ...replyTo(packet), icmpType: echoType(packet.protocol, 'forward') };
}

function flowOfRequest(
  network: Network,
  networkInterface: NetworkInterface,
  request: Packet,
  requestLeaves: boolean,
): FlowOfRecord {
  const isNatGateway = network.lookup.natGatewayOfInterface(networkInterface.id) !== undefined;
  const ownEnd = requestLeaves ? request.src : request.dst;
  if (isNatGateway && isOwnAddress(networkInterface, ownEnd)) return { kind: 'translated' };
  if (requestLeaves && isOwnAddress(networkInterface, request.src)) {
    return ask({ kind: 'interface', networkInterface }, request);
  }
  const sender = senderOf(network, networkInterface.vpc, request.src);
  if (sender !== undefined) return ask(sender, request);
  const publicOwner = network.lookup.publicOwnerOf(request.src);
  if (publicOwner === undefined && !isInternetAddress(network, request.src)) return { kind: 'outside' };
  // From the internet a host is asked by its public address.
  const asked = isOwnAddress(networkInterface, request.dst)
    ? networkInterface
    : network.lookup.ownerOf(networkInterface.vpc, request.dst);
  const dst = request.dst.family === 6 ? request.dst : asked && privateIpv4Of(asked, request.dst)?.publicIp;
  if (dst === undefined) return { kind: 'no-public-address' };
  if (publicOwner === undefined) return ask({ kind: 'internet' }, { ...request, dst });
  // PATH-7, PATH-7b: another host of the model that came by its public address, or one behind a NAT gateway that did.
  const natGateway = network.lookup.natGatewayOfInterface(publicOwner.networkInterface.id);
  const origin =
    natGateway === undefined ? publicOwner.networkInterface : clientOf(network, natGateway.id, dst);
  const src = natGateway === undefined ? publicOwner.privateIpv4.address : origin?.privateIpv4[0]?.address;
  if (origin === undefined || src === undefined) return { kind: 'translated' };
  return ask({ kind: 'interface', networkInterface: origin }, { ...request, src, dst });
}

/** An interface whose route to `destination` leads to the NAT gateway; several may, and the first stands for them. */
function clientOf(network: Network, natGateway: string, destination: Address): NetworkInterface | undefined {
  return [...network.networkInterfaces.values()].find(({ subnet, privateIpv4 }) => {
    const table = compiled(network).tableOf(network.subnets.get(subnet)?.routeTable ?? '');
    const choice =
      table === undefined || privateIpv4.length === 0 ? undefined : selectRoute(table, destination);
    return choice?.kind === 'route' && choice.route.target.id === natGateway;
  });
}

function ask(source: Source, packet: Packet): FlowOfRecord {
  return { kind: 'flow', flow: { source, packet, destination: undefined, beyond: undefined } };
}

/** Who has a private address, as seen from a VPC: an interface there or in a peer, or nobody in one of its subnets. */
function senderOf(network: Network, vpc: VpcId, address: Address): Source | undefined {
  const owner = network.lookup.ownerOf(vpc, address) ?? ownerInPeer(network, vpc, address);
  if (owner !== undefined) return { kind: 'interface', networkInterface: owner };
  const subnet = network.lookup.subnetOf(vpc, address);
  return subnet === undefined ? undefined : { kind: 'unowned', subnet, address };
}

function ownerInPeer(network: Network, vpc: VpcId, address: Address): NetworkInterface | undefined {
  for (const { requester, accepter } of network.vpcPeeringConnections.values()) {
    const far = requester.vpc === vpc ? accepter.vpc : accepter.vpc === vpc ? requester.vpc : undefined;
    const owner = far === undefined ? undefined : network.lookup.ownerOf(far, address);
    if (owner !== undefined) return owner;
  }
  return undefined;
}
