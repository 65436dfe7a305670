import * as v from 'valibot';
import { address, cidr, identity, oneOrMany, ownId, reference } from '../../model/fields.ts';
import { securityGroupSchema } from '../security-group/schema.ts';

export const onPremisesNetworkSchema = v.object({
  ...identity,
  cidrBlocks: v.optional(oneOrMany(cidr), []),
  hosts: v.optional(v.array(v.object({ id: ownId, address })), []),
  /** Routes of the customer's router, beside what it learns by BGP: to VPN connections or virtual interfaces. */
  routes: v.optional(v.array(v.object({ destination: cidr, target: reference }))),
  /** What the site's firewall lets in and out, written as group rules are; absent lets all through. */
  ingress: v.optional(securityGroupSchema.entries.ingress),
  egress: securityGroupSchema.entries.egress,
});
