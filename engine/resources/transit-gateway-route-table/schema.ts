import * as v from 'valibot';
import { flag, identity, oneOrMany, reference } from '../../model/fields.ts';

export const transitGatewayRouteSchema = v.object({
  /** A CIDR block, or the id or name of a prefix list. */
  destination: reference,
  /** The attachment that packets go out by; several for equal-cost routes, none for a blackhole. */
  attachment: v.optional(oneOrMany(reference), []),
  type: v.optional(v.picklist(['static', 'propagated']), 'static'),
  state: v.optional(v.picklist(['active', 'blackhole'])),
});

export const transitGatewayRouteTableSchema = v.object({
  ...identity,
  transitGateway: reference,
  /** Static routes and blackholes; what attachments propagate is worked out, unless `routesInForce` says otherwise. */
  routes: v.optional(v.array(transitGatewayRouteSchema), []),
  /** True when `routes` lists every route in force, as `search-transit-gateway-routes` shows them. */
  routesInForce: v.optional(flag, false),
  defaultAssociationRouteTable: v.optional(flag, false),
  defaultPropagationRouteTable: v.optional(flag, false),
  /** True when the table has routes that the document does not list. */
  incomplete: v.optional(flag, false),
});
