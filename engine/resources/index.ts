/**
 * The list of resource types. A new one is a folder and a line here.
 */
import type { ResourceType, RouteTargetBehaviour } from '../model/resource-type.ts';
import { egressOnlyInternetGateway } from './egress-only-internet-gateway/index.ts';
import type { EgressOnlyInternetGateway } from './egress-only-internet-gateway/types.ts';
import { eip } from './eip/index.ts';
import type { Eip } from './eip/types.ts';
import { instance } from './instance/index.ts';
import type { Instance } from './instance/types.ts';
import { internetGateway } from './internet-gateway/index.ts';
import type { InternetGateway } from './internet-gateway/types.ts';
import { internetHost } from './internet-host/index.ts';
import type { InternetHost } from './internet-host/types.ts';
import { natGateway } from './nat-gateway/index.ts';
import type { NatGateway } from './nat-gateway/types.ts';
import { networkAcl } from './network-acl/index.ts';
import type { NetworkAcl } from './network-acl/types.ts';
import { networkInterface } from './network-interface/index.ts';
import type { NetworkInterface } from './network-interface/types.ts';
import { otherResource } from './other-resource/index.ts';
import type { OtherResource } from './other-resource/types.ts';
import { prefixList } from './prefix-list/index.ts';
import type { PrefixList } from './prefix-list/types.ts';
import { routeTable } from './route-table/index.ts';
import type { RouteTable, RouteTargetKind } from './route-table/types.ts';
import { securityGroup } from './security-group/index.ts';
import type { SecurityGroup } from './security-group/types.ts';
import { subnet } from './subnet/index.ts';
import type { Subnet } from './subnet/types.ts';
import { transitGateway } from './transit-gateway/index.ts';
import type { TransitGateway } from './transit-gateway/types.ts';
import { transitGatewayAttachment } from './transit-gateway-attachment/index.ts';
import type { TransitGatewayAttachment } from './transit-gateway-attachment/types.ts';
import { transitGatewayPeeringAttachment } from './transit-gateway-peering-attachment/index.ts';
import type { TransitGatewayPeeringAttachment } from './transit-gateway-peering-attachment/types.ts';
import { transitGatewayRouteTable } from './transit-gateway-route-table/index.ts';
import type { TransitGatewayRouteTable } from './transit-gateway-route-table/types.ts';
import { vpnGateway } from './vpn-gateway/index.ts';
import type { VpnGateway } from './vpn-gateway/types.ts';
import { customerGateway } from './customer-gateway/index.ts';
import type { CustomerGateway } from './customer-gateway/types.ts';
import { vpnConnection } from './vpn-connection/index.ts';
import type { VpnConnection } from './vpn-connection/types.ts';
import { directConnectGateway } from './direct-connect-gateway/index.ts';
import type { DirectConnectGateway } from './direct-connect-gateway/types.ts';
import { virtualInterface } from './virtual-interface/index.ts';
import type { VirtualInterface } from './virtual-interface/types.ts';
import { onPremisesNetwork } from './on-premises-network/index.ts';
import type { OnPremisesNetwork } from './on-premises-network/types.ts';
import { vpcEndpoint } from './vpc-endpoint/index.ts';
import type { VpcEndpoint } from './vpc-endpoint/types.ts';
import { vpcEndpointService } from './vpc-endpoint-service/index.ts';
import type { VpcEndpointService } from './vpc-endpoint-service/types.ts';
import { networkFirewall } from './network-firewall/index.ts';
import type { NetworkFirewall } from './network-firewall/types.ts';
import { firewallPolicy } from './firewall-policy/index.ts';
import type { FirewallPolicy } from './firewall-policy/types.ts';
import { loadBalancer } from './load-balancer/index.ts';
import type { LoadBalancer } from './load-balancer/types.ts';
import { targetGroup } from './target-group/index.ts';
import type { TargetGroup } from './target-group/types.ts';
import { lambdaFunction } from './lambda-function/index.ts';
import type { LambdaFunction } from './lambda-function/types.ts';
import { database } from './database/index.ts';
import type { Database } from './database/types.ts';
import { databaseProxy } from './database-proxy/index.ts';
import type { DatabaseProxy } from './database-proxy/types.ts';
import { trafficMirrorFilter } from './traffic-mirror-filter/index.ts';
import type { TrafficMirrorFilter } from './traffic-mirror-filter/types.ts';
import { trafficMirrorSession } from './traffic-mirror-session/index.ts';
import type { TrafficMirrorSession } from './traffic-mirror-session/types.ts';
import { trafficMirrorTarget } from './traffic-mirror-target/index.ts';
import type { TrafficMirrorTarget } from './traffic-mirror-target/types.ts';
import { hostedZone } from './hosted-zone/index.ts';
import type { HostedZone } from './hosted-zone/types.ts';
import { resolverEndpoint } from './resolver-endpoint/index.ts';
import type { ResolverEndpoint } from './resolver-endpoint/types.ts';
import { resolverRule } from './resolver-rule/index.ts';
import type { ResolverRule } from './resolver-rule/types.ts';
import { vpcBlockPublicAccessExclusion } from './vpc-block-public-access-exclusion/index.ts';
import type { VpcBlockPublicAccessExclusion } from './vpc-block-public-access-exclusion/types.ts';
import { vpcBlockPublicAccessOptions } from './vpc-block-public-access-options/index.ts';
import type { VpcBlockPublicAccessOptions } from './vpc-block-public-access-options/types.ts';
import { vpcPeeringConnection } from './vpc-peering-connection/index.ts';
import type { VpcPeeringConnection } from './vpc-peering-connection/types.ts';
import { vpc } from './vpc/index.ts';
import type { Vpc } from './vpc/types.ts';

