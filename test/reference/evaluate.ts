/**
 * The slow, obvious second evaluator: core.md section 1 read aloud, one flow at a time.
 *
 * It shares no code with the engine, so that the two can be compared on random flows. A packet walks from step
 * to step by tail calls: `egress` (E1 to E7), a target (1.4), `ingress` (I1 to I5), until it is delivered or
 * dropped. The reply then walks the same functions with the state that the request left behind.
 *
 * Where core.md leaves something open, the reading taken stands at the line, with the rule.
 */

import { contains, makeAddress, parseAddress, parseCidr, type Address } from './address.ts';
import type { OutsideEnd } from './beyond.ts';
import { blocksPublicAccess, type Crossing } from './bpa.ts';
import { firstNaclMatch, judgeGroups } from './filters.ts';
import { askLocalService } from './local-service.ts';
import {
  headerKey,
  ICMP,
  ICMPV6,
  packetText,
  parseProtocol,
  replyTo,
  TCP,
  UDP,
  type Packet,
  type PacketText,
} from './packet.ts';
import {
  ownerOf,
  owns,
  prepare,
  publicMappings,
  subnetOf,
  type Eni,
  type Nat,
  type Owner,
  type Peering,
  type PreparedTopology,
  type PublicMapping,
  type Route,
  type RouteTable,
  type Subnet,
  type Vpc,
} from './prepared.ts';
import { isUsable, selectRoutes } from './routes.ts';
import type { TopologyFlow } from './topology.ts';

export { prepare, type PreparedTopology };

export type ReferenceVerdict = 'reachable' | 'forward_blocked' | 'return_blocked' | 'unknown' | 'partial';

/** The step names of the vectors (`expect.at`). */
export type ReferenceAt = CoreAt | EdgeAt;

/** Those of core.md. */
export type CoreAt =
  | 'sg-egress'
  | 'nacl-egress'
  | 'route-table'
  | 'igw'
  | 'eigw'
  | 'bpa'
  | 'nat-gateway'
  | 'pcx'
  | 'no-such-host'
  | 'nacl-ingress'
  | 'eni-src-dst-check'
  | 'sg-ingress'
  | 'local-service'
  | 'misdelivered'
  | 'bad-state'
  | 'no-address-family'
  | 'not-forwarding'
  | 'guest';

/** Those of edge.md, section 17. */
export type EdgeAt =
  | 'tgw-attachment'
  | 'tgw-route-table'
  | 'vgw'
  | 'vpn'
  | 'dx'
  | 'dx-gateway'
  | 'customer-router'
  | 'gateway-endpoint'
  | 'interface-endpoint'
  | 'endpoint-policy'
  | 'firewall'
  | 'gateway-route-table'
  | 'load-balancer';

export interface ReferenceResult {
  readonly verdict: ReferenceVerdict;
  /** Absent for `partial` and for a `reachable` flow, unless that ended at `guest` or `local-service`. */
  readonly at?: ReferenceAt;
  /** Absent where core.md names no reason for this step. */
  readonly reason?: string;
  /** In the notation of the vectors; absent where core.md names none (local services, an address nobody has). */
  readonly component?: string;
  /** The packet at the deciding component; absent for `partial`, `reachable` and at `no-address-family`. */
  readonly seen?: PacketText;
  /** The request as the destination gets it; absent when it gets none, or may not get it. */
  readonly arrives?: PacketText;
  /** The checks passed and targets taken, in order, if they were asked for. */
  readonly hops?: readonly ReferenceHop[];
}

export interface ReferenceHop {
  readonly half: 'forward' | 'return';
  readonly step: string;
  readonly component: string;
  readonly packet: PacketText;
}

/** The port after a NAT gateway, and after a NAT instance ("nat ports" of the vectors' conventions). */
const NAT_GATEWAY_PORT = 20001;
const NAT_INSTANCE_PORT = 30001;

const multicast = ['224.0.0.0/4', 'ff00::/8', '255.255.255.255/32'].map(parseCidr);
const neverForwarded = ['169.254.168.0/22', 'fd00:ec2::/32'].map(parseCidr);
const notInternetRoutable = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map(parseCidr);
const privateIpv6 = [parseCidr('fd00::/8')];
const nat64Prefix = [parseCidr('64:ff9b::/96')];

/** Where a packet ended. */
export type Outcome = Delivered | Stop;

export interface Delivered {
  readonly kind: 'delivered';
  readonly to: Eni | OutsideEnd | 'internet' | 'local-service';
  readonly packet: Packet;
}

/** A drop, or a step that could not be decided. */
export interface Stop {
  readonly kind: 'stopped';
  readonly at: ReferenceAt;
  readonly component: string | undefined;
  readonly reason: string | undefined;
  readonly packet: Packet;
  /** The model lacks what would decide here, and nothing is left to walk (EVAL-8). */
  readonly isUndecided?: true;
}

