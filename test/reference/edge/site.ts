/** Sites and the links to them: customer routers, VPN connections, Direct Connect (edge.md sections 3 and 4, F-3 to F-5). */
import { contains, sameCidr, type Address, type Cidr } from '../address.ts';
import type { OutsideEnd } from '../beyond.ts';
import { note, stop, type Outcome, type Walk } from '../evaluate.ts';
import type { Packet } from '../packet.ts';
import { get } from '../prepared.ts';
import type { Edge } from './edge.ts';
import {
  anyContains,
  attachmentOf,
  covers,
  interfacesOn,
  linksOf,
  type Link,
  type PreparedEdge,
  type Site,
  type VirtualInterfaceLink,
} from './prepared-edge.ts';
import { bestOf, compare, cross } from './transit-gateway.ts';
import { enterByVpnGateway } from './vpn-gateway.ts';

/**
 * A host of a site. What it sends goes by its router's table; an answer needs a route there as well, and of those that
 * cover it takes the link of the request.
 */
export function siteEnd(edge: Edge, site: Site, requestBy?: Link): OutsideEnd {
  return {
    id: site.id,
    send(walk, packet) {
      const ways = routerRoutes(edge.prepared, site, packet);
      const link = ways.find(({ id }) => id === requestBy?.id) ?? ways[0];
      if (!link) return stop('customer-router', site.id, packet, 'no-route'); // VPN-19
      note(walk, 'customer-router', `${site.id} ${link.id}`, packet);
      return fromSite(edge, walk, link, packet);
    },
  };
}

/**
 * The links that the router has a route by, best first: those that carry the family (VPN-11), the longest prefix, then what
 * was written there. Whatever else decides is the customer's; Direct Connect before VPN is supposed.
 */
function routerRoutes(edge: PreparedEdge, site: Site, { dst }: Packet): Link[] {
  const written = site.routes.map(({ cidr, link }) => ({ cidr, link: get(edge.links, link), rank: 1 }));
  const learnt = [...edge.links.values()]
    .filter((link) => link.site === site.id && link.isUp)
    .flatMap((link) =>
      announcedOver(edge, link).map((cidr) => ({ cidr, link, rank: link.kind === 'vif' ? 2 : 3 })),
    );
  return [...written, ...learnt]
    .filter(({ cidr }) => contains(cidr, dst))
    .map((route) => ({ ...route, worth: [Number(isOther(route.link, dst)), -route.cidr.length, route.rank] }))
    .sort((a, b) => compare(a.worth, b.worth))
    .map(({ link }) => link);
}

/** The prefixes that AWS announces to the site over a link with BGP (VPN-19, DX-9, DX-10). */
function announcedOver(edge: PreparedEdge, link: Link): readonly Cidr[] {
  if (link.kind === 'vpn') {
    if (link.isStatic) return [];
    return link.vgw === undefined ? ofTransitTable(edge, link) : ofVpnGateway(edge, link.vgw, link);
  }
  if (link.vgw !== undefined) return ofVpnGateway(edge, link.vgw, link);
  const ofGateways = get(edge.dxgws, link.dxgw ?? '').flatMap(
    ({ gateway, allowed }) =>
      edge.tgws.has(gateway)
        ? allowed // DX-10
        : cidrsOf(edge, gateway).filter((cidr) => allowed.some((entry) => covers(entry, cidr))), // DX-9
  );
  return [...ofGateways, ...siteLinks(edge, link).flatMap(({ prefixes }) => prefixes)];
}

/** The blocks of the VPC, and the other sites of the hub that speak BGP (VPN-13). */
function ofVpnGateway(edge: PreparedEdge, vgw: string, to: Link): readonly Cidr[] {
  const others = linksOf(edge, vgw).filter(
    (other) => other.id !== to.id && (other.kind === 'vif' || !other.isStatic),
  );
  return [...cidrsOf(edge, vgw), ...others.flatMap(({ prefixes }) => prefixes)];
}

/** The routes of the associated table that lead somewhere, and not back to where they are announced. */
function ofTransitTable(edge: PreparedEdge, link: Link): readonly Cidr[] {
  const entry = attachmentOf(edge, { vpn: link.id });
  const routes = entry?.attachment.table === undefined ? [] : get(edge.tables, entry.attachment.table);
  return routes
    .filter((route) => bestOf(routes.filter(({ cidr }) => sameCidr(cidr, route.cidr))).includes(route))
    .filter(({ attachment }) => attachment !== undefined && attachment !== entry?.id)
    .map(({ cidr }) => cidr);
}

