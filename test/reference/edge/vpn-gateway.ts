/** Virtual private gateways: edge.md section 3, F-3 rows 3 to 5 and R3. */
import { contains, type Address } from '../address.ts';
import {
  deliverLocally,
  ingress,
  note,
  selectRoute,
  stop,
  withTag,
  type Emitter,
  type Outcome,
  type Walk,
} from '../evaluate.ts';
import type { Packet } from '../packet.ts';
import { get, ownerOf } from '../prepared.ts';
import { isUsable } from '../routes.ts';
import type { Edge } from './edge.ts';
import { anyContains, linksOf, type Link } from './prepared-edge.ts';
import { toSite } from './site.ts';
import { compare } from './transit-gateway.ts';

/** A route of the VPC hands the packet to the gateway. */
export function leaveByVpnGateway(
  edge: Edge,
  walk: Walk,
  { subnet }: Emitter,
  vgw: string,
  packet: Packet,
): Outcome {
  // GEN-2: only private addresses of interfaces of the own VPC.
  if (!ownerOf(walk.net, subnet.vpc, packet.src)) return stop('vgw', vgw, packet, 'not-local');
  const links = linksOf(edge.prepared, vgw);
  const link = bestLink(links, packet.dst);
  if (!link) {
    // VPN-11: where there is no Direct Connect, no IPv6 can go on at all.
    const isOfFamily =
      packet.dst.family === 4 || links.some(({ kind, prefixes }) => kind === 'vif' && prefixes.length > 0);
    return stop('vgw', vgw, packet, isOfFamily ? 'unknown-prefix' : 'family'); // VPN-4
  }
  note(walk, 'vgw', `${vgw} ${link.id}`, packet);
  return toSite(edge, link, withTag(packet, undefined));
}

/**
 * The link by which a virtual private gateway reaches an address: the longest prefix, then Direct Connect, static VPN, VPN
 * with BGP, then preference and AS path and MED (VPN-8, DX-12, DX-13).
 */
function bestLink(links: readonly Link[], destination: Address): Link | undefined {
  const candidates = links.flatMap((link) =>
    link.prefixes
      .filter((cidr) => contains(cidr, destination))
      .map((cidr) => ({ link, worth: worthOf(link, cidr.length) })),
  );
  return candidates.sort((a, b) => compare(a.worth, b.worth))[0]?.link;
}

function isStatic(link: Link): boolean {
  return link.kind === 'vpn' && link.isStatic;
}

function worthOf(link: Link, length: number): readonly number[] {
  if (link.kind === 'vif') return [-length, 1, link.preference, link.asPath];
  return link.isStatic ? [-length, 2] : [-length, 3, link.asPath, link.med];
}

/** A packet from a site comes into the gateway by one of its links. */
export function enterByVpnGateway(edge: Edge, walk: Walk, vgw: string, by: Link, packet: Packet): Outcome {
  const { vpc: vpcId } = get(edge.prepared.vgws, vgw);
  const vpc = vpcId === undefined ? undefined : get(walk.net.vpcs, vpcId);
  const drop = (reason: string) => stop('vgw', vgw, packet, reason);
  if (packet.dst.family === 6 && by.kind === 'vpn') return drop('family'); // VPN-11
  if (!vpc || !anyContains(vpc.cidrs, packet.dst)) {
    // VPN-13: another site of the hub. Those with static routing have no part in it (uncertain).
    const other = bestLink(
      linksOf(edge.prepared, vgw).filter(({ id }) => id !== by.id),
      packet.dst,
    );
    if (!other || isStatic(other) || isStatic(by)) return drop('not-local'); // GEN-2, VPN-10
    return toSite(edge, other, packet);
  }
  note(walk, 'vgw', vgw, packet);
  const table = edge.gatewayTable(vgw); // VPN-9
  const route = table && selectRoute(walk, vpc, table, packet.dst);
  if (!route || route.target.kind === 'local') return deliverLocally(walk, vpc, packet, undefined, false);
  if (route.target.kind === 'beyond') return stop('gateway-route-table', table.id, packet); // GWLB-7
  const appliance = route.target.kind === 'interface' ? walk.net.enis.get(route.target.id) : undefined;
  if (!appliance || !isUsable(walk.net, vpc, route.target)) {
    return stop('route-table', undefined, packet, 'blackhole');
  }
  return ingress(walk, appliance, packet, undefined, false);
}
