/**
 * Virtual private gateways, VPN connections and Direct Connect gateways as AWS would not make them (VPN-1, VPN-18, DX-4,
 * DX-5, DX-10, DX-11).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Network } from '../model/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import { refuseAssociations } from '../resources/direct-connect-gateway/constraints.ts';
import { vpcBlocksOf } from '../resources/on-premises-network/learned.ts';
import { refuseAsns, refuseGateways } from '../resources/vpn-gateway/constraints.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const hybrid: Check = ({ network }) => [
  ...gateways(network),
  ...connections(network),
  ...directConnectGateways(network),
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
