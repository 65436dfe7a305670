import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseTrafficMirrorSession } from './parse.ts';
import { trafficMirrorSessionSchema } from './schema.ts';

export const trafficMirrorSession: ResourceType<
  'traffic-mirror-session',
  v.InferOutput<typeof trafficMirrorSessionSchema>
> = {
  kind: 'traffic-mirror-session',
  section: 'trafficMirrorSessions',
  label: 'Traffic mirror session',
  cloudFormationType: 'AWS::EC2::TrafficMirrorSession',
  schema: trafficMirrorSessionSchema,
  editing,
  parse: parseTrafficMirrorSession,
};
