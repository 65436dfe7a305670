/** Block Public Access at one crossing of a gateway (BPA-2, BPA-4, BPA-9). */

import type { PreparedTopology, Subnet } from './prepared.ts';

export interface Crossing {
  /** The subnet of the interface that talks to the gateway: the NAT gateway's, the appliance's. */
  readonly subnet: Subnet;
  /** That interface is a NAT gateway's, or the gateway is an egress-only one. */
  readonly isNatOrEgressOnly: boolean;
  /** Who sent the first packet of this flow across the gateway. */
  readonly openedFrom: 'inside' | 'outside';
}

export function blocksPublicAccess(
  net: PreparedTopology,
  { subnet, isNatOrEgressOnly, openedFrom }: Crossing,
): boolean {
  const { mode, exclusions = {} } = net.bpa;
  if (mode === 'off') return false;
  const granted = [exclusions[subnet.vpc.id], exclusions[subnet.id]];
  if (granted.includes('allow-bidirectional')) return false;
  if (mode === 'block-ingress') return !isNatOrEgressOnly; // allow-egress has no effect in this mode
  // UNCERTAIN (BPA-2): allow-egress knows flows, also those of instances with a public address.
  return !(granted.includes('allow-egress') && openedFrom === 'inside');
}
