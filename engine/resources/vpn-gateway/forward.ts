/**
 * The virtual private gateway: out of its VPC to prefixes that it knows, and in from its links to addresses of its VPC
 * (VPN-4, VPN-9 to VPN-13, GEN-2, DX-2, DX-6).
 */
import { vpcHolds } from '../../model/network.ts';
import type { Packet } from '../../packet/index.ts';
import type { RuleId } from '../../rules/index.ts';
import type { Handed, Next } from '../../trace/next.ts';
import type { Note } from '../../trace/note.ts';
import type { Place, Walk } from '../../trace/walk.ts';
import { turnAround } from '../direct-connect-gateway/forward.ts';
import { selectRoute } from '../route-table/effective.ts';
import { crossVirtualInterface } from '../virtual-interface/forward.ts';
import { crossVpnConnection } from '../vpn-connection/forward.ts';
import { bestPrefix, prefixesOf } from './prefixes.ts';
import type { KnownPrefix } from './prefixes.ts';
import type { VpnGateway } from './types.ts';

/** A route of the VPC hands the packet over. */
export function sendToVpnGateway({ id, packet, emitter }: Handed, walk: Walk): Next {
  const { network } = walk;
  const gateway = network.vpnGateways.get(id);
  const place = { kind: 'vpn-gateway', id, vpc: emitter.subnet.vpc };
  if (gateway === undefined) {
    walk.undecided(place, 'other-resource', packet, { detail: 'not-held', rules: ['RT-24', 'EVAL-8'] });
    return { step: 'ended' };
  }
  const { prefixes, complete } = prefixesOf(network, id);
  const known = bestPrefix(prefixes, packet.dst);
  const isOverVpn =
    known === undefined ? !prefixes.some(({ learnt }) => learnt === 'dx') : known.learnt !== 'dx';
  // VPN-11: a VGW carries IPv6 for Direct Connect only.
  if (packet.dst.family === 6 && isOverVpn) {
    walk.drop(place, 'vgw', packet, { detail: 'family', rules: ['VPN-11', 'edge:V6-7'], mendable: false });
    return { step: 'ended' };
  }
  // GEN-2: the source is a private address of an interface of this VPC.
  const isOwn =
    emitter.kind === 'unowned' || network.lookup.ownerOf(emitter.subnet.vpc, packet.src) !== undefined;
  if (!isOwn) {
    walk.drop(place, 'vgw', packet, { detail: 'not-local', rules: ['GEN-2', 'VPN-10'], mendable: false });
    return { step: 'ended' };
  }
  if (known === undefined) return unknownPrefix(walk, gateway, place, packet, complete);
  walk.record(place, 'vgw', 'allowed', packet, { rules: ['VPN-4', 'VPN-8'] });
  return takeLink(walk, gateway, known, packet);
}

function unknownPrefix(
  walk: Walk,
  gateway: VpnGateway,
  place: Place,
  packet: Packet,
  complete: boolean,
): Next {
  if (!complete) {
    const text = `The input does not show what ${gateway.id} learns by BGP, and that would decide.`;
    walk.undecided(place, 'vgw', packet, {
      detail: 'unknown-prefix',
      rules: ['VPN-4', 'EVAL-8'],
      notes: [{ kind: 'assumption', rule: 'VPN-4', text }],
    });
    return { step: 'ended' };
  }
  walk.drop(place, 'vgw', packet, {
    detail: 'unknown-prefix',
    rules: ['VPN-4', ...(sharesDirectConnect(walk, gateway, packet) ? (['DX-6'] as const) : [])],
    mendable: false,
  });
  return { step: 'ended' };
}

/** DX-6: the destination is a VPC behind another VGW of the same Direct Connect gateway. */
function sharesDirectConnect({ network }: Walk, { id }: VpnGateway, packet: Packet): boolean {
  return [...network.directConnectGateways.values()].some(({ associations }) => {
    const gateways = associations.map(({ gateway }) => gateway);
    return (
      gateways.includes(id) &&
      gateways.some((other) => {
        const vpc = other === id ? undefined : network.vpnGateways.get(other)?.vpc;
        const held = vpc === undefined ? undefined : network.vpcs.get(vpc);
        return held !== undefined && vpcHolds(held, packet.dst);
      })
    );
  });
}

function takeLink(walk: Walk, gateway: VpnGateway, { link }: KnownPrefix, packet: Packet): Next {
  const { network } = walk;
  if (link.kind === 'vpn-connection') {
    const connection = network.vpnConnections.get(link.id);
    if (connection === undefined || !crossVpnConnection(walk, connection, packet)) return { step: 'ended' };
    return { step: 'to-site', network: connection.onPremisesNetwork, link: link.id, packet };
  }
  const virtual = network.virtualInterfaces.get(link.id);
  if (virtual === undefined) return { step: 'ended' };
  const turned = turnAround(walk, virtual, gateway.id, packet);
  if (turned !== undefined) return turned;
  if (virtual.directConnectGateway !== undefined) {
    const place = { kind: 'direct-connect-gateway', id: virtual.directConnectGateway };
    walk.record(place, 'dx-gateway', 'passed', packet, { rules: ['DX-4'] });
  }
  if (!crossVirtualInterface(walk, virtual, packet, ['DX-1', 'DX-13'])) return { step: 'ended' };
  return { step: 'to-site', network: virtual.onPremisesNetwork, link: link.id, packet };
}

