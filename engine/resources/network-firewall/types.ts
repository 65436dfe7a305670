import type { VpcId } from '../../model/id.ts';

/** A Network Firewall, with an endpoint in each of its subnets, or attached to a transit gateway (NFW-1, NFW-20). */
export interface NetworkFirewall {
  readonly kind: 'network-firewall';
  readonly id: string;
  readonly name: string | undefined;
  /** `undefined` when it is attached to a transit gateway (NFW-23). */
  readonly vpc: VpcId | undefined;
  readonly policy: string | undefined;
}
