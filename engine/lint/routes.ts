/**
 * Routes and tables that AWS would refuse (RT-2, RT-4, RT-5, RT-13 to RT-16).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import { formatCidr } from '../ip/index.ts';
import type { VpcId } from '../model/index.ts';
import {
  refuseDestinations,
  refuseGatewayRoute,
  refuseMainTables,
  refuseRoute,
  refuseTableUse,
  refuseTarget,
} from '../resources/route-table/constraints.ts';
import type { ConstrainedTarget, RoutedVpc, TargetAttachment } from '../resources/route-table/constraints.ts';
import type { Route, RouteTable, RouteTarget } from '../resources/route-table/types.ts';
import { blocksOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { named, refused } from './words.ts';

export const routes: Check = (context) => {
  const tables = [...context.network.routeTables.values()];
  const routedVpcs = new Map<VpcId, RoutedVpc>();
  return [
    ...mainTables(context, tables),
    ...tables.flatMap((table) => {
      const vpc = routedVpcs.get(table.vpc) ?? routedVpc(context, table.vpc);
      routedVpcs.set(table.vpc, vpc);
      return refusedTable(context, table, vpc);
    }),
  ];
};

function refusedTable(context: LintContext, table: RouteTable, vpc: RoutedVpc): Diagnostic[] {
  const statics = table.routes.filter(({ propagation }) => propagation === undefined);
  const subject = `AWS would not accept route table ${named(table)}`;
  const use = {
    main: table.main,
    gateway: table.gateway,
    hasPropagatedRoutes: statics.length < table.routes.length,
  };
  return [
    ...refused('route-table-refused', table.id, subject, refuseTableUse(use)),
    ...refused('route-refused', table.id, subject, refuseDestinations(statics.map(destinationOf))),
    ...statics.flatMap((route) => refusedRoute(context, table, route, vpc)),
  ];
}

function refusedRoute(context: LintContext, table: RouteTable, route: Route, vpc: RoutedVpc): Diagnostic[] {
  const { destination, target } = route;
  const attachment = attachmentOf(context, target);
  const subject = `AWS would not accept the route \`${destinationOf(route)}\` to \`${target.id}\` in table ${named(table)}`;
  // A route that AWS shows as a blackhole exists, whatever became of its target.
  const misplaced =
    route.state === 'blackhole'
      ? []
      : refused('route-refused', table.id, subject, refuseTarget(attachment, table.vpc));
  if (table.gateway !== undefined) {
    // EVAL-8: against a VPC that the input says little of, nothing can be held.
    if (vpc.vpcCidrs.length === 0) return misplaced;
    const gatewayRoute = {
      destination: destination.kind === 'cidr' ? destination.cidr : ('prefix-list' as const),
      target: attachment.kind,
    };
    const kind = gatewayKind(context, table.gateway);
    return [
      ...misplaced,
      ...refused('gateway-route-refused', table.id, subject, refuseGatewayRoute(gatewayRoute, vpc, kind)),
    ];
  }
  if (destination.kind !== 'cidr') return misplaced;
  const refusals = refuseRoute({ destination: destination.cidr, target: attachment.kind }, vpc);
  return [...misplaced, ...refused('route-refused', table.id, subject, refusals)];
}

function destinationOf({ destination }: Route): string {
  return destination.kind === 'cidr' ? formatCidr(destination.cidr) : destination.prefixList;
}

/** EVAL-8: without the subnets of a VPC nothing can be said of routes inside it. */
function routedVpc({ network }: LintContext, id: VpcId): RoutedVpc {
  const vpc = network.vpcs.get(id);
  if (vpc === undefined || network.notHeld.has('subnet')) return { vpcCidrs: [], subnetCidrs: [] };
  const subnetCidrs = network.lookup.subnetsOf(id).flatMap(blocksOf);
  return { vpcCidrs: [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks], subnetCidrs };
}

const KIND_BY_TYPE: ReadonlyMap<string, ConstrainedTarget> = new Map([
  ['AWS::EC2::VPNGateway', 'virtual-private-gateway'],
  ['AWS::EC2::TransitGateway', 'transit-gateway'],
  ['AWS::EC2::CarrierGateway', 'carrier-gateway'],
  ['AWS::EC2::LocalGateway', 'local-gateway'],
  ['AWS::NetworkManager::CoreNetwork', 'core-network'],
]);

