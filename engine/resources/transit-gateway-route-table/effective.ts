/**
 * The routes of a transit gateway route table as look-ups need them: listed ones and propagated ones, by prefix and
 * rank (TGW-6 to TGW-14).
 */
import { formatCidr, longestMatch, overlaps, prefixTable } from '../../ip/index.ts';
import type { Address, Cidr, PrefixTable } from '../../ip/index.ts';
import type { PrefixListId } from '../../model/id.ts';
import type { Network } from '../../model/network.ts';
import type { EffectiveRoute } from '../route-table/effective.ts';
import type { TransitGatewayAttachment } from '../transit-gateway-attachment/types.ts';
import { originOfListed, propagatedBy, RANK_OF_ORIGIN } from './propagated.ts';
import type { RouteOrigin } from './propagated.ts';
import type { TransitGatewayRoute, TransitGatewayRouteTable } from './types.ts';

/** A route to one block and one attachment. Its target is the attachment, so that it is shown as other routes are. */
export interface TransitRoute extends EffectiveRoute {
  /** `undefined` for a blackhole. */
  readonly attachment: string | undefined;
  /** Of what a VPN connection announces; 0 for all else. */
  readonly asPathLength: number;
  readonly origin: RouteOrigin;
}

export interface TransitTable {
  readonly table: TransitGatewayRouteTable;
  readonly routes: PrefixTable<TransitRoute>;
  readonly all: readonly TransitRoute[];
  /** Prefix lists whose contents the model does not hold (RT-25). */
  readonly opaque: readonly PrefixListId[];
  /** True when routes may be missing, so that no match says nothing (TGW-40). */
  readonly incomplete: boolean;
}

