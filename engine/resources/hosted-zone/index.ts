import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseHostedZone } from './parse.ts';
import { hostedZoneSchema } from './schema.ts';

export const hostedZone: ResourceType<'hosted-zone', v.InferOutput<typeof hostedZoneSchema>> = {
  kind: 'hosted-zone',
  section: 'hostedZones',
  label: 'Hosted zone',
  cloudFormationType: 'AWS::Route53::HostedZone',
  schema: hostedZoneSchema,
  editing,
  parse: parseHostedZone,
};
