/**
 * NAT gateways without a way out (NAT-6, NAT-8), or that route to themselves (NAT-10).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { formatCidr } from '../ip/index.ts';
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { defaultRouteOf, longestRoute, routesTo, routesToInternetGateway } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { clientsOf, natGatewaysInUse } from './nat-clients.ts';
import { listed, named } from './words.ts';

export const natWaysOut: Check = (context) =>
  natGatewaysInUse(context).flatMap((gateway) => wayOut(context, gateway));

function wayOut(context: LintContext, gateway: NatGateway): Diagnostic[] {
  const subnet = gateway.subnet === undefined ? undefined : context.network.subnets.get(gateway.subnet);
  const table = subnet === undefined ? undefined : context.tableOfSubnet(subnet);
  if (subnet === undefined || table === undefined) return [];
  // NAT-10: the table that sends to the gateway is the one that the gateway itself uses.
  const looping = routesTo(table, gateway.id).filter(({ destination }) => destination.family === 4);
  if (looping.length > 0) return [loop(context, gateway, subnet, table, looping)];
  return gateway.connectivityType === 'private'
    ? privateToInternet(context, gateway, subnet, table)
    : withoutWayOut(context, gateway, subnet, table);
}

function loop(
  context: LintContext,
  gateway: NatGateway,
  subnet: Subnet,
  { table }: EffectiveTable,
  routes: readonly EffectiveRoute[],
): Diagnostic {
  const destinations = listed(routes.map(({ destination }) => formatCidr(destination)));
  const sharing = context.subnetsOfTable(table.id).length - 1;
  const shared =
    sharing > 0 ? ` The table is shared with ${sharing} other subnet${sharing === 1 ? '' : 's'}.` : '';
  return diagnostic(
    'nat-gateway-loop',
    `NAT gateway ${named(gateway)} stands in subnet ${named(subnet)}, whose route table ${named(table)} sends ${destinations} to the NAT gateway itself. What it translates comes straight back to it and is dropped.${shared} Put the NAT gateway into a subnet with a table of its own that leads ${destinations} to the internet gateway.`,
    { resource: gateway.id, rule: 'NAT-10' },
  );
}

/** NAT-6: neither an internet gateway nor anything else outside leads on. */
function withoutWayOut(
  context: LintContext,
  gateway: NatGateway,
  subnet: Subnet,
  effective: EffectiveTable,
): Diagnostic[] {
  const leadsOn = [...effective.all, ...effective.opaque].some(
    ({ target: { kind, id } }) =>
      kind === 'internet-gateway' ||
      kind === 'transit-gateway' ||
      kind === 'vpn-gateway' ||
      // A transit or virtual private gateway, say; an endpoint leads to its one service only.
      (kind === 'other' && !id.startsWith('vpce-')),
  );
  if (leadsOn) return [];
  const route = defaultRouteOf(effective, 4);
  const found =
    route === undefined ? 'has no default route' : `sends \`0.0.0.0/0\` to \`${route.target.id}\``;
  const { table } = effective;
  return [
    diagnostic(
      'nat-gateway-without-way-out',
      `NAT gateway ${named(gateway)} stands in subnet ${named(subnet)}, whose route table ${named(table)}${subnet.routeTableIsMain ? ', the main one,' : ''} ${found}. The NAT gateway routes by the table of its own subnet, so nothing it translates reaches the internet. ${adviceFor(context, gateway)}`,
      { resource: gateway.id, rule: 'NAT-6' },
    ),
  ];
}

function adviceFor({ network, tableOfSubnet }: LintContext, gateway: NatGateway): string {
  const isPublic = (subnet: Subnet) => {
    const table = tableOfSubnet(subnet);
    return table !== undefined && routesToInternetGateway(table, 4);
  };
  const candidate = network.lookup.subnetsOf(gateway.vpc).find(isPublic);
  const place = candidate === undefined ? 'a public subnet' : `a public subnet such as ${named(candidate)}`;
  return `Put it into ${place}, or route \`0.0.0.0/0\` to an internet gateway there.`;
}

/** NAT-8: an internet gateway drops what a private NAT gateway sends, since its address has no public one. */
function privateToInternet(
  context: LintContext,
  gateway: NatGateway,
  subnet: Subnet,
  effective: EffectiveTable,
): Diagnostic[] {
  const sent = clientsOf(context, gateway).map(({ route }) => route.destination);
  const toInternet = sent.filter(
    (destination) => longestRoute(effective, destination)?.target.kind === 'internet-gateway',
  );
  if (toInternet.length === 0) return [];
  return [
    diagnostic(
      'private-nat-gateway-to-internet',
      `NAT gateway ${named(gateway)} is private, gets traffic for ${listed(toInternet.map(formatCidr))}, and its subnet ${named(subnet)} routes that to an internet gateway. A private NAT gateway has no Elastic IP, so the internet gateway drops it all. Make the NAT gateway public, or lead its subnet's routes to a transit or virtual private gateway.`,
      { resource: gateway.id, rule: 'NAT-8' },
    ),
  ];
}
