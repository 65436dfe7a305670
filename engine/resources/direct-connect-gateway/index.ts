import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseDirectConnectGateway } from './parse.ts';
import { directConnectGatewaySchema } from './schema.ts';

export const directConnectGateway: ResourceType<
  'direct-connect-gateway',
  v.InferOutput<typeof directConnectGatewaySchema>
> = {
  kind: 'direct-connect-gateway',
  section: 'directConnectGateways',
  label: 'Direct Connect gateway',
  cloudFormationType: undefined,
  schema: directConnectGatewaySchema,
  editing,
  parse: parseDirectConnectGateway,
};
