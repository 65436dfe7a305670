/**
 * What the customer's router knows of AWS: its own routes, and what each link announces (VPN-19, DX-9, DX-10).
 */
import { containsAddress, containsCidr } from '../../ip/index.ts';
import type { Address, Cidr } from '../../ip/index.ts';
import { lifecycleOf } from '../../model/lifecycle.ts';
import type { Network } from '../../model/network.ts';
import type { Walk } from '../../trace/walk.ts';
import { announcedBy, isInterfaceUp } from '../virtual-interface/announced.ts';
import type { VirtualInterface } from '../virtual-interface/types.ts';
import { routesInTable } from '../transit-gateway-route-table/effective.ts';
import { prefixesOf } from '../vpn-gateway/prefixes.ts';
import { isConnectionUp } from '../vpn-connection/announced.ts';
import type { VpnConnection } from '../vpn-connection/types.ts';
import type { OnPremisesNetwork } from './types.ts';

export interface RouterRoute {
  readonly destination: Cidr;
  readonly link: VpnConnection | VirtualInterface;
  readonly origin: 'static' | 'learned' | 'supposed';
}

/**
 * The router's routes that cover a destination, best first: those by links that carry its family (VPN-11), then longest
 * prefix, its own before learned ones, DX before VPN.
 */
export function routesTo(walk: Walk, site: OnPremisesNetwork, destination: Address): RouterRoute[] {
  const rank = ({ origin, link }: RouterRoute) =>
    origin === 'static' ? 0 : link.kind === 'virtual-interface' ? 1 : 2;
  return allRoutes(walk, site)
    .filter((route) => containsAddress(route.destination, destination))
    .sort(
      (a, b) =>
        Number(carries(b.link, destination)) - Number(carries(a.link, destination)) ||
        b.destination.prefixLength - a.destination.prefixLength ||
        rank(a) - rank(b),
    );
}

function carries(link: RouterRoute['link'], { family }: Address): boolean {
  return link.kind === 'virtual-interface' || link.insideFamily === family;
}

/** The links of a site. */
export function linksOf(network: Network, site: string): (VpnConnection | VirtualInterface)[] {
  return [...network.vpnConnections.values(), ...network.virtualInterfaces.values()].filter(
    (link) => link.onPremisesNetwork === site,
  );
}

export function linkOf(network: Network, id: string): VpnConnection | VirtualInterface | undefined {
  return network.vpnConnections.get(id) ?? network.virtualInterfaces.get(id);
}

function allRoutes(walk: Walk, site: OnPremisesNetwork): RouterRoute[] {
  const { network } = walk;
  const own = (site.routes ?? []).flatMap(({ destination, link: id }): RouterRoute[] => {
    const link = linkOf(network, id);
    return link === undefined ? [] : [{ destination, link, origin: 'static' }];
  });
  const learned = linksOf(network, site.id).flatMap((link) =>
    link.kind === 'vpn-connection' ? overConnection(walk, site, link) : overInterface(network, link),
  );
  return [...own, ...learned];
}

function overConnection(walk: Walk, site: OnPremisesNetwork, link: VpnConnection): RouterRoute[] {
  const announced = announcedByAws(walk, link);
  if (link.isStatic) {
    // VPN-19: without BGP the router has static routes; where the input says nothing of them they are supposed.
    if (site.routes !== undefined) return [];
    return announced.map((destination) => ({ destination, link, origin: 'supposed' }));
  }
  if (!isConnectionUp(link)) return [];
  return announced.map((destination) => ({ destination, link, origin: 'learned' }));
}

/** VPN-19: the blocks of the VGW's VPC and its other sites; on a transit gateway the routes of the attachment's table. */
function announcedByAws({ network, compiled }: Walk, link: VpnConnection): Cidr[] {
  if (link.vpnGateway !== undefined) {
    const others = link.isStatic ? [] : otherSitesOf(network, link.vpnGateway, link.id);
    return [...vpcBlocksOf(network, link.vpnGateway), ...others];
  }
  const attachment = attachmentOf(network, 'vpn', link.id);
  const association = attachment?.association;
  const table = association?.kind === 'table' ? compiled.transitTableOf(association.table) : undefined;
  // TGW-9: only the winner of a prefix is in the table.
  return (table === undefined ? [] : routesInTable(table)).flatMap(({ destination, attachment: outlet }) =>
    outlet === undefined || outlet === attachment?.id ? [] : [destination],
  );
}

