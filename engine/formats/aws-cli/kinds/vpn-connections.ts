import { parseCidr, sameCidr } from '../../../ip/index.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf, put, READ } from '../dump.ts';
import { child, flag, has, idOf, integer, lean, list, nameTag, text } from '../fields.ts';
import type { Fields } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
import { noteCarrier } from './direct-connect.ts';
import { noteAssociation } from './hybrid.ts';
import { DELETED, keepByName } from './other-resources.ts';

interface VpnRoutes {
  readonly gateway: string;
  /** True when the connection carries static routes only; else it speaks BGP. */
  readonly isStatic: boolean;
  readonly destinations: readonly string[];
}

const vpnRoutes: FactKey<VpnRoutes[]> = { empty: () => [] };
const directConnectGateways: FactKey<Set<string>> = { empty: () => new Set() };

/**
 * The answer holds the pre-shared keys of the tunnels (`CustomerGatewayConfiguration`, `Options`):
 * nothing is read from it but ids, state, routes, whether it speaks BGP, and which tunnels are up.
 */
export const vpnConnections: AnswerKind = {
  key: 'VpnConnections',
  label: 'VPN connection',
  command: 'aws ec2 describe-vpn-connections',
  section: 'vpnConnections',
  marks: [['VpnConnectionId', 'CustomerGatewayId']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'VpnConnectionId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (text(fields, 'State') === 'deleted') return DELETED;
    const gateway = text(fields, 'VpnGatewayId');
    const options = child(fields, 'Options');
    if (gateway !== undefined) {
      factsOf(dump, vpnRoutes).push({
        gateway,
        isStatic: options !== undefined && flag(options, 'StaticRoutesOnly') === true,
        destinations: (list(fields, 'Routes') ?? []).flatMap(
          (route) => text(route, 'DestinationCidrBlock') ?? [],
        ),
      });
    }
    const routes = (list(fields, 'Routes') ?? []).flatMap((route) => {
      const block = text(route, 'DestinationCidrBlock');
      return block !== undefined && parseCidr(block) !== undefined && text(route, 'State') !== 'deleted'
        ? [block]
        : [];
    });
    const inside = options === undefined ? undefined : text(options, 'TunnelInsideIpVersion');
    const outside = options === undefined ? undefined : text(options, 'OutsideIpAddressType');
    const value = lean({
      id,
      name: nameTag(fields),
      customerGateway: text(fields, 'CustomerGatewayId'),
      vpnGateway: gateway,
      state: text(fields, 'State'),
      staticRoutesOnly: options === undefined ? undefined : flag(options, 'StaticRoutesOnly'),
      routes: routes.length === 0 ? undefined : routes,
      tunnels: tunnelsOf(fields),
      tunnelInsideIpVersion: inside === 'ipv6' ? ('ipv6' as const) : undefined,
      outsideIpAddressType: outside === 'PrivateIpv4' ? ('private' as const) : undefined,
      enableAcceleration: options === undefined ? undefined : flag(options, 'EnableAcceleration'),
    });
    return put(dump, 'vpnConnections', id, { value, fields, scope });
  },
};

/** VPN-20: one entry for each tunnel; without telemetry nothing is said. */
function tunnelsOf(fields: Fields): ('up' | 'down')[] | undefined {
  const telemetry = list(fields, 'VgwTelemetry') ?? [];
  if (telemetry.length === 0) return undefined;
  return telemetry.map((tunnel) => (text(tunnel, 'Status') === 'DOWN' ? 'down' : 'up'));
}

/** A Direct Connect virtual interface, which gives its gateway routes by BGP. */
export const virtualInterfaces: AnswerKind = {
  key: 'virtualInterfaces',
  label: 'Virtual interface',
  command: 'aws directconnect describe-virtual-interfaces',
  section: 'virtualInterfaces',
  marks: [['virtualInterfaceId', 'virtualInterfaceType']],
  read: (fields, dump, scope): Outcome => {
    const id = idOf(fields, 'virtualInterfaceId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (text(fields, 'virtualInterfaceState') === 'deleted') return DELETED;
    const gateway = text(fields, 'virtualGatewayId');
    if (gateway !== undefined) factsOf(dump, directConnectGateways).add(gateway);
    const type = text(fields, 'virtualInterfaceType');
    if (type !== 'private' && type !== 'public' && type !== 'transit') {
      const kept = 'AWS::DirectConnect::PrivateVirtualInterface';
      return keepByName(dump, fields, { id, name: text(fields, 'virtualInterfaceName'), type: kept });
    }
    noteCarrier(dump, id, fields);
    const peers = list(fields, 'bgpPeers') ?? [];
    const isDown = peers.length > 0 && peers.every((peer) => text(peer, 'bgpStatus') === 'down');
    const filters = (list(fields, 'routeFilterPrefixes') ?? []).flatMap((prefix) => {
      const block = text(prefix, 'cidr');
      return block !== undefined && parseCidr(block) !== undefined ? [block] : [];
    });
    const mtu = integer(fields, 'mtu', 1500);
    const value = lean({
      id,
      name: text(fields, 'virtualInterfaceName'),
      virtualInterfaceType: type as 'private' | 'public' | 'transit',
      vpnGateway: gateway === '' ? undefined : gateway,
      directConnectGateway: text(fields, 'directConnectGatewayId'),
      state: text(fields, 'virtualInterfaceState'),
      bgpStatus: isDown ? ('down' as const) : undefined,
      announces: filters.length === 0 ? undefined : filters,
      siteLinkEnabled: has(fields, 'siteLinkEnabled') ? flag(fields, 'siteLinkEnabled') : undefined,
      // GEN-5: AWS knows 1500, 8500 and 9001.
      mtu: mtu === undefined || mtu === 1500 || mtu > 9001 ? undefined : mtu,
    });
    return put(dump, 'virtualInterfaces', id, { value, fields, scope });
  },
};

/** Ties a Direct Connect gateway to a virtual private gateway or transit gateway. */
export const directConnectGatewayAssociations: AnswerKind = {
  key: 'directConnectGatewayAssociations',
  label: 'Direct Connect gateway association',
  command: 'aws directconnect describe-direct-connect-gateway-associations',
  marks: [['directConnectGatewayId', 'associationState']],
  read: (fields, dump): Outcome => {
    const associated = child(fields, 'associatedGateway');
    const gateway =
      text(fields, 'virtualGatewayId') ?? (associated === undefined ? undefined : text(associated, 'id'));
    if (gateway !== undefined && text(fields, 'associationState') === 'associated') {
      factsOf(dump, directConnectGateways).add(gateway);
    }
    noteAssociation(dump, fields);
    return READ;
  },
};

type Propagation = NonNullable<NonNullable<Sections['routeTables']['routes']>[number]['propagation']>;

/**
 * How a virtual private gateway learnt a route. `describe-route-tables` doesn't say; VPN connections and Direct Connect
 * answers do. Without them it is taken for BGP over VPN, the rank that beats nothing (RT-7).
 */
export function propagationOf(dump: Dump, gateway: string, destination: string): Propagation {
  const connections = factsOf(dump, vpnRoutes).filter((connection) => connection.gateway === gateway);
  const block = parseCidr(destination);
  const isListed = connections.some(({ destinations }) =>
    destinations.some((each) => {
      const other = parseCidr(each);
      return block !== undefined && other !== undefined && sameCidr(block, other);
    }),
  );
  if (isListed) return 'vpn-static';
  if (connections.some(({ isStatic }) => !isStatic)) return 'vpn-bgp';
  return factsOf(dump, directConnectGateways).has(gateway) ? 'dx' : 'vpn-bgp';
}
