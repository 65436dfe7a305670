/** Route selection (RT-4, RT-6 to RT-12) and the state of targets (RT-10). */

import { contains, sameCidr, type Address, type Cidr } from './address.ts';
import type { PreparedTopology, Route, RouteTable, Target, Vpc } from './prepared.ts';

/**
 * The routes that win for a destination: longest prefix, then local, then a CIDR, then a prefix list, then what was
 * propagated (RT-6, RT-7); where a local route covers it, nothing propagated counts (RT-8).
 *
 * @returns one route, or several of different targets among which AWS picks (RT-9); empty when none matches
 */
export function selectRoutes(vpc: Vpc, table: RouteTable, destination: Address): Route[] {
  const matches: { route: Route; length: number; rank: number }[] = [];
  for (const route of withLocalRoutes(vpc, table)) {
    for (const cidr of route.cidrs) {
      if (contains(cidr, destination)) matches.push({ route, length: cidr.length, rank: rankOf(route) });
    }
  }
  const hasLocal = matches.some(({ route }) => route.target.kind === 'local');
  const counting = matches.filter(({ route }) => !hasLocal || !route.isPropagated);
  const longest = Math.max(...counting.map((match) => match.length));
  const atLongest = counting.filter((match) => match.length === longest);
  const best = Math.min(...atLongest.map((match) => match.rank));
  const winners = atLongest.filter((match) => match.rank === best).map((match) => match.route);
  return winners.filter((route, i) => winners.findIndex((other) => sameTarget(other, route)) === i);
}

/** Whether a target can take traffic that leaves this VPC's router (RT-10, RT-14); a route to others is a blackhole. */
export function isUsable(net: PreparedTopology, vpc: Vpc, target: Target): boolean {
  switch (target.kind) {
    case 'local':
      return true;
    case 'internet-gateway':
      return vpc.igw;
    case 'egress-only-internet-gateway':
      return vpc.eigw;
    case 'interface': {
      const eni = net.enis.get(target.id);
      return eni !== undefined && eni.subnet.vpc === vpc && eni.attached && eni.running;
    }
    case 'nat-gateway': {
      const nat = net.nats.get(target.id);
      return nat !== undefined && nat.subnet.vpc === vpc && nat.isAvailable;
    }
    case 'peering':
      // RT-11: also for a pending one (uncertain).
      return target.peering.isActive && (target.peering.a === vpc || target.peering.b === vpc);
    case 'beyond':
      return net.beyond?.isUsable(vpc, target.id) ?? false;
    case 'missing':
      return false;
    default:
      return target satisfies never;
  }
}

/** The table with one local route per VPC CIDR, except where the table replaces its target (RT-4). */
function withLocalRoutes(vpc: Vpc, table: RouteTable): Route[] {
  const isReplaced = (cidr: Cidr): boolean =>
    table.routes.some(
      (route) => !route.isPrefixList && route.cidrs.some((destination) => sameCidr(destination, cidr)),
    );
  const local = vpc.cidrs
    .filter((cidr) => !isReplaced(cidr))
    .map((cidr): Route => ({
      destination: 'local',
      isPrefixList: false,
      isPropagated: false,
      cidrs: [cidr],
      target: { kind: 'local' },
    }));
  return [...local, ...table.routes];
}

function rankOf(route: Route): number {
  if (route.target.kind === 'local') return 1;
  if (route.isPropagated) return 4;
  return route.isPrefixList ? 3 : 2;
}

function sameTarget(a: Route, b: Route): boolean {
  return nameOf(a.target) === nameOf(b.target);
}

function nameOf(target: Target): string {
  if (target.kind === 'peering') return `${target.kind} ${target.peering.id}`;
  return 'id' in target ? `${target.kind} ${target.id}` : target.kind;
}
