import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parsePrefixList } from './parse.ts';
import { prefixListSchema } from './schema.ts';

export const prefixList: ResourceType<'prefix-list', v.InferOutput<typeof prefixListSchema>> = {
  kind: 'prefix-list',
  section: 'prefixLists',
  label: 'Prefix list',
  cloudFormationType: 'AWS::EC2::PrefixList',
  schema: prefixListSchema,
  editing,
  parse: parsePrefixList,
};
