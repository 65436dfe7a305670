import * as v from 'valibot';
import { address, cidr, flag, identity, oneOrMany, ownId, reference, text } from '../../model/fields.ts';

const connectPeer = v.object({
  transitGatewayAddress: address,
  peerAddress: address,
  /** Blocks that the appliance announces by BGP. */
  announces: v.optional(oneOrMany(cidr), []),
});

/** An attachment names one thing that is attached: a VPC, a VPN connection, a Direct Connect gateway … */
export const transitGatewayAttachmentSchema = v.object({
  ...identity,
  transitGateway: reference,
  state: v.optional(text),
  vpc: v.optional(reference),
  /** Of a VPC: one subnet in each enabled zone. */
  subnets: v.optional(oneOrMany(reference), []),
  applianceModeSupport: v.optional(flag, false),
  ipv6Support: v.optional(flag, false),
  dnsSupport: v.optional(flag, true),
  securityGroupReferencingSupport: v.optional(flag, true),
  vpnConnection: v.optional(reference),
  directConnectGateway: v.optional(reference),
  /** Of a Connect attachment: the attachment that carries it, and its GRE peers. */
  transportAttachment: v.optional(reference),
  connectPeers: v.optional(v.array(connectPeer), []),
  firewall: v.optional(reference),
  /** Of a firewall: the zones it is enabled in. */
  availabilityZones: v.optional(oneOrMany(text), []),
  /** Anything else that is attached: its kind as EC2 calls it, and its id. */
  resourceType: v.optional(text),
  resource: v.optional(ownId),
  /** The table for packets that come from here; `none` for no association, absent for the default table. */
  routeTable: v.optional(reference),
  /** Tables that its routes are propagated into; absent for the default table. */
  propagatesTo: v.optional(oneOrMany(reference)),
});
