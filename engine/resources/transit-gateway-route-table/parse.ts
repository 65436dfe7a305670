import type * as v from 'valibot';
import { explainMalformedAddress, parseCidr } from '../../ip/index.ts';
import { isMalformedAddress } from '../../model/fields.ts';
import { asId } from '../../model/id.ts';
import type { PrefixListId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { transitGatewayRouteSchema, transitGatewayRouteTableSchema } from './schema.ts';
import type { TransitGatewayRoute } from './types.ts';

export function parseTransitGatewayRouteTable(
  document: v.InferOutput<typeof transitGatewayRouteTableSchema>,
  context: ParseContext,
): readonly Resource[] {
  const routes = document.routes.map((route, index) => parseRoute(route, index, document.id, context));
  return [
    {
      kind: 'transit-gateway-route-table',
      id: document.id,
      name: document.name,
      transitGateway: context.idOrText(document.transitGateway, 'transit-gateway'),
      routes: routes.flatMap((route) => route ?? []),
      routesInForce: document.routesInForce,
      isDefaultAssociation: document.defaultAssociationRouteTable,
      isDefaultPropagation: document.defaultPropagationRouteTable,
      incomplete: document.incomplete || context.incomplete || routes.includes(undefined),
    },
  ];
}

/** `undefined` when the destination is neither a block nor a name: the table is then incomplete. */
function parseRoute(
  route: v.InferOutput<typeof transitGatewayRouteSchema>,
  index: number,
  table: string,
  context: ParseContext,
): TransitGatewayRoute | undefined {
  const cidr = parseCidr(route.destination);
  const at = ['routes', index, 'destination'];
  if (isMalformedAddress(route.destination) && context.find(route.destination, 'prefix-list') === undefined) {
    const detail = `Transit gateway route table \`${table}\` at \`${at.join('.')}\`: ${explainMalformedAddress(route.destination)} The route was left out.`;
    context.report('invalid-value', detail, at);
    return undefined;
  }
  return {
    destination:
      cidr === undefined
        ? {
            kind: 'prefix-list',
            prefixList: asId<PrefixListId>(context.idOf(route.destination, at, 'prefix-list')),
          }
        : { kind: 'cidr', cidr },
    attachments: route.attachment.map((attachment, position) =>
      context.idOf(
        attachment,
        ['routes', index, 'attachment', position],
        'transit-gateway-attachment',
        'transit-gateway-peering-attachment',
      ),
    ),
    type: route.type,
    state: route.state,
  };
}
