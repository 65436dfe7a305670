import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { associationOf } from '../transit-gateway-attachment/parse.ts';
import type { TransitGateway } from '../transit-gateway/types.ts';
import type { transitGatewayPeeringAttachmentSchema } from './schema.ts';
import type { TransitPeeringSide } from './types.ts';

type Document = v.InferOutput<typeof transitGatewayPeeringAttachmentSchema>;

export function parseTransitGatewayPeeringAttachment(
  document: Document,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'transit-gateway-peering-attachment',
      id: document.id,
      name: document.name,
      state: document.state,
      requester: sideOf(document, 'requester', context),
      accepter: sideOf(document, 'accepter', context),
    },
  ];
}

function sideOf(
  document: Document,
  key: 'requester' | 'accepter',
  context: ParseContext,
): TransitPeeringSide {
  const side = document[key];
  // TGW-41: the gateway of the other side may belong to an account that the document does not hold.
  const transitGateway = context.idOrText(side.transitGateway, 'transit-gateway');
  const held = context.entry<Pick<TransitGateway, 'region' | 'ownerId'>>('transit-gateway', transitGateway);
  return {
    transitGateway,
    region: side.region ?? held?.region,
    ownerId: side.ownerId ?? held?.ownerId,
    association: associationOf(side.routeTable, context, [key, 'routeTable']),
  };
}
