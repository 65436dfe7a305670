import * as v from 'valibot';
import { cidr, flag, identity, oneOrMany, reference } from '../../model/fields.ts';
import { interfaceMembers } from '../network-interface/schema.ts';

export const instanceSchema = v.object({
  ...identity,
  ...interfaceMembers,
  /** Shorthand: gives the instance one interface in this subnet, with the members beside it. */
  subnet: v.optional(reference),
  state: v.optional(
    v.picklist(['pending', 'running', 'stopping', 'stopped', 'shutting-down', 'terminated']),
    'running',
  ),
  /** Of an EKS node: how the VPC CNI sends what its pods send. */
  vpcCni: v.optional(
    v.object({
      externalSnat: v.optional(flag, false),
      excludeSnatCidrs: v.optional(oneOrMany(cidr), []),
      podSecurityGroupEnforcingMode: v.optional(v.picklist(['strict', 'standard']), 'strict'),
    }),
  ),
  metadataHttpEndpoint: v.optional(v.picklist(['enabled', 'disabled']), 'enabled'),
});
