import * as v from 'valibot';
import { asNumber, cidr, flag, identity, oneOrMany, text } from '../../model/fields.ts';

export const transitGatewaySchema = v.object({
  ...identity,
  region: v.optional(text),
  ownerId: v.optional(text),
  amazonSideAsn: v.optional(asNumber),
  transitGatewayCidrBlocks: v.optional(oneOrMany(cidr), []),
  state: v.optional(text),
  vpnEcmpSupport: v.optional(flag, true),
  securityGroupReferencingSupport: v.optional(flag, false),
  dnsSupport: v.optional(flag, true),
  defaultRouteTableAssociation: v.optional(flag, true),
  defaultRouteTablePropagation: v.optional(flag, true),
  /** False when its tables belong to an account that this document does not hold. */
  routeTablesVisible: v.optional(flag, true),
});
