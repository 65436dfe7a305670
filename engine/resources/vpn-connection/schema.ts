import * as v from 'valibot';
import { cidr, flag, identity, oneOrMany, reference, text } from '../../model/fields.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const vpnConnectionSchema = v.object({
  ...identity,
  /** The virtual private gateway; a connection on a transit gateway is named by its attachment instead. */
  vpnGateway: v.optional(reference),
  customerGateway: v.optional(reference),
  /** The network at the other end, where the customer gateway does not name it. */
  onPremisesNetwork: v.optional(reference),
  state: v.optional(text),
  staticRoutesOnly: v.optional(flag, false),
  /** Static routes: blocks of the site. */
  routes: v.optional(oneOrMany(cidr), []),
  /** Blocks that the site announces by BGP; absent for all blocks of its network. */
  announces: v.optional(oneOrMany(cidr)),
  asPathLength: v.optional(count, 1),
  med: v.optional(count, 0),
  tunnels: v.optional(v.array(v.picklist(['up', 'down'])), ['up', 'up']),
  tunnelInsideIpVersion: v.optional(v.picklist(['ipv4', 'ipv6']), 'ipv4'),
  /** `private` for a VPN over Direct Connect with private addresses. */
  outsideIpAddressType: v.optional(v.picklist(['public', 'private']), 'public'),
  enableAcceleration: v.optional(flag, false),
});
