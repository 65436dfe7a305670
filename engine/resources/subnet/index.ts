import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseSubnet } from './parse.ts';
import { subnetSchema } from './schema.ts';

export const subnet: ResourceType<'subnet', v.InferOutput<typeof subnetSchema>> = {
  kind: 'subnet',
  section: 'subnets',
  label: 'Subnet',
  cloudFormationType: 'AWS::EC2::Subnet',
  schema: subnetSchema,
  editing,
  parse: parseSubnet,
};
