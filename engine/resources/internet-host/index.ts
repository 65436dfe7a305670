import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseInternetHost } from './parse.ts';
import { internetHostSchema } from './schema.ts';

export const internetHost: ResourceType<'internet-host', v.InferOutput<typeof internetHostSchema>> = {
  kind: 'internet-host',
  section: 'internetHosts',
  label: 'Internet host',
  cloudFormationType: undefined,
  schema: internetHostSchema,
  editing,
  parse: parseInternetHost,
};
