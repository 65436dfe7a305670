import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { vpnGatewaySchema } from './schema.ts';

export function parseVpnGateway(
  document: v.InferOutput<typeof vpnGatewaySchema>,
  context: ParseContext,
): readonly Resource[] {
  const { vpc } = document;
  return [
    {
      kind: 'vpn-gateway',
      id: document.id,
      name: document.name,
      vpc: vpc === undefined ? undefined : asId<VpcId>(context.idOf(vpc, ['vpc'], 'vpc')),
      asn: document.amazonSideAsn,
      state: document.state,
    },
  ];
}
