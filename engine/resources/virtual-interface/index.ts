import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseVirtualInterface } from './parse.ts';
import { virtualInterfaceSchema } from './schema.ts';

export const virtualInterface: ResourceType<
  'virtual-interface',
  v.InferOutput<typeof virtualInterfaceSchema>
> = {
  kind: 'virtual-interface',
  section: 'virtualInterfaces',
  label: 'Virtual interface',
  cloudFormationType: undefined,
  schema: virtualInterfaceSchema,
  editing,
  parse: parseVirtualInterface,
};
