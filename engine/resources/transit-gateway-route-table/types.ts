import type { RouteDestination } from '../route-table/types.ts';

/** A route as the input lists it. Routes that attachments propagate are worked out (TGW-6). */
export interface TransitGatewayRoute {
  readonly destination: RouteDestination;
  /** Several for equal-cost routes of a dump (TGW-14, TGW-40); none for a blackhole. */
  readonly attachments: readonly string[];
  readonly type: 'static' | 'propagated';
  readonly state: 'active' | 'blackhole' | undefined;
}

/** A route table of a transit gateway, for packets that come from the attachments associated with it (TGW-5). */
export interface TransitGatewayRouteTable {
  readonly kind: 'transit-gateway-route-table';
  readonly id: string;
  readonly name: string | undefined;
  readonly transitGateway: string;
  readonly routes: readonly TransitGatewayRoute[];
  /** TGW-40: the routes listed are those in force, propagated ones included. */
  readonly routesInForce: boolean;
  readonly isDefaultAssociation: boolean;
  readonly isDefaultPropagation: boolean;
  /** True when routes are missing from the model: no match is then `unknown` (TGW-40). */
  readonly incomplete: boolean;
}