/** What the devices on the way remember of the request (EVAL-3). All keys are headers of awaited replies. */
interface Session {
  /** `interface direction header`: replies that its groups let through (SG-3, EVAL-4). */
  readonly groupReplies: Set<string>;
  /** `device header`: the packet as it was before the NAT device translated it. */
  readonly translations: Map<string, Packet>;
  /** `vpc header`: replies of flows that left by the egress-only gateway (V6-6). */
  readonly egressOnlyReplies: Set<string>;
  /** `vpc direction header`: replies of packets that crossed the internet gateway in the other direction (BPA-2). */
  readonly gatewayReplies: Set<string>;
  /** `device header`: the reply that an inspecting device has let the request of pass, and whether it has seen it. */
  readonly inspected: Map<string, 'awaited' | 'answered'>;
}

export interface Walk {
  readonly net: PreparedTopology;
  readonly half: 'forward' | 'return';
  readonly session: Session;
  /** `device header` of the packets that came to a device (EVAL-5). */
  readonly visits: Set<string>;
  /** The first step that hangs on something the model lacks; the walk goes on as if it had passed (EVAL-8). */
  undecided: Stop | undefined;
  readonly picks: Picks;
  readonly hops: (Omit<ReferenceHop, 'packet'> & { readonly packet: Packet })[];
}

/** What AWS picks where it has a choice, by what is chosen among: equal prefix-list routes (RT-9), zones, paths. */
interface Picks {
  readonly made: ReadonlyMap<string, number>;
  /** Met for the first time, with the number of candidates. */
  readonly open: Map<string, number>;
}

/** Who hands a packet to the router of its subnet. */
export interface Emitter {
  readonly id: string;
  readonly subnet: Subnet;
  readonly kind: 'interface' | 'nat-gateway' | 'transit-gateway' | 'firewall';
}

/**
 * Decides one flow.
 *
 * @param options.hops - also list the checks passed and the devices crossed; off by default
 */
export function evaluate(
  net: PreparedTopology,
  flow: TopologyFlow,
  options: { readonly hops?: boolean } = {},
): ReferenceResult {
  return combine(evaluateChoices(net, flow, options));
}

/** The verdict over all choices. RT-9, EVAL-8: an undecided choice says nothing, unless those decided differ already. */
export function combine(results: readonly ReferenceResult[]): ReferenceResult {
  const decided = results.filter(({ verdict }) => verdict !== 'unknown');
  const [first] = decided;
  if (first && decided.some(({ verdict }) => verdict !== first.verdict)) return { verdict: 'partial' };
  const told = results.find(({ verdict }) => verdict === 'unknown') ?? first;
  if (told === undefined) throw new Error('no walk was made');
  return told;
}

/** One result for each way that AWS may take, in no particular order; a single one where it has no choice. */
export function evaluateChoices(
  net: PreparedTopology,
  flow: TopologyFlow,
  options: { readonly hops?: boolean } = {},
): readonly ReferenceResult[] {
  const results: ReferenceResult[] = [];
  const pending: ReadonlyMap<string, number>[] = [new Map()];
  for (let made = pending.pop(); made !== undefined; made = pending.pop()) {
    const open = new Map<string, number>();
    const result = evaluateOnce(net, flow, { made, open }, options.hops ?? false);
    const [ambiguous] = open;
    if (ambiguous === undefined) {
      results.push(result);
      continue;
    }
    // Walked once per candidate.
    const [key, candidates] = ambiguous;
    for (let i = candidates - 1; i >= 0; i--) pending.push(new Map(made).set(key, i));
  }
  return results;
}

