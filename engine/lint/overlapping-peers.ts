/**
 * Peers that a VPC cannot tell apart by address (PEER-7).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { formatCidr } from '../ip/index.ts';
import type { Cidr } from '../ip/index.ts';
import type { PeeringSide, VpcPeeringConnection } from '../resources/vpc-peering-connection/types.ts';
import type { Vpc } from '../resources/vpc/types.ts';
import type { Check, LintContext } from './check.ts';
import { enclosed } from './enclosing.ts';
import { named } from './words.ts';

/** Replies follow the longest match, so that only one of two peers with the same addresses gets them. */
export const overlappingPeers: Check = (context) =>
  [...context.network.vpcs.values()].flatMap((vpc) =>
    enclosed(farBlocks(context, vpc)).flatMap(({ item, around }) => {
      const other = around.find(({ peering }) => peering !== item.peering);
      return other === undefined ? [] : [indistinct(vpc, other, item)];
    }),
  );

interface FarBlock {
  readonly peering: VpcPeeringConnection;
  readonly side: PeeringSide;
  readonly cidr: Cidr;
}

function farBlocks({ peeringsOfVpc }: LintContext, vpc: Vpc): FarBlock[] {
  return peeringsOfVpc(vpc.id)
    .filter(({ status }) => status === 'active')
    .flatMap((peering) => {
      const side = peering.requester.vpc === vpc.id ? peering.accepter : peering.requester;
      return [...side.cidrBlocks, ...side.ipv6CidrBlocks].map((cidr) => ({ peering, side, cidr }));
    });
}

function indistinct(vpc: Vpc, outer: FarBlock, inner: FarBlock): Diagnostic {
  return diagnostic(
    'overlapping-peers',
    `VPC ${named(vpc)} is peered with \`${outer.side.vpc}\` (\`${formatCidr(outer.cidr)}\`, by ${named(outer.peering)}) and with \`${inner.side.vpc}\` (\`${formatCidr(inner.cidr)}\`, by ${named(inner.peering)}). Their addresses overlap, and a reply follows the longest matching route whichever peer the request came from. Route parts of the blocks that the two do not share, or renumber one of them.`,
    { resource: vpc.id, rule: 'PEER-7' },
  );
}
