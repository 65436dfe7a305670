import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseRouteTable } from './parse.ts';
import { routeTableSchema } from './schema.ts';

export const routeTable: ResourceType<'route-table', v.InferOutput<typeof routeTableSchema>> = {
  kind: 'route-table',
  section: 'routeTables',
  label: 'Route table',
  cloudFormationType: 'AWS::EC2::RouteTable',
  schema: routeTableSchema,
  editing,
  parse: parseRouteTable,
};
