/**
 * The routes a table really has: its own, one for each entry of its prefix lists (RT-9), and the local routes of its
 * VPC (RT-4, VPC-7); and the choice among them for one destination (RT-6 to RT-9).
 */
import {
  allMatches,
  containsAddress,
  containsCidr,
  isRfc1918,
  isRfc6598,
  isUniqueLocal,
  longestMatch,
  parseCidr,
  prefixTable,
  sameCidr,
} from '../../ip/index.ts';
import type { Address, Cidr, Family, PrefixTable } from '../../ip/index.ts';
import type { PrefixListId } from '../../model/id.ts';
import type { PrefixList } from '../prefix-list/types.ts';
import type { Vpc } from '../vpc/types.ts';
import type { Route, RoutePropagation, RouteTable, RouteTarget } from './types.ts';

/** A route to one CIDR block. */
export interface EffectiveRoute {
  readonly destination: Cidr;
  readonly target: RouteTarget;
  /** RT-7: 0 is best. */
  readonly rank: number;
  /** The prefix list it came from. */
  readonly prefixList: PrefixListId | undefined;
  readonly propagation: RoutePropagation | undefined;
  /** As the input states it. */
  readonly state: Route['state'];
}

/** A prefix-list route whose entries are not known: it may cover anything (RT-25). */
export interface OpaqueRoute {
  readonly prefixList: PrefixListId;
  readonly target: RouteTarget;
  readonly state: Route['state'];
}

export interface EffectiveTable {
  readonly table: RouteTable;
  readonly routes: PrefixTable<EffectiveRoute>;
  readonly opaque: readonly OpaqueRoute[];
  readonly all: readonly EffectiveRoute[];
}

export type RouteChoice =
  | { readonly kind: 'route'; readonly route: EffectiveRoute }
  /** AWS picks one of these and keeps it (RT-9). */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly EffectiveRoute[] }
  | { readonly kind: 'none' }
  /** Something the model does not hold would decide: an opaque prefix list, or unread routes of the table. */
  | { readonly kind: 'unknown'; readonly prefixList: PrefixListId | undefined };

const RANK_LOCAL = 0;
const RANK_STATIC = 1;
const RANK_PREFIX_LIST = 2;
const RANK_PROPAGATED: Readonly<Record<RoutePropagation, number>> = { dx: 3, 'vpn-static': 4, 'vpn-bgp': 5 };

/** Works out the routes of a table in a VPC; `vpc` is `undefined` when the model does not hold it. */
export function effectiveTable(
  table: RouteTable,
  vpc: Pick<Vpc, 'cidrBlocks' | 'ipv6CidrBlocks'> | undefined,
  prefixListOf: (id: PrefixListId) => PrefixList | undefined,
): EffectiveTable {
  const own = table.routes.flatMap((route) => expand(route, prefixListOf));
  const vpcBlocks = vpc === undefined ? [] : [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks];
  // RT-4: a static route to exactly a VPC block is that block's local route with its target replaced.
  const isReplaced = (block: Cidr) =>
    own.some(
      (route) =>
        route.propagation === undefined &&
        route.prefixList === undefined &&
        sameCidr(route.destination, block),
    );
  const local = vpcBlocks.filter((block) => !isReplaced(block)).map(localRoute);
  // RT-8: a propagated route never beats local, not even a more specific one.
  const competing = own.filter(
    (route) =>
      route.propagation === undefined || !vpcBlocks.some((block) => containsCidr(block, route.destination)),
  );
  const all = [...local, ...competing];
  return {
    table,
    routes: prefixTable(all.map((route) => ({ cidr: route.destination, value: route }))),
    opaque: table.routes.flatMap((route) => opaqueOf(route, prefixListOf)),
    all,
  };
}

function localRoute(destination: Cidr): EffectiveRoute {
  return {
    destination,
    target: { kind: 'local', id: 'local' },
    rank: RANK_LOCAL,
    prefixList: undefined,
    propagation: undefined,
    state: undefined,
  };
}

