import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { vpnConnectionSchema } from './schema.ts';

type Document = v.InferOutput<typeof vpnConnectionSchema>;

export function parseVpnConnection(document: Document, context: ParseContext): readonly Resource[] {
  const { vpnGateway, customerGateway } = document;
  const customer =
    customerGateway === undefined ? undefined : context.idOrText(customerGateway, 'customer-gateway');
  return [
    {
      kind: 'vpn-connection',
      id: document.id,
      name: document.name,
      customerGateway: customer,
      vpnGateway:
        vpnGateway === undefined ? undefined : context.idOf(vpnGateway, ['vpnGateway'], 'vpn-gateway'),
      state: document.state,
      isStatic: document.staticRoutesOnly,
      routes: document.routes,
      announces: document.announces,
      asPathLength: document.asPathLength,
      med: document.med,
      tunnels: document.tunnels.map((tunnel) => tunnel === 'up'),
      insideFamily: document.tunnelInsideIpVersion === 'ipv6' ? 6 : 4,
      isPrivate: document.outsideIpAddressType === 'private',
      isAccelerated: document.enableAcceleration,
      onPremisesNetwork: siteOf(document, customer, context),
    },
  ];
}

/** The network that the connection or its customer gateway names; else one made up for that gateway. */
function siteOf(document: Document, customer: string | undefined, context: ParseContext): string {
  const { onPremisesNetwork } = document;
  if (onPremisesNetwork !== undefined)
    return context.idOf(onPremisesNetwork, ['onPremisesNetwork'], 'on-premises-network');
  const behind =
    customer === undefined
      ? undefined
      : context.entry<{ onPremisesNetwork?: string | undefined }>('customer-gateway', customer)
          ?.onPremisesNetwork;
  if (behind !== undefined) return context.idOrText(behind, 'on-premises-network');
  return `site:${customer ?? document.id}`;
}
