import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { EgressOnlyInternetGatewayId, VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { egressOnlyInternetGatewaySchema } from './schema.ts';

export function parseEgressOnlyInternetGateway(
  document: v.InferOutput<typeof egressOnlyInternetGatewaySchema>,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'egress-only-internet-gateway',
      id: asId<EgressOnlyInternetGatewayId>(document.id),
      name: document.name,
      vpc: document.vpc === undefined ? undefined : asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
    },
  ];
}
