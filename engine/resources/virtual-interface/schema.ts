import * as v from 'valibot';
import { cidr, flag, identity, oneOrMany, reference, text } from '../../model/fields.ts';

export const virtualInterfaceSchema = v.object({
  ...identity,
  virtualInterfaceType: v.picklist(['private', 'public', 'transit']),
  vpnGateway: v.optional(reference),
  directConnectGateway: v.optional(reference),
  onPremisesNetwork: v.optional(reference),
  state: v.optional(text),
  bgpStatus: v.optional(v.picklist(['up', 'down']), 'up'),
  /** Blocks that the site announces; absent for all blocks of its network. */
  announces: v.optional(oneOrMany(cidr)),
  asPathLength: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 1),
  localPreference: v.optional(v.picklist(['low', 'medium', 'high']), 'medium'),
  siteLinkEnabled: v.optional(flag, false),
});
