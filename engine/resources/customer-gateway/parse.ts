import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { customerGatewaySchema } from './schema.ts';

export function parseCustomerGateway(
  document: v.InferOutput<typeof customerGatewaySchema>,
  context: ParseContext,
): readonly Resource[] {
  const { onPremisesNetwork } = document;
  return [
    {
      kind: 'customer-gateway',
      id: document.id,
      name: document.name,
      ipAddress: document.ipAddress,
      asn: document.bgpAsn,
      state: document.state,
      onPremisesNetwork:
        onPremisesNetwork === undefined
          ? undefined
          : context.idOf(onPremisesNetwork, ['onPremisesNetwork'], 'on-premises-network'),
    },
  ];
}
