import * as v from 'valibot';
import {
  cidr,
  flag,
  identity,
  ipv4Address,
  ipv6Address,
  oneOrMany,
  reference,
  text,
} from '../../model/fields.ts';

export const forwardingSchema = v.picklist(
  ['none', 'router', 'nat'],
  'Forwarding is `none`, `router` (passes packets on unchanged) or `nat` (puts its own address in).',
);

/** Members that an interface has and an instance may state for its one interface. */
export const interfaceMembers = {
  privateIp: v.optional(ipv4Address),
  /** Public IPv4 address mapped to `privateIp`. */
  publicIp: v.optional(ipv4Address),
  ipv6Addresses: v.optional(oneOrMany(ipv6Address), []),
  securityGroups: v.optional(oneOrMany(reference)),
  sourceDestCheck: v.optional(flag, true),
  forwarding: v.optional(forwardingSchema),
};

export const networkInterfaceSchema = v.object({
  ...identity,
  ...interfaceMembers,
  subnet: reference,
  /** Further private addresses, each with the public address mapped to it, if any. */
  secondaryPrivateIps: v.optional(
    v.array(v.object({ privateIp: ipv4Address, publicIp: v.optional(ipv4Address) })),
    [],
  ),
  prefixes: v.optional(v.array(cidr), []),
  instance: v.optional(reference),
  /** Of a branch interface: the trunk interface of the node it is on. */
  trunk: v.optional(reference),
  /** Place among the instance's interfaces; 0 is its primary one. */
  deviceIndex: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** `available` is an unattached interface; absent means attached (ENI-13). */
  status: v.optional(v.picklist(['in-use', 'available', 'attaching', 'detaching', 'associated']), 'in-use'),
  interfaceType: v.optional(text, 'interface'),
  managedBy: v.optional(text),
  description: v.optional(text),
});