function cidrsOf(edge: PreparedEdge, vgw: string): readonly Cidr[] {
  const { vpc } = get(edge.vgws, vgw);
  return vpc === undefined ? [] : get(edge.vpcCidrs, vpc);
}

/** DX-8: the interfaces of the same gateway to which traffic passes directly. */
function siteLinks(edge: PreparedEdge, link: VirtualInterfaceLink): VirtualInterfaceLink[] {
  if (!link.siteLink || link.dxgw === undefined) return [];
  return interfacesOn(edge.links, link.dxgw).filter((other) => other.siteLink && other.id !== link.id);
}

/** From the customer's router over a link to what stands at its AWS end. */
function fromSite(edge: Edge, walk: Walk, link: Link, packet: Packet): Outcome {
  if (!link.isUp) return linkDown(link, packet); // VPN-2, DX-1
  if (isOther(link, packet.dst)) return stop('vpn', link.id, packet, 'family'); // VPN-11
  if (link.vgw !== undefined) return enterByVpnGateway(edge, walk, link.vgw, link, packet);
  if (link.kind === 'vif') return throughDirectConnectGateway(edge, walk, link, packet);
  const entry = attachmentOf(edge.prepared, { vpn: link.id });
  if (!entry) throw new Error(`${link.id} ends nowhere`);
  return cross(edge, walk, { tgw: entry.attachment.tgw, came: entry.id, zone: undefined }, packet);
}

/** VPN-11: the tunnels of these connections carry IPv4. */
function isOther(link: Link, { family }: Address): boolean {
  return link.kind === 'vpn' && family === 6;
}

function linkDown(link: Link, packet: Packet): Outcome {
  return stop(link.kind === 'vpn' ? 'vpn' : 'dx', link.id, packet, 'down');
}

/** F-4 rows 3 and 4, F-5 rows 2 and 3. */
function throughDirectConnectGateway(
  edge: Edge,
  walk: Walk,
  link: VirtualInterfaceLink,
  packet: Packet,
): Outcome {
  const { prepared } = edge;
  const dxgw = link.dxgw ?? '';
  for (const { gateway, allowed } of get(prepared.dxgws, dxgw)) {
    if (prepared.tgws.has(gateway)) {
      const entry = anyContains(allowed, packet.dst) && attachmentOf(prepared, { dxgw, tgw: gateway });
      if (entry) return cross(edge, walk, { tgw: gateway, came: entry.id, zone: undefined }, packet);
    } else if (anyContains(cidrsOf(prepared, gateway), packet.dst)) {
      return enterByVpnGateway(edge, walk, gateway, link, packet);
    }
  }
  const others = interfacesOn(prepared.links, dxgw).filter(
    ({ id, prefixes }) => id !== link.id && anyContains(prefixes, packet.dst),
  );
  const [linked] = siteLinks(prepared, link).filter(({ id }) => others.some((other) => other.id === id));
  if (linked) return toSite(edge, linked, packet);
  return stop('dx-gateway', dxgw, packet, others.length > 0 ? 'vif-to-vif' : 'no-route'); // DX-6, DX-8
}

/** From AWS over a VPN connection or virtual interface. */
export function toSite(edge: Edge, link: Link, packet: Packet): Outcome {
  if (!link.isUp) return linkDown(link, packet); // VPN-20
  if (isOther(link, packet.dst)) return stop('vpn', link.id, packet, 'family'); // VPN-11
  const site = get(edge.prepared.sites, link.site);
  return { kind: 'delivered', to: siteEnd(edge, site, link), packet };
}

export function toSiteByVpn(edge: Edge, vpn: string, packet: Packet): Outcome {
  return toSite(edge, get(edge.prepared.links, vpn), packet);
}

/** DX-13: among the interfaces of the gateway, the longest prefix, then preference, then AS path. */
export function toSiteByDirectConnect(edge: Edge, dxgw: string, packet: Packet): Outcome {
  const candidates = interfacesOn(edge.prepared.links, dxgw).flatMap((link) =>
    link.prefixes
      .filter((cidr) => contains(cidr, packet.dst))
      .map((cidr) => ({ link, worth: [-cidr.length, link.preference, link.asPath] })),
  );
  const best = candidates.sort((a, b) => compare(a.worth, b.worth))[0];
  if (!best) return stop('dx-gateway', dxgw, packet, 'no-route'); // DX-6
  return toSite(edge, best.link, packet);
}
