/**
 * Peering connections that AWS would refuse (PEER-2), and peers that a VPC cannot tell apart (PEER-7).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { compareCidrs, containsCidr, formatCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import { LIVE_STATUSES, refuseConnections, refusePeering } from '../resources/vpc-peering-connection/constraints.ts';
import type { PeeringSide, VpcPeeringConnection } from '../resources/vpc-peering-connection/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import { grouped } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { named, refused } from './words.ts';

export const peerings: Check = (context) => {
  const live = [...context.network.vpcPeeringConnections.values()].filter(({ status }) => LIVE_STATUSES.has(status));
  return [...live.flatMap(overlapping), ...repeatedPairs(live), ...indistinctPeers(context)];
};

function blocksOf({ cidrBlocks, ipv6CidrBlocks }: PeeringSide): readonly Cidr[] {
  return [...cidrBlocks, ...ipv6CidrBlocks];
}

function overlapping(peering: VpcPeeringConnection): Diagnostic[] {
  const { requester, accepter } = peering;
  const subject = `AWS would not make peering connection ${named(peering)} between \`${requester.vpc}\` and \`${accepter.vpc}\``;
  return refused('peering-refused', peering.id, subject, refusePeering(blocksOf(requester), blocksOf(accepter)));
}

function repeatedPairs(live: readonly VpcPeeringConnection[]): Diagnostic[] {
  const pairs = grouped(live, ({ requester, accepter }) => [[requester.vpc, accepter.vpc].sort().join(' ')]);
  return [...pairs.values()].flatMap((connections) => {
    const [first] = connections;
    if (first === undefined) return [];
    const subject = `AWS would not peer \`${first.requester.vpc}\` and \`${first.accepter.vpc}\` more than once`;
    return refused('peering-refused', first.id, subject, refuseConnections(connections));
  });
}

/** PEER-7: replies follow the longest match, so that only one of two peers with the same addresses gets them. */
function indistinctPeers(context: LintContext): Diagnostic[] {
  return [...context.network.vpcs.values()].flatMap((vpc) => {
    const far = context
      .peeringsOfVpc(vpc.id)
      .filter(({ status }) => status === 'active')
      .flatMap((peering) => {
        const side = peering.requester.vpc === vpc.id ? peering.accepter : peering.requester;
        return blocksOf(side).map((cidr) => ({ peering, side, cidr }));
      })
      .sort((a, b) => compareCidrs(a.cidr, b.cidr));
    return far.flatMap((inner, position) => {
      // Sorted, a block follows the blocks that hold it; the nearest one before it is the one to name.
      const outer = far[position - 1];
      if (outer === undefined || outer.peering === inner.peering || !containsCidr(outer.cidr, inner.cidr)) return [];
      return [indistinct(vpc, outer, inner)];
    });
  });
}

interface FarBlock {
  readonly peering: VpcPeeringConnection;
  readonly side: PeeringSide;
  readonly cidr: Cidr;
}

function indistinct(vpc: Vpc, outer: FarBlock, inner: FarBlock): Diagnostic {
  return diagnostic(
    'overlapping-peers',
    `VPC ${named(vpc)} is peered with \`${outer.side.vpc}\` (\`${formatCidr(outer.cidr)}\`, by ${named(outer.peering)}) and with \`${inner.side.vpc}\` (\`${formatCidr(inner.cidr)}\`, by ${named(inner.peering)}). Their addresses overlap, and a reply follows the longest matching route whichever peer the request came from. Route parts of the blocks that the two do not share, or renumber one of them.`,
    { resource: vpc.id, rule: 'PEER-7' },
  );
}
