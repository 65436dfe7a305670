/**
 * Routes that drop what they match: blackholes and why (RT-10, RT-11), targets that the network does not hold (RT-24),
 * peering connections that are not active (PEER-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import { lifecycleOf } from '../model/lifecycle.ts';
import type { Network, VpcId } from '../model/index.ts';
import type { EgressOnlyInternetGateway } from '../resources/egress-only-internet-gateway/types.ts';
import { routeTargetOf } from '../resources/index.ts';
import type { ResourceKind } from '../resources/index.ts';
import type { InternetGateway } from '../resources/internet-gateway/types.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Route, RouteTable, RouteTarget, RouteTargetKind } from '../resources/route-table/types.ts';
import type { RuleId } from '../rules/index.ts';
import type { Check, LintContext } from './check.ts';
import { counted, named } from './words.ts';

export const deadRoutes: Check = (context) =>
  [...context.network.routeTables.values()].flatMap((table) =>
    table.routes.flatMap((route) => deadRoute(context, table, route)),
  );

function deadRoute(context: LintContext, table: RouteTable, route: Route): Diagnostic[] {
  const { target, state } = route;
  if (target.kind === 'local') return [];
  const health = routeTargetOf(target.kind).state(target.id, table.vpc, context.network);
  const isStated = state === 'blackhole' || state === 'filtered';
  if (health === 'not-held' && !isStated) return missingTarget(context, table, route);
  const own = health === 'dead' ? causeOf(context.network, table.vpc, target) : undefined;
  // What AWS refuses is told of as such, unless it shows that the route exists.
  const cause = own ?? (isStated ? statedCause(state, health) : undefined);
  return cause === undefined ? [] : [blackhole(context, table, route, cause)];
}

interface Cause {
  readonly rule: RuleId;
  /** A clause without its full stop. */
  readonly why: string;
  readonly advice: string;
}

/** RT-24: a stated state counts as it stands. */
function statedCause(state: 'blackhole' | 'filtered', health: 'alive' | 'dead' | 'not-held'): Cause {
  if (health === 'not-held') {
    const why = `AWS states the route as \`${state}\`, and the input does not hold the target: it was probably deleted`;
    return { rule: 'RT-10', why, advice: 'Remove the route, or give it another target.' };
  }
  if (health === 'dead') {
    const why = 'a table takes no such target now: it belongs to another VPC, or has become ambiguous';
    return { rule: 'RT-14', why, advice: 'Give the route another target.' };
  }
  const why =
    state === 'filtered'
      ? 'AWS states the route as `filtered`, which is treated as unusable'
      : 'AWS states the route as `blackhole`, though the input shows nothing wrong with the target; its parts may be of different times';
  return { rule: 'RT-10', why, advice: 'Check the target.' };
}

/** Why a target that the model holds takes no traffic from the VPC (RT-10); `undefined` when AWS takes no such route at all. */
function causeOf(network: Network, vpc: VpcId, { kind, id }: RouteTarget): Cause | undefined {
  switch (kind) {
    case 'network-interface':
      return causeOfInterface(network, vpc, network.networkInterfaces.get(id));
    case 'instance': {
      const interfaces = network.lookup.interfacesOfInstance(id);
      // RT-14: a route to an instance with several interfaces is refused outright.
      if (interfaces.length > 0)
        return interfaces.length === 1 ? causeOfInterface(network, vpc, interfaces[0]) : undefined;
      return {
        rule: 'RT-10',
        why: `instance \`${id}\` has no interface`,
        advice: 'Give it one, or route elsewhere.',
      };
    }
    case 'nat-gateway': {
      const gateway = network.natGateways.get(id);
      if (gateway === undefined || gateway.state === 'available') return undefined;
      const why = `NAT gateway ${named(gateway)} is \`${gateway.state}\` and forwards only while \`available\``;
      return { rule: 'NAT-1', why, advice: 'Route to another NAT gateway, or make a new one.' };
    }
    case 'internet-gateway':
      return causeOfGateway(network.internetGateways.get(id), vpc);
    case 'egress-only-internet-gateway':
      return causeOfGateway(network.egressOnlyInternetGateways.get(id), vpc);
    case 'vpc-peering-connection': {
      const peering = network.vpcPeeringConnections.get(id);
      if (peering === undefined || peering.status === 'active') return undefined;
      const isWaiting = peering.status === 'pending-acceptance';
      const advice = isWaiting
        ? 'Accept the peering connection.'
        : 'Remove the route, or peer the VPCs again.';
      return {
        rule: 'PEER-12',
        why: `peering connection ${named(peering)} is \`${peering.status}\``,
        advice,
      };
    }
    case 'vpc-endpoint': {
      const endpoint = network.vpcEndpoints.get(id);
      if (endpoint === undefined) return undefined;
      if (lifecycleOf(endpoint.state) === 'unusable') {
        const state = `VPC endpoint ${named(endpoint)} is \`${endpoint.state ?? ''}\``;
        return { rule: 'GEN-10', why: state, advice: 'Make it anew, or remove the route.' };
      }
      const why = `endpoint \`${id}\` is not available in this VPC`;
      return { rule: 'RT-10', why, advice: 'Remove the route, or make an endpoint here.' };
    }
    case 'vpn-gateway': {
      if (!network.vpnGateways.has(id)) return undefined;
      const why = `virtual private gateway \`${id}\` is not attached to this VPC, or is going`;
      return { rule: 'RT-10', why, advice: 'Attach it, or remove the route.' };
    }
    case 'transit-gateway': {
      if (!network.transitGateways.has(id)) return undefined;
      const why = `transit gateway \`${id}\` has no usable attachment of this VPC`;
      return { rule: 'TGW-38', why, advice: 'Attach the VPC, or remove the route.' };
    }
    case 'local':
    case 'other':
      return undefined;
    default:
      return kind satisfies never;
  }
}

