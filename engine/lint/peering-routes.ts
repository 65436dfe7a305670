/**
 * Routes over peering connections that cover more or less than the peer (PEER-3 to PEER-5).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr, overlaps } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { PeeringSide, VpcPeeringConnection } from '../resources/vpc-peering-connection/types.ts';
import { routesTo } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { blocks, listed, named } from './words.ts';

export const peeringRoutes: Check = (context) =>
  [...context.network.vpcPeeringConnections.values()]
    .filter(({ status }) => status === 'active')
    .flatMap((peering) => [
      ...beyondPeer(context, peering, peering.requester, peering.accepter),
      ...beyondPeer(context, peering, peering.accepter, peering.requester),
    ]);

/** PEER-3: only what lies in a block of the far VPC crosses. */
function beyondPeer(
  context: LintContext,
  peering: VpcPeeringConnection,
  near: PeeringSide,
  far: PeeringSide,
): Diagnostic[] {
  const farBlocks: readonly Cidr[] = [...far.cidrBlocks, ...far.ipv6CidrBlocks];
  // EVAL-8: a side without blocks is one that the input says little of.
  if (farBlocks.length === 0) return [];
  const tables = new Set(
    context.network.lookup.subnetsOf(near.vpc).flatMap((subnet) => context.tableOfSubnet(subnet) ?? []),
  );
  return [...tables].flatMap((effective) => {
    const routes = routesTo(effective, peering.id);
    return [
      ...routes
        .filter(({ destination }) => !farBlocks.some((block) => containsCidr(block, destination)))
        .map((route) => beyond(effective, peering, far, farBlocks, route)),
      ...forgottenBlocks(effective, peering, far, farBlocks, routes),
    ];
  });
}

function beyond(
  { table }: EffectiveTable,
  peering: VpcPeeringConnection,
  far: PeeringSide,
  farBlocks: readonly Cidr[],
  { destination }: EffectiveRoute,
): Diagnostic {
  const isPart = farBlocks.some((block) => overlaps(block, destination));
  const what = isPart ? 'holds more than the far VPC has' : 'lies outside the far VPC';
  return diagnostic(
    'peering-route-beyond-peer',
    `Route table ${named(table)} sends \`${formatCidr(destination)}\` over peering connection ${named(peering)}, which ${what}: \`${far.vpc}\` has ${blocks(farBlocks)}. A peering carries only packets for the far VPC itself; its gateways and its other peers cannot be used. Route only ${blocks(farBlocks)} over it.`,
    { resource: table.id, rule: isPart ? 'PEER-3' : 'PEER-5' },
  );
}

/** A block that the far VPC got later, which then follows the default route. */
function forgottenBlocks(
  effective: EffectiveTable,
  peering: VpcPeeringConnection,
  far: PeeringSide,
  farBlocks: readonly Cidr[],
  routes: readonly EffectiveRoute[],
): Diagnostic[] {
  const forgotten = farBlocks.filter((block) => {
    const sameFamily = routes.filter(({ destination }) => destination.family === block.family);
    return sameFamily.length > 0 && !sameFamily.some(({ destination }) => overlaps(destination, block));
  });
  // A route to single hosts or subnets of the peer is meant to be narrow.
  const takesWholeBlock = routes.some(({ destination }) =>
    farBlocks.some((block) => containsCidr(destination, block)),
  );
  if (
    forgotten.length === 0 ||
    !takesWholeBlock ||
    effective.opaque.some(({ target }) => target.id === peering.id)
  )
    return [];
  return [
    diagnostic(
      'peer-block-without-route',
      `Route table ${named(effective.table)} routes to \`${far.vpc}\` over peering connection ${named(peering)}, but not to ${listed(forgotten.map(formatCidr))}, which that VPC has as well. Hosts there are not reached this way. Add a route for it on this side; check the other side, too.`,
      { resource: effective.table.id, rule: 'PEER-4' },
    ),
  ];
}
