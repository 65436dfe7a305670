import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseSecurityGroup } from './parse.ts';
import { securityGroupSchema } from './schema.ts';

export const securityGroup: ResourceType<'security-group', v.InferOutput<typeof securityGroupSchema>> = {
  kind: 'security-group',
  section: 'securityGroups',
  label: 'Security group',
  cloudFormationType: 'AWS::EC2::SecurityGroup',
  schema: securityGroupSchema,
  editing,
  parse: parseSecurityGroup,
};
