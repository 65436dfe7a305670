/**
 * A network outside AWS: its router sends packets to a VPN connection or virtual interface, and its firewall, if it has
 * one, lets them in and out (VPN-19, DX-2, DX-9, DX-10).
 */
import { matches } from '../../packet/index.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Walk } from '../../trace/walk.ts';
import { crossDirectConnect } from '../direct-connect-gateway/forward.ts';
import type { VirtualInterface } from '../virtual-interface/types.ts';
import { crossVpnConnection } from '../vpn-connection/forward.ts';
import type { VpnConnection } from '../vpn-connection/types.ts';
import { attachmentOf, isAnnouncedKnown, linkOf, linksOf, routesTo } from './learned.ts';
import type { OnPremisesNetwork } from './types.ts';

/**
 * A packet leaves the site.
 *
 * @param back - the link that the request came by, over which answers go back where a route leads there
 */
export function leaveSite(
  walk: Walk,
  site: OnPremisesNetwork,
  packet: Packet,
  back: string | undefined,
): Next {
  if (!passFirewall(walk, site, packet, 'egress')) return { step: 'ended' };
  const place = { kind: 'on-premises-network', id: site.id };
  const known = routesTo(walk, site, packet.dst);
  // VPN-19, DX-9: an answer needs a route as well, and takes the link of the request where one leads there.
  const route = known.find(({ link: { id } }) => id === back) ?? known[0];
  const held = back === undefined ? undefined : linkOf(walk.network, back);
  const isSilent = held !== undefined && !isAnnouncedKnown(walk, held);
  const link = route?.link ?? (isSilent ? held : undefined);
  if (link === undefined) {
    const on = walk.drop(place, 'customer-router', packet, {
      detail: 'no-route',
      rules: noRouteRules(walk, site),
      mendable: true,
    });
    const only = held ?? linksOf(walk.network, site.id)[0];
    return on && only !== undefined ? takeLink(walk, only, packet) : { step: 'ended' };
  }
  walk.record(place, 'customer-router', 'allowed', packet, {
    rules: ['VPN-19'],
    notes: route?.origin === 'supposed' ? [supposedRouteNote(site, link)] : [],
  });
  return takeLink(walk, link, packet);
}

function takeLink(walk: Walk, link: VpnConnection | VirtualInterface, packet: Packet): Next {
  const { network } = walk;
  if (link.kind === 'virtual-interface') return crossDirectConnect(walk, link, packet);
  if (!crossVpnConnection(walk, link, packet)) return { step: 'ended' };
  if (link.vpnGateway !== undefined)
    return { step: 'vpn-gateway', gateway: link.vpnGateway, link: link.id, packet };
  const attachment = attachmentOf(network, 'vpn', link.id);
  if (attachment !== undefined) {
    const { id, transitGateway } = attachment;
    return {
      step: 'transit-gateway',
      gateway: transitGateway,
      attachment: id,
      zone: undefined,
      packet,
      tag: [],
    };
  }
  walk.undecided({ kind: 'vpn-connection', id: link.id }, 'vpn', packet, {
    detail: 'not-held',
    rules: ['EVAL-8'],
    notes: [
      {
        kind: 'assumption',
        rule: 'EVAL-8',
        text: `The gateway on the AWS side of VPN connection ${link.id} is not in the input.`,
      },
    ],
  });
  return { step: 'ended' };
}

/** A packet comes to the site over a link. */
export function arriveAtSite(walk: Walk, id: string, link: string, packet: Packet): Next {
  const site = walk.network.onPremisesNetworks.get(id);
  if (site === undefined) {
    // INVARIANT: each link's network is in the model, made up where the input names none.
    throw new Error(`no on-premises network ${id}`);
  }
  if (!passFirewall(walk, site, packet, 'ingress')) return { step: 'ended' };
  return { step: 'arrived', arrival: { kind: 'on-premises', network: site, link, packet } };
}

/** The site's own stateful firewall; what answers a flow that it let through passes. */
function passFirewall(
  walk: Walk,
  site: OnPremisesNetwork,
  packet: Packet,
  direction: 'ingress' | 'egress',
): boolean {
  const rules = site[direction];
  const way = direction === 'ingress' ? 'in' : 'out';
  if (rules === undefined || walk.isTracked(site.id, way, packet)) return true;
  const remote = { address: direction === 'ingress' ? packet.src : packet.dst, groups: [] };
  if (!rules.some(({ match }) => matches(match, packet, remote))) {
    const place = { kind: 'on-premises-network', id: site.id };
    const rulesOf: RuleId[] = ['VPN-19'];
    if (!walk.drop(place, 'customer-router', packet, { detail: 'firewall', rules: rulesOf, mendable: true }))
      return false;
  }
  walk.remember(site.id, way, packet);
  return true;
}

function noRouteRules({ network }: Walk, { id }: OnPremisesNetwork): RuleId[] {
  const rules = linksOf(network, id).map((link): RuleId => {
    if (link.kind === 'vpn-connection') return 'VPN-19';
    return link.type === 'transit' ? 'DX-10' : 'DX-9';
  });
  return rules.length === 0 ? ['VPN-19'] : [...new Set(rules)];
}

function supposedRouteNote(site: OnPremisesNetwork, link: VpnConnection | VirtualInterface): Note {
  const text = `The input does not show the routes of the router at ${site.name ?? site.id}; it is supposed to send what lies behind ${link.id} there.`;
  return { kind: 'assumption', rule: 'VPN-19', text };
}
