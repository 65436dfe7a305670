import * as v from 'valibot';
import { flag, identity, ipv4Cidr, ipv6Cidr, reference, text } from '../../model/fields.ts';

export const subnetSchema = v.object({
  ...identity,
  vpc: reference,
  cidrBlock: v.optional(ipv4Cidr),
  ipv6CidrBlock: v.optional(ipv6Cidr),
  ipv6CidrBlocks: v.optional(v.array(ipv6Cidr), []),
  availabilityZone: v.optional(text),
  availabilityZoneId: v.optional(text),
  zoneType: v.optional(
    v.picklist(['availability-zone', 'local-zone', 'wavelength-zone', 'outpost']),
    'availability-zone',
  ),
  /** The Availability Zone of the Region that a Local Zone belongs to. */
  parentZone: v.optional(text),
  /** The explicitly associated table; the main table when absent. */
  routeTable: v.optional(reference),
  /** The explicitly associated ACL; the VPC's default when absent. */
  networkAcl: v.optional(reference),
  mapPublicIpOnLaunch: v.optional(flag, false),
  enableDns64: v.optional(flag, false),
  ownerId: v.optional(text),
});
