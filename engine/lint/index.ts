/** Lint: what AWS would refuse, what exceeds a quota, what will surprise. */
import type { Diagnostic, Severity } from '../diagnostics/index.ts';
import type { Network } from '../model/index.ts';
import { aclEntries } from './acl-entries.ts';
import { aclReplies } from './acl-replies.ts';
import { appliances } from './appliances.ts';
import { blockPublicAccess } from './block-public-access.ts';
import { lintContext } from './check.ts';
import type { Check } from './check.ts';
import { deadRoutes } from './dead-routes.ts';
import { elasticIps } from './elastic-ips.ts';
import { gateways } from './gateways.ts';
import { groupRules } from './group-rules.ts';
import { groups } from './groups.ts';
import { interfaceAddresses } from './interface-addresses.ts';
import { ipv6 } from './ipv6.ts';
import { natGateways } from './nat-gateways.ts';
import { pathMtu } from './path-mtu.ts';
import { peeringRoutes } from './peering-routes.ts';
import { peerings } from './peerings.ts';
import { prefixLists } from './prefix-lists.ts';
import { publicSubnets } from './public-subnets.ts';
import { quotaUsage } from './quota-usage.ts';
import { routeChoice } from './route-choice.ts';
import { routes } from './routes.ts';
import { subnetCidrs } from './subnet-cidrs.ts';
import { vpcCidrs } from './vpc-cidrs.ts';
import { zonesOfInstances } from './zones-of-instances.ts';

export type { ClientKind, Coverage, CoverageOptions } from './ephemeral-ports.ts';
export { EPHEMERAL_PORTS, ephemeralCoverage } from './ephemeral-ports.ts';
export type { Quota, QuotaId } from './quotas.ts';
export { quotas } from './quotas.ts';

/** Every check: first those of addresses, then of ways, then of filters, then of quotas. */
const checks: readonly Check[] = [
  vpcCidrs,
  subnetCidrs,
  interfaceAddresses,
  elasticIps,
  zonesOfInstances,
  prefixLists,
  routes,
  deadRoutes,
  routeChoice,
  gateways,
  publicSubnets,
  natGateways,
  appliances,
  peerings,
  peeringRoutes,
  ipv6,
  aclEntries,
  aclReplies,
  groups,
  groupRules,
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
