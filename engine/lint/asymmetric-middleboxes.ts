/**
 * Middleboxes that only one direction passes (RT-18).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import type { Family } from '../ip/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { applianceRoutes, interfaceOf, isInsideVpc, isOfSubnets } from './appliance-routes.ts';
import type { ApplianceRoute } from './appliance-routes.ts';
import { blocksOf, longestRoute } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { named, namedHost } from './words.ts';

export const asymmetricMiddleboxes: Check = (context) =>
  applianceRoutes(context)
    .filter(isOfSubnets)
    .flatMap((route) => oneWay(context, route));

function oneWay(context: LintContext, { effective, route, appliance }: ApplianceRoute): Diagnostic[] {
  // A device that puts its own address in gets the replies without a route (NAT-5).
  if (appliance.forwarding === 'nat' || !isInsideVpc(context, effective, route.destination)) return [];
  const { table } = effective;
  const isEnd = (subnet: Subnet) => subnet.id !== appliance.subnet;
  const near = context.subnetsOfTable(table.id).filter(isEnd);
  const far = context.network.lookup
    .subnetsOf(table.vpc)
    .filter(isEnd)
    .filter((subnet) => blocksOf(subnet).some((block) => containsCidr(route.destination, block)));
  const { family } = route.destination;
  for (const to of far) {
    const from = near.find(
      (subnet) => subnet.id !== to.id && returnsElsewhere(context, subnet, to, family, appliance),
    );
    if (from !== undefined) return [asymmetric(effective, route, appliance, from, to)];
  }
  return [];
}

function asymmetric(
  { table }: EffectiveTable,
  { destination }: EffectiveRoute,
  appliance: NetworkInterface,
  from: Subnet,
  to: Subnet,
): Diagnostic {
  return diagnostic(
    'asymmetric-middlebox',
    `Route table ${named(table)} sends traffic for subnet ${named(to)} (\`${formatCidr(destination)}\`) through ${namedHost(appliance)}, but the replies to subnet ${named(from)} do not pass it: route table \`${to.routeTable}\` sends them another way. AWS supports a middlebox only if both directions pass it. Add the route back through it.`,
    { resource: table.id, rule: 'RT-18' },
  );
}

/** Whether replies from `to` to `from` take another way than through the appliance. */
function returnsElsewhere(
  context: LintContext,
  from: Subnet,
  to: Subnet,
  family: Family,
  appliance: NetworkInterface,
): boolean {
  const table = context.tableOfSubnet(to);
  const block = blocksOf(from).find((candidate) => candidate.family === family);
  if (table === undefined || block === undefined) return false;
  const back = longestRoute(table, block);
  return back === undefined || interfaceOf(context.network, back.target)?.id !== appliance.id;
}
