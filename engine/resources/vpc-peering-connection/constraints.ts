/**
 * Which VPCs AWS lets one peer (PEER-2).
 */
import { formatCidr, overlaps } from '../../ip/index.ts';
import type { Cidr } from '../../ip/index.ts';
import type { Refusal } from '../../rules/index.ts';
import type { VpcPeeringConnectionStatus } from './types.ts';

/**
 * Whether AWS peers VPCs with these blocks: no pair of one family may overlap, in use or not (PEER-2). Accounts and
 * Regions do not matter.
 *
 * @returns one refusal for each pair that overlaps; empty when accepted
 */
export function refusePeering(requesterCidrs: readonly Cidr[], accepterCidrs: readonly Cidr[]): Refusal[] {
  return requesterCidrs.flatMap((mine) =>
    accepterCidrs
      .filter((theirs) => overlaps(mine, theirs))
      .map((theirs): Refusal => ({
        rule: 'PEER-2',
        reason: `\`${formatCidr(mine)}\` of the one VPC overlaps \`${formatCidr(theirs)}\` of the other. VPCs with overlapping blocks cannot be peered, even if the blocks are unused; connect them by private endpoints or translate the addresses.`,
      })),
  );
}

/** Statuses in which a connection stands between its two VPCs, or may come to. */
export const LIVE_STATUSES: ReadonlySet<VpcPeeringConnectionStatus> = new Set([
  'initiating-request',
  'pending-acceptance',
  'provisioning',
  'active',
]);

/**
 * Whether two VPCs may have these connections: one at a time (PEER-2).
 *
 * @param connections - those between one pair of VPCs, whichever asked
 */
export function refuseConnections(
  connections: readonly { readonly id: string; readonly status: VpcPeeringConnectionStatus }[],
): Refusal[] {
  const live = connections.filter(({ status }) => LIVE_STATUSES.has(status));
  if (live.length <= 1) return [];
  return [
    {
      rule: 'PEER-2',
      reason: `${live.map(({ id }) => `\`${id}\``).join(' and ')} connect the same two VPCs. A pair has one peering connection; delete the others.`,
    },
  ];
}
