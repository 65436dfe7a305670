/**
 * Routes through firewall and Gateway Load Balancer endpoints: where the endpoint stands, and whether both directions
 * pass it (GWLB-5, TGW-30, NFW-10, NFW-15, NFW-17).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import { zoneOf } from '../model/zone.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { AttachedVpc, TransitGatewayAttachment } from '../resources/transit-gateway-attachment/types.ts';
import type { VpcEndpoint } from '../resources/vpc-endpoint/types.ts';
import { isInsideVpc } from './appliance-routes.ts';
import { blocksOf, isOrdinary, longestRoute } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { listed, named } from './words.ts';

export const inspection: Check = (context) => {
  const routes = inspectingRoutes(context);
  return [
    ...ownSubnets(context, routes),
    ...attachments(context),
    ...routes.flatMap((route) => oneWay(context, route)),
  ];
};

/** A route that hands packets to an endpoint that inspects. */
interface InspectingRoute {
  readonly effective: EffectiveTable;
  readonly route: EffectiveRoute;
  readonly endpoint: VpcEndpoint;
}

function inspectingRoutes({ network, tableById }: LintContext): InspectingRoute[] {
  return [...network.routeTables.values()].flatMap(({ id, gateway }) => {
    const effective = gateway === undefined ? tableById(id) : undefined;
    return (effective?.all ?? []).flatMap((route): InspectingRoute[] => {
      const endpoint = endpointOf(network, route);
      return endpoint === undefined || effective === undefined ? [] : [{ effective, route, endpoint }];
    });
  });
}

function endpointOf(
  network: LintContext['network'],
  { target, state }: EffectiveRoute,
): VpcEndpoint | undefined {
  const endpoint = target.kind === 'vpc-endpoint' ? network.vpcEndpoints.get(target.id) : undefined;
  return endpoint?.type === 'gateway-load-balancer' && state !== 'blackhole' ? endpoint : undefined;
}

/** GWLB-5: what comes out of an endpoint follows the table of its subnet, and so comes straight back to it. */
function ownSubnets({ network }: LintContext, routes: readonly InspectingRoute[]): Diagnostic[] {
  return routes.flatMap(({ effective: { table }, route, endpoint }) => {
    const home = endpoint.subnet === undefined ? undefined : network.subnets.get(endpoint.subnet);
    if (home?.routeTable !== table.id) return [];
    return [
      diagnostic(
        'inspected-subnet-has-endpoint',
        `Route table ${named(table)} sends \`${formatCidr(route.destination)}\` to endpoint ${named(endpoint)}, which stands in subnet ${named(home)} and uses the same table. What it has inspected comes straight back to it and is dropped. Put the endpoint into a subnet of its own, whose table leads on.`,
        { resource: endpoint.id, rule: 'GWLB-5' },
      ),
    ];
  });
}

function attachments(context: LintContext): Diagnostic[] {
  return [...context.network.transitGatewayAttachments.values()].flatMap((attachment) => {
    const { attached, state } = attachment;
    if (attached.kind !== 'vpc' || lifecycleOf(state) === 'unusable') return [];
    return [
      ...sharedSubnets(context, attachment, attached),
      ...withoutApplianceMode(context, attachment, attached),
    ];
  });
}

/** TGW-30. */
function sharedSubnets(
  { network }: LintContext,
  attachment: TransitGatewayAttachment,
  { subnets }: AttachedVpc,
): Diagnostic[] {
  return [...network.vpcEndpoints.values()].flatMap((endpoint) => {
    const isShared =
      endpoint.type === 'gateway-load-balancer' &&
      endpoint.subnet !== undefined &&
      subnets.includes(endpoint.subnet);
    if (!isShared) return [];
    return [
      diagnostic(
        'endpoint-in-attachment-subnet',
        `Endpoint ${named(endpoint)} stands in subnet \`${endpoint.subnet}\`, and so does transit gateway attachment ${named(attachment)}. The attachment's subnet has to lead to the endpoint, and the endpoint's away from it: one table cannot do both. Give each a subnet of its own in the zone.`,
        { resource: endpoint.id, rule: 'TGW-30' },
      ),
    ];
  });
}

/** NFW-17, TGW-17: packets that keep their zone come to the endpoint of the client's zone, and replies to that of the server's. */
function withoutApplianceMode(
  context: LintContext,
  attachment: TransitGatewayAttachment,
  { subnets, applianceMode, vpc }: AttachedVpc,
): Diagnostic[] {
  const { network, tableOfSubnet } = context;
  if (applianceMode) return [];
  const held = subnets.flatMap((id) => network.subnets.get(id) ?? []);
  const byZone = new Map<string, string>();
  for (const subnet of held) {
    const [endpoint] = (tableOfSubnet(subnet)?.all ?? []).flatMap(
      (route) => endpointOf(network, route) ?? [],
    );
    if (endpoint !== undefined) byZone.set(zoneOf(subnet) ?? subnet.id, endpoint.id);
  }
  const endpoints = [...new Set(byZone.values())];
  if (byZone.size < 2 || endpoints.length < 2) return [];
  return [
    diagnostic(
      'inspection-without-appliance-mode',
      `Attachment ${named(attachment)} of VPC \`${vpc}\` leads to ${listed(endpoints)}, one for each zone, and its appliance mode is off. Between machines in two zones the request then passes the one and the reply the other, which drops it. Turn appliance mode on.`,
      { resource: attachment.id, rule: 'NFW-17' },
    ),
  ];
}

