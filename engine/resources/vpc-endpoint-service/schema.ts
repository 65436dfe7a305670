import * as v from 'valibot';
import { identity, oneOrMany, reference, text } from '../../model/fields.ts';

export const vpcEndpointServiceSchema = v.object({
  ...identity,
  /** The name that endpoints give; its id when absent. */
  serviceName: v.optional(text),
  loadBalancers: v.optional(oneOrMany(reference), []),
  state: v.optional(text),
});
