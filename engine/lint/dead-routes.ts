/**
 * Routes that drop what they match: blackholes and why (RT-10, RT-11), targets that the network does not hold (RT-24),
 * peering connections that are not active (PEER-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import type { ResourceKind } from '../resources/index.ts';
import type { Route, RouteTable, RouteTarget, RouteTargetKind } from '../resources/route-table/types.ts';
import type { RuleId } from '../rules/index.ts';
import type { Check, LintContext } from './check.ts';
import { counted, named } from './words.ts';

export const deadRoutes: Check = (context) =>
  [...context.network.routeTables.values()].flatMap((table) =>
    table.routes.flatMap((route) => deadRoute(context, table, route)),
  );

function deadRoute(context: LintContext, table: RouteTable, route: Route): Diagnostic[] {
  const health = healthOf(context, table, route.target);
  // RT-24: a stated state counts as it stands; without one the target decides.
  if (health.kind === 'alive' && (route.state === undefined || route.state === 'active')) return [];
  if (health.kind === 'not-held') {
    return route.state === 'blackhole' || route.state === 'filtered'
      ? [
          blackhole(context, table, route, {
            rule: 'RT-10',
            why: 'the target is not in the input and was probably deleted',
            advice: 'Remove the route or give it another target.',
          }),
        ]
      : missingTarget(context, table, route);
  }
  if (health.kind === 'dead') return [blackhole(context, table, route, health)];
  const why =
    route.state === 'filtered'
      ? 'AWS states it as `filtered`, which is treated as unusable'
      : 'AWS states it as `blackhole`, though the input shows nothing wrong with the target; the parts of the input may be of different times';
  return [blackhole(context, table, route, { rule: 'RT-10', why, advice: 'Check the target.' })];
}

interface Cause {
  readonly rule: RuleId;
  /** A clause without its full stop. */
  readonly why: string;
  readonly advice: string;
}

type Health =
  { readonly kind: 'alive' } | { readonly kind: 'not-held' } | ({ readonly kind: 'dead' } & Cause);

const ALIVE: Health = { kind: 'alive' };
const NOT_HELD: Health = { kind: 'not-held' };

/** Whether a target takes traffic from tables of the VPC, and why not (RT-10). */
function healthOf({ network }: LintContext, { vpc }: RouteTable, { kind, id }: RouteTarget): Health {
  switch (kind) {
    case 'local':
      return ALIVE;
    case 'network-interface':
      return healthOfInterface(network.networkInterfaces.get(id), network);
    case 'instance': {
      const interfaces = network.lookup.interfacesOfInstance(id);
      return interfaces.length === 0 && !network.instances.has(id)
        ? NOT_HELD
        : healthOfInterface(interfaces[0], network);
    }
    case 'nat-gateway': {
      const gateway = network.natGateways.get(id);
      if (gateway === undefined) return NOT_HELD;
      if (gateway.state === 'available') return ALIVE;
      return dead(
        'NAT-1',
        `NAT gateway ${named(gateway)} is \`${gateway.state}\` and forwards only while \`available\``,
        'Route to another NAT gateway, or make a new one.',
      );
    }
    case 'internet-gateway':
      return healthOfGateway(network.internetGateways.get(id), vpc);
    case 'egress-only-internet-gateway':
      return healthOfGateway(network.egressOnlyInternetGateways.get(id), vpc);
    case 'vpc-peering-connection': {
      const peering = network.vpcPeeringConnections.get(id);
      if (peering === undefined) return NOT_HELD;
      if (peering.status === 'active') return ALIVE;
      const advice =
        peering.status === 'pending-acceptance'
          ? 'Accept the peering connection.'
          : 'Remove the route, or peer the VPCs again.';
      return dead('PEER-12', `peering connection ${named(peering)} is \`${peering.status}\``, advice);
    }
    case 'other':
      return network.otherResources.has(id) ? ALIVE : NOT_HELD;
    default:
      return kind satisfies never;
  }
}

function dead(rule: RuleId, why: string, advice: string): Health {
  return { kind: 'dead', rule, why, advice };
}

type HeldNetwork = LintContext['network'];
type HeldInterface = NonNullable<ReturnType<HeldNetwork['networkInterfaces']['get']>>;

function healthOfInterface(networkInterface: HeldInterface | undefined, network: HeldNetwork): Health {
  if (networkInterface === undefined) return NOT_HELD;
  if (!networkInterface.attached) {
    return dead(
      'RT-10',
      `interface ${named(networkInterface)} is attached to nothing`,
      'Attach it, or route elsewhere.',
    );
  }
  const instance =
    networkInterface.instance === undefined ? undefined : network.instances.get(networkInterface.instance);
  if (instance === undefined || instance.state === 'running' || instance.state === 'pending') return ALIVE;
  return dead(
    'NATI-4',
    `instance ${named(instance)} is \`${instance.state}\``,
    'Start it, or route elsewhere.',
  );
}

function healthOfGateway(
  gateway:
    { readonly id: string; readonly name: string | undefined; readonly vpc: string | undefined } | undefined,
  vpc: string,
): Health {
  if (gateway === undefined) return NOT_HELD;
  if (gateway.vpc === vpc) return ALIVE;
  const why =
    gateway.vpc === undefined
      ? 'is attached to no VPC'
      : `is attached to \`${gateway.vpc}\`, not to \`${vpc}\``;
  return dead('IGW-10', `gateway ${named(gateway)} ${why}`, `Attach it to \`${vpc}\`, or route elsewhere.`);
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