function evaluateOnce(
  net: PreparedTopology,
  flow: TopologyFlow,
  picks: Picks,
  listHops: boolean,
): ReferenceResult {
  const session: Session = {
    groupReplies: new Set(),
    translations: new Map(),
    egressOnlyReplies: new Set(),
    gatewayReplies: new Set(),
    inspected: new Map(),
  };
  const startWalk = (half: 'forward' | 'return'): Walk => {
    return { net, half, session, visits: new Set(), undecided: undefined, picks, hops: [] };
  };
  const forward = startWalk('forward');
  const back = startWalk('return');
  const finish = (result: ReferenceResult): ReferenceResult => {
    if (!listHops) return result;
    const hops = [...forward.hops, ...back.hops];
    return { ...result, hops: hops.map((hop) => ({ ...hop, packet: packetText(hop.packet) })) };
  };

  const origin = findOrigin(net, flow.from);
  const request = readRequest(flow, origin);

  if (origin !== 'internet' && !isOutside(origin)) {
    // EVAL-6
    if (!origin.attached || !origin.running) {
      return finish(ruleOut('forward_blocked', stop('bad-state', origin.id, request)));
    }
    if (!hasFamily(origin, request.dst.family)) {
      return finish({ verdict: 'forward_blocked', at: 'no-address-family', component: origin.id });
    }
    // EVAL-7
    if (isOfSameMachine(net, origin, request.dst)) {
      return finish({ verdict: 'reachable', at: 'guest', arrives: packetText(request) });
    }
  }

  const there = sendFrom(forward, origin, request);
  if (there.kind === 'stopped') {
    if (there.isUndecided) return finish(ruleOut('unknown', forward.undecided ?? there));
    // EVAL-8: a drop stands, whatever an undecided step before it would have said.
    return finish(ruleOut('forward_blocked', there));
  }
  if (forward.undecided) return finish(ruleOut('unknown', forward.undecided));
  const arrives = packetText(there.packet);
  if (there.to === 'local-service') return finish({ verdict: 'reachable', at: 'local-service', arrives });

  // ENI-10: the reply leaves by the interface that was asked, with the address that was asked.
  const reply = replyTo(there.packet);
  const returned = sendFrom(back, there.to, reply);
  if (returned.kind === 'stopped') {
    if (returned.isUndecided) return finish({ ...ruleOut('unknown', back.undecided ?? returned), arrives });
    return finish({ ...ruleOut('return_blocked', returned), arrives });
  }
  if (!isSameEnd(returned.to, origin) || headerKey(returned.packet) !== headerKey(replyTo(request))) {
    const component = typeof returned.to === 'string' ? undefined : returned.to.id;
    return finish({
      ...ruleOut('return_blocked', stop('misdelivered', component, returned.packet)),
      arrives,
    });
  }
  const undecided = back.undecided ?? net.beyond?.doubt(back, returned.packet);
  if (undecided) return finish({ ...ruleOut('unknown', undecided), arrives });
  return finish({ verdict: 'reachable', arrives });
}

type End = Eni | OutsideEnd | 'internet';

function findOrigin(net: PreparedTopology, id: string): End {
  return id === 'internet' ? id : (net.beyond?.findEnd(id) ?? findEni(net, id));
}

function isOutside(end: Eni | OutsideEnd): end is OutsideEnd {
  return 'send' in end;
}

function sendFrom(walk: Walk, end: End, packet: Packet): Outcome {
  if (end === 'internet') return arriveFromInternet(walk, packet);
  return isOutside(end) ? end.send(walk, packet) : egress(walk, end, packet);
}

function isSameEnd(one: Delivered['to'], other: End): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return one.id === other.id;
}

function readRequest(flow: TopologyFlow, origin: End): Packet {
  const dst = parseAddress(flow.dst);
  const proto = parseProtocol(flow.proto ?? 'tcp');
  const own = origin === 'internet' || isOutside(origin) ? [] : dst.family === 4 ? origin.ipv4 : origin.ipv6;
  // An interface without an address of the family is stopped by EVAL-6, so its packet is never shown.
  const src = flow.src === undefined ? (own[0] ?? makeAddress(dst.family, 0n)) : parseAddress(flow.src);
  if (proto === TCP || proto === UDP) {
    if (flow.dport === undefined) throw new Error(`a ${flow.proto ?? 'tcp'} flow needs a destination port`);
    return { src, dst, proto, sport: flow.sport ?? 40000, dport: flow.dport };
  }
  if (proto === ICMP || proto === ICMPV6) {
    const echoRequest = proto === ICMP ? 8 : 128;
    return { src, dst, proto, icmpType: flow.icmpType ?? echoRequest, icmpCode: flow.icmpCode ?? 0 };
  }
  return { src, dst, proto };
}

function findEni(net: PreparedTopology, id: string): Eni {
  const eni = net.enis.get(id);
  if (!eni) throw new Error(`the flow comes from ${id}, which the topology does not define`);
  return eni;
}

function hasFamily(eni: Eni, family: 4 | 6): boolean {
  const addresses = family === 4 ? eni.ipv4 : eni.ipv6;
  return addresses.length > 0 || eni.prefixes.some((prefix) => prefix.family === family);
}

function isOfSameMachine(net: PreparedTopology, sender: Eni, address: Address): boolean {
  return [...net.enis.values()].some(
    (eni) => eni.machine === sender.machine && eni.attached && owns(eni, address),
  );
}

// ---- Section 1.2: EGRESS ----

