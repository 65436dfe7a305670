/**
 * Routes that drop what they match: blackholes and why (RT-10, RT-11), targets that the network does not hold (RT-24),
 * peering connections that are not active (PEER-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
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
  const isStated = state === 'blackhole' || state === 'filtered';
  switch (routeTargetOf(target.kind).state(target.id, table.vpc, context.network)) {
    case 'alive':
      return isStated ? [blackhole(context, table, route, statedCause(state))] : [];
    case 'not-held':
      return isStated ? [blackhole(context, table, route, GONE)] : missingTarget(context, table, route);
    case 'dead': {
      const cause = causeOf(context.network, table.vpc, target);
      // A target of another VPC is refused outright, unless AWS shows that the route exists.
      return cause === 'elsewhere'
        ? isStated
          ? [blackhole(context, table, route, ELSEWHERE)]
          : []
        : [blackhole(context, table, route, cause)];
    }
  }
}

interface Cause {
  readonly rule: RuleId;
  /** A clause without its full stop. */
  readonly why: string;
  readonly advice: string;
}

/** RT-24: a stated state counts as it stands. */
function statedCause(state: 'blackhole' | 'filtered'): Cause {
  const why =
    state === 'filtered'
      ? 'AWS states the route as `filtered`, which is treated as unusable'
      : 'AWS states the route as `blackhole`, though the input shows nothing wrong with the target; its parts may be of different times';
  return { rule: 'RT-10', why, advice: 'Check the target.' };
}

const GONE: Cause = {
  rule: 'RT-10',
  why: 'AWS states the route as a blackhole, and the input does not hold the target: it was probably deleted',
  advice: 'Remove the route, or give it another target.',
};

const ELSEWHERE: Cause = {
  rule: 'RT-14',
  why: 'that belongs to another VPC',
  advice: 'Give the route a target of its own VPC.',
};

/** Why a target that the model holds takes no traffic from the VPC (RT-10). */
function causeOf(network: Network, vpc: VpcId, { kind, id }: RouteTarget): Cause | 'elsewhere' {
  switch (kind) {
    case 'network-interface':
      return causeOfInterface(network, vpc, network.networkInterfaces.get(id));
    case 'instance': {
      const interfaces = network.lookup.interfacesOfInstance(id);
      if (interfaces.length === 1) return causeOfInterface(network, vpc, interfaces[0]);
      const why = `instance \`${id}\` has ${interfaces.length === 0 ? 'no interface' : `${interfaces.length} interfaces`}`;
      return { rule: 'RT-14', why, advice: 'Name the interface that is meant.' };
    }
    case 'nat-gateway': {
      const gateway = network.natGateways.get(id);
      if (gateway === undefined || gateway.state === 'available') return 'elsewhere';
      const why = `NAT gateway ${named(gateway)} is \`${gateway.state}\` and forwards only while \`available\``;
      return { rule: 'NAT-1', why, advice: 'Route to another NAT gateway, or make a new one.' };
    }
    case 'internet-gateway':
      return causeOfGateway(network.internetGateways.get(id), vpc);
    case 'egress-only-internet-gateway':
      return causeOfGateway(network.egressOnlyInternetGateways.get(id), vpc);
    case 'vpc-peering-connection': {
      const peering = network.vpcPeeringConnections.get(id);
      if (peering === undefined || peering.status === 'active') return 'elsewhere';
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
    case 'local':
    case 'other':
      return 'elsewhere';
    default:
      return kind satisfies never;
  }
}

function causeOfInterface(
  network: Network,
  vpc: VpcId,
  networkInterface: NetworkInterface | undefined,
): Cause | 'elsewhere' {
  if (networkInterface === undefined || networkInterface.vpc !== vpc) return 'elsewhere';
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
): Cause | 'elsewhere' {
  if (gateway === undefined || gateway.vpc !== undefined) return 'elsewhere';
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