/** In the order in which documents are written. */
export const resourceTypes = {
  vpc,
  subnet,
  'route-table': routeTable,
  'prefix-list': prefixList,
  'security-group': securityGroup,
  'network-acl': networkAcl,
  'network-interface': networkInterface,
  eip,
  instance,
  'internet-gateway': internetGateway,
  'egress-only-internet-gateway': egressOnlyInternetGateway,
  'nat-gateway': natGateway,
  'vpc-peering-connection': vpcPeeringConnection,
  'transit-gateway': transitGateway,
  'transit-gateway-attachment': transitGatewayAttachment,
  'transit-gateway-peering-attachment': transitGatewayPeeringAttachment,
  'transit-gateway-route-table': transitGatewayRouteTable,
  'vpn-gateway': vpnGateway,
  'customer-gateway': customerGateway,
  'vpn-connection': vpnConnection,
  'direct-connect-gateway': directConnectGateway,
  'virtual-interface': virtualInterface,
  'on-premises-network': onPremisesNetwork,
  'vpc-endpoint': vpcEndpoint,
  'vpc-endpoint-service': vpcEndpointService,
  'network-firewall': networkFirewall,
  'firewall-policy': firewallPolicy,
  'load-balancer': loadBalancer,
  'target-group': targetGroup,
  'lambda-function': lambdaFunction,
  database,
  'database-proxy': databaseProxy,
  'traffic-mirror-session': trafficMirrorSession,
  'traffic-mirror-target': trafficMirrorTarget,
  'traffic-mirror-filter': trafficMirrorFilter,
  'hosted-zone': hostedZone,
  'resolver-endpoint': resolverEndpoint,
  'resolver-rule': resolverRule,
  'vpc-block-public-access-options': vpcBlockPublicAccessOptions,
  'vpc-block-public-access-exclusion': vpcBlockPublicAccessExclusion,
  'internet-host': internetHost,
  'other-resource': otherResource,
} as const;

export type Resource =
  | Vpc
  | Subnet
  | RouteTable
  | PrefixList
  | SecurityGroup
  | NetworkAcl
  | NetworkInterface
  | Eip
  | Instance
  | InternetGateway
  | EgressOnlyInternetGateway
  | NatGateway
  | VpcPeeringConnection
  | TransitGateway
  | TransitGatewayAttachment
  | TransitGatewayPeeringAttachment
  | TransitGatewayRouteTable
  | VpnGateway
  | CustomerGateway
  | VpnConnection
  | DirectConnectGateway
  | VirtualInterface
  | OnPremisesNetwork
  | VpcEndpoint
  | VpcEndpointService
  | NetworkFirewall
  | FirewallPolicy
  | LoadBalancer
  | TargetGroup
  | LambdaFunction
  | Database
  | DatabaseProxy
  | TrafficMirrorSession
  | TrafficMirrorTarget
  | TrafficMirrorFilter
  | HostedZone
  | ResolverEndpoint
  | ResolverRule
  | VpcBlockPublicAccessOptions
  | VpcBlockPublicAccessExclusion
  | InternetHost
  | OtherResource;

export type ResourceKind = Resource['kind'];
export type ResourceOf<Kind extends ResourceKind> = Extract<Resource, { kind: Kind }>;

/** The resource types in document order, for code that treats all alike. */
export const allResourceTypes: readonly AnyResourceType[] = Object.values(
  resourceTypes,
) as unknown as readonly AnyResourceType[];
// INVARIANT: each type's `parse` is only ever given what its own `schema` returned, so the widened `never` is upheld.

export type AnyResourceType = ResourceType<ResourceKind, never>;

/** What routes to a kind of target do; `local` is the router's own business and has no entry. */
const routeTargets: Readonly<Record<Exclude<RouteTargetKind, 'local'>, RouteTargetBehaviour>> = {
  'network-interface': behaviourOf(networkInterface),
  instance: behaviourOf(instance),
  'nat-gateway': behaviourOf(natGateway),
  'internet-gateway': behaviourOf(internetGateway),
  'egress-only-internet-gateway': behaviourOf(egressOnlyInternetGateway),
  'vpc-peering-connection': behaviourOf(vpcPeeringConnection),
  'transit-gateway': behaviourOf(transitGateway),
  'vpn-gateway': behaviourOf(vpnGateway),
  'vpc-endpoint': behaviourOf(vpcEndpoint),
  other: behaviourOf(otherResource),
};

/** What happens to packets that a route hands to a target of this kind. */
export function routeTargetOf(kind: Exclude<RouteTargetKind, 'local'>): RouteTargetBehaviour {
  return routeTargets[kind];
}

function behaviourOf(type: {
  readonly kind: string;
  readonly routeTarget?: RouteTargetBehaviour;
}): RouteTargetBehaviour {
  // INVARIANT: every kind listed in `routeTargets` defines one; a missing one shows at load time.
  if (type.routeTarget === undefined) throw new Error(`${type.kind} cannot be a route target`);
  return type.routeTarget;
}
