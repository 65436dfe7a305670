import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { leaveModel } from './forward.ts';
import { parseOtherResource } from './parse.ts';
import { otherResourceSchema } from './schema.ts';

export const otherResource: ResourceType<'other-resource', v.InferOutput<typeof otherResourceSchema>> = {
  kind: 'other-resource',
  section: 'otherResources',
  label: 'Other resource',
  cloudFormationType: undefined,
  schema: otherResourceSchema,
  editing,
  parse: parseOtherResource,
  routeTarget: {
    state: (id, _vpc, network) => (network.otherResources.has(id) ? 'alive' : 'not-held'),
    forward: leaveModel,
  },
};
