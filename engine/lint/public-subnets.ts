/**
 * Public addresses without the route they need (IGW-2, IGW-9, PATH-16), and routes without the address they need
 * (IGW-4, SUB-11).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { EffectiveTable } from '../resources/route-table/effective.ts';
import type { RouteTarget } from '../resources/route-table/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { interfaceOf } from './appliance-routes.ts';
import { defaultRouteOf, isOrdinary, longestRoute, routesToInternetGateway } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { hostName, listed, named } from './words.ts';

export const publicSubnets: Check = (context) =>
  [...context.network.subnets.values()].flatMap((subnet) => {
    const effective = context.tableOfSubnet(subnet);
    if (effective === undefined) return [];
    const isPublic = routesToInternetGateway(effective, 4);
    if (subnet.zoneType === 'wavelength-zone' || subnet.zoneType === 'outpost') {
      return isPublic && subnet.zoneType === 'wavelength-zone' ? [wavelength(subnet, effective)] : [];
    }
    return isPublic
      ? hostsWithoutAddress(context, subnet, effective)
      : withoutGatewayRoute(context, subnet, effective);
  });

function withoutGatewayRoute(context: LintContext, subnet: Subnet, effective: EffectiveTable): Diagnostic[] {
  const exposed = context.interfacesOfSubnet(subnet.id).filter(hasPublicAddress).filter(isHost);
  const route = defaultRouteOf(effective, 4);
  const device = route === undefined ? undefined : interfaceOf(context.network, route.target);
  // PATH-10: replies through an appliance reach the internet gateway after all.
  if (device !== undefined && passesOn(context, subnet, device)) return [];
  // GWLB-4: so do replies through an inspecting endpoint, by the table of the endpoint's own subnet.
  if (leadsOnByEndpoint(context, route?.target)) return [];
  const unrelated = exposed.filter((networkInterface) => networkInterface !== device);
  if (
    route !== undefined &&
    unrelated.length > 0 &&
    (device !== undefined || route.target.kind === 'nat-gateway')
  ) {
    return [behindNat(subnet, effective, unrelated, route.target.id)];
  }

  const reasons = [
    ...(exposed.length > 0
      ? [
          `${listed(exposed.map(hostName))} ${exposed.length === 1 ? 'has a public address' : 'have public addresses'}`,
        ]
      : []),
    ...(subnet.mapPublicIpOnLaunch ? ['new interfaces get public addresses'] : []),
    ...(isNamedPublic(subnet) ? ['it is named as a public one'] : []),
  ];
  if (reasons.length === 0) return [];
  const { table } = effective;
  return [
    diagnostic(
      'public-subnet-without-gateway-route',
      `Subnet ${named(subnet)} looks public (${reasons.join('; ')}), but its route table ${named(table)}${subnet.routeTableIsMain ? ', the main one, in force because the subnet names no other,' : ''} has no route to an internet gateway. Nothing in it reaches the internet, and replies to the internet are dropped. ${adviceFor(context, subnet)}`,
      { resource: subnet.id, rule: exposed.length > 0 ? 'IGW-9' : 'SUB-7' },
    ),
  ];
}

function leadsOnByEndpoint(
  { network, tableOfSubnet }: LintContext,
  target: RouteTarget | undefined,
): boolean {
  const endpoint = target?.kind === 'vpc-endpoint' ? network.vpcEndpoints.get(target.id) : undefined;
  const own = endpoint?.subnet === undefined ? undefined : network.subnets.get(endpoint.subnet);
  const table = own === undefined ? undefined : tableOfSubnet(own);
  return table !== undefined && routesToInternetGateway(table, 4);
}

/** Whether a machine hands replies on untranslated: it routes, or inbound traffic for the subnet comes through it. */
function passesOn({ network, tableById }: LintContext, subnet: Subnet, device: NetworkInterface): boolean {
  if (device.forwarding === 'router') return true;
  const gateway = network.lookup.internetGatewayOf(subnet.vpc);
  const table = gateway === undefined ? undefined : network.lookup.gatewayRouteTableOf(gateway.id);
  const ingress = table === undefined ? undefined : tableById(table.id);
  const { cidrBlock } = subnet;
  if (ingress === undefined || cidrBlock === undefined) return false;
  const redirection = longestRoute(ingress, cidrBlock);
  return redirection !== undefined && interfaceOf(network, redirection.target) === device;
}

