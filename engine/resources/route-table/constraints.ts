/**
 * Which routes AWS accepts in a table, and which tables it accepts on a gateway (RT-2 to RT-5, RT-13 to RT-16).
 */
import { containsCidr, formatCidr, overlaps, parseCidr, sameCidr } from '../../ip/index.ts';
import type { Cidr } from '../../ip/index.ts';
import type { Refusal, RuleId } from '../../rules/index.ts';
import type { RouteTargetKind } from './types.ts';

/** Targets that rules tell apart. `other` is a target of unknown kind, which no rule refuses. */
export type ConstrainedTarget =
  | RouteTargetKind
  | 'virtual-private-gateway'
  | 'transit-gateway'
  | 'gateway-load-balancer-endpoint'
  | 'gateway-endpoint'
  | 'interface-endpoint'
  | 'local-gateway'
  | 'carrier-gateway'
  | 'core-network';

export interface StaticRoute {
  readonly destination: Cidr;
  readonly target: ConstrainedTarget;
}

/** The blocks that routes are held against; both families may stand together. */
export interface RoutedVpc {
  readonly vpcCidrs: readonly Cidr[];
  readonly subnetCidrs: readonly Cidr[];
}

/**
 * Whether AWS accepts a static route to a CIDR block in a subnet's table: RT-4, RT-5, RT-13 and the conditions of RT-14
 * on kind and family. Empty when accepted.
 */
export function refuseRoute(route: StaticRoute, vpc: RoutedVpc): Refusal[] {
  return [...refuseDestination(route.destination), ...refuseTargetOf(route), ...refuseInsideVpc(route, vpc)];
}

// RT-13.
const UNROUTABLE = ['169.254.168.0/22', 'fd00:ec2::/32'].flatMap((text) => parseCidr(text) ?? []);

/** Whether AWS accepts this destination in any table: not the service ranges or parts of them (RT-13). */
export function refuseDestination(destination: Cidr): Refusal[] {
  return UNROUTABLE.filter((range) => containsCidr(range, destination)).map((range) => ({
    rule: 'RT-13',
    reason: `\`${formatCidr(destination)}\` lies in \`${formatCidr(range)}\`, which serves local services and takes no route. Remove the route; the services need none.`,
  }));
}

const NAT64_PREFIX = parseCidr('64:ff9b::/96');

/** RT-14: what a target takes by its kind. */
function refuseTargetOf({ destination, target }: StaticRoute): Refusal[] {
  const block = formatCidr(destination);
  if (target === 'interface-endpoint') {
    return [
      {
        rule: 'RT-14',
        reason: `The route to \`${block}\` leads to an interface endpoint, which is no route target. Send to the endpoint's own address; no route is needed.`,
      },
    ];
  }
  if (target === 'gateway-endpoint') {
    return [
      {
        rule: 'RT-14',
        reason: `The route to \`${block}\` leads to a gateway endpoint, whose routes name the service's prefix list and come with the endpoint. Associate the endpoint with the table instead.`,
      },
    ];
  }
  if (target === 'egress-only-internet-gateway' && destination.family === 4) {
    return [
      {
        rule: 'RT-14',
        reason: `The route to \`${block}\` leads to an egress-only internet gateway, which takes IPv6 only. Use a NAT gateway for IPv4.`,
      },
    ];
  }
  // V6-7: of IPv6, a NAT gateway translates NAT64 destinations only.
  const isNat64 = NAT64_PREFIX !== undefined && containsCidr(NAT64_PREFIX, destination);
  if (target === 'nat-gateway' && destination.family === 6 && !isNat64) {
    return [
      {
        rule: 'RT-14',
        reason: `The route to \`${block}\` leads to a NAT gateway, which takes IPv4 and \`64:ff9b::/96\` only. Use an egress-only internet gateway for IPv6.`,
      },
    ];
  }
  return [];
}

/** What may take traffic for a part of the VPC. `other` may be a Gateway Load Balancer endpoint. */
const MIDDLEBOXES: ReadonlySet<ConstrainedTarget> = new Set([
  'network-interface',
  'instance',
  'nat-gateway',
  'gateway-load-balancer-endpoint',
  'other',
]);

