/**
 * Resource ids, branded by the kind they name so that one is never passed where another is meant.
 */
declare const kindOfId: unique symbol;

export type Id<Kind extends string> = string & { readonly [kindOfId]: Kind };

export type VpcId = Id<'vpc'>;
export type SubnetId = Id<'subnet'>;
export type RouteTableId = Id<'route-table'>;
export type PrefixListId = Id<'prefix-list'>;
export type SecurityGroupId = Id<'security-group'>;
export type NetworkAclId = Id<'network-acl'>;
export type NetworkInterfaceId = Id<'network-interface'>;
export type EipId = Id<'eip'>;
export type InstanceId = Id<'instance'>;
export type InternetGatewayId = Id<'internet-gateway'>;
export type EgressOnlyInternetGatewayId = Id<'egress-only-internet-gateway'>;
export type NatGatewayId = Id<'nat-gateway'>;
export type VpcPeeringConnectionId = Id<'vpc-peering-connection'>;

/** Brands text as an id. INVARIANT: only parsers and `model/` call this, with the id of a resource of that kind. */
export function asId<I extends Id<string>>(text: string): I {
  return text as I;
}
