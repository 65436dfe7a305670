/** Changes of route tables, and of what they lead to, that would send the packet on. */
import { typeFor } from '../edit/set-field.ts';
import { withNew } from '../edit/create.ts';
import { calledOf } from '../explain/names.ts';
import { cidrOf, containsAddress, formatAddress, formatCidr } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Network } from '../model/index.ts';
import type { RouteTable } from '../resources/route-table/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import { isInternetAddress } from '../trace/endpoint.ts';
import type { Step } from '../trace/index.ts';
import { linksTo } from './links.ts';
import { started } from './machines.ts';
import { types, withRoute, withSet } from './change.ts';
import type { Change, Scene } from './change.ts';

/** No route, or one that leads nowhere. */
export function routeChanges(scene: Scene, step: Step): Change[] {
  const table = scene.network.routeTables.get(step.component.id);
  if (table === undefined || step.detail === 'routing-loop') return [];
  const mended = step.detail === 'blackhole' ? mendedTarget(scene, step) : [];
  return [...mended, ...newRoutes(scene, table, step), ...otherTable(scene, table, step)];
}

/** A route to the peering or gateway behind which the destination lies; else to a gateway of the VPC, or to a new one. */
function newRoutes(scene: Scene, table: RouteTable, step: Step): Change[] {
  const { network } = scene;
  const { dst } = step.packet;
  const joined = privateRoutes(scene, table, dst);
  if (joined.length > 0 || !isInternetAddress(network, dst)) return joined;
  const nat = [...network.natGateways.values()].find(
    ({ vpc, state, connectivityType }) =>
      vpc === table.vpc && state === 'available' && connectivityType === 'public',
  );
  // V6-8: NAT64 needs a route of its own to a NAT gateway; an IPv6 default route does not do.
  if (dst.family === 6 && formatAddress(dst).startsWith('64:ff9b::'))
    return nat === undefined ? [] : [routeTo(scene, table, formatCidr(cidrOf(dst, 96)), nat.id)];
  const all = formatCidr(cidrOf(dst, 0));
  const gateway = network.lookup.internetGatewayOf(table.vpc);
  return [
    gateway === undefined ? newGateway(scene, table, all) : routeTo(scene, table, all, gateway.id),
    ...(dst.family === 6
      ? []
      : nat === undefined
        ? newNat(scene, table, all)
        : [routeTo(scene, table, all, nat.id)]),
  ];
}

/** To the VPC or site behind a link of the table's VPC that has the destination. */
function privateRoutes(scene: Scene, table: RouteTable, dst: Address): Change[] {
  return [
    ...peeringRoutes(scene, table, dst),
    ...linksTo(scene.network, table.vpc, dst).map(({ target, block }) =>
      routeTo(scene, table, formatCidr(block), target),
    ),
  ];
}

/**
 * IGW-5: a default route took what is for a private address; a route of its own goes before it (TGW-26). Where the table
 * sends others through an inspection, the way back is through it too (NFW-15).
 */
export function routesBeforeGateway(scene: Scene, { component, packet }: Step): Change[] {
  const { network } = scene;
  return [...network.routeTables.values()]
    .filter(({ routes }) => routes.some(({ target }) => target.id === component.id))
    .flatMap((table) => {
      const inspections = table.routes
        .map(({ target }) => target.id)
        .filter((id) => network.vpcEndpoints.get(id)?.type === 'gateway-load-balancer');
      const inspected = linksTo(network, table.vpc, packet.dst).flatMap(({ block }) =>
        [...new Set(inspections)].map((endpoint) => routeTo(scene, table, formatCidr(block), endpoint)),
      );
      return [...inspected, ...privateRoutes(scene, table, packet.dst)];
    });
}

function routeTo({ document, network }: Scene, table: RouteTable, cidr: string, target: string): Change {
  const isThere = table.routes.some(
    ({ destination }) => destination.kind === 'cidr' && formatCidr(destination.cidr) === cidr,
  );
  return {
    title: isThere
      ? `Point ${cidr} of ${calledOf(network, table.id)} at ${calledOf(network, target)}`
      : `Add a route to ${calledOf(network, table.id)}`,
    change: `${cidr} → ${calledOf(network, target)}`,
    broad: false,
    document: withRoute(document, table.id, cidr, target),
  };
}