function causeOfInterface(
  network: Network,
  vpc: VpcId,
  networkInterface: NetworkInterface | undefined,
): Cause | undefined {
  if (networkInterface === undefined || networkInterface.vpc !== vpc) return undefined;
  if (!networkInterface.attached) {
    const why = `interface ${named(networkInterface)} is attached to nothing`;
    return { rule: 'RT-10', why, advice: 'Attach it, or route elsewhere.' };
  }
  const instance =
    networkInterface.instance === undefined ? undefined : network.instances.get(networkInterface.instance);
  const who = instance === undefined ? `interface ${named(networkInterface)}` : `instance ${named(instance)}`;
  return {
    rule: 'NATI-4',
    why: `${who} is \`${instance?.state ?? 'not running'}\``,
    advice: 'Start it, or route elsewhere.',
  };
}

function causeOfGateway(
  gateway: InternetGateway | EgressOnlyInternetGateway | undefined,
  vpc: VpcId,
): Cause | undefined {
  if (gateway === undefined || gateway.vpc !== undefined) return undefined;
  return {
    rule: 'IGW-10',
    why: `gateway ${named(gateway)} is attached to no VPC`,
    advice: `Attach it to \`${vpc}\`, or route elsewhere.`,
  };
}

function blackhole(
  context: LintContext,
  table: RouteTable,
  route: Route,
  { rule, why, advice }: Cause,
): Diagnostic {
  const destination = destinationOf(route);
  const isPeering = rule === 'PEER-12';
  return diagnostic(
    isPeering ? 'route-to-inactive-peering' : 'blackhole-route',
    `Route table ${named(table)}${servedBy(context, table)} sends \`${destination}\` to \`${route.target.id}\`, and ${why}. What matches the route is dropped${fallBack(table, route)}. ${advice}`,
    { resource: table.id, rule },
  );
}

/** RT-11: a shorter route does not take over. */
function fallBack(table: RouteTable, { destination }: Route): string {
  if (destination.kind !== 'cidr') return '';
  const shorter = table.routes.find(
    (other) =>
      other.destination.kind === 'cidr' &&
      other.destination.cidr.prefixLength < destination.cidr.prefixLength &&
      containsCidr(other.destination.cidr, destination.cidr),
  );
  return shorter === undefined ? '' : `; the route to \`${destinationOf(shorter)}\` does not take over`;
}

function servedBy({ subnetsOfTable }: LintContext, table: RouteTable): string {
  const count = subnetsOfTable(table.id).length;
  return count === 0 ? '' : ` (of ${counted(count, 'subnet')})`;
}

const HOLDING_KIND: Readonly<Record<RouteTargetKind, ResourceKind | undefined>> = {
  local: undefined,
  'network-interface': 'network-interface',
  instance: 'instance',
  'nat-gateway': 'nat-gateway',
  'internet-gateway': 'internet-gateway',
  'egress-only-internet-gateway': 'egress-only-internet-gateway',
  'vpc-peering-connection': 'vpc-peering-connection',
  'transit-gateway': 'transit-gateway',
  'vpn-gateway': 'vpn-gateway',
  'vpc-endpoint': 'vpc-endpoint',
  other: 'other-resource',
};

/** RT-24: in a design a target that the design does not define is a blackhole. */
function missingTarget({ network }: LintContext, table: RouteTable, route: Route): Diagnostic[] {
  const kind = HOLDING_KIND[route.target.kind];
  // EVAL-8: what the source did not hold is not thereby absent; and AWS calls the route active.
  if (route.state === 'active' || (kind !== undefined && network.notHeld.has(kind))) return [];
  return [
    diagnostic(
      'route-to-missing-target',
      `Route table ${named(table)} sends \`${destinationOf(route)}\` to \`${route.target.id}\`, which the network does not hold, so that the traffic is dropped there. Add \`${route.target.id}\`, or name a target that exists.`,
      { resource: table.id, rule: 'RT-24' },
    ),
  ];
}

function destinationOf({ destination }: Route): string {
  return destination.kind === 'cidr' ? formatCidr(destination.cidr) : destination.prefixList;
}
