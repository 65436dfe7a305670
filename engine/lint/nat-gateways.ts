/**
 * NAT gateways: which AWS would refuse (NAT-2, NAT-17), which have no way out (NAT-6, NAT-8, NAT-10), which serve other
 * zones (NAT-13).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr, parseCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { refuseNatGateway } from '../resources/nat-gateway/constraints.ts';
import type { NatGateway } from '../resources/nat-gateway/types.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { defaultRouteOf, grouped, routesToInternetGateway, zoneOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { listed, named, refused } from './words.ts';

export const natGateways: Check = (context) =>
  [...context.network.natGateways.values()]
    .filter(({ state }) => state === 'available' || state === 'pending')
    .flatMap((gateway) => [...refusedGateway(context, gateway), ...waysOut(context, gateway), ...otherZones(context, gateway)]);

function refusedGateway({ network }: LintContext, gateway: NatGateway): Diagnostic[] {
  // EVAL-8: a gateway without addresses is one that the input says little of, unless it says where it stands.
  const elasticIps = gateway.addresses.filter(({ publicIp }) => publicIp !== undefined);
  const perZone = grouped(elasticIps, ({ availabilityZone }) => [availabilityZone ?? '']);
  const knowsGateways = network.vpcs.has(gateway.vpc) && !network.notHeld.has('internet-gateway');
  const refusals = refuseNatGateway({
    connectivityType: gateway.connectivityType,
    availabilityMode: gateway.availabilityMode,
    elasticIps:
      gateway.availabilityMode === 'zonal'
        ? elasticIps.length
        : Math.max(0, ...[...perZone].filter(([zone]) => zone !== '').map(([, addresses]) => addresses.length)),
    hasInternetGateway: knowsGateways ? network.lookup.internetGatewayOf(gateway.vpc) !== undefined : undefined,
  });
  return refused('nat-gateway-refused', gateway.id, `AWS would not make NAT gateway ${named(gateway)}`, refusals);
}

const NAT64_PREFIX = parseCidr('64:ff9b::/96');

function waysOut(context: LintContext, gateway: NatGateway): Diagnostic[] {
  const subnet = gateway.subnet === undefined ? undefined : context.network.subnets.get(gateway.subnet);
  const table = subnet === undefined ? undefined : context.tableOfSubnet(subnet);
  if (subnet === undefined || table === undefined) return [];
  // NAT-10: the table that sends to the gateway is the one that the gateway itself uses.
  const looping = table.all.filter(({ destination, target }) => target.id === gateway.id && destination.family === 4);
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
  const shared = sharing > 0 ? ` The table is shared with ${sharing} other subnet${sharing === 1 ? '' : 's'}.` : '';
  return diagnostic(
    'nat-gateway-loop',
    `NAT gateway ${named(gateway)} stands in subnet ${named(subnet)}, whose route table ${named(table)} sends ${destinations} to the NAT gateway itself. What it translates comes straight back to it and is dropped.${shared} Put the NAT gateway into a subnet with a table of its own that leads ${destinations} to the internet gateway.`,
    { resource: gateway.id, rule: 'NAT-10' },
  );
}

/** NAT-6: neither an internet gateway nor anything else outside leads on. */
function withoutWayOut(context: LintContext, gateway: NatGateway, subnet: Subnet, effective: EffectiveTable): Diagnostic[] {
  const leadsOn = effective.all.some(({ target }) => target.kind === 'internet-gateway' || target.kind === 'other');
  if (leadsOn || effective.opaque.length > 0) return [];
  const route = defaultRouteOf(effective, 4);
  const found = route === undefined ? 'has no default route' : `sends \`0.0.0.0/0\` to \`${route.target.id}\``;
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
function privateToInternet(context: LintContext, gateway: NatGateway, subnet: Subnet, effective: EffectiveTable): Diagnostic[] {
  const sent = clientRoutes(context, gateway).map(({ route }) => route.destination);
  const toInternet = sent.filter((destination) => routeFor(effective, destination)?.target.kind === 'internet-gateway');
  if (toInternet.length === 0) return [];
  return [
    diagnostic(
      'private-nat-gateway-to-internet',
      `NAT gateway ${named(gateway)} is private, gets traffic for ${listed(toInternet.map(formatCidr))}, and its subnet ${named(subnet)} routes that to an internet gateway. A private NAT gateway has no Elastic IP, so the internet gateway drops it all. Make the NAT gateway public, or lead its subnet's routes to a transit or virtual private gateway.`,
      { resource: gateway.id, rule: 'NAT-8' },
    ),
  ];
}

interface ClientRoute {
  readonly subnet: Subnet;
  readonly route: EffectiveRoute;
}

/** The IPv4 routes of other subnets that lead to the gateway. */
function clientRoutes({ network, tableOfSubnet }: LintContext, gateway: NatGateway): ClientRoute[] {
  return network.lookup.subnetsOf(gateway.vpc).flatMap((subnet) => {
    if (subnet.id === gateway.subnet) return [];
    const routes = tableOfSubnet(subnet)?.all ?? [];
    const route = routes.find(({ destination, target }) => target.id === gateway.id && destination.family === 4);
    return route === undefined ? [] : [{ subnet, route }];
  });
}

/** The route that takes most of a block: the longest one that holds all of it. */
function routeFor({ all }: EffectiveTable, block: Cidr): EffectiveRoute | undefined {
  return all
    .filter(({ destination }) => containsCidr(destination, block))
    .sort((a, b) => b.destination.prefixLength - a.destination.prefixLength || a.rank - b.rank)[0];
}

/** NAT-13. */
function otherZones(context: LintContext, gateway: NatGateway): Diagnostic[] {
  const home = gateway.subnet === undefined ? undefined : context.network.subnets.get(gateway.subnet);
  const zone = home === undefined ? undefined : zoneOf(home);
  if (zone === undefined) return [];
  const elsewhere = clientRoutes(context, gateway)
    .filter(({ route }) => NAT64_PREFIX === undefined || !containsCidr(NAT64_PREFIX, route.destination))
    .map(({ subnet }) => subnet)
    .filter((subnet) => zoneOf(subnet) !== undefined && zoneOf(subnet) !== zone);
  if (elsewhere.length === 0) return [];
  return [
    diagnostic(
      'nat-gateway-in-other-zone',
      `NAT gateway ${named(gateway)} in zone \`${zone}\` serves subnets of other zones: ${listed(elsewhere.map(({ id }) => id))}. Their traffic crosses zones, which AWS charges for, and they lose the internet when \`${zone}\` fails. Use a NAT gateway in each zone, or a regional one, where that matters.`,
      { resource: gateway.id, rule: 'NAT-13' },
    ),
  ];
}
