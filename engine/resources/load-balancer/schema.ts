import * as v from 'valibot';
import {
  flag,
  identity,
  ipv4Address,
  ipv6Address,
  oneOrMany,
  ownId,
  port,
  reference,
  text,
} from '../../model/fields.ts';
import { balancedProtocol } from '../target-group/schema.ts';

const node = v.object({
  subnet: reference,
  privateIp: v.optional(ipv4Address),
  publicIp: v.optional(ipv4Address),
  ipv6Addresses: v.optional(oneOrMany(ipv6Address), []),
  /** Its id; made up when absent. */
  networkInterface: v.optional(ownId),
});

const listener = v.object({
  protocol: v.optional(balancedProtocol, 'tcp'),
  port,
  /** One target group, or several by weight. */
  targetGroup: v.optional(reference),
  forward: v.optional(v.array(v.object({ targetGroup: reference, weight: v.optional(v.number(), 1) })), []),
  /** It answers itself instead of forwarding. */
  answer: v.optional(v.picklist(['redirect', 'fixed-response'])),
});

export const loadBalancerSchema = v.object({
  ...identity,
  /** The account that has it; that of the VPC when absent. */
  ownerId: v.optional(text),
  vpc: reference,
  type: v.optional(v.picklist(['application', 'network', 'gateway', 'classic']), 'application'),
  scheme: v.optional(v.picklist(['internet-facing', 'internal']), 'internet-facing'),
  /** One node in each subnet. */
  nodes: v.optional(v.array(node), []),
  /** Interfaces of nodes that stand under `networkInterfaces`. */
  networkInterfaces: v.optional(oneOrMany(reference), []),
  /** Absent on a network load balancer: it has none. */
  securityGroups: v.optional(oneOrMany(reference)),
  listeners: v.optional(v.array(listener), []),
  /** Absent: on for application load balancers, off for others. */
  crossZone: v.optional(flag),
  /** The attribute `ipv6.deny_all_igw_traffic`; absent: on for internal ones. */
  ipv6DenyAllIgwTraffic: v.optional(flag),
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: v.optional(flag, true),
  /** True when it may have listeners that are not listed here. */
  incomplete: v.optional(flag, false),
});
