/**
 * How many internet gateways a VPC takes (IGW-1).
 */
import type { Refusal } from '../../rules/index.ts';

/**
 * Whether AWS attaches these internet gateways to one VPC: at most one (IGW-1). Empty when accepted.
 *
 * @param gateways - ids of the gateways that are attached, or to be attached, to the VPC
 */
export function refuseInternetGateways(gateways: readonly string[]): Refusal[] {
  if (gateways.length <= 1) return [];
  return [
    {
      rule: 'IGW-1',
      reason: `Internet gateways ${gateways.map((id) => `\`${id}\``).join(' and ')} are attached. A VPC has one; detach the others.`,
    },
  ];
}

/** Whether AWS attaches an internet gateway to these VPCs: at most one (IGW-1). Empty when accepted. */
export function refuseAttachments(vpcs: readonly string[]): Refusal[] {
  if (vpcs.length <= 1) return [];
  return [
    {
      rule: 'IGW-1',
      reason: `It is attached to ${vpcs.map((id) => `\`${id}\``).join(' and ')}. An internet gateway serves one VPC; make one for each.`,
    },
  ];
}
