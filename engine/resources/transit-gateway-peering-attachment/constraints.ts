import type { Refusal } from '../../rules/index.ts';

/**
 * Whether two transit gateways may have these peerings: one at a time (TGW-31).
 *
 * @param peerings - those in use between one pair of gateways
 */
export function refusePeerings(peerings: readonly string[]): Refusal[] {
  if (peerings.length <= 1) return [];
  return [
    {
      rule: 'TGW-31',
      reason: `${peerings.map((id) => `\`${id}\``).join(' and ')} peer the same two transit gateways. A pair has one peering; delete the others.`,
    },
  ];
}
