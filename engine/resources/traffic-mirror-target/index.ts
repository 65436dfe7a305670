import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseTrafficMirrorTarget } from './parse.ts';
import { trafficMirrorTargetSchema } from './schema.ts';

export const trafficMirrorTarget: ResourceType<
  'traffic-mirror-target',
  v.InferOutput<typeof trafficMirrorTargetSchema>
> = {
  kind: 'traffic-mirror-target',
  section: 'trafficMirrorTargets',
  label: 'Traffic mirror target',
  cloudFormationType: 'AWS::EC2::TrafficMirrorTarget',
  schema: trafficMirrorTargetSchema,
  editing,
  parse: parseTrafficMirrorTarget,
};
