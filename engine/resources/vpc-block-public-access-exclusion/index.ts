import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseVpcBlockPublicAccessExclusion } from './parse.ts';
import { vpcBlockPublicAccessExclusionSchema } from './schema.ts';

export const vpcBlockPublicAccessExclusion: ResourceType<
  'vpc-block-public-access-exclusion',
  v.InferOutput<typeof vpcBlockPublicAccessExclusionSchema>
> = {
  kind: 'vpc-block-public-access-exclusion',
  section: 'vpcBlockPublicAccessExclusions',
  label: 'VPC Block Public Access exclusion',
  cloudFormationType: 'AWS::EC2::VPCBlockPublicAccessExclusion',
  schema: vpcBlockPublicAccessExclusionSchema,
  editing,
  parse: parseVpcBlockPublicAccessExclusion,
};
