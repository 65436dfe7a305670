import { parseCidr, sameCidr } from '../../../ip/index.ts';
import type { Dump, FactKey, Outcome, Sections } from '../dump.ts';
import { NOT_UNDERSTOOD, factsOf } from '../dump.ts';
import { child, flag, idOf, list, nameTag, text } from '../fields.ts';
import type { AnswerKind } from '../kind.ts';
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
 * Kept by name only. The answer holds the pre-shared keys of the tunnels (`CustomerGatewayConfiguration`, `Options`):
 * nothing is read from it but ids, state and static routes.
 */
export const vpnConnections: AnswerKind = {
  key: 'VpnConnections',
  label: 'VPN connection',
  command: 'aws ec2 describe-vpn-connections',
  marks: [['VpnConnectionId', 'CustomerGatewayId']],
  read: (fields, dump): Outcome => {
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
    return keepByName(dump, fields, { id, name: nameTag(fields), type: 'AWS::EC2::VPNConnection' });
  },
};

/** A Direct Connect virtual interface, which gives its gateway routes by BGP. */
export const virtualInterfaces: AnswerKind = {
  key: 'virtualInterfaces',
  label: 'Virtual interface',
  command: 'aws directconnect describe-virtual-interfaces',
  marks: [['virtualInterfaceId', 'virtualInterfaceType']],
  read: (fields, dump): Outcome => {
    const id = idOf(fields, 'virtualInterfaceId');
    if (id === undefined) return NOT_UNDERSTOOD;
    if (text(fields, 'virtualInterfaceState') === 'deleted') return DELETED;
    const gateway = text(fields, 'virtualGatewayId');
    if (gateway !== undefined) factsOf(dump, directConnectGateways).add(gateway);
    const type = 'AWS::DirectConnect::PrivateVirtualInterface';
    return keepByName(dump, fields, { id, name: text(fields, 'virtualInterfaceName'), type });
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
    return { kind: 'in-part', why: 'only which gateway it serves was read' };
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