export type TransitRouteChoice =
  /** Equal-cost routes, all in use (TGW-14); nearly always one. */
  | { readonly kind: 'routes'; readonly routes: readonly TransitRoute[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' };

/** Works out a table. */
export function transitTable(table: TransitGatewayRouteTable, network: Network): TransitTable {
  const listed = table.routes.flatMap((route) => expand(route, network));
  // TGW-40: where the routes in force are known they decide.
  const propagated = table.routesInForce ? [] : propagatedInto(table.id, network);
  const all = [...listed, ...propagated.flatMap(({ routes }) => routes)];
  return {
    table,
    routes: prefixTable(all.map((route) => ({ cidr: route.destination, value: route }))),
    all,
    opaque: table.routes.flatMap(({ destination }) =>
      destination.kind === 'prefix-list' &&
      network.prefixLists.get(destination.prefixList)?.entries === undefined
        ? [destination.prefixList]
        : [],
    ),
    incomplete: table.incomplete || propagated.some(({ known }) => !known),
  };
}

function expand(route: TransitGatewayRoute, network: Network): TransitRoute[] {
  const { destination, attachments, state, type } = route;
  const prefixList = destination.kind === 'cidr' ? undefined : destination.prefixList;
  const blocks =
    destination.kind === 'cidr'
      ? [destination.cidr]
      : (network.prefixLists.get(destination.prefixList)?.entries ?? []);
  const targets: readonly (string | undefined)[] = attachments.length === 0 ? [undefined] : attachments;
  return blocks.flatMap((block) =>
    targets.map((attachment) => {
      const origin = originOfListed(type, prefixList !== undefined, attachment, network);
      return transitRoute(block, attachment, origin, { prefixList, state, asPathLength: 0 });
    }),
  );
}

function transitRoute(
  destination: Cidr,
  attachment: string | undefined,
  origin: RouteOrigin,
  { prefixList, state, asPathLength }: Pick<TransitRoute, 'prefixList' | 'state' | 'asPathLength'>,
): TransitRoute {
  return {
    destination,
    attachment,
    origin,
    asPathLength,
    target: { kind: 'other', id: attachment ?? 'blackhole' },
    rank: RANK_OF_ORIGIN[origin],
    prefixList,
    propagation: undefined,
    state: attachment === undefined ? 'blackhole' : state,
  };
}

interface PropagatedRoutes {
  readonly routes: readonly TransitRoute[];
  readonly known: boolean;
}

function propagatedInto(table: string, network: Network): PropagatedRoutes[] {
  const ofVpcs: { readonly block: Cidr; readonly attachment: string }[] = [];
  const into = [...network.transitGatewayAttachments.values()].filter(
    ({ propagatesTo }) => Array.isArray(propagatesTo) && propagatesTo.includes(table),
  );
  return into.map((attachment) => {
    const { origin, prefixes, known, asPathLength = 0 } = propagatedBy(attachment, network);
    const kept = prefixes.filter((block) => origin !== 'vpc' || !isTaken(block, attachment, ofVpcs));
    if (origin === 'vpc') ofVpcs.push(...kept.map((block) => ({ block, attachment: attachment.id })));
    const routes = kept.map((block) =>
      transitRoute(block, attachment.id, origin, {
        prefixList: undefined,
        state: undefined,
        asPathLength,
      }),
    );
    return { routes, known };
  });
}

/** TGW-12: of VPCs with overlapping blocks the one attached later is not propagated; attachments stand in that order. */
function isTaken(
  block: Cidr,
  { id }: TransitGatewayAttachment,
  earlier: readonly { readonly block: Cidr; readonly attachment: string }[],
): boolean {
  return earlier.some((other) => other.attachment !== id && overlaps(other.block, block));
}

/** Origins whose equal routes are used together (TGW-14). */
const EQUAL_COST: ReadonlySet<RouteOrigin> = new Set([
  'vpn',
  'private-vpn',
  'connect',
  'direct-connect-gateway',
]);

/**
 * The routes for a destination: longest prefix, then rank; several only where AWS spreads traffic (TGW-8, TGW-9, TGW-14).
 *
 * @param vpnEcmp - whether the gateway spreads traffic over VPN connections
 */
export function selectTransitRoutes(
  table: TransitTable,
  destination: Address,
  { vpnEcmp }: { readonly vpnEcmp: boolean },
): TransitRouteChoice {
  const covering = longestMatch(table.routes, destination);
  // RT-25: a list of unknown contents may hold a longer prefix, and so may routes that the model lacks.
  if (table.opaque.length > 0) return { kind: 'unknown' };
  if (covering === undefined) return table.incomplete ? { kind: 'unknown' } : { kind: 'none' };
  const best = bestOf(covering);
  const [first] = best;
  if (first === undefined) return { kind: 'none' };
  const isVpn = first.origin === 'vpn' || first.origin === 'private-vpn';
  const isListed = table.table.routesInForce && best.length > 1;
  const isShared = isListed || (EQUAL_COST.has(first.origin) && (!isVpn || vpnEcmp));
  return { kind: 'routes', routes: isShared ? onePerAttachment(best) : [first] };
}

/** TGW-9, TGW-14: of routes to one prefix those of the best rank, and of these those of the shortest AS path. */
function bestOf(routes: readonly TransitRoute[]): readonly TransitRoute[] {
  const rank = Math.min(...routes.map((route) => route.rank));
  const ranked = routes.filter((route) => route.rank === rank);
  const shortest = Math.min(...ranked.map(({ asPathLength }) => asPathLength));
  return ranked.filter(({ asPathLength }) => asPathLength === shortest);
}

/** TGW-9: the routes that are in a table, each prefix's winners. */
export function routesInTable({ all }: TransitTable): readonly TransitRoute[] {
  const byPrefix = new Map<string, TransitRoute[]>();
  for (const route of all) {
    const prefix = formatCidr(route.destination);
    const others = byPrefix.get(prefix);
    if (others === undefined) byPrefix.set(prefix, [route]);
    else others.push(route);
  }
  return [...byPrefix.values()].flatMap(bestOf);
}

function onePerAttachment(routes: readonly TransitRoute[]): TransitRoute[] {
  return [...new Map(routes.map((route) => [route.attachment, route])).values()];
}
