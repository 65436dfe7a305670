import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { directConnectGatewaySchema } from './schema.ts';

export function parseDirectConnectGateway(
  document: v.InferOutput<typeof directConnectGatewaySchema>,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'direct-connect-gateway',
      id: document.id,
      name: document.name,
      asn: document.amazonSideAsn,
      state: document.state,
      associations: document.associations.map(({ gateway, allowedPrefixes, state }) => {
        const found = context.find(gateway, 'vpn-gateway', 'transit-gateway');
        const isTransit = found?.kind === 'transit-gateway' || gateway.startsWith('tgw-');
        return {
          gateway: found?.id ?? gateway,
          gatewayKind: isTransit ? ('transit-gateway' as const) : ('vpn-gateway' as const),
          allowedPrefixes,
          state,
        };
      }),
    },
  ];
}