/** VPN-13: sites that speak BGP, over a VPN or a virtual interface, learn of each other; a static one is told of to none. */
function otherSitesOf(network: Network, gateway: string, link: string): Cidr[] {
  return prefixesOf(network, gateway)
    .prefixes.filter((known) => known.link.id !== link && known.learnt !== 'vpn-static')
    .map(({ prefix }) => prefix);
}

/** EVAL-8: whether the model holds what decides over the announcements of a link: the VPC, the table, the gateway. */
export function isAnnouncedKnown(
  { network, compiled }: Walk,
  link: VpnConnection | VirtualInterface,
): boolean {
  if (link.vpnGateway !== undefined) return vpcBlocksOf(network, link.vpnGateway).length > 0;
  if (link.kind === 'virtual-interface')
    return (
      link.directConnectGateway !== undefined && network.directConnectGateways.has(link.directConnectGateway)
    );
  const association = attachmentOf(network, 'vpn', link.id)?.association;
  if (association?.kind === 'none') return true; // TGW-5: nothing is announced
  return association?.kind === 'table' && compiled.transitTableOf(association.table) !== undefined;
}

/** DX-9, DX-10: filtered by allowed prefixes for a VGW, and exactly these for a transit gateway. */
function overInterface(network: Network, link: VirtualInterface): RouterRoute[] {
  if (!isInterfaceUp(link, network)) return [];
  const route = (destination: Cidr): RouterRoute => ({ destination, link, origin: 'learned' });
  if (link.vpnGateway !== undefined) {
    const sites = otherSitesOf(network, link.vpnGateway, link.id);
    return [...vpcBlocksOf(network, link.vpnGateway), ...sites].map(route);
  }
  const gateway =
    link.directConnectGateway === undefined
      ? undefined
      : network.directConnectGateways.get(link.directConnectGateway);
  // DX-8: sites on one gateway learn of each other by SiteLink.
  const others = [...network.virtualInterfaces.values()].filter(
    ({ id, directConnectGateway, siteLink }) =>
      link.siteLink && siteLink && id !== link.id && directConnectGateway === gateway?.id,
  );
  const sites =
    gateway === undefined ? [] : others.flatMap((other) => announcedBy(other, network).blocks.map(route));
  const served = (gateway?.associations ?? []).flatMap(
    ({ gateway: id, gatewayKind, allowedPrefixes, state }) => {
      if (lifecycleOf(state) === 'unusable') return [];
      if (gatewayKind === 'transit-gateway') return link.type === 'transit' ? allowedPrefixes.map(route) : [];
      if (link.type !== 'private') return [];
      return vpcBlocksOf(network, id)
        .filter((block) => allowedPrefixes.some((allowed) => containsCidr(allowed, block)))
        .map(route);
    },
  );
  return [...served, ...sites];
}

/** The blocks of the VPC that a VGW is attached to. */
export function vpcBlocksOf(network: Network, gateway: string): readonly Cidr[] {
  const held = network.vpnGateways.get(gateway);
  const vpc = held?.vpc === undefined ? undefined : network.vpcs.get(held.vpc);
  return vpc === undefined ? [] : [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks];
}

/** The transit gateway attachment of a VPN connection or a Direct Connect gateway. */
export function attachmentOf(
  network: Network,
  kind: 'vpn' | 'direct-connect-gateway',
  id: string,
  gateway?: string,
) {
  return [...network.transitGatewayAttachments.values()].find(({ attached, transitGateway, state }) => {
    const isIt =
      (attached.kind === 'vpn' && kind === 'vpn' && attached.connection === id) ||
      (attached.kind === 'direct-connect-gateway' && attached.kind === kind && attached.gateway === id);
    return isIt && (gateway === undefined || gateway === transitGateway) && lifecycleOf(state) !== 'unusable';
  });
}
