/**
 * Routes to interfaces of appliances and NAT instances: the check left on (NATI-2, ENI-7), no public address (NATI-1,
 * RT-17), loops (NATI-6), the wrong subnet (RT-20), one direction only (RT-18), a way around (RT-19).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, firstAddress, formatCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { isOwnAddress } from '../resources/network-interface/addresses.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { RouteTarget } from '../resources/route-table/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { defaultRouteOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { listed, named } from './words.ts';

export const appliances: Check = (context) => {
  const tables = [...context.network.routeTables.values()].flatMap(({ id }) => context.tableById(id) ?? []);
  const routes = tables.flatMap((table) => routesToAppliances(context, table));
  return [
    ...checkedForwarders(routes),
    ...natInstancesWithoutAddress(context, routes),
    ...routes.filter(isOfSubnets).flatMap((route) => [...loops(context, route), ...oneWay(context, route)]),
    ...routes.filter((route) => !isOfSubnets(route)).flatMap((route) => ingressRouting(context, route)),
  ];
};

/** A route that hands packets to a machine. */
interface ApplianceRoute {
  readonly effective: EffectiveTable;
  readonly route: EffectiveRoute;
  readonly appliance: NetworkInterface;
}

function routesToAppliances({ network }: LintContext, effective: EffectiveTable): ApplianceRoute[] {
  return effective.all.flatMap((route) => {
    const appliance = interfaceOf(network, route.target);
    return appliance === undefined ? [] : [{ effective, route, appliance }];
  });
}

function interfaceOf(network: LintContext['network'], { kind, id }: RouteTarget): NetworkInterface | undefined {
  if (kind === 'network-interface') return network.networkInterfaces.get(id);
  return kind === 'instance' ? network.lookup.interfacesOfInstance(id)[0] : undefined;
}

/** A table of subnets, not of a gateway (RT-16). */
function isOfSubnets({ effective }: ApplianceRoute): boolean {
  return effective.table.gateway === undefined;
}

/** ENI-7: packets for others are dropped on the way in. */
function checkedForwarders(routes: readonly ApplianceRoute[]): Diagnostic[] {
  const byInterface = new Map<NetworkInterface, ApplianceRoute[]>();
  for (const route of routes) {
    const { appliance } = route;
    // A route that leads only to the interface's own addresses forwards nothing.
    if (!appliance.sourceDestCheck || leadsToItself(route)) continue;
    byInterface.set(appliance, [...(byInterface.get(appliance) ?? []), route]);
  }
  return [...byInterface].map(([appliance, found]) => {
    const destinations = [...new Set(found.map(({ route }) => formatCidr(route.destination)))];
    const tables = [...new Set(found.map(({ effective }) => effective.table.id))];
    const isNat = found.some(({ route }) => route.destination.prefixLength === 0);
    return diagnostic(
      'forwarder-with-source-dest-check',
      `Route ${tables.length === 1 ? 'table' : 'tables'} ${listed(tables)} ${tables.length === 1 ? 'sends' : 'send'} ${listed(destinations)} to interface ${named(appliance)}, whose source/destination check is on, so that it drops every packet not addressed to itself. Turn the check off on the interface.`,
      { resource: appliance.id, rule: isNat ? 'NATI-2' : 'ENI-7' },
    );
  });
}

function leadsToItself({ route, appliance }: ApplianceRoute): boolean {
  const isHost = route.destination.prefixLength === (route.destination.family === 4 ? 32 : 128);
  return isHost && isOwnAddress(appliance, firstAddress(route.destination));
}

/** NATI-1: what a NAT instance sends out needs a public address at the internet gateway. */
function natInstancesWithoutAddress(context: LintContext, routes: readonly ApplianceRoute[]): Diagnostic[] {
  const candidates = new Set(
    routes
      .filter(isOfSubnets)
      .filter(({ route }) => route.destination.prefixLength === 0 && route.destination.family === 4)
      .map(({ appliance }) => appliance)
      // NATI-9: without a word on it, an appliance behind a default route is taken for a NAT instance.
      .filter(({ forwarding, privateIpv4 }) => forwarding !== 'router' && forwarding !== 'none' && privateIpv4.every(({ publicIp }) => publicIp === undefined)),
  );
  return [...candidates].flatMap((appliance) => {
    const subnet = context.network.subnets.get(appliance.subnet);
    const table = subnet === undefined ? undefined : context.tableOfSubnet(subnet);
    if (table === undefined || defaultRouteOf(table, 4)?.target.kind !== 'internet-gateway') return [];
    return [
      diagnostic(
        'nat-instance-without-public-address',
        `Default routes lead to interface ${named(appliance)}, whose subnet routes on to an internet gateway, but the interface has no public address. The internet gateway drops what it sends. Give it a public or Elastic IP.`,
        { resource: appliance.id, rule: 'NATI-1' },
      ),
    ];
  });
}

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
        `Route table ${named(table)} sends \`${destination}\` to interface ${named(appliance)}, which stands in that very subnet, ${named(home)}. A middlebox has to be in another subnet than both ends of the traffic. Move it to a subnet of its own.`,
        { resource: appliance.id, rule: 'RT-20' },
      ),
    ];
  }
  if (home.routeTable !== table.id) return [];
  return [
    diagnostic(
      'appliance-loop',
      `Route table ${named(table)} sends \`${destination}\` to interface ${named(appliance)}, which stands in subnet ${named(home)} and uses the same table. What it forwards comes straight back to it and is dropped. Put it into a subnet with a table of its own.`,
      { resource: appliance.id, rule: 'NATI-6' },
    ),
  ];
}