const KIND_BY_ID: readonly (readonly [prefix: string, kind: ConstrainedTarget])[] = [
  ['vgw-', 'virtual-private-gateway'],
  ['tgw-', 'transit-gateway'],
  ['cagw-', 'carrier-gateway'],
  ['lgw-', 'local-gateway'],
];

/** Where a target stands, as far as the model holds it. */
function attachmentOf({ network }: LintContext, { kind, id }: RouteTarget): TargetAttachment {
  const unknown = { kind, id, vpcs: undefined };
  switch (kind) {
    case 'local':
      return unknown;
    case 'network-interface':
      return { kind, id, vpcs: vpcsOf(network.networkInterfaces.get(id)?.vpc) };
    case 'instance': {
      const interfaces = network.lookup.interfacesOfInstance(id);
      return { kind, id, vpcs: vpcsOf(interfaces[0]?.vpc), interfaceCount: interfaces.length };
    }
    case 'nat-gateway':
      return { kind, id, vpcs: vpcsOf(network.natGateways.get(id)?.vpc) };
    case 'internet-gateway':
      return { kind, id, vpcs: vpcsOf(network.internetGateways.get(id)?.vpc) };
    case 'egress-only-internet-gateway':
      return { kind, id, vpcs: vpcsOf(network.egressOnlyInternetGateways.get(id)?.vpc) };
    case 'vpc-peering-connection': {
      const peering = network.vpcPeeringConnections.get(id);
      return peering === undefined
        ? unknown
        : { kind, id, vpcs: [peering.requester.vpc, peering.accepter.vpc] };
    }
    case 'transit-gateway':
      return { kind, id, vpcs: undefined };
    case 'vpc-endpoint': {
      const endpoint = network.vpcEndpoints.get(id);
      // NFW-1: endpoints of a Network Firewall are of this type, too.
      const inspects = endpoint?.type === 'gateway-load-balancer';
      return { kind: inspects ? 'gateway-load-balancer-endpoint' : kind, id, vpcs: vpcsOf(endpoint?.vpc) };
    }
    case 'vpn-gateway':
      return { kind: 'virtual-private-gateway', id, vpcs: vpcsOf(network.vpnGateways.get(id)?.vpc) };
    case 'other': {
      const type = network.otherResources.get(id)?.type;
      const known = type === undefined ? undefined : KIND_BY_TYPE.get(type);
      return {
        kind: known ?? KIND_BY_ID.find(([prefix]) => id.startsWith(prefix))?.[1] ?? kind,
        id,
        vpcs: undefined,
      };
    }
    default:
      return kind satisfies never;
  }
}

function vpcsOf(vpc: string | undefined): readonly string[] | undefined {
  return vpc === undefined || vpc === '' ? undefined : [vpc];
}

function gatewayKind(
  { network }: LintContext,
  gateway: string,
): 'internet-gateway' | 'virtual-private-gateway' {
  if (network.vpnGateways.has(gateway)) return 'virtual-private-gateway';
  if (network.internetGateways.has(gateway)) return 'internet-gateway';
  // Of what the model does not hold the kind it was read as tells, else the id that AWS gives.
  const type = network.otherResources.get(gateway)?.type;
  const isVirtualPrivate = type === undefined ? gateway.startsWith('vgw-') : type === 'AWS::EC2::VPNGateway';
  return isVirtualPrivate ? 'virtual-private-gateway' : 'internet-gateway';
}

function mainTables({ network }: LintContext, tables: readonly RouteTable[]): Diagnostic[] {
  const byVpc = new Map<VpcId, string[]>();
  for (const table of tables)
    if (table.main) byVpc.set(table.vpc, [...(byVpc.get(table.vpc) ?? []), table.id]);
  return [...byVpc].flatMap(([id, mains]) => {
    const vpc = network.vpcs.get(id);
    const subject = `VPC ${vpc === undefined ? `\`${id}\`` : named(vpc)} cannot be as written`;
    return refused('route-table-refused', id, subject, refuseMainTables(mains));
  });
}
