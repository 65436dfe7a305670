/**
 * What is done once every object was read, in this order.
 */
import type { Pass } from './kind.ts';
import { applyZones } from './kinds/availability-zones.ts';
import { applyClassicHealth } from './kinds/classic-load-balancers.ts';
import { applyContainerTasks } from './kinds/container-tasks.ts';
import { applyDatabaseProxies } from './kinds/database-proxies.ts';
import { applyDatabases } from './kinds/databases.ts';
import { applyDirectConnect } from './kinds/direct-connect.ts';
import { applyMountTargets } from './kinds/file-systems.ts';
import { applyRuleGroups } from './kinds/firewall-policies.ts';
import { applyFirewalls } from './kinds/firewalls.ts';
import { applyFunctionPolicies } from './kinds/function-policies.ts';
import { inferGateways } from './kinds/gateways.ts';
import { applyDirectConnectAssociations } from './kinds/hybrid.ts';
import { applyHostedZones } from './kinds/hosted-zones.ts';
import { addInterfacesOfInstances } from './kinds/instances.ts';
import { applyLambdaFunctions } from './kinds/lambda-functions.ts';
import { applyLoadBalancers } from './kinds/load-balancers.ts';
import { applyNetworkAclAssociations } from './kinds/network-acls.ts';
import { addElasticIps } from './kinds/network-interfaces.ts';
import { applyPrefixListEntries } from './kinds/prefix-lists.ts';
import { applyResolver } from './kinds/resolver.ts';
import {
  applyRouteTableAssociations,
  dropImpliedRoutes,
  rankPropagatedRoutes,
} from './kinds/route-tables.ts';
import { applySecurityGroupRules } from './kinds/security-group-rules.ts';
import { applyTargets } from './kinds/target-groups.ts';
import { applyNames } from './kinds/tags.ts';
import { applyTransitGateways } from './kinds/transit-gateways.ts';
import { applyVpcAttributes } from './kinds/vpc-attribute.ts';
import {
  applyEndpointInterfaces,
  applyServiceRegions,
  reportUnknownEndpoints,
} from './kinds/vpc-endpoints.ts';
import { addNamed } from './named.ts';
import { applyPodNetworking } from './eks-nodes.ts';
import { isMissing } from './not-held.ts';

/** All passes, in order. */
export const passes: readonly Pass[] = [
  // Resources that answers of another kind bring along.
  addInterfacesOfInstances,
  addElasticIps,
  applyEndpointInterfaces,
  applyMountTargets,
  applyContainerTasks,
  applyLoadBalancers,
  applyClassicHealth,
  applyTargets,
  applyFunctionPolicies,
  applyRuleGroups,
  applyFirewalls,
  reportUnknownEndpoints,
  applyServiceRegions,
  applyDatabases,
  applyDatabaseProxies,
  applyLambdaFunctions,
  applyDirectConnect,
  addNamed,
  applySecurityGroupRules,
  applyPrefixListEntries,
  // What one answer says about the resources of another.
  applyRouteTableAssociations,
  applyNetworkAclAssociations,
  applyVpcAttributes,
  applyTransitGateways,
  applyDirectConnectAssociations,
  applyPodNetworking,
  applyHostedZones,
  applyResolver,
  applyZones,
  applyNames,
  dropImpliedRoutes,
  rankPropagatedRoutes,
  // What follows from all of it.
  (dump) => inferGateways(dump, (section, scope) => isMissing(dump, section, scope)),
];