export function egress(walk: Walk, eni: Eni, emitted: Packet): Outcome {
  // SG-12: the tag is set where the packet is emitted with an own address. What an appliance passes on for
  // others loses it here (SG-13); what a NAT instance translated carries the instance's own groups.
  const packet: Packet = withTag(emitted, owns(eni, emitted.src) ? eni.groups : undefined);
  const { subnet } = eni;

  // E1
  const service = askLocalService(subnet, packet);
  if (service === 'answers') return { kind: 'delivered', to: 'local-service', packet };
  if (service !== undefined) return stop('local-service', undefined, packet, service);

  // E2
  if (eni.srcDstCheck && !owns(eni, packet.src)) return stop('eni-src-dst-check', eni.id, packet);

  // E3
  const emitter: Emitter = { id: eni.id, subnet, kind: 'interface' };
  if (!walk.session.groupReplies.has(`${eni.id} out ${headerKey(packet)}`)) {
    const receiver = directReceiver(walk, emitter, packet);
    const isMember = (group: string): boolean => receiver?.groups.includes(group) ?? false;
    const ruling = judgeGroups(walk.net, eni, 'out', packet, isMember);
    if (ruling === 'deny') return stop('sg-egress', eni.id, packet);
    if (ruling === 'unknown') walk.undecided ??= stop('sg-egress', eni.id, packet);
    walk.session.groupReplies.add(`${eni.id} in ${headerKey(replyTo(packet))}`);
  }
  note(walk, 'sg-egress', eni.id, packet);

  return leaveSubnet(walk, emitter, packet);
}

/** E4 to E7; a NAT gateway starts here. */
export function leaveSubnet(walk: Walk, emitter: Emitter, packet: Packet): Outcome {
  const { subnet } = emitter;
  const { vpc, table } = subnet;

  // E4
  if (multicast.some((cidr) => contains(cidr, packet.dst))) return stop('no-such-host', vpc.id, packet); // EVAL-9
  if (subnet.cidrs.some((cidr) => contains(cidr, packet.dst))) {
    return deliverLocally(walk, vpc, packet, emitter, true);
  }

  // E5
  const denied = crossNacl(walk, subnet, 'out', packet);
  if (denied) return denied;

  // E6
  const dropAtTable = (reason: string): Stop => stop('route-table', table.id, packet, reason);
  if (neverForwarded.some((cidr) => contains(cidr, packet.dst))) return dropAtTable('no-route'); // LOC-6, RT-13
  const route = selectRoute(walk, vpc, table, packet.dst);
  if (!route) return dropAtTable('no-route'); // RT-12
  if (!isUsable(walk.net, vpc, route.target)) return dropAtTable('blackhole');
  if ('id' in route.target && route.target.id === emitter.id) {
    // EVAL-5 (a): NAT-10 and NATI-6.
    if (emitter.kind === 'nat-gateway') return stop('nat-gateway', emitter.id, packet, 'routing-loop');
    return dropAtTable('routing-loop');
  }
  note(walk, 'route-table', `${table.id ?? ''} ${route.destination}`, packet);

  // E7
  return handToTarget(walk, emitter, route, packet);
}

/**
 * The interface a packet reaches without anything re-emitting it: in the same subnet, by `local`, or over an
 * active peering of the same Region. An outbound rule that names a group asks for this (SG-14).
 */
function directReceiver(walk: Walk, { subnet }: Emitter, { dst }: Packet): Eni | undefined {
  const { vpc } = subnet;
  const eniIn = (there: Vpc): Eni | undefined => {
    const owner = ownerOf(walk.net, there, dst);
    return owner?.kind === 'interface' ? owner.eni : undefined;
  };
  if (subnet.cidrs.some((cidr) => contains(cidr, dst))) return eniIn(vpc);
  const target = selectRoute(walk, vpc, subnet.table, dst)?.target;
  if (target?.kind === 'local') return eniIn(vpc);
  if (target?.kind !== 'peering' || !isUsable(walk.net, vpc, target)) return undefined;
  const far = otherSide(target.peering, vpc);
  return far.region === vpc.region ? eniIn(far) : undefined;
}

export function selectRoute(
  walk: Walk,
  vpc: Vpc,
  table: RouteTable,
  destination: Address,
): Route | undefined {
  const routes = selectRoutes(vpc, table, destination);
  if (routes.length < 2) return routes[0];
  return choose(walk, `${table.id ?? ''} ${routes.map((route) => route.destination).join(' ')}`, routes);
}

/** One of several that AWS may take; `key` says what is chosen, so that the same question gets the same answer. */
export function choose<T>(walk: Walk, key: string, options: readonly T[]): T | undefined {
  if (options.length < 2) return options[0];
  const pick = walk.picks.made.get(key);
  if (pick === undefined) walk.picks.open.set(key, options.length);
  return options[pick ?? 0];
}

// ---- Section 1.4: targets ----

