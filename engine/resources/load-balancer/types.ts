import type { VpcId } from '../../model/id.ts';
import type { BalancedProtocol } from '../target-group/types.ts';

export type LoadBalancerType = 'application' | 'network' | 'gateway' | 'classic';

export interface Listener {
  readonly protocol: BalancedProtocol;
  readonly port: number;
  readonly forwards: readonly { readonly targetGroup: string; readonly weight: number }[];
  /** ELB-37: it redirects or answers itself. */
  readonly answersItself: boolean;
}

/** A load balancer of any type, with a node in each enabled zone (ELB-1). */
export interface LoadBalancer {
  readonly kind: 'load-balancer';
  readonly id: string;
  readonly name: string | undefined;
  /** The account that has it, where the input tells. */
  readonly ownerId: string | undefined;
  readonly vpc: VpcId;
  readonly type: LoadBalancerType;
  readonly internal: boolean;
  /** Interfaces of its nodes. */
  readonly nodes: readonly string[];
  readonly crossZone: boolean;
  readonly listeners: readonly Listener[];
  /** ELB-17: refuses IPv6 packets that come by an internet gateway. */
  readonly deniesInternetIpv6: boolean;
  /** VPCE-23. */
  readonly filtersPrivateLink: boolean;
  /** EVAL-8: it may have listeners that the input does not list. */
  readonly incomplete: boolean;
}