function blocksOf({ cidrBlock, ipv6CidrBlocks }: Subnet): readonly Cidr[] {
  return cidrBlock === undefined ? ipv6CidrBlocks : [cidrBlock, ...ipv6CidrBlocks];
}

function isInsideVpc({ network }: LintContext, { table }: EffectiveTable, destination: Cidr): boolean {
  const vpc = network.vpcs.get(table.vpc);
  return vpc !== undefined && [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks].some((block) => containsCidr(block, destination));
}

/** RT-18: traffic between two subnets passes the same middlebox both ways. */
function oneWay(context: LintContext, { effective, route, appliance }: ApplianceRoute): Diagnostic[] {
  if (!isInsideVpc(context, effective, route.destination)) return [];
  const { network } = context;
  const far = network.lookup
    .subnetsOf(effective.table.vpc)
    .filter((subnet) => subnet.id !== appliance.subnet && blocksOf(subnet).some((block) => containsCidr(route.destination, block)));
  const near = context.subnetsOfTable(effective.table.id).filter(({ id }) => id !== appliance.subnet);
  const missing = far.flatMap((to) =>
    near.filter((from) => from.id !== to.id && returnsElsewhere(context, from, to, route.destination.family, appliance)).map((from) => ({ from, to })),
  );
  const [first] = missing;
  if (first === undefined) return [];
  const others = missing.length > 1 ? ` The same holds for ${missing.length - 1} more pair${missing.length === 2 ? '' : 's'} of subnets.` : '';
  return [
    diagnostic(
      'asymmetric-middlebox',
      `Route table ${named(effective.table)} sends traffic for subnet ${named(first.to)} (\`${formatCidr(route.destination)}\`) through interface ${named(appliance)}, but the replies from there to subnet ${named(first.from)} do not pass it: route table \`${first.to.routeTable}\` sends them another way.${others} AWS supports a middlebox only if both directions pass it. Add the route back through it.`,
      { resource: effective.table.id, rule: 'RT-18' },
    ),
  ];
}

/** Whether replies from `to` to `from` take another way than through the appliance. */
function returnsElsewhere(context: LintContext, from: Subnet, to: Subnet, family: 4 | 6, appliance: NetworkInterface): boolean {
  const table = context.tableOfSubnet(to);
  const block = blocksOf(from).find((candidate) => candidate.family === family);
  if (table === undefined || block === undefined) return false;
  const back = longestRoute(table, block);
  return back === undefined || interfaceOf(context.network, back.target)?.id !== appliance.id;
}

function longestRoute({ all }: EffectiveTable, block: Cidr): EffectiveRoute | undefined {
  return all
    .filter(({ destination }) => containsCidr(destination, block))
    .sort((a, b) => b.destination.prefixLength - a.destination.prefixLength || a.rank - b.rank)[0];
}

/** RT-17 and RT-19: what an internet gateway's own table does. */
function ingressRouting(context: LintContext, { effective, route, appliance }: ApplianceRoute): Diagnostic[] {
  const { network } = context;
  const gateway = effective.table.gateway;
  if (gateway === undefined || !network.internetGateways.has(gateway)) return [];
  const diagnostics: Diagnostic[] = [];
  const destination = formatCidr(route.destination);
  const hasPublicAddress = appliance.privateIpv4.some(({ publicIp }) => publicIp !== undefined);
  if (!hasPublicAddress && route.destination.family === 4) {
    diagnostics.push(
      diagnostic(
        'ingress-appliance-without-public-address',
        `Gateway route table ${named(effective.table)} sends \`${destination}\` to interface ${named(appliance)}, which has no public address. Traffic from the internet gateway needs an appliance with one and is dropped. Give the interface a public or Elastic IP.`,
        { resource: appliance.id, rule: 'RT-17' },
      ),
    );
  }
  const around = network.lookup
    .subnetsOf(effective.table.vpc)
    .filter((subnet) => subnet.id !== appliance.subnet && blocksOf(subnet).some((block) => containsCidr(route.destination, block)))
    .filter((subnet) => {
      const table = context.tableOfSubnet(subnet);
      return table !== undefined && defaultRouteOf(table, route.destination.family)?.target.kind === 'internet-gateway';
    });
  if (around.length > 0) {
    diagnostics.push(
      diagnostic(
        'redirected-subnet-bypasses-appliance',
        `Gateway route table ${named(effective.table)} redirects \`${destination}\` to interface ${named(appliance)}, but ${listed(around.map(({ id }) => id))} still route${around.length === 1 ? 's' : ''} \`0.0.0.0/0\` to the internet gateway. The gateway drops what does not come from the appliance. Route the default of ${around.length === 1 ? 'that subnet' : 'these subnets'} to \`${appliance.id}\`.`,
        { resource: effective.table.id, rule: 'RT-19' },
      ),
    );
  }
  return diagnostics;
}