/** A packet comes in by a VPN connection or virtual interface. */
export function enterVpnGateway(walk: Walk, id: string, link: string, packet: Packet): Next {
  const { network } = walk;
  const gateway = network.vpnGateways.get(id);
  const place: Place = { kind: 'vpn-gateway', id, vpc: gateway?.vpc };
  if (gateway === undefined) {
    walk.undecided(place, 'vgw', packet, { detail: 'not-held', rules: ['EVAL-8'] });
    return { step: 'ended' };
  }
  const vpc = gateway.vpc === undefined ? undefined : network.vpcs.get(gateway.vpc);
  const isOverVpn = network.vpnConnections.has(link);
  if (packet.dst.family === 6 && isOverVpn) {
    walk.drop(place, 'vgw', packet, { detail: 'family', rules: ['VPN-11', 'edge:V6-7'], mendable: false });
    return { step: 'ended' };
  }
  if (vpc === undefined || !vpcHolds(vpc, packet.dst)) return elsewhere(walk, gateway, place, link, packet);
  walk.record(place, 'vgw', 'allowed', packet, { rules: [isOverVpn ? 'VPN-9' : 'DX-18'] });
  return byGatewayTable(walk, gateway, place, vpc.id, packet);
}

/** VPN-13, GEN-2: to another site by CloudHub, else nowhere: no gateway or peer of the VPC takes it. */
function elsewhere(walk: Walk, gateway: VpnGateway, place: Place, link: string, packet: Packet): Next {
  const { network } = walk;
  const others = prefixesOf(network, gateway.id).prefixes.filter((known) => known.link.id !== link);
  const known = bestPrefix(others, packet.dst);
  if (known !== undefined) {
    const isBgp = ![link, known.link.id].some((id) => network.vpnConnections.get(id)?.isStatic === true);
    if (isBgp) {
      walk.record(place, 'vgw', 'allowed', packet, { rules: ['VPN-13'] });
      return takeLink(walk, gateway, known, packet);
    }
    const text = 'Sites with static routing are not announced to each other; they are taken not to meet.';
    const note: Note = { kind: 'uncertain', rule: 'VPN-13', text };
    walk.drop(place, 'vgw', packet, {
      detail: 'not-local',
      rules: ['VPN-13'],
      notes: [note],
      mendable: false,
    });
    return { step: 'ended' };
  }
  const byDirectConnect = network.virtualInterfaces.has(link);
  const rules: RuleId[] = ['GEN-2', byDirectConnect ? 'DX-2' : 'VPN-10'];
  walk.drop(place, 'vgw', packet, { detail: 'not-local', rules, mendable: false });
  return { step: 'ended' };
}

/** VPN-9: the gateway's own table, if it has one, else local delivery. */
function byGatewayTable(
  walk: Walk,
  gateway: VpnGateway,
  place: Place,
  vpc: NonNullable<VpnGateway['vpc']>,
  packet: Packet,
): Next {
  const { network } = walk;
  const table = network.lookup.gatewayRouteTableOf(gateway.id);
  const effective = table === undefined ? undefined : walk.compiled.tableOf(table.id);
  const choice = effective === undefined ? undefined : selectRoute(effective, packet.dst);
  if (table !== undefined && choice?.kind === 'route' && choice.route.target.kind !== 'local') {
    const component = { kind: 'route-table', id: table.id };
    const { target } = choice.route;
    if (packet.dst.family === 6) {
      walk.drop(place, 'gateway-route-table', packet, {
        component,
        rules: ['edge:V6-8', 'VPN-9'],
        mendable: false,
      });
      return { step: 'ended' };
    }
    const owners =
      target.kind === 'instance'
        ? network.lookup.interfacesOfInstance(target.id)
        : [network.networkInterfaces.get(target.id)];
    const [networkInterface] = owners;
    if (networkInterface === undefined || !walk.isUp(networkInterface)) {
      // GWLB-7: an endpoint takes no traffic from a virtual private gateway.
      const isEndpoint = target.kind === 'vpc-endpoint';
      walk.drop(place, 'gateway-route-table', packet, {
        component,
        ...(isEndpoint ? {} : { detail: 'blackhole' as const }),
        rules: isEndpoint ? ['GWLB-7', 'VPN-9'] : ['VPN-9'],
        mendable: false,
      });
      return { step: 'ended' };
    }
    walk.record(place, 'gateway-route-table', 'allowed', packet, { component, rules: ['VPN-9'] });
    return { step: 'hand-over', networkInterface, packet, tag: [] };
  }
  walk.record({ kind: 'vpc', id: vpc, vpc }, 'router', 'passed', packet);
  return { step: 'deliver', vpc, sameSubnet: undefined, packet, tag: [] };
}
