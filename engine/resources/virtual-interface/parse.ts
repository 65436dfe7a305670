import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { virtualInterfaceSchema } from './schema.ts';
import type { DirectConnectConnection } from './types.ts';

const PREFERENCES = { low: 0, medium: 1, high: 2 } as const;

export function parseVirtualInterface(
  document: v.InferOutput<typeof virtualInterfaceSchema>,
  context: ParseContext,
): readonly Resource[] {
  const { vpnGateway, directConnectGateway, onPremisesNetwork } = document;
  return [
    {
      kind: 'virtual-interface',
      id: document.id,
      name: document.name,
      type: document.virtualInterfaceType,
      vpnGateway:
        vpnGateway === undefined ? undefined : context.idOf(vpnGateway, ['vpnGateway'], 'vpn-gateway'),
      directConnectGateway:
        directConnectGateway === undefined
          ? undefined
          : context.idOf(directConnectGateway, ['directConnectGateway'], 'direct-connect-gateway'),
      state: document.state,
      bgpUp: document.bgpStatus === 'up',
      announces: document.announces,
      asPathLength: document.asPathLength,
      localPreference: PREFERENCES[document.localPreference],
      siteLink: document.siteLinkEnabled,
      mtu: document.mtu,
      connection: document.connection === undefined ? undefined : connectionOf(document.connection),
      onPremisesNetwork:
        onPremisesNetwork === undefined
          ? `site:${document.id}`
          : context.idOf(onPremisesNetwork, ['onPremisesNetwork'], 'on-premises-network'),
    },
  ];
}

type Document = NonNullable<v.InferOutput<typeof virtualInterfaceSchema>['connection']>;

function connectionOf({
  id,
  location,
  device,
  bandwidth,
  hosted,
  encrypted,
  lag,
}: Document): DirectConnectConnection {
  const [, amount, unit] = /^(\d+)([GM])/.exec(bandwidth ?? '') ?? [];
  return {
    id,
    location,
    device,
    bandwidthMbps: amount === undefined ? undefined : Number(amount) * (unit === 'G' ? 1000 : 1),
    hosted,
    encrypted,
    lag: lag === undefined ? undefined : { ...lag, linksUp: lag.linksUp ?? lag.links },
  };
}
