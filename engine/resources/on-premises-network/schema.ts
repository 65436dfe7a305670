import * as v from 'valibot';
import { address, cidr, domainName, identity, oneOrMany, ownId, reference } from '../../model/fields.ts';
import { securityGroupSchema } from '../security-group/schema.ts';

export const onPremisesNetworkSchema = v.object({
  ...identity,
  cidrBlocks: v.optional(oneOrMany(cidr), []),
  hosts: v.optional(v.array(v.object({ id: ownId, address })), []),
  /** Routes of the customer's router, beside what it learns by BGP: to VPN connections or virtual interfaces. */
  routes: v.optional(v.array(v.object({ destination: cidr, target: reference }))),
  /** Domains that the site's resolvers ask of others, such as a Resolver inbound endpoint. */
  dnsForwarders: v.optional(v.array(v.object({ domainName, targetIps: oneOrMany(address) })), []),
  /** What the site's firewall lets in and out, written as group rules are; absent lets all through. */
  ingress: v.optional(securityGroupSchema.entries.ingress),
  egress: securityGroupSchema.entries.egress,
});