/** NFW-10, NFW-15: the way back of what a firewall inspects leads around it. */
function oneWay(context: LintContext, inspecting: InspectingRoute): Diagnostic[] {
  const { effective, route, endpoint } = inspecting;
  if (endpoint.firewall === undefined) return [];
  // What a transit gateway hands over at its attachment comes from other networks, whose way back is not looked at here.
  const transit = new Set(
    [...context.network.transitGatewayAttachments.values()].flatMap(({ attached }) =>
      attached.kind === 'vpc' ? attached.subnets : [],
    ),
  );
  const near = context
    .subnetsOfTable(effective.table.id)
    .filter(({ id }) => id !== endpoint.subnet && !transit.has(id));
  if (isInsideVpc(context, effective, route.destination)) {
    // NFW-15: the way back from a NAT gateway, whose subnet often holds nothing else that sends.
    const isForNat = ({ id }: Subnet) =>
      context.natGatewaysOfSubnet(id).length > 0 && !context.interfacesOfSubnet(id).some(isOrdinary);
    const senders = near.filter((subnet) => !isForNat(subnet));
    return betweenSubnets(context, inspecting, senders);
  }
  const answering = answeringTable(context, inspecting);
  const missed = near.filter((subnet) => answering !== undefined && bypasses(answering, subnet, inspecting));
  const [first] = missed;
  if (answering === undefined || first === undefined) return [];
  const back = longestRouteTo(answering, first, route.destination)?.destination;
  return [
    diagnostic(
      'asymmetric-inspection',
      `Route table ${named(effective.table)} sends \`${formatCidr(route.destination)}\` to firewall endpoint ${named(endpoint)}, but in route table ${named(answering.table)}, which the replies follow, ${back === undefined ? 'no route' : `only \`${formatCidr(back)}\``} covers ${listed(missed.map(({ id }) => id))}, so that they go around the firewall. Add routes for these subnets to \`${endpoint.id}\` there.`,
      { resource: answering.table.id, rule: answering.table.gateway === undefined ? 'NFW-15' : 'NFW-10' },
    ),
  ];
}

/** RT-18 says the same of appliances. */
function betweenSubnets(
  context: LintContext,
  { effective: { table }, route, endpoint }: InspectingRoute,
  near: readonly Subnet[],
): Diagnostic[] {
  const far = context.network.lookup
    .subnetsOf(table.vpc)
    .filter((subnet) => subnet.id !== endpoint.subnet)
    .filter((subnet) => blocksOf(subnet).some((block) => containsCidr(route.destination, block)));
  for (const to of far) {
    const answering = context.tableOfSubnet(to);
    const from = near.find(
      (subnet) =>
        subnet.id !== to.id &&
        answering !== undefined &&
        longestRouteTo(answering, subnet, route.destination)?.target.id !== endpoint.id,
    );
    if (from === undefined) continue;
    return [
      diagnostic(
        'asymmetric-inspection',
        `Route table ${named(table)} sends traffic for subnet ${named(to)} (\`${formatCidr(route.destination)}\`) through firewall endpoint ${named(endpoint)}, but the replies to subnet ${named(from)} do not pass it: route table \`${to.routeTable}\` sends them another way. Add the route back through it.`,
        { resource: table.id, rule: 'NFW-10' },
      ),
    ];
  }
  return [];
}

/**
 * The table that replies of the internet follow first in the VPC: that of the NAT gateway's subnet, or of the internet
 * gateway itself where no address is translated on the way out.
 */
function answeringTable(
  { network, tableById, tableOfSubnet }: LintContext,
  { endpoint, route }: InspectingRoute,
): EffectiveTable | undefined {
  const home = endpoint.subnet === undefined ? undefined : network.subnets.get(endpoint.subnet);
  const onwards = home === undefined ? undefined : tableOfSubnet(home);
  const next = onwards === undefined ? undefined : longestRoute(onwards, route.destination)?.target;
  if (next?.kind === 'nat-gateway') {
    const subnet = network.natGateways.get(next.id)?.subnet;
    const held = subnet === undefined ? undefined : network.subnets.get(subnet);
    return held === undefined ? undefined : tableOfSubnet(held);
  }
  if (next?.kind !== 'internet-gateway') return undefined;
  const table = network.lookup.gatewayRouteTableOf(next.id);
  return table === undefined ? undefined : tableById(table.id);
}

function bypasses(answering: EffectiveTable, subnet: Subnet, { route, endpoint }: InspectingRoute): boolean {
  const hasFamily = blocksOf(subnet).some(({ family }) => family === route.destination.family);
  return hasFamily && longestRouteTo(answering, subnet, route.destination)?.target.id !== endpoint.id;
}

/** The route for all of a subnet, in the family of what was sent. */
function longestRouteTo(table: EffectiveTable, subnet: Subnet, { family }: Cidr): EffectiveRoute | undefined {
  const block = blocksOf(subnet).find((candidate) => candidate.family === family);
  return block === undefined ? undefined : longestRoute(table, block);
}
