export type { Expectation, Question, WrittenFlow } from './flow.ts';
export type {
  EgressOnlyInternetGatewayId,
  EipId,
  Id,
  InstanceId,
  InternetGatewayId,
  NatGatewayId,
  NetworkAclId,
  NetworkInterfaceId,
  PrefixListId,
  RouteTableId,
  SecurityGroupId,
  SubnetId,
  VpcId,
  VpcPeeringConnectionId,
} from './id.ts';
export { asId } from './id.ts';
export type { Component, Lookup, Network, PublicOwner } from './network.ts';
export { createNetwork, flowsOf, resourcesOf, subnetHolds, vpcHolds } from './network.ts';
export { takesGroups, withDefaults } from './defaults.ts';