function hasPublicAddress({ privateIpv4 }: NetworkInterface): boolean {
  return privateIpv4.some(({ publicIp }) => publicIp !== undefined);
}

/** NAT gateways have a check of their own. */
function isHost({ interfaceType }: NetworkInterface): boolean {
  return interfaceType !== 'natGateway' && interfaceType !== 'nat_gateway';
}

function isNamedPublic({ id, name }: Subnet): boolean {
  const text = name ?? id;
  return /(^|[^a-z])public([^a-z]|$)/i.test(text) && !/non-?public|not-?public/i.test(text);
}

/** The likely mistake: a table with the route exists and is not associated. */
function adviceFor({ network, tableById }: LintContext, subnet: Subnet): string {
  for (const table of network.routeTables.values()) {
    if (table.vpc !== subnet.vpc || table.gateway !== undefined) continue;
    const effective = tableById(table.id);
    if (effective !== undefined && routesToInternetGateway(effective, 4)) {
      return `Route table ${named(table)} of the same VPC has such a route: associate it with the subnet.`;
    }
  }
  const gateway = network.lookup.internetGatewayOf(subnet.vpc);
  return gateway === undefined
    ? 'Attach an internet gateway to the VPC and add a route `0.0.0.0/0` to it.'
    : `Add a route \`0.0.0.0/0\` to \`${gateway.id}\`.`;
}

/** PATH-16: requests from the internet come in, and their replies go to a device that never saw the requests. */
function behindNat(
  subnet: Subnet,
  { table }: EffectiveTable,
  exposed: readonly NetworkInterface[],
  target: string,
): Diagnostic {
  return diagnostic(
    'public-address-behind-nat',
    `${listed(exposed.map(hostName))} in subnet ${named(subnet)} ${exposed.length === 1 ? 'has a public address' : 'have public addresses'}, but route table ${named(table)} sends \`0.0.0.0/0\` to \`${target}\`. Requests from the internet arrive; the replies go to \`${target}\`, which knows nothing of them and drops them. Move what must be reached into a subnet that routes to the internet gateway, or take the public address away.`,
    { resource: subnet.id, rule: 'PATH-16' },
  );
}

/** IGW-4: in a public subnet only what has a public address of its own reaches the internet. */
function hostsWithoutAddress(context: LintContext, subnet: Subnet, effective: EffectiveTable): Diagnostic[] {
  if (defaultRouteOf(effective, 4)?.target.kind !== 'internet-gateway') return [];
  const hidden = context
    .interfacesOfSubnet(subnet.id)
    .filter((networkInterface) => isOrdinary(networkInterface) || networkInterface.interfaceType === 'lambda')
    .filter(
      (networkInterface) => networkInterface.privateIpv4.length > 0 && !hasPublicAddress(networkInterface),
    );
  if (hidden.length === 0) return [];
  return [
    diagnostic(
      'private-host-in-public-subnet',
      `${listed(hidden.map(hostName))} in subnet ${named(subnet)} ${hidden.length === 1 ? 'has' : 'have'} no public IPv4 address, and the subnet routes \`0.0.0.0/0\` to an internet gateway, which drops what comes from a private address. If ${hidden.length === 1 ? 'it needs' : 'they need'} the internet, give ${hidden.length === 1 ? 'it' : 'each'} a public address, or move ${hidden.length === 1 ? 'it' : 'them'} to a subnet that routes to a NAT gateway.`,
      { resource: subnet.id, rule: 'IGW-4' },
    ),
  ];
}

/** SUB-11. */
function wavelength(subnet: Subnet, { table }: EffectiveTable): Diagnostic {
  return diagnostic(
    'gateway-route-in-wavelength-zone',
    `Subnet ${named(subnet)} is in a Wavelength Zone, and route table ${named(table)} leads to an internet gateway, which does not serve it. Route to a carrier gateway, and use carrier IP addresses.`,
    { resource: subnet.id, rule: 'SUB-11' },
  );
}
