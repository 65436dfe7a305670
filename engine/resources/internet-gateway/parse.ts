import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { InternetGatewayId, VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { internetGatewaySchema } from './schema.ts';

export function parseInternetGateway(
  document: v.InferOutput<typeof internetGatewaySchema>,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'internet-gateway',
      id: asId<InternetGatewayId>(document.id),
      name: document.name,
      vpc: document.vpc === undefined ? undefined : asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
    },
  ];
}
