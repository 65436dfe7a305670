import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseTargetGroup } from './parse.ts';
import { targetGroupSchema } from './schema.ts';

export const targetGroup: ResourceType<'target-group', v.InferOutput<typeof targetGroupSchema>> = {
  kind: 'target-group',
  section: 'targetGroups',
  label: 'Target group',
  cloudFormationType: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  schema: targetGroupSchema,
  editing,
  parse: parseTargetGroup,
};
