/**
 * The answers that are read. A new one is a file and a line here; where it says something about the resources of
 * another answer, also a line in `passes`.
 */
import type { AnswerKind } from '../kind.ts';
import { addresses } from './addresses.ts';
import { availabilityZones } from './availability-zones.ts';
import { vpcBlockPublicAccessExclusions, vpcBlockPublicAccessOptions } from './block-public-access.ts';
import { balancerAttributes, loadBalancerAttributes } from './balancer-attributes.ts';
import { classicLoadBalancers, instanceHealth } from './classic-load-balancers.ts';
import { containerServices, containerTasks } from './container-tasks.ts';
import { databaseProxies, databaseProxyEndpoints, databaseProxyTargets } from './database-proxies.ts';
import { databaseClusters, databaseSubnetGroups, databases } from './databases.ts';
import { directConnectAttachments, directConnectConnections, directConnectLags } from './direct-connect.ts';
import { endpointServices } from './endpoint-services.ts';
import { fileSystems, mountTargets } from './file-systems.ts';
import { firewallPolicies, ruleGroups } from './firewall-policies.ts';
import { firewallList, firewalls } from './firewalls.ts';
import { functionPolicies } from './function-policies.ts';
import { egressOnlyInternetGateways, internetGateways } from './gateways.ts';
import { customerGateways, directConnectGateways, vpnGateways } from './hybrid.ts';
import { hostedZone, hostedZoneSummaries, hostedZones, resourceRecordSets } from './hosted-zones.ts';
import { instances, reservations } from './instances.ts';
import { lambdaFunctions } from './lambda-functions.ts';
import { listenerRules, listeners, loadBalancerListeners, loadBalancers } from './load-balancers.ts';
import { natGateways } from './nat-gateways.ts';
import { networkAcls } from './network-acls.ts';
import { networkInterfaces } from './network-interfaces.ts';
import { otherResources } from './other-resources.ts';
import { prefixListEntries, prefixLists } from './prefix-lists.ts';
import {
  resolverEndpointAddresses,
  resolverEndpoints,
  resolverRuleAssociations,
  resolverRules,
} from './resolver.ts';
import { routeTables } from './route-tables.ts';
import { securityGroupRules } from './security-group-rules.ts';
import { securityGroups } from './security-groups.ts';
import { subnets } from './subnets.ts';
import { loadBalancerTargetHealth, targetGroups, targetHealth } from './target-groups.ts';
import { tags } from './tags.ts';
import { trafficMirrorFilters, trafficMirrorSessions, trafficMirrorTargets } from './traffic-mirroring.ts';
import {
  transitGatewayAttachments,
  transitGatewayConnectPeers,
  transitGatewayConnects,
  transitGatewayPeeringAttachments,
  transitGatewayPropagations,
  transitGatewayRoutes,
  transitGatewayRouteTablePropagations,
  transitGatewayRouteTables,
  transitGateways,
  transitGatewayStaticRoutes,
  transitGatewayVpcAttachments,
} from './transit-gateways.ts';
import { vpcAttribute } from './vpc-attribute.ts';
import { vpcEndpoints } from './vpc-endpoints.ts';
import { vpcPeeringConnections } from './vpc-peering-connections.ts';
import { directConnectGatewayAssociations, virtualInterfaces, vpnConnections } from './vpn-connections.ts';
import { vpcs } from './vpcs.ts';

/** Objects outside any answer are taken for the first kind whose marks they bear. */
export const answerKinds: readonly AnswerKind[] = [
  vpcs,
  vpcAttribute,
  subnets,
  routeTables,
  prefixLists,
  prefixListEntries,
  securityGroups,
  securityGroupRules,
  networkAcls,
  networkInterfaces,
  addresses,
  reservations,
  instances,
  internetGateways,
  egressOnlyInternetGateways,
  natGateways,
  vpcPeeringConnections,
  vpcEndpoints,
  transitGateways,
  transitGatewayAttachments,
  transitGatewayVpcAttachments,
  transitGatewayPeeringAttachments,
  transitGatewayConnects,
  transitGatewayConnectPeers,
  transitGatewayRouteTables,
  transitGatewayRoutes,
  transitGatewayStaticRoutes,
  transitGatewayPropagations,
  transitGatewayRouteTablePropagations,
  vpcBlockPublicAccessOptions,
  vpcBlockPublicAccessExclusions,
  availabilityZones,
  tags,
  vpnGateways,
  customerGateways,
  directConnectGateways,
  vpnConnections,
  virtualInterfaces,
  directConnectGatewayAssociations,
  directConnectAttachments,
  directConnectConnections,
  directConnectLags,
  endpointServices,
  firewalls,
  firewallList,
  firewallPolicies,
  ruleGroups,
  listeners,
  loadBalancerListeners,
  listenerRules,
  loadBalancers,
  loadBalancerTargetHealth,
  targetGroups,
  targetHealth,
  balancerAttributes,
  classicLoadBalancers,
  instanceHealth,
  loadBalancerAttributes,
  databases,
  databaseSubnetGroups,
  databaseClusters,
  databaseProxyEndpoints,
  databaseProxies,
  databaseProxyTargets,
  lambdaFunctions,
  functionPolicies,
  fileSystems,
  mountTargets,
  containerTasks,
  containerServices,
  trafficMirrorSessions,
  trafficMirrorTargets,
  trafficMirrorFilters,
  hostedZones,
  hostedZone,
  hostedZoneSummaries,
  resourceRecordSets,
  resolverRules,
  resolverRuleAssociations,
  resolverEndpoints,
  resolverEndpointAddresses,
  ...otherResources,
];

/** The kinds by the keys under which AWS answers. */
export const kindByKey: ReadonlyMap<string, AnswerKind> = new Map(
  answerKinds.map((kind) => [kind.key, kind]),
);
