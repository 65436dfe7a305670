/**
 * Appliances in the wrong subnet: their own packets come back to them (NATI-6), or they stand at an end (RT-20, GWLB-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import { applianceRoutes, isInsideVpc, isOfSubnets } from './appliance-routes.ts';
import type { ApplianceRoute } from './appliance-routes.ts';
import { blocksOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { named, namedHost } from './words.ts';

export const applianceLoops: Check = (context) =>
  applianceRoutes(context)
    .filter(isOfSubnets)
    .flatMap((route) => loops(context, route));

/** NATI-6: the appliance's own packets for the destination follow the same route back to it. RT-20: so it stands apart. */
function loops(context: LintContext, { effective, route, appliance }: ApplianceRoute): Diagnostic[] {
  const home = context.network.subnets.get(appliance.subnet);
  if (home === undefined) return [];
  const destination = formatCidr(route.destination);
  const { table } = effective;
  const isDestinationSubnet = blocksOf(home).some((block) => containsCidr(block, route.destination));
  if (isDestinationSubnet && isInsideVpc(context, effective, route.destination)) {
    return [
      diagnostic(
        'middlebox-in-end-subnet',
        `Route table ${named(table)} sends \`${destination}\` to ${namedHost(appliance)}, which stands in that very subnet, ${named(home)}. A middlebox has to be in another subnet than both ends of the traffic. Move it to a subnet of its own.`,
        { resource: appliance.id, rule: 'RT-20' },
      ),
    ];
  }
  if (home.routeTable !== table.id) return [];
  // A tunnel sends what it takes to another address, so that only routes for everything surely come back to it.
  const mayTunnel = appliance.forwarding === undefined && route.destination.prefixLength > 0;
  if (mayTunnel && !isInsideVpc(context, effective, route.destination)) return [];
  return [
    diagnostic(
      'appliance-loop',
      `Route table ${named(table)} sends \`${destination}\` to ${namedHost(appliance)}, which stands in subnet ${named(home)} and uses the same table. What it forwards comes straight back to it and is dropped. Put it into a subnet with a table of its own.`,
      { resource: appliance.id, rule: 'NATI-6' },
    ),
  ];
}