function handToTarget(walk: Walk, emitter: Emitter, route: Route, packet: Packet): Outcome {
  const { vpc } = emitter.subnet;
  const { target } = route;
  switch (target.kind) {
    case 'local':
      return deliverLocally(walk, vpc, packet, emitter, false);
    case 'interface':
      return ingress(walk, findEni(walk.net, target.id), packet, emitter, false);
    case 'nat-gateway': {
      const nat = walk.net.nats.get(target.id);
      if (!nat) throw new Error(`no NAT gateway ${target.id}`);
      return arriveAtNatGateway(walk, nat, packet, emitter, false);
    }
    case 'internet-gateway':
      return leaveByInternetGateway(walk, emitter, packet);
    case 'egress-only-internet-gateway':
      return leaveByEgressOnlyGateway(walk, emitter, packet);
    case 'peering':
      return crossPeering(walk, target.peering, emitter, packet);
    case 'beyond':
      if (!walk.net.beyond) throw new Error(`nothing is known of ${target.id}`);
      return walk.net.beyond.take(walk, emitter, target.id, packet);
    case 'missing':
      throw new Error('a missing target is a blackhole');
    default:
      return target satisfies never;
  }
}

/** The owner of the address in this VPC gets the packet (1.4 `local`), or nobody has it (I1, RT-21). */
export function deliverLocally(
  walk: Walk,
  vpc: Vpc,
  packet: Packet,
  sender: Emitter | undefined,
  sameSubnet: boolean,
): Outcome {
  const owner = ownerOf(walk.net, vpc, packet.dst);
  if (!owner) return stop('no-such-host', vpc.id, packet);
  if (owner.kind === 'nat-gateway') return arriveAtNatGateway(walk, owner.nat, packet, sender, sameSubnet);
  return ingress(walk, owner.eni, packet, sender, sameSubnet);
}

function crossPeering(walk: Walk, peering: Peering, emitter: Emitter, packet: Packet): Outcome {
  const near = emitter.subnet.vpc;
  const far = otherSide(peering, near);
  // PEER-3. A foreign source passes here, and its reply doesn't (PEER-14, uncertain which half).
  if (!far.cidrs.some((cidr) => contains(cidr, packet.dst))) return stop('pcx', peering.id, packet);
  note(walk, 'pcx', peering.id, packet);
  const tag = near.region === far.region ? packet.tag : undefined; // SG-13
  return deliverLocally(walk, far, withTag(packet, tag), emitter, false);
}

function otherSide(peering: Peering, vpc: Vpc): Vpc {
  return peering.a === vpc ? peering.b : peering.a;
}

// ---- Section 9: NAT gateway ----

function arriveAtNatGateway(
  walk: Walk,
  nat: Nat,
  packet: Packet,
  sender: Emitter | undefined,
  sameSubnet: boolean,
): Outcome {
  const drop = (reason?: string): Stop => stop('nat-gateway', nat.id, packet, reason);
  if (!isFirstVisit(walk, nat.id, packet)) return drop('routing-loop'); // EVAL-5 (b)

  // I2; no I3 and no I4 (NAT-4).
  const denied = sameSubnet ? undefined : crossNacl(walk, nat.subnet, 'in', packet);
  if (denied) return denied;

  const emitter: Emitter = { id: nat.id, subnet: nat.subnet, kind: 'nat-gateway' };
  const original = walk.session.translations.get(`${nat.id} ${headerKey(packet)}`);
  if (original) {
    note(walk, 'nat-gateway', nat.id, packet);
    return leaveSubnet(walk, emitter, replyTo(original));
  }
  if (packet.dst.text === nat.ip.text) return drop('no-state'); // NAT-7, NAT-20

  const isNat64 = nat64Prefix.some((cidr) => contains(cidr, packet.dst));
  const isHandled = [TCP, UDP, packet.dst.family === 4 ? ICMP : ICMPV6].includes(packet.proto);
  if (!isHandled) return drop('protocol'); // NAT-3; in PATH-3 step 5 it stands before everything about the flow
  if (walk.half === 'return') return drop('no-state'); // EVAL-4, PATH-16
  // NAT-9; no reason is named. A transit gateway's attachment hands it the packets of other VPCs, a firewall passes them on.
  const isInside = nat.subnet.vpc.cidrs.some((cidr) => contains(cidr, packet.src));
  const isTransit = sender?.kind === 'transit-gateway' || sender?.kind === 'firewall';
  if (!isInside && !isTransit) return drop();
  if (packet.dst.family === 6 && !isNat64) return drop(); // V6-7; no reason is named

  const destined = isNat64 ? toIpv4(packet) : packet;
  const translated = translateSource(destined, nat.ip, NAT_GATEWAY_PORT); // NAT-5
  walk.session.translations.set(`${nat.id} ${headerKey(replyTo(translated))}`, packet);
  note(walk, 'nat-gateway', nat.id, translated);
  return leaveSubnet(walk, emitter, translated); // NAT-6: the table of the gateway's own subnet
}

/** NAT64: the last 32 bits of the destination (PATH-12 step 4). An echo becomes the IPv4 one (V6-8: "ICMP"). */
function toIpv4(packet: Packet): Packet {
  const dst = makeAddress(4, packet.dst.value & 0xffffffffn);
  if (packet.proto !== ICMPV6) return { ...packet, dst };
  return { ...packet, dst, proto: ICMP, icmpType: packet.icmpType === 128 ? 8 : 0 };
}