function refuseInsideVpc(
  { destination, target }: StaticRoute,
  { vpcCidrs, subnetCidrs }: RoutedVpc,
): Refusal[] {
  if (!vpcCidrs.some((vpcCidr) => containsCidr(vpcCidr, destination))) return [];
  const block = formatCidr(destination);
  // RT-4: the target of a local route can be replaced, and restored.
  const isLocal = vpcCidrs.some((vpcCidr) => sameCidr(vpcCidr, destination));
  if (isLocal && target === 'local') return [];
  const rule: RuleId = isLocal ? 'RT-4' : 'RT-5';
  // RT-5: exactly a subnet, and to a middlebox only.
  const refusals: Refusal[] = [];
  if (!isLocal && !subnetCidrs.some((subnetCidr) => sameCidr(subnetCidr, destination))) {
    const around = subnetCidrs.find((subnetCidr) => overlaps(subnetCidr, destination));
    const advice = around === undefined ? '' : ` Use \`${formatCidr(around)}\`.`;
    refusals.push({
      rule,
      reason: `\`${block}\` lies inside the VPC but is not the whole block of one of its subnets.${advice} More specific routes than \`local\` name whole subnets only.`,
    });
  }
  if (!MIDDLEBOXES.has(target)) {
    refusals.push({
      rule,
      reason: `\`${block}\` ${isLocal ? 'is the VPC’s own block' : 'lies inside the VPC'}, and traffic inside a VPC can be sent only to a network interface, a NAT gateway or a Gateway Load Balancer endpoint, not to ${NAMES[target]}.`,
    });
  }
  return refusals;
}

const NAMES: Readonly<Record<ConstrainedTarget, string>> = {
  local: '`local`',
  'network-interface': 'a network interface',
  instance: 'an instance',
  'nat-gateway': 'a NAT gateway',
  'internet-gateway': 'an internet gateway',
  'egress-only-internet-gateway': 'an egress-only internet gateway',
  'vpc-peering-connection': 'a peering connection',
  'vpn-gateway': 'a virtual private gateway',
  'vpc-endpoint': 'a VPC endpoint',
  'virtual-private-gateway': 'a virtual private gateway',
  'transit-gateway': 'a transit gateway',
  'gateway-load-balancer-endpoint': 'a Gateway Load Balancer endpoint',
  'gateway-endpoint': 'a gateway endpoint',
  'interface-endpoint': 'an interface endpoint',
  'local-gateway': 'a local gateway',
  'carrier-gateway': 'a carrier gateway',
  'core-network': 'a core network',
  other: 'this target',
};

/** Where a route's target stands, as far as it is known (RT-14). */
export interface TargetAttachment {
  readonly kind: ConstrainedTarget;
  readonly id: string;
  /** The VPCs it belongs or is attached to; `undefined` when not known, empty when detached. */
  readonly vpcs: readonly string[] | undefined;
  /** Interfaces attached to an instance; `undefined` for other kinds. */
  readonly interfaceCount?: number | undefined;
}

/**
 * Whether AWS accepts the target in a table of `vpc`: attached to it, or one of its two sides (RT-14). A detached
 * gateway is no case for this: the route exists and is a blackhole (RT-10).
 */
export function refuseTarget(target: TargetAttachment, vpc: string): Refusal[] {
  const refusals: Refusal[] = [];
  const { vpcs, interfaceCount } = target;
  if (vpcs !== undefined && vpcs.length > 0 && !vpcs.includes(vpc)) {
    refusals.push({
      rule: 'RT-14',
      reason: `\`${target.id}\` belongs to ${vpcs.map((id) => `\`${id}\``).join(' and ')}, not to \`${vpc}\`: a table leads only to ${NAMES[target.kind]} of its own VPC.`,
    });
  }
  if (target.kind === 'instance' && interfaceCount !== undefined && interfaceCount > 1) {
    refusals.push({
      rule: 'RT-14',
      reason: `Instance \`${target.id}\` has ${interfaceCount} interfaces, so that a route to it is not clear. Name one of the interfaces.`,
    });
  }
  return refusals;
}

/**
 * Whether AWS accepts the destinations of the static routes of one table together: each once (RT-15). A propagated
 * route to the same destination may stand beside a static one.
 *
 * @param destinations - CIDR blocks in canonical form, and prefix list ids
 */
