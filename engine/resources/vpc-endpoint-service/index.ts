import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseVpcEndpointService } from './parse.ts';
import { vpcEndpointServiceSchema } from './schema.ts';

export const vpcEndpointService: ResourceType<
  'vpc-endpoint-service',
  v.InferOutput<typeof vpcEndpointServiceSchema>
> = {
  kind: 'vpc-endpoint-service',
  section: 'vpcEndpointServices',
  label: 'Endpoint service',
  cloudFormationType: 'AWS::EC2::VPCEndpointService',
  schema: vpcEndpointServiceSchema,
  editing,
  parse: parseVpcEndpointService,
};
