import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseTransitGatewayRouteTable } from './parse.ts';
import { transitGatewayRouteTableSchema } from './schema.ts';

export const transitGatewayRouteTable: ResourceType<
  'transit-gateway-route-table',
  v.InferOutput<typeof transitGatewayRouteTableSchema>
> = {
  kind: 'transit-gateway-route-table',
  section: 'transitGatewayRouteTables',
  label: 'Transit gateway route table',
  cloudFormationType: 'AWS::EC2::TransitGatewayRouteTable',
  schema: transitGatewayRouteTableSchema,
  editing,
  parse: parseTransitGatewayRouteTable,
};