function translateSource(packet: Packet, src: Address, port: number): Packet {
  const hasPorts = packet.proto === TCP || packet.proto === UDP;
  return withTag({ ...packet, src, ...(hasPorts ? { sport: port } : {}) }, undefined);
}

// ---- Section 8: internet gateway; section 10: egress-only internet gateway ----

/** Outbound, in the order of IGW-15. */
function leaveByInternetGateway(walk: Walk, emitter: Emitter, packet: Packet): Outcome {
  const { net, session } = walk;
  const { vpc } = emitter.subnet;
  const gateway = `igw:${vpc.id}`;
  const drop = (reason: string): Stop => stop('igw', gateway, packet, reason);
  if (!isFirstVisit(walk, gateway, packet)) return sentBack(emitter, packet);

  const isReply = session.gatewayReplies.has(`${vpc.id} out ${headerKey(packet)}`);
  const crossing: Crossing = {
    subnet: emitter.subnet,
    isNatOrEgressOnly: emitter.kind === 'nat-gateway',
    openedFrom: isReply ? 'outside' : 'inside',
  };
  if (blocksPublicAccess(net, crossing)) return stop('bpa', gateway, packet);

  const owner = ownerOf(net, vpc, packet.src);
  const isPrivate = notInternetRoutable.some((cidr) => contains(cidr, packet.dst));
  if (!owner) {
    // TGW-26: a reply that a NAT gateway restored is told by where it should have gone. Else IGW-7.
    return drop(isPrivate && emitter.kind === 'nat-gateway' ? 'private-destination' : 'foreign-source');
  }
  const publicSource = publicSourceOf(owner, packet.src);
  if (!publicSource) return drop('no-public-address'); // IGW-4, IGW-11
  if (isPrivate) return drop('private-destination'); // IGW-5
  if (isRedirected(walk, emitter, packet.src.family)) return drop('ingress-redirection'); // RT-19

  session.gatewayReplies.add(`${vpc.id} in ${headerKey(replyTo(packet))}`);
  note(walk, 'igw', gateway, packet);
  return overTheInternet(walk, withTag({ ...packet, src: publicSource }, undefined)); // IGW-3, SG-13
}

/** IPv4: the address mapped to exactly this private one (IGW-4). IPv6: itself, unless it is private (IGW-11). */
function publicSourceOf(owner: Owner, source: Address): Address | undefined {
  // IGW-4's code covers it: the source has no public address "or is no attached ENI".
  if (owner.kind === 'interface' && !owner.eni.attached) return undefined;
  if (source.family === 6) return privateIpv6.some((cidr) => contains(cidr, source)) ? undefined : source;
  return publicMappings(owner).find((mapping) => mapping.private.text === source.text)?.public;
}

/**
 * RT-19: the gateway route table sends this subnet's traffic to an appliance, and the emitter is not that
 * appliance (whose own traffic and what it passes on is exempt, uncertain).
 */
function isRedirected(walk: Walk, { id, subnet }: Emitter, family: 4 | 6): boolean {
  const { gatewayTable } = subnet.vpc;
  const cidr = subnet.cidrs.find((block) => block.family === family);
  if (!gatewayTable || !cidr) return false;
  // Destinations are a whole VPC CIDR or a whole subnet (RT-16), so one address speaks for all.
  const target = selectRoute(walk, subnet.vpc, gatewayTable, makeAddress(family, cidr.first))?.target;
  return target?.kind === 'interface' && target.id !== id;
}

function leaveByEgressOnlyGateway(walk: Walk, emitter: Emitter, packet: Packet): Outcome {
  const { vpc } = emitter.subnet;
  const gateway = `eigw:${vpc.id}`;
  const drop = (reason?: string): Stop => stop('eigw', gateway, packet, reason);
  if (!isFirstVisit(walk, gateway, packet)) return sentBack(emitter, packet);

  const crossing: Crossing = { subnet: emitter.subnet, isNatOrEgressOnly: true, openedFrom: 'inside' };
  if (blocksPublicAccess(walk.net, crossing)) return stop('bpa', gateway, packet);
  // EVAL-4, V6-10: a reply of a flow that didn't leave here has no entry.
  if (walk.half === 'return') return drop();
  const owner = ownerOf(walk.net, vpc, packet.src);
  if (!owner) return drop(); // by analogy with IGW-7; core.md asks it of the internet gateway only
  if (!publicSourceOf(owner, packet.src)) return drop('no-public-address'); // IGW-11

  walk.session.egressOnlyReplies.add(`${vpc.id} ${headerKey(replyTo(packet))}`);
  note(walk, 'eigw', gateway, packet);
  return overTheInternet(walk, withTag(packet, undefined));
}

