import * as v from 'valibot';
import { flag, identity, ipv4Cidr, ipv6Cidr, reference, text } from '../../model/fields.ts';

/** A VPC as a document writes it. */
export const vpcSchema = v.object({
  ...identity,
  cidrBlock: v.optional(ipv4Cidr),
  /** All IPv4 blocks, the primary one first; instead of, or after, `cidrBlock`. */
  cidrBlocks: v.optional(v.array(ipv4Cidr), []),
  ipv6CidrBlock: v.optional(ipv6Cidr),
  ipv6CidrBlocks: v.optional(v.array(ipv6Cidr), []),
  /** Shorthand: id of an internet gateway attached to this VPC, made when the document lists none of that id. */
  internetGateway: v.optional(reference),
  egressOnlyInternetGateway: v.optional(reference),
  region: v.optional(text),
  ownerId: v.optional(text),
  isDefault: v.optional(flag, false),
  instanceTenancy: v.optional(v.picklist(['default', 'dedicated']), 'default'),
  enableDnsSupport: v.optional(flag, true),
  enableDnsHostnames: v.optional(flag),
});
