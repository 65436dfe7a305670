/** Transit gateways: edge.md section 2, F-1 rows 4 to 9 and F-5 row 3. */
import { contains, type Address } from '../address.ts';
import {
  choose,
  crossNacl,
  isFirstVisit,
  leaveSubnet,
  note,
  stop,
  withTag,
  type Emitter,
  type Outcome,
  type Walk,
} from '../evaluate.ts';
import { headerKey, type Packet } from '../packet.ts';
import { get, ownerOf, subnetOf, type Subnet, type Vpc } from '../prepared.ts';
import type { Edge } from './edge.ts';
import type { HybridAttachment } from './hybrid.ts';
import { anyContains, passesTraffic, type TransitRoute } from './prepared-edge.ts';
import { toSiteByDirectConnect, toSiteByVpn } from './site.ts';

/** TGW-38: the attachment by which a VPC sends into a transit gateway, if it is one that takes traffic. */
export function usableAttachment(
  { prepared }: Edge,
  vpc: Vpc,
  tgw: string,
): (HybridAttachment & { readonly id: string }) | undefined {
  for (const [id, attachment] of prepared.attachments) {
    const isOwn = attachment.tgw === tgw && attachment.vpc === vpc.id;
    if (isOwn && passesTraffic(attachment.state)) return { ...attachment, id };
  }
  return undefined;
}

/** A route of a VPC hands the packet to the gateway. */
export function enterFromVpc(edge: Edge, walk: Walk, emitter: Emitter, tgw: string, packet: Packet): Outcome {
  const { subnet } = emitter;
  const attachment = usableAttachment(edge, subnet.vpc, tgw);
  if (!attachment) throw new Error(`a route to ${tgw} without attachment is a blackhole`);
  const own = subnetsOf(edge, attachment).find(({ az }) => az === subnet.az);
  if (!own) return stop('tgw-attachment', attachment.id, packet, 'az'); // TGW-3
  const denied = crossNacl(walk, own, 'in', packet); // TGW-20, TGW-22: by source, in both cases
  if (denied) return denied;
  note(walk, 'tgw-attachment', attachment.id, packet);
  // TGW-25: a reference does not survive a VPC that only passes the packet on.
  const entering = emitter.kind === 'transit-gateway' ? withTag(packet, undefined) : packet;
  return cross(edge, walk, { tgw, came: attachment.id, zone: own.az }, entering);
}

export interface Inside {
  readonly tgw: string;
  /** The attachment the packet came by. */
  readonly came: string;
  /** The zone it came from, when it came from a VPC. */
  readonly zone: string | undefined;
}

/** A packet in the gateway: the table of the attachment it came by decides (TGW-5, TGW-8). */
export function cross(edge: Edge, walk: Walk, inside: Inside, packet: Packet): Outcome {
  const { prepared } = edge;
  const { tgw, came } = inside;
  if (!(get(prepared.tgws, tgw).tablesVisible ?? true)) return crossUnseen(edge, walk, inside, packet);
  const table = associatedTable(edge, inside);
  if (table === undefined) return stop('tgw-attachment', came, packet, 'no-association');
  const drop = (reason: string) => stop('tgw-route-table', table, packet, reason);

  const winners = bestRoutes(get(prepared.tables, table), packet.dst);
  if (winners.length === 0) return drop('no-route');
  // TGW-14: equal paths of VPN connections; without ECMP the first of them.
  const isSpread = get(prepared.tgws, tgw).ecmp ?? true;
  const names = winners.map(({ attachment }) => attachment);
  const options = isSpread ? [...new Set(names)] : names.slice(0, 1);
  const out = choose(walk, `${walk.half} ${table} ${options.join(' ')}`, options);
  if (out === undefined || !isUsable(edge, out)) return drop('blackhole'); // TGW-10, TGW-38
  if (!isFirstVisit(walk, `${tgw} to ${out}`, packet)) return drop('loop'); // TGW-29: sent there before
  note(walk, 'tgw-route-table', `${table} ${out}`, packet);
  return leaveBy(edge, walk, inside, out, packet);
}

/** TGW-41: without its tables a gateway leaves it open where a packet goes; the VPC that has the address may still refuse it. */
function crossUnseen(edge: Edge, walk: Walk, inside: Inside, packet: Packet): Outcome {
  const unseen = stop('tgw-route-table', undefined, packet, 'not-visible');
  walk.undecided ??= unseen;
  const likely = [...edge.prepared.attachments].find(
    ([id, { tgw, vpc }]) =>
      tgw === inside.tgw &&
      id !== inside.came &&
      isUsable(edge, id) &&
      anyContains(edge.prepared.vpcCidrs.get(vpc ?? '') ?? [], packet.dst),
  );
  if (!likely || !isFirstVisit(walk, `${inside.tgw} to ${likely[0]}`, packet)) {
    return { ...unseen, isUndecided: true };
  }
  return leaveBy(edge, walk, inside, likely[0], packet);
}

/** GEN-10 for an attachment or peering attachment; a route to one that is gone is a blackhole as well. */
function isUsable({ prepared }: Edge, id: string): boolean {
  const found = prepared.peerings.get(id) ?? prepared.attachments.get(id);
  return found !== undefined && passesTraffic(found.state);
}