function expand(route: Route, prefixListOf: (id: PrefixListId) => PrefixList | undefined): EffectiveRoute[] {
  const { destination, target, propagation, state } = route;
  const rank =
    propagation !== undefined
      ? RANK_PROPAGATED[propagation]
      : target.kind === 'local'
        ? RANK_LOCAL
        : destination.kind === 'cidr'
          ? RANK_STATIC
          : RANK_PREFIX_LIST;
  if (destination.kind === 'cidr') {
    return [{ destination: destination.cidr, target, rank, prefixList: undefined, propagation, state }];
  }
  const { prefixList } = destination;
  return (prefixListOf(prefixList)?.entries ?? []).map((entry) => ({
    destination: entry,
    target,
    rank,
    prefixList,
    propagation,
    state,
  }));
}

function opaqueOf(route: Route, prefixListOf: (id: PrefixListId) => PrefixList | undefined): OpaqueRoute[] {
  if (route.destination.kind === 'cidr') return [];
  const { prefixList } = route.destination;
  return prefixListOf(prefixList)?.entries === undefined
    ? [{ prefixList, target: route.target, state: route.state }]
    : [];
}

/** RT-13: never forwarded by any table, whatever it says. */
const UNROUTABLE: readonly Cidr[] = ['169.254.168.0/22', 'fd00:ec2::/32'].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** RT-13: whether a destination is of the ranges that no table forwards to. */
export function isUnroutable(destination: Address): boolean {
  return UNROUTABLE.some((block) => containsAddress(block, destination));
}

/**
 * Chooses the route AWS uses for `destination`: longest prefix, then priority (RT-6 to RT-9, RT-25).
 *
 * @param destination - the address as seen at this hop, after any translation
 */
export function selectRoute(effective: EffectiveTable, destination: Address): RouteChoice {
  if (isUnroutable(destination)) return { kind: 'none' };
  const covering = longestMatch(effective.routes, destination);
  const best = covering === undefined ? undefined : bestOf(covering);
  const first = best?.[0];

  const opaque = effective.opaque.find((route) => mayDecide(route, first, destination));
  if (opaque !== undefined) return { kind: 'unknown', prefixList: opaque.prefixList };
  // EVAL-8: unread routes may cover anything but what a local route or a host route already settles.
  if (effective.table.incomplete && (first === undefined || !isSettled(first))) {
    return { kind: 'unknown', prefixList: undefined };
  }
  if (best === undefined || first === undefined) return { kind: 'none' };
  // RT-9: equal length and priority, different targets: AWS picks one and keeps it.
  if (best.some((route) => route.target.id !== first.target.id)) {
    // RT-7: between propagated routes of one rank AS_PATH and MED decide, which no input shows.
    if (first.propagation !== undefined) return { kind: 'unknown', prefixList: undefined };
    return { kind: 'ambiguous', candidates: best };
  }
  return { kind: 'route', route: first };
}

/** The routes of best priority among those of one length (RT-7). */
function bestOf(routes: readonly EffectiveRoute[]): readonly EffectiveRoute[] {
  if (routes.length === 1) return routes;
  const rank = Math.min(...routes.map((route) => route.rank));
  return routes.filter((route) => route.rank === rank);
}

/** RT-25: an opaque list decides unless it leads the same way, or cannot hold the destination, or cannot be longer. */
function mayDecide(route: OpaqueRoute, first: EffectiveRoute | undefined, destination: Address): boolean {
  if (first !== undefined && (route.target.id === first.target.id || isHostRoute(first))) return false;
  return !(route.target.id.startsWith('vpce-') && isPrivate(destination));
}

function isHostRoute(route: EffectiveRoute): boolean {
  return route.destination.prefixLength === hostLength(route.destination.family) && route.rank <= RANK_STATIC;
}

function isSettled(route: EffectiveRoute): boolean {
  return route.target.kind === 'local' || isHostRoute(route);
}

function hostLength(family: Family): number {
  return family === 4 ? 32 : 128;
}

function isPrivate(address: Address): boolean {
  return isRfc1918(address) || isRfc6598(address) || isUniqueLocal(address);
}

/** Every other route of the table for the explanation: those that cover `destination` first, longest prefix first. */
export function routesPassedOver(
  effective: EffectiveTable,
  destination: Address,
  chosen: EffectiveRoute | undefined,
): readonly EffectiveRoute[] {
  const covering = allMatches(effective.routes, destination)
    .flatMap(({ values }) => [...values].sort((a, b) => a.rank - b.rank))
    .filter((route) => route !== chosen);
  const rest = effective.all.filter((route) => route !== chosen && !covering.includes(route));
  return [...covering, ...rest];
}
