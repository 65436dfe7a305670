import * as v from 'valibot';
import { flag, identity, ipv4Cidr, ipv6Cidr, reference, text } from '../../model/fields.ts';

/** One side: a VPC's id or name, or its description where the document does not hold that VPC. */
const side = v.union([
  v.pipe(
    reference,
    v.transform((vpc) => ({ vpc, allowDnsResolutionFromRemoteVpc: false })),
  ),
  v.object({
    vpc: reference,
    cidrBlocks: v.optional(v.array(ipv4Cidr)),
    ipv6CidrBlocks: v.optional(v.array(ipv6Cidr)),
    region: v.optional(text),
    ownerId: v.optional(text),
    allowDnsResolutionFromRemoteVpc: v.optional(flag, false),
  }),
]);

export const vpcPeeringConnectionSchema = v.object({
  ...identity,
  requester: side,
  accepter: side,
  status: v.optional(
    v.picklist([
      'initiating-request',
      'pending-acceptance',
      'provisioning',
      'active',
      'failed',
      'expired',
      'rejected',
      'deleting',
      'deleted',
    ]),
    'active',
  ),
});
