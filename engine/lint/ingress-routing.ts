/**
 * What the table of an internet gateway redirects: to appliances without a public address (RT-17), from subnets that go
 * around them (RT-19).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import { applianceRoutes, isOfSubnets } from './appliance-routes.ts';
import type { ApplianceRoute } from './appliance-routes.ts';
import { blocksOf, defaultRouteOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { hostName, listed, named, namedHost } from './words.ts';

export const ingressRouting: Check = (context) =>
  applianceRoutes(context)
    .filter((route) => !isOfSubnets(route))
    .flatMap((route) => redirected(context, route));

function redirected(context: LintContext, redirection: ApplianceRoute): Diagnostic[] {
  const { gateway } = redirection.effective.table;
  // RT-17 and RT-19 speak of internet gateways, not of virtual private ones.
  if (gateway === undefined || !context.network.internetGateways.has(gateway)) return [];
  return [...withoutPublicAddress(redirection), ...goingAround(context, redirection)];
}

/** RT-17. */
function withoutPublicAddress({ effective, route, appliance }: ApplianceRoute): Diagnostic[] {
  const hasPublicAddress = appliance.privateIpv4.some(({ publicIp }) => publicIp !== undefined);
  if (hasPublicAddress || route.destination.family === 6) return [];
  return [
    diagnostic(
      'ingress-appliance-without-public-address',
      `Gateway route table ${named(effective.table)} sends \`${formatCidr(route.destination)}\` to ${namedHost(appliance)}, which has no public address. Traffic from the internet gateway needs an appliance with one and is dropped. Give the interface a public or Elastic IP.`,
      { resource: appliance.id, rule: 'RT-17' },
    ),
  ];
}

/** RT-19: the redirected subnets whose own default route is still the internet gateway. */
function goingAround(context: LintContext, { effective, route, appliance }: ApplianceRoute): Diagnostic[] {
  const { destination } = route;
  const around = context.network.lookup.subnetsOf(effective.table.vpc).filter((subnet) => {
    const isRedirected = blocksOf(subnet).some((block) => containsCidr(destination, block));
    const table = isRedirected && subnet.id !== appliance.subnet ? context.tableOfSubnet(subnet) : undefined;
    return (
      table !== undefined && defaultRouteOf(table, destination.family)?.target.kind === 'internet-gateway'
    );
  });
  if (around.length === 0) return [];
  const [verb, them] = around.length === 1 ? ['routes', 'that subnet'] : ['route', 'these subnets'];
  return [
    diagnostic(
      'redirected-subnet-bypasses-appliance',
      `Gateway route table ${named(effective.table)} redirects \`${formatCidr(destination)}\` to ${namedHost(appliance)}, but ${listed(around.map(({ id }) => id))} still ${verb} by default to the internet gateway, which drops what does not come from the appliance. Route the default of ${them} to \`${hostName(appliance)}\`.`,
      { resource: effective.table.id, rule: 'RT-19' },
    ),
  ];
}