function associatedTable({ prepared }: Edge, { tgw, came }: Inside): string | undefined {
  const peering = prepared.peerings.get(came);
  if (!peering) return get(prepared.attachments, came).table;
  return peering.a.tgw === tgw ? peering.a.table : peering.b.table;
}

/** TGW-8: the longest prefix. */
function bestRoutes(routes: readonly TransitRoute[], destination: Address): readonly TransitRoute[] {
  const matching = routes.filter(({ cidr }) => contains(cidr, destination));
  const longest = Math.max(...matching.map(({ cidr }) => cidr.length));
  return bestOf(matching.filter(({ cidr }) => cidr.length === longest));
}

/** TGW-9, TGW-14: among routes of one prefix, the order of kinds, then the shortest AS path. */
export function bestOf(routes: readonly TransitRoute[]): readonly TransitRoute[] {
  const worth = ({ rank, asPath }: TransitRoute): readonly number[] => [rank, asPath];
  const [best] = [...routes].sort((a, b) => compare(worth(a), worth(b)));
  return best ? routes.filter((route) => compare(worth(route), worth(best)) === 0) : [];
}

/** Negative when `a` comes first: the first number that differs decides. */
export function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, i) => value !== b[i]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function leaveBy(edge: Edge, walk: Walk, inside: Inside, out: string, packet: Packet): Outcome {
  const { prepared } = edge;
  const peering = prepared.peerings.get(out);
  if (peering) {
    const far = peering.a.tgw === inside.tgw ? peering.b : peering.a;
    // TGW-31; the reference of a group does not cross (TGW-25).
    const beyond = { tgw: far.tgw, came: out, zone: undefined };
    return cross(edge, walk, beyond, withTag(packet, undefined));
  }
  const attachment = get(prepared.attachments, out);
  if (attachment.vpn !== undefined) return toSiteByVpn(edge, attachment.vpn, packet);
  if (attachment.dxgw !== undefined) return toSiteByDirectConnect(edge, attachment.dxgw, packet);
  return enterVpc(edge, walk, inside, { ...attachment, id: out }, packet);
}

/** TGW-13, TGW-16, TGW-18, TGW-21, TGW-23: by the attachment's subnet in one zone, and on by that subnet's table. */
function enterVpc(
  edge: Edge,
  walk: Walk,
  inside: Inside,
  attachment: HybridAttachment & { readonly id: string },
  packet: Packet,
): Outcome {
  const all = subnetsOf(edge, attachment);
  const subnet = attachment.applianceMode
    ? choose(walk, `${flowOf(packet)} in ${attachment.id}`, zonesOfFlow(edge, inside, all, packet))
    : (all.find(({ az }) => az === inside.zone && inside.zone !== undefined) ??
      choose(walk, `${headerKey(packet)} by ${inside.came} into ${attachment.id}`, all));
  if (!subnet) throw new Error(`${attachment.id} has no subnet`);
  const emitter: Emitter = { id: attachment.id, subnet, kind: 'transit-gateway' };
  return leaveSubnet(walk, emitter, withTag(packet, tagBeyond(edge, inside, attachment, packet)));
}

/**
 * TGW-18: the zones of the two ends that the attachment has; all of them when there is none, or an end has no zone. Where
 * the packet came from is known by its way, which tells two VPCs with one block apart.
 */
function zonesOfFlow(edge: Edge, { tgw, zone }: Inside, all: readonly Subnet[], { dst }: Packet): Subnet[] {
  const ends = [zone, zoneOf(edge, tgw, dst)];
  const own = all.filter(({ az }) => ends.includes(az));
  return ends.includes(undefined) || own.length === 0 ? [...all] : own;
}

/** What is hashed: the same for both directions of a flow. */
function flowOf({ src, dst, proto, sport, dport }: Packet): string {
  const ends = [`${src.text} ${String(sport)}`, `${dst.text} ${String(dport)}`].sort();
  return `${String(proto)} ${ends.join(' ')}`;
}

function zoneOf({ prepared, net }: Edge, tgw: string, address: Address): string | undefined {
  for (const attachment of prepared.attachments.values()) {
    const vpc = attachment.tgw === tgw ? net().vpcs.get(attachment.vpc ?? '') : undefined;
    const owner = vpc && ownerOf(net(), vpc, address);
    if (owner) return subnetOf(owner).az;
  }
  return undefined;
}

/** TGW-25: groups are known beyond the gateway when it and both attachments say so, but not at an endpoint's interface. */
function tagBeyond(
  { prepared, endpointInterfaces, net }: Edge,
  { tgw, came }: Inside,
  attachment: HybridAttachment,
  packet: Packet,
): readonly string[] | undefined {
  const from = prepared.attachments.get(came);
  const isOn =
    (get(prepared.tgws, tgw).groupReferences ?? false) &&
    (from?.groupReferences ?? true) &&
    (attachment.groupReferences ?? true);
  if (!isOn || from?.vpc === undefined || attachment.vpc === undefined) return undefined;
  const owner = ownerOf(net(), get(net().vpcs, attachment.vpc), packet.dst);
  const isEndpoint = owner?.kind === 'interface' && endpointInterfaces.has(owner.eni.id);
  return isEndpoint ? undefined : packet.tag;
}

/** TGW-2: one subnet for each zone. */
function subnetsOf({ subnets }: Edge, attachment: HybridAttachment): Subnet[] {
  return (attachment.subnets ?? []).map((id) => get(subnets(), id));
}
