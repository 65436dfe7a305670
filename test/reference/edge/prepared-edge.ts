/**
 * A hybrid network with its text read once, and who knows which prefix: what links announce, what the tables of transit
 * gateways hold. Nothing is decided about a packet here.
 */
import { contains, parseCidr, type Cidr } from '../address.ts';
import { get, mapValues } from '../prepared.ts';
import type {
  HybridAttachment,
  HybridTopology,
  HybridTransitGateway,
  HybridTransitPeering,
  HybridVirtualInterface,
  HybridVpn,
  HybridVpnGateway,
} from './hybrid.ts';

export interface PreparedEdge {
  readonly tgws: ReadonlyMap<string, HybridTransitGateway>;
  readonly attachments: ReadonlyMap<string, HybridAttachment>;
  readonly peerings: ReadonlyMap<string, HybridTransitPeering>;
  readonly tables: ReadonlyMap<string, readonly TransitRoute[]>;
  readonly vgws: ReadonlyMap<string, HybridVpnGateway>;
  readonly sites: ReadonlyMap<string, Site>;
  readonly links: ReadonlyMap<string, Link>;
  /** By Direct Connect gateway: the gateways associated with it, and the prefixes allowed to each. */
  readonly dxgws: ReadonlyMap<string, readonly Association[]>;
  /** IPv4 and IPv6 blocks, by VPC. */
  readonly vpcCidrs: ReadonlyMap<string, readonly Cidr[]>;
}

export interface Site {
  readonly id: string;
  readonly cidrs: readonly Cidr[];
  readonly routes: readonly { readonly cidr: Cidr; readonly link: string }[];
}

/** A VPN connection or a virtual interface. */
export type Link = VpnLink | VirtualInterfaceLink;

export interface VpnLink {
  readonly kind: 'vpn';
  readonly id: string;
  readonly site: string;
  readonly vgw: string | undefined;
  readonly isStatic: boolean;
  readonly isUp: boolean;
  /** The prefixes that AWS knows over it, and how it ranks them. */
  readonly prefixes: readonly Cidr[];
  readonly asPath: number;
  readonly med: number;
}

export interface VirtualInterfaceLink {
  readonly kind: 'vif';
  readonly id: string;
  readonly site: string;
  readonly vgw: string | undefined;
  readonly dxgw: string | undefined;
  readonly isUp: boolean;
  readonly prefixes: readonly Cidr[];
  readonly asPath: number;
  /** Less is better (DX-13). */
  readonly preference: number;
  readonly siteLink: boolean;
}

export interface Association {
  readonly gateway: string;
  readonly allowed: readonly Cidr[];
}

/** One entry of a transit gateway's table. */
export interface TransitRoute {
  readonly cidr: Cidr;
  /** Order among equal prefixes (TGW-9), 1 is the best. */
  readonly rank: number;
  readonly asPath: number;
  /** An attachment or peering attachment; `undefined` is a blackhole. */
  readonly attachment: string | undefined;
}

/** GEN-10, with the states that only may pass traffic among those that do. */
export function passesTraffic(state: string | undefined): boolean {
  const word = (state ?? 'available').toLowerCase();
  return !/^(pending.*|initiating.*|failed|failing|rejected|rejecting|expired|deleting|deleted|detaching|detached)$/.test(
    word,
  );
}

export function prepareEdge(topology: HybridTopology): PreparedEdge {
  const sites = mapValues(topology.sites ?? {}, (site, id): Site => {
    const routes = Object.entries(site.routes ?? {}).map(([text, link]) => ({ cidr: parseCidr(text), link }));
    return { id, cidrs: site.cidrs.map(parseCidr), routes };
  });
  const links = new Map<string, Link>();
  for (const [id, vpn] of Object.entries(topology.vpns ?? {})) {
    links.set(id, readVpn(id, vpn, get(sites, vpn.site)));
  }
  for (const [id, vif] of Object.entries(topology.vifs ?? {})) {
    links.set(id, readVirtualInterface(id, vif, get(sites, vif.site)));
  }
  const vpcCidrs = mapValues(topology.vpcs, ({ cidrs, ipv6 = [] }) => [...cidrs, ...ipv6].map(parseCidr));
  const dxgws = mapValues(topology.dxgws ?? {}, ({ associations }) =>
    Object.entries(associations).map(([gateway, allowed]) => ({ gateway, allowed: allowed.map(parseCidr) })),
  );
  const tables = mapValues(topology.tgwTables ?? {}, ({ routes }, id) => [
    ...Object.entries(routes).map(([text, target]): TransitRoute => {
      const attachment = target === 'blackhole' ? undefined : target;
      return { cidr: parseCidr(text), rank: 1, asPath: 0, attachment };
    }),
    ...propagatedInto(id, topology, vpcCidrs, links),
  ]);
  return {
    tgws: new Map(Object.entries(topology.tgws ?? {})),
    attachments: new Map(Object.entries(topology.attachments ?? {})),
    peerings: new Map(Object.entries(topology.tgwPeerings ?? {})),
    tables,
    vgws: new Map(Object.entries(topology.vgws ?? {})),
    sites,
    links,
    dxgws,
    vpcCidrs,
  };
}