/** IGW-8: an address that a VPC of the model shows to the internet is reached by that VPC's gateway. */
function overTheInternet(walk: Walk, packet: Packet): Outcome {
  const isInModel =
    packet.dst.family === 4
      ? findByPublicAddress(walk.net, packet.dst) !== undefined
      : vpcOfIpv6(walk.net, packet.dst) !== undefined;
  return isInModel ? arriveFromInternet(walk, packet) : { kind: 'delivered', to: 'internet', packet };
}

/** Inbound, in the order of IGW-15. */
function arriveFromInternet(walk: Walk, packet: Packet): Outcome {
  const { net, session } = walk;
  const found = packet.dst.family === 4 ? findByPublicAddress(net, packet.dst) : findByIpv6(net, packet.dst);
  // IGW-6, IGW-17. No gateway is named: nobody in the model has the address.
  if (!found || (found.owner.kind === 'interface' && !found.owner.eni.attached)) {
    return stop('igw', undefined, packet, 'no-owner');
  }
  const { owner, mapping } = found;
  const { vpc } = subnetOf(owner);
  const gateway = `igw:${vpc.id}`;
  const inside: Packet = { ...packet, dst: mapping.private }; // IGW-3; IPv6 is mapped to itself

  // V6-6: a reply comes back by the egress-only gateway that its request took.
  if (session.egressOnlyReplies.has(`${vpc.id} ${headerKey(packet)}`)) {
    note(walk, 'eigw', `eigw:${vpc.id}`, packet);
    return deliverLocally(walk, vpc, packet, undefined, false);
  }
  if (!vpc.igw && vpc.eigw && packet.dst.family === 6) return stop('eigw', `eigw:${vpc.id}`, packet); // V6-10
  if (!vpc.igw) return stop('igw', gateway, packet, 'not-attached'); // IGW-10

  const route = vpc.gatewayTable && selectRoute(walk, vpc, vpc.gatewayTable, inside.dst); // PATH-10 step 2
  const appliance = route?.target.kind === 'interface' ? net.enis.get(route.target.id) : undefined;
  const crossing: Crossing = {
    subnet: appliance?.subnet ?? subnetOf(owner), // BPA-4
    isNatOrEgressOnly: owner.kind === 'nat-gateway' && !appliance,
    openedFrom: session.gatewayReplies.has(`${vpc.id} in ${headerKey(inside)}`) ? 'inside' : 'outside',
  };
  if (blocksPublicAccess(net, crossing)) return stop('bpa', gateway, packet);
  if (notInternetRoutable.some((cidr) => contains(cidr, packet.src))) {
    return stop('igw', gateway, packet, 'private-source'); // IGW-6
  }
  session.gatewayReplies.add(`${vpc.id} out ${headerKey(replyTo(inside))}`);
  note(walk, 'igw', gateway, inside);

  if (!route || route.target.kind === 'local') return deliverLocally(walk, vpc, inside, undefined, false);
  if (!appliance || !isUsable(net, vpc, route.target))
    return stop('route-table', undefined, inside, 'blackhole'); // RT-10
  if (appliance.publicAddresses.length === 0) {
    return stop('igw', gateway, inside, 'appliance-without-public-address'); // RT-17
  }
  return ingress(walk, appliance, inside, undefined, false);
}

interface FoundOwner {
  readonly owner: Owner;
  readonly mapping: PublicMapping;
}

function findByPublicAddress(net: PreparedTopology, address: Address): FoundOwner | undefined {
  const owners: Owner[] = [
    ...[...net.enis.values()].map((eni): Owner => ({ kind: 'interface', eni })),
    ...[...net.nats.values()]
      .filter((nat) => nat.hasInterface)
      .map((nat): Owner => ({ kind: 'nat-gateway', nat })),
  ];
  for (const owner of owners) {
    const mapping = publicMappings(owner).find((candidate) => candidate.public.text === address.text);
    if (mapping) return { owner, mapping };
  }
  return undefined;
}

function findByIpv6(net: PreparedTopology, address: Address): FoundOwner | undefined {
  const vpc = vpcOfIpv6(net, address);
  const owner = vpc && ownerOf(net, vpc, address);
  return owner && { owner, mapping: { private: address, public: address } };
}

/** Private IPv6 is not known on the internet (V6-5). */
function vpcOfIpv6(net: PreparedTopology, address: Address): Vpc | undefined {
  if (privateIpv6.some((cidr) => contains(cidr, address))) return undefined;
  return [...net.vpcs.values()].find((vpc) => vpc.cidrs.some((cidr) => contains(cidr, address)));
}

// ---- Section 1.3: INGRESS ----

