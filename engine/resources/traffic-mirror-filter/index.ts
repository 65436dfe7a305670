import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseTrafficMirrorFilter } from './parse.ts';
import { trafficMirrorFilterSchema } from './schema.ts';

export const trafficMirrorFilter: ResourceType<
  'traffic-mirror-filter',
  v.InferOutput<typeof trafficMirrorFilterSchema>
> = {
  kind: 'traffic-mirror-filter',
  section: 'trafficMirrorFilters',
  label: 'Traffic mirror filter',
  cloudFormationType: 'AWS::EC2::TrafficMirrorFilter',
  schema: trafficMirrorFilterSchema,
  editing,
  parse: parseTrafficMirrorFilter,
};
