import * as v from 'valibot';
import {
  address,
  flag,
  identity,
  ipv4Address,
  ipv6Address,
  oneOrMany,
  ownId,
  reference,
  text,
} from '../../model/fields.ts';

/** One interface of an endpoint. */
const endpointInterface = v.object({
  subnet: reference,
  privateIp: v.optional(ipv4Address),
  ipv6Addresses: v.optional(oneOrMany(ipv6Address), []),
  /** Its id; made up when absent. */
  networkInterface: v.optional(ownId),
});

export const vpcEndpointSchema = v.object({
  ...identity,
  vpc: reference,
  vpcEndpointType: v.picklist(['Gateway', 'Interface', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork']),
  serviceName: v.optional(text),
  /** Of the service, where that is not the endpoint's own. */
  serviceRegion: v.optional(text),
  state: v.optional(text),
  /** Of a gateway endpoint: the tables that lead to it, and the prefix list of the service. */
  routeTables: v.optional(oneOrMany(reference), []),
  prefixList: v.optional(reference),
  /** Of an endpoint with interfaces: one for each subnet. */
  interfaces: v.optional(v.array(endpointInterface), []),
  /** Interfaces that stand under `networkInterfaces`. */
  networkInterfaces: v.optional(oneOrMany(reference), []),
  securityGroups: v.optional(oneOrMany(reference)),
  /** Of a Gateway Load Balancer endpoint. */
  subnet: v.optional(reference),
  privateDnsEnabled: v.optional(flag, false),
  privateDnsOnlyForInboundResolverEndpoint: v.optional(flag, false),
  /** Names that lead to it, as AWS lists them; `*.example.com` for all below. */
  dnsNames: v.optional(oneOrMany(text), []),
  /** `full` is the default policy, `deny` one that refuses every call. What another one lets through is not evaluated. */
  policy: v.optional(v.picklist(['full', 'deny', 'other']), 'full'),
  ipAddressType: v.optional(v.picklist(['ipv4', 'ipv6', 'dualstack']), 'ipv4'),
  /** Of an endpoint for a resource: interfaces of the resource gateway in the provider's VPC, and the resource's address. */
  resourceGateway: v.optional(oneOrMany(reference), []),
  resourceAddress: v.optional(address),
  /** The Network Firewall whose endpoint this is. */
  firewall: v.optional(reference),
});
