import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseNetworkAcl } from './parse.ts';
import { networkAclSchema } from './schema.ts';

export const networkAcl: ResourceType<'network-acl', v.InferOutput<typeof networkAclSchema>> = {
  kind: 'network-acl',
  section: 'networkAcls',
  label: 'Network ACL',
  cloudFormationType: 'AWS::EC2::NetworkAcl',
  schema: networkAclSchema,
  editing,
  parse: parseNetworkAcl,
};
