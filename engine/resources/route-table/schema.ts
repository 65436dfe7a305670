import * as v from 'valibot';
import { flag, identity, reference } from '../../model/fields.ts';

export const routeSchema = v.object({
  /** A CIDR block, or the id or name of a prefix list. */
  destination: reference,
  /** `local`, or the id or name of what the route hands packets to. */
  target: reference,
  /** As AWS reported it; leave it out in a design, where the target decides. */
  state: v.optional(v.picklist(['active', 'blackhole', 'filtered'])),
  /** How the route was propagated; leave it out for a static route. */
  propagation: v.optional(v.picklist(['dx', 'vpn-static', 'vpn-bgp'])),
});

export const routeTableSchema = v.object({
  ...identity,
  vpc: reference,
  main: v.optional(flag, false),
  /** Makes this a gateway route table: the gateway whose inbound traffic it routes. */
  gateway: v.optional(reference),
  routes: v.optional(v.array(routeSchema), []),
  /** Virtual private gateways whose routes are propagated into the table; leave it out where `routes` lists these. */
  propagatingVgws: v.optional(v.array(reference), []),
  /** True when the table has routes that the document does not list. */
  incomplete: v.optional(flag, false),
});
