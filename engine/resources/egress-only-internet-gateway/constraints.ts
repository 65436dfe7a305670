/**
 * How many egress-only internet gateways a VPC takes (V6-6).
 */
import type { Refusal } from '../../rules/index.ts';

/**
 * Whether a VPC may have these egress-only internet gateways: at most one (V6-6). Empty when accepted.
 *
 * @param gateways - ids of the gateways of the VPC
 */
export function refuseEgressOnlyInternetGateways(gateways: readonly string[]): Refusal[] {
  if (gateways.length <= 1) return [];
  return [
    {
      rule: 'V6-6',
      reason: `Egress-only internet gateways ${gateways.map((id) => `\`${id}\``).join(' and ')} belong to it. A VPC has one; delete the others.`,
    },
  ];
}
