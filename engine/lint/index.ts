/** Lint: what AWS would refuse, what exceeds a quota, what will surprise. */
import type { Diagnostic, Severity } from '../diagnostics/index.ts';
import type { Network } from '../model/index.ts';
import { aclReplies } from './acl-replies.ts';
import { aclRuleNumbers } from './acl-rule-numbers.ts';
import { ambiguousRoutes } from './ambiguous-routes.ts';
import { applianceLoops } from './appliance-loops.ts';
import { asymmetricMiddleboxes } from './asymmetric-middleboxes.ts';
import { blockPublicAccess } from './block-public-access.ts';
import { lintContext } from './check.ts';
import type { Check } from './check.ts';
import { closedAcls } from './closed-acls.ts';
import { containerBridges } from './container-bridges.ts';
import { databases } from './databases.ts';
import { deadRoutes } from './dead-routes.ts';
import { defaultGroupsInUse } from './default-groups-in-use.ts';
import { elasticIps } from './elastic-ips.ts';
import { groupReferences } from './group-references.ts';
import { groupsOfOtherVpcs } from './groups-of-other-vpcs.ts';
import { ingressRouting } from './ingress-routing.ts';
import { hybrid } from './hybrid.ts';
import { inspection } from './inspection.ts';
import { names } from './names.ts';
import { interfaceAddresses } from './interface-addresses.ts';
import { ipv4OnlyEgress } from './ipv4-only-egress.ts';
import { ipv6Routes } from './ipv6-routes.ts';
import { lambdaFunctions } from './lambda-functions.ts';
import { loadBalancers } from './load-balancers.ts';
import { natGateways } from './nat-gateways.ts';
import { natInstances } from './nat-instances.ts';
import { natSubnetAcls } from './nat-subnet-acls.ts';
import { natWaysOut } from './nat-ways-out.ts';
import { natZones } from './nat-zones.ts';
import { outboundMail } from './outbound-mail.ts';
import { overlappingPeers } from './overlapping-peers.ts';
import { pathMtu } from './path-mtu.ts';
import { peeringRoutes } from './peering-routes.ts';
import { peeringSides } from './peering-sides.ts';
import { peerings } from './peerings.ts';
import { prefixLists } from './prefix-lists.ts';
import { propagatedRoutes } from './propagated-routes.ts';
import { publicSubnets } from './public-subnets.ts';
import { quotaUsage } from './quota-usage.ts';
import { redundantGroupRules } from './redundant-group-rules.ts';
import { routes } from './routes.ts';
import { secondGateways } from './second-gateways.ts';
import { sourceDestChecks } from './source-dest-checks.ts';
import { subnetCidrs } from './subnet-cidrs.ts';
import { trafficMirroring } from './traffic-mirroring.ts';
import { transitGateways } from './transit-gateways.ts';
import { unassociatedElasticIps } from './unassociated-elastic-ips.ts';
import { unreachedAclEntries } from './unreached-acl-entries.ts';
import { unusedGroups } from './unused-groups.ts';
import { unusedInternetGateways } from './unused-internet-gateways.ts';
import { vpcCidrs } from './vpc-cidrs.ts';
import { vpcEndpoints } from './vpc-endpoints.ts';
import { zonesOfInstances } from './zones-of-instances.ts';

export type { ClientKind, Coverage, CoverageOptions } from './ephemeral-ports.ts';
export { EPHEMERAL_PORTS, ephemeralCoverage } from './ephemeral-ports.ts';
export type { Quota, QuotaId } from './quotas.ts';
export { quotas } from './quotas.ts';
export type { RuleFinding, RuleListName } from './rule-findings.ts';
export { ruleFindings } from './rule-findings.ts';

/** Every check: addresses, routes, ways out, peering, filters, quotas. */
const checks: readonly Check[] = [
  vpcCidrs,
  containerBridges,
  subnetCidrs,
  interfaceAddresses,
  elasticIps,
  unassociatedElasticIps,
  zonesOfInstances,
  prefixLists,
  routes,
  deadRoutes,
  ambiguousRoutes,
  propagatedRoutes,
  secondGateways,
  unusedInternetGateways,
  publicSubnets,
  ipv6Routes,
  natGateways,
  natWaysOut,
  natZones,
  sourceDestChecks,
  natInstances,
  applianceLoops,
  asymmetricMiddleboxes,
  ingressRouting,
  inspection,
  peerings,
  overlappingPeers,
  peeringSides,
  peeringRoutes,
  transitGateways,
  vpcEndpoints,
  hybrid,
  names,
  loadBalancers,
  trafficMirroring,
  lambdaFunctions,
  databases,
  aclRuleNumbers,
  closedAcls,
  aclReplies,
  natSubnetAcls,
  unreachedAclEntries,
  groupReferences,
  groupsOfOtherVpcs,
  ipv4OnlyEgress,
  redundantGroupRules,
  unusedGroups,
  defaultGroupsInUse,
  outboundMail,
  pathMtu,
  blockPublicAccess,
  quotaUsage,
];

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/**
 * Looks a network over: errors are refused by AWS or surely broken, warnings will surprise, infos are hints.
 *
 * @returns errors first, then warnings, then infos; within each in the order of the checks and of the network
 */
export function lint(network: Network): Diagnostic[] {
  const context = lintContext(network);
  const diagnostics = checks.flatMap((check) => check(context));
  return diagnostics.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
