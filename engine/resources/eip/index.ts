import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseEip } from './parse.ts';
import { eipSchema } from './schema.ts';

export const eip: ResourceType<'eip', v.InferOutput<typeof eipSchema>> = {
  kind: 'eip',
  section: 'eips',
  label: 'Elastic IP address',
  cloudFormationType: 'AWS::EC2::EIP',
  schema: eipSchema,
  editing,
  parse: parseEip,
};
