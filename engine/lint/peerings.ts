/**
 * Peering connections that AWS would refuse (PEER-2).
 */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Cidr } from '../ip/index.ts';
import {
  LIVE_STATUSES,
  refuseConnections,
  refusePeering,
} from '../resources/vpc-peering-connection/constraints.ts';
import type { PeeringSide, VpcPeeringConnection } from '../resources/vpc-peering-connection/types.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { named, refused } from './words.ts';

export const peerings: Check = ({ network }) => {
  const live = [...network.vpcPeeringConnections.values()].filter(({ status }) => LIVE_STATUSES.has(status));
  return [...live.flatMap(overlapping), ...repeatedPairs(live)];
};

function blocksOf({ cidrBlocks, ipv6CidrBlocks }: PeeringSide): readonly Cidr[] {
  return [...cidrBlocks, ...ipv6CidrBlocks];
}

function overlapping(peering: VpcPeeringConnection): Diagnostic[] {
  const { requester, accepter } = peering;
  const subject = `AWS would not make peering connection ${named(peering)} between \`${requester.vpc}\` and \`${accepter.vpc}\``;
  return refused(
    'peering-refused',
    peering.id,
    subject,
    refusePeering(blocksOf(requester), blocksOf(accepter)),
  );
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