function peeringRoutes(scene: Scene, table: RouteTable, dst: Address): Change[] {
  return [...scene.network.vpcPeeringConnections.values()].flatMap((peering) => {
    const sides = [peering.requester, peering.accepter];
    const far = sides.find(({ vpc }) => vpc !== table.vpc);
    const isSide = sides.some(({ vpc }) => vpc === table.vpc);
    const blocks = dst.family === 4 ? far?.cidrBlocks : far?.ipv6CidrBlocks;
    const block = blocks?.find((cidr) => containsAddress(cidr, dst));
    return isSide && block !== undefined ? [routeTo(scene, table, formatCidr(block), peering.id)] : [];
  });
}

function newGateway(scene: Scene, table: RouteTable, cidr: string): Change {
  const { network } = scene;
  const made = withNew(scene.document, types(), typeFor(types(), 'internet-gateway'), { parent: table.vpc });
  return {
    title: `Attach an internet gateway to ${calledOf(network, table.vpc)} and route to it`,
    change: `${cidr} of ${calledOf(network, table.id)} → the new gateway`,
    broad: false,
    document: withRoute(made.document, table.id, cidr, made.id),
  };
}

/** NAT-6: a NAT gateway stands in a subnet that routes to the internet gateway itself. */
function newNat(scene: Scene, table: RouteTable, cidr: string): Change[] {
  const { network } = scene;
  const home = [...network.subnets.values()].find(
    (subnet) => subnet.vpc === table.vpc && subnet.routeTable !== table.id && isPublic(network, subnet),
  );
  if (home === undefined) return [];
  const made = withNew(scene.document, types(), typeFor(types(), 'nat-gateway'), { parent: home.id });
  return [
    {
      title: `Make a NAT gateway in ${calledOf(network, home.id)} and route to it`,
      change: `${cidr} of ${calledOf(network, table.id)} → the new gateway`,
      broad: false,
      document: withRoute(made.document, table.id, cidr, made.id),
    },
  ];
}

/** Whether the subnet's table has a route to an internet gateway that is there. */
export function isPublic(network: Network, { routeTable }: Subnet): boolean {
  return (network.routeTables.get(routeTable)?.routes ?? []).some(
    ({ target }) => target.kind === 'internet-gateway' && network.internetGateways.has(target.id),
  );
}

/** Another table of the VPC that has a route for the destination already. */
function otherTable({ document, network }: Scene, table: RouteTable, step: Step): Change[] {
  const subnet = step.subnet === undefined ? undefined : network.subnets.get(step.subnet);
  if (subnet === undefined || subnet.routeTable !== table.id) return [];
  const { dst } = step.packet;
  const others = [...network.routeTables.values()].filter(
    ({ id, vpc, gateway, routes }) =>
      id !== table.id &&
      vpc === table.vpc &&
      gateway === undefined &&
      routes.some(({ destination }) => destination.kind === 'cidr' && containsAddress(destination.cidr, dst)),
  );
  return others.slice(0, 2).map((other) => ({
    title: `Associate ${calledOf(network, subnet.id)} with ${calledOf(network, other.id)}`,
    change: `route table: ${calledOf(network, table.id)} → ${calledOf(network, other.id)}`,
    broad: false,
    document: withSet(document, subnet.id, ['routeTable'], other.id),
  }));
}

function mendedTarget(scene: Scene, step: Step): Change[] {
  const { document, network } = scene;
  const chosen = step.evidence?.kind === 'routes' ? step.evidence.chosen : undefined;
  const target = chosen === undefined ? undefined : network.byId.get(chosen.target.id);
  if (target?.kind === 'vpc-peering-connection' && target.status === 'pending-acceptance') {
    return [
      {
        title: `Accept peering connection ${calledOf(network, target.id)}`,
        change: 'pending-acceptance → active',
        broad: false,
        document: withSet(document, target.id, ['status'], 'active'),
      },
    ];
  }
  const machine =
    target?.kind === 'network-interface'
      ? target.instance
      : target?.kind === 'instance'
        ? target.id
        : undefined;
  return machine === undefined ? [] : started(scene, machine);
}
