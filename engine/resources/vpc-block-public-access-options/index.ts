import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseVpcBlockPublicAccessOptions } from './parse.ts';
import { vpcBlockPublicAccessOptionsSchema } from './schema.ts';

export const vpcBlockPublicAccessOptions: ResourceType<
  'vpc-block-public-access-options',
  v.InferOutput<typeof vpcBlockPublicAccessOptionsSchema>
> = {
  kind: 'vpc-block-public-access-options',
  section: 'vpcBlockPublicAccessOptions',
  label: 'VPC Block Public Access',
  cloudFormationType: 'AWS::EC2::VPCBlockPublicAccessOptions',
  schema: vpcBlockPublicAccessOptionsSchema,
  editing,
  parse: parseVpcBlockPublicAccessOptions,
};