function readVpn(id: string, vpn: HybridVpn, site: Site): VpnLink {
  const isUp = passesTraffic(vpn.state) && (vpn.tunnels ?? ['up', 'up']).includes('up'); // VPN-2
  const ipv4 = site.cidrs.filter((cidr) => cidr.family === 4); // VPN-11
  // VPN-20: with BGP a connection that is down announces nothing; the routes of a static one stay (uncertain).
  const announced = isUp ? (vpn.announces?.map(parseCidr) ?? ipv4) : [];
  return {
    kind: 'vpn',
    id,
    site: site.id,
    vgw: vpn.vgw,
    isStatic: vpn.static !== undefined,
    isUp,
    prefixes: passesTraffic(vpn.state) ? (vpn.static?.map(parseCidr) ?? announced) : [], // VPN-5, GEN-10
    asPath: vpn.asPath ?? 1,
    med: vpn.med ?? 0,
  };
}

function readVirtualInterface(id: string, vif: HybridVirtualInterface, site: Site): VirtualInterfaceLink {
  const isUp = vif.bgpUp ?? true; // DX-1
  return {
    kind: 'vif',
    id,
    site: site.id,
    vgw: vif.vgw,
    dxgw: vif.dxgw,
    isUp,
    prefixes: isUp ? (vif.announces?.map(parseCidr) ?? site.cidrs) : [],
    asPath: vif.asPath ?? 1,
    preference: ['high', 'medium', 'low'].indexOf(vif.preference ?? 'medium'),
    siteLink: vif.siteLink ?? false,
  };
}

/** TGW-6, TGW-9, TGW-12, TGW-32, TGW-37. */
function propagatedInto(
  table: string,
  { attachments = {} }: HybridTopology,
  vpcCidrs: PreparedEdge['vpcCidrs'],
  links: PreparedEdge['links'],
): TransitRoute[] {
  const routes: TransitRoute[] = [];
  const ofVpcs: Cidr[] = [];
  for (const [id, attachment] of Object.entries(attachments)) {
    if (!attachment.propagatesTo?.includes(table)) continue;
    const add = (cidr: Cidr, rank: number, asPath = 0): void => {
      routes.push({ cidr, rank, asPath, attachment: id });
    };
    if (attachment.vpc !== undefined) {
      for (const cidr of get(vpcCidrs, attachment.vpc)) {
        if (cidr.family === 6 && !attachment.ipv6) continue;
        if (ofVpcs.some((other) => overlap(other, cidr))) continue;
        ofVpcs.push(cidr);
        add(cidr, 3);
      }
    }
    const vpn = attachment.vpn === undefined ? undefined : get(links, attachment.vpn);
    if (vpn?.kind === 'vpn' && !vpn.isStatic) {
      for (const cidr of vpn.prefixes) add(cidr, 7, vpn.asPath);
    }
    if (attachment.dxgw !== undefined) {
      for (const link of interfacesOn(links, attachment.dxgw)) for (const cidr of link.prefixes) add(cidr, 4);
    }
  }
  return routes;
}

export function interfacesOn(links: PreparedEdge['links'], dxgw: string): VirtualInterfaceLink[] {
  return [...links.values()].filter((link) => link.kind === 'vif').filter((link) => link.dxgw === dxgw);
}

/** Every link that a virtual private gateway takes packets from and sends them to. */
export function linksOf(edge: PreparedEdge, vgw: string): Link[] {
  const dxgws = [...edge.dxgws].filter(([, associations]) =>
    associations.some(({ gateway }) => gateway === vgw),
  );
  return [
    ...[...edge.links.values()].filter((link) => link.vgw === vgw),
    ...dxgws.flatMap(([id]) => interfacesOn(edge.links, id)),
  ];
}

/** The transit gateway and attachment that a VPN connection or Direct Connect gateway stands behind. */
export function attachmentOf(
  edge: PreparedEdge,
  what: { readonly vpn: string } | { readonly dxgw: string; readonly tgw: string },
): { readonly id: string; readonly attachment: HybridAttachment } | undefined {
  for (const [id, attachment] of edge.attachments) {
    const isIt =
      'vpn' in what
        ? attachment.vpn === what.vpn
        : attachment.dxgw === what.dxgw && attachment.tgw === what.tgw;
    if (isIt) return { id, attachment };
  }
  return undefined;
}

export function overlap(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last;
}

/** Whether `wide` equals `cidr` or is wider. */
export function covers(wide: Cidr, cidr: Cidr): boolean {
  return wide.family === cidr.family && wide.first <= cidr.first && cidr.last <= wide.last;
}

export function anyContains(cidrs: readonly Cidr[], address: Parameters<typeof contains>[1]): boolean {
  return cidrs.some((cidr) => contains(cidr, address));
}
