import * as v from 'valibot';
import { identity, reference } from '../../model/fields.ts';

export const trafficMirrorTargetSchema = v.object({
  ...identity,
  /** One of these three. */
  networkInterface: v.optional(reference),
  networkLoadBalancer: v.optional(reference),
  gatewayLoadBalancerEndpoint: v.optional(reference),
});