export function refuseDestinations(destinations: readonly string[]): Refusal[] {
  const counts = new Map<string, number>();
  for (const destination of destinations) counts.set(destination, (counts.get(destination) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([destination, count]) => ({
      rule: 'RT-15',
      reason: `\`${destination}\` is the destination of ${count} static routes. A table has one; keep the one that is meant.`,
    }));
}

export interface GatewayRoute {
  /** `prefix-list` for a route through any prefix list. */
  readonly destination: Cidr | 'prefix-list';
  readonly target: ConstrainedTarget;
}

const GATEWAY_TARGETS: ReadonlySet<ConstrainedTarget> = new Set([
  'local',
  'network-interface',
  'instance',
  'gateway-load-balancer-endpoint',
  'other',
]);

/**
 * Whether AWS accepts a route in a gateway route table (RT-16): the whole VPC or a whole subnet, to `local`, an
 * interface or a Gateway Load Balancer endpoint. Empty when accepted.
 */
export function refuseGatewayRoute(
  route: GatewayRoute,
  vpc: RoutedVpc,
  gateway: 'internet-gateway' | 'virtual-private-gateway' = 'internet-gateway',
): Refusal[] {
  const { destination, target } = route;
  if (destination === 'prefix-list') {
    return [
      {
        rule: 'RT-16',
        reason: 'A gateway route table takes no prefix lists. Write one route for each subnet.',
      },
    ];
  }
  const block = formatCidr(destination);
  const refusals: Refusal[] = [];
  if (![...vpc.vpcCidrs, ...vpc.subnetCidrs].some((cidr) => sameCidr(cidr, destination))) {
    refusals.push({
      rule: 'RT-16',
      reason: `\`${block}\` is neither a whole block of the VPC nor the whole block of one of its subnets. A gateway route table takes no other destination.`,
    });
  }
  // RT-16: towards a virtual private gateway the traffic to such an endpoint is dropped.
  const isDropped = gateway === 'virtual-private-gateway' && target === 'gateway-load-balancer-endpoint';
  if (!GATEWAY_TARGETS.has(target) || isDropped) {
    const choice =
      gateway === 'internet-gateway'
        ? ', an interface or a Gateway Load Balancer endpoint'
        : ' or an interface';
    refusals.push({
      rule: 'RT-16',
      reason: `The route to \`${block}\` leads to ${NAMES[target]}. A gateway route table leads only to \`local\`${choice}.`,
    });
  }
  return refusals;
}

/** A table as a whole: what it is associated with. */
export interface TableUse {
  readonly main: boolean;
  /** Id of the gateway whose inbound traffic it routes. */
  readonly gateway: string | undefined;
  readonly hasPropagatedRoutes: boolean;
}

/** Whether AWS accepts the associations of a table: a gateway's is not main (RT-2) and propagates nothing (RT-16). */
export function refuseTableUse({ main, gateway, hasPropagatedRoutes }: TableUse): Refusal[] {
  if (gateway === undefined) return [];
  const refusals: Refusal[] = [];
  if (main) {
    refusals.push({
      rule: 'RT-2',
      reason: `It is the main route table and cannot route the inbound traffic of \`${gateway}\`. Make a table of its own for the gateway.`,
    });
  }
  if (hasPropagatedRoutes) {
    refusals.push({
      rule: 'RT-16',
      reason: `It routes the inbound traffic of \`${gateway}\` and has propagated routes. Turn propagation off.`,
    });
  }
  return refusals;
}

/** Whether a VPC may have these main tables: exactly one at a time (RT-2). */
export function refuseMainTables(mainTables: readonly string[]): Refusal[] {
  if (mainTables.length <= 1) return [];
  return [
    {
      rule: 'RT-2',
      reason: `${mainTables.map((id) => `\`${id}\``).join(' and ')} are all marked as the main route table. A VPC has one.`,
    },
  ];
}

/** Whether AWS deletes a table: not the main one (RT-2), and no other while anything is associated with it (RT-3). */
export function refuseTableDeletion({
  main,
  associations,
}: {
  main: boolean;
  associations: number;
}): Refusal[] {
  if (main) {
    return [
      {
        rule: 'RT-2',
        reason: 'The main route table cannot be deleted. Make another table the main one first.',
      },
    ];
  }
  if (associations === 0) return [];
  return [
    {
      rule: 'RT-3',
      reason: `${associations} association${associations === 1 ? '' : 's'} still use the table. Remove them first.`,
    },
  ];
}
