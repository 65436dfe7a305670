import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseCustomerGateway } from './parse.ts';
import { customerGatewaySchema } from './schema.ts';

export const customerGateway: ResourceType<
  'customer-gateway',
  v.InferOutput<typeof customerGatewaySchema>
> = {
  kind: 'customer-gateway',
  section: 'customerGateways',
  label: 'Customer gateway',
  cloudFormationType: 'AWS::EC2::CustomerGateway',
  schema: customerGatewaySchema,
  editing,
  parse: parseCustomerGateway,
};
