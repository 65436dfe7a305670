/**
 * Virtual private gateways, VPN connections and Direct Connect gateways as AWS would not make them (VPN-1, VPN-18, DX-4,
 * DX-5, DX-10, DX-11, DX-15, DX-17), sessions that are down (DX-15, DX-19), and how resilient they are (DX-16).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Network } from '../model/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import { refuseAssociations } from '../resources/direct-connect-gateway/constraints.ts';
import { vpcBlocksOf } from '../resources/on-premises-network/learned.ts';
import { refuseAsns, refuseGateways } from '../resources/vpn-gateway/constraints.ts';
import { MOST_PREFIXES, whyDown } from '../resources/virtual-interface/announced.ts';
import { refuseConnection } from '../resources/virtual-interface/constraints.ts';
import type { VirtualInterface } from '../resources/virtual-interface/types.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { listed, named, refused } from './words.ts';

export const hybrid: Check = ({ network }) => [
  ...gateways(network),
  ...connections(network),
  ...directConnectGateways(network),
  ...directConnections(network),
  ...sessionsDown(network),
  ...resiliency(network),
];

function gateways(network: Network): Diagnostic[] {
  const live = [...network.vpnGateways.values()].filter(({ state }) => lifecycleOf(state) !== 'unusable');
  const byVpc = grouped(live, ({ vpc }) => (vpc === undefined ? [] : [vpc]));
  return [...byVpc].flatMap(([vpc, own]) =>
    refused(
      'hybrid-refused',
      vpc,
      `AWS would not attach these to VPC \`${vpc}\``,
      refuseGateways(own.map(({ id }) => id)),
    ),
  );
}

function connections(network: Network): Diagnostic[] {
  return [...network.vpnConnections.values()].flatMap((connection) => {
    const { vpnGateway, customerGateway } = connection;
    const amazon = vpnGateway === undefined ? undefined : network.vpnGateways.get(vpnGateway)?.asn;
    const customer =
      customerGateway === undefined ? undefined : network.customerGateways.get(customerGateway)?.asn;
    const subject = `AWS would not make VPN connection ${named(connection)}`;
    return refused('hybrid-refused', connection.id, subject, refuseAsns(amazon, customer));
  });
}

function directConnectGateways(network: Network): Diagnostic[] {
  return [...network.directConnectGateways.values()].flatMap((gateway) => {
    const associations = gateway.associations
      .filter(({ state }) => lifecycleOf(state) !== 'unusable')
      .map((association) => ({
        ...association,
        vpcBlocks: vpcBlocksOf(network, association.gateway),
        asn: network.transitGateways.get(association.gateway)?.asn,
      }));
    const subject = `AWS would not accept the associations of Direct Connect gateway ${named(gateway)}`;
    return refused('hybrid-refused', gateway.id, subject, refuseAssociations(associations, gateway.asn));
  });
}

/** DX-15, DX-17. */
function directConnections(network: Network): Diagnostic[] {
  const virtuals = [...network.virtualInterfaces.values()].filter(
    ({ connection }) => connection !== undefined,
  );
  return [...grouped(virtuals, ({ id, connection }) => [connection?.id ?? id])].flatMap(([id, own]) => {
    const connection = own[0]?.connection;
    if (connection === undefined) return [];
    const interfaces = own.map((each) => each.id);
    const subject = `AWS would not make Direct Connect connection \`${id}\``;
    return refused('hybrid-refused', own[0]?.id ?? id, subject, refuseConnection(connection, interfaces));
  });
}

/** DX-15, DX-19: what looks up by its state and is down all the same. */
function sessionsDown(network: Network): Diagnostic[] {
  return [...network.virtualInterfaces.values()].flatMap((virtual) => {
    const { connection } = virtual;
    return whyDown(virtual, network).flatMap((rule): Diagnostic[] => {
      if (rule === 'DX-1') return [];
      const why =
        rule === 'DX-19'
          ? `the site announces more than ${MOST_PREFIXES} prefixes of a family over it, so that AWS takes its BGP session down. Announce wider prefixes`
          : `${connection?.lag?.linksUp ?? 0} of the links of its aggregation group are up and it needs ${Math.max(1, connection?.lag?.minimumLinks ?? 1)}, so that AWS takes the group down. Bring links up, or need fewer`;
      const detail = `Virtual interface ${named(virtual)} carries nothing: ${why}.`;
      return [diagnostic('virtual-interface-down', detail, { resource: virtual.id, rule })];
    });
  });
}

/** DX-16: by how many devices and locations a site comes in. Without what the input tells of them nothing is said. */
function resiliency(network: Network): Diagnostic[] {
  const bySite = grouped([...network.virtualInterfaces.values()], ({ onPremisesNetwork }) => [
    onPremisesNetwork,
  ]);
  return [...bySite].flatMap(([site, virtuals]) => {
    const hasVpn = [...network.vpnConnections.values()].some((each) => each.onPremisesNetwork === site);
    const locations = distinct(virtuals, ({ connection }) => connection?.location);
    const [only] = virtuals;
    if (locations === undefined || locations.length > 1 || hasVpn || only === undefined) return [];
    const devices = distinct(virtuals, ({ connection }) => connection?.device ?? connection?.id) ?? [];
    const what =
      devices.length > 1
        ? `on ${devices.length} devices of one location, ${listed(locations)}, which AWS gives no service level for`
        : `on one device of one location, ${listed(locations)}`;
    return [
      diagnostic(
        'direct-connect-not-resilient',
        `Site \`${site}\` comes in by Direct Connect ${what}, and by no VPN. A connection at each of two locations gives 99.9 %, two devices at each of them 99.99 %.`,
        { resource: only.id, rule: 'DX-16' },
      ),
    ];
  });
}

/** Each value once; `undefined` when some are not known. */
function distinct(
  virtuals: readonly VirtualInterface[],
  of: (virtual: VirtualInterface) => string | undefined,
): string[] | undefined {
  const values = virtuals.map(of);
  return values.includes(undefined) ? undefined : [...new Set(values.filter((each) => each !== undefined))];
}