export function ingress(
  walk: Walk,
  eni: Eni,
  packet: Packet,
  sender: Emitter | undefined,
  sameSubnet: boolean,
): Outcome {
  // I1; a route to such an interface is a blackhole already (RT-10).
  if (!eni.attached || !eni.running) return stop('no-such-host', eni.subnet.vpc.id, packet);
  // EVAL-5 (b): before any further ACL or group. From a gateway nothing comes twice: it never sends in what went out.
  if (!isFirstVisit(walk, eni.id, packet) && sender) return sentBack(sender, packet);

  // I2
  const denied = sameSubnet ? undefined : crossNacl(walk, eni.subnet, 'in', packet);
  if (denied) return denied;

  // I3
  const isForEni = owns(eni, packet.dst);
  if (eni.srcDstCheck && !isForEni) return stop('eni-src-dst-check', eni.id, packet);

  // I4
  if (!walk.session.groupReplies.has(`${eni.id} in ${headerKey(packet)}`)) {
    const isMember = (group: string): boolean => packet.tag?.includes(group) ?? false; // SG-12, SG-27
    const ruling = judgeGroups(walk.net, eni, 'in', packet, isMember);
    if (ruling === 'deny') return stop('sg-ingress', eni.id, packet);
    if (ruling === 'unknown') walk.undecided ??= stop('sg-ingress', eni.id, packet);
    walk.session.groupReplies.add(`${eni.id} out ${headerKey(replyTo(packet))}`);
  }
  note(walk, 'sg-ingress', eni.id, packet);

  // I5
  const original = walk.session.translations.get(`${eni.id} ${headerKey(packet)}`);
  if (original) return egress(walk, eni, replyTo(original)); // PATH-8 step 11
  if (isForEni) return walk.net.beyond?.receive(walk, eni, packet) ?? { kind: 'delivered', to: eni, packet };
  switch (eni.forward) {
    case 'router':
      return egress(walk, eni, packet); // PATH-9 step 3
    case 'nat':
      return forwardByNatInstance(walk, eni, packet);
    case undefined:
      return stop('not-forwarding', eni.id, packet);
    default:
      return eni.forward satisfies never;
  }
}

function forwardByNatInstance(walk: Walk, eni: Eni, packet: Packet): Outcome {
  if (walk.half === 'return') return stop('not-forwarding', eni.id, packet, 'no-state'); // NATI-8, EVAL-4
  const [own] = packet.src.family === 4 ? eni.ipv4 : eni.ipv6;
  if (!own) throw new Error(`${eni.id} has no address to translate to`); // not generated, core.md is silent
  const translated = translateSource(packet, own, NAT_INSTANCE_PORT);
  walk.session.translations.set(`${eni.id} ${headerKey(replyTo(translated))}`, packet);
  return egress(walk, eni, translated);
}

// ---- Helpers of several steps ----

/** E5 and I2. */
export function crossNacl(
  walk: Walk,
  subnet: Subnet,
  direction: 'in' | 'out',
  packet: Packet,
): Stop | undefined {
  const { nacl } = subnet;
  if (!nacl) return undefined; // the default network ACL of the notation
  const at = direction === 'in' ? 'nacl-ingress' : 'nacl-egress';
  const name = `${nacl.id}(${subnet.id})`;
  const rule = firstNaclMatch(nacl, direction, packet);
  if (!rule?.allow) return stop(at, `${name}#${rule ? String(rule.ruleNumber) : '*'}`, packet);
  note(walk, at, `${name}#${String(rule.ruleNumber)}`, packet);
  return undefined;
}

export function isFirstVisit(walk: Walk, device: string, packet: Packet): boolean {
  const visit = `${device} ${headerKey(packet)}`;
  if (walk.visits.has(visit)) return false;
  walk.visits.add(visit);
  return true;
}

/** EVAL-5 (b), unless the device is a NAT gateway: named at the table that sent the packet there again. */
function sentBack(sender: Emitter, packet: Packet): Stop {
  return stop('route-table', sender.subnet.table.id, packet, 'routing-loop');
}

export function withTag(packet: Packet, tag: readonly string[] | undefined): Packet {
  const { src, dst, proto, sport, dport, icmpType, icmpCode } = packet;
  return {
    src,
    dst,
    proto,
    ...(sport === undefined ? {} : { sport }),
    ...(dport === undefined ? {} : { dport }),
    ...(icmpType === undefined ? {} : { icmpType }),
    ...(icmpCode === undefined ? {} : { icmpCode }),
    ...(tag === undefined ? {} : { tag }),
  };
}

export function note(walk: Walk, step: string, component: string, packet: Packet): void {
  walk.hops.push({ half: walk.half, step, component, packet });
}

export function stop(at: ReferenceAt, component: string | undefined, packet: Packet, reason?: string): Stop {
  return { kind: 'stopped', at, component, reason, packet };
}

function ruleOut(verdict: ReferenceVerdict, { at, component, reason, packet }: Stop): ReferenceResult {
  return {
    verdict,
    at,
    ...(reason === undefined ? {} : { reason }),
    ...(component === undefined ? {} : { component }),
    seen: packetText(packet),
  };
}
