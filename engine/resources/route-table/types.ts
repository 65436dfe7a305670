import type { Cidr } from '../../ip/index.ts';
import type { PrefixListId, RouteTableId, VpcId } from '../../model/id.ts';

/** What a route hands the packet to. `other` is a kind of target that the engine does not walk through. */
export type RouteTargetKind =
  | 'local'
  | 'network-interface'
  | 'instance'
  | 'nat-gateway'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'vpc-peering-connection'
  | 'transit-gateway'
  | 'vpn-gateway'
  | 'vpc-endpoint'
  | 'other';

export interface RouteTarget {
  readonly kind: RouteTargetKind;
  /** The target's id, or `local`. It may name something that the model does not hold (RT-24). */
  readonly id: string;
}

export type RouteDestination =
  | { readonly kind: 'cidr'; readonly cidr: Cidr }
  | { readonly kind: 'prefix-list'; readonly prefixList: PrefixListId };

/** How a propagated route was learnt, best first (RT-7, rank 4). */
export type RoutePropagation = 'dx' | 'vpn-static' | 'vpn-bgp';

export interface Route {
  readonly destination: RouteDestination;
  readonly target: RouteTarget;
  /** `undefined` for a static route. */
  readonly propagation: RoutePropagation | undefined;
  /** As the input states it; `undefined` when it does not, and the target decides (RT-10, RT-24). */
  readonly state: 'active' | 'blackhole' | 'filtered' | undefined;
}

/** A subnet or gateway route table. The local routes of RT-4 are implied and not listed, unless their target was replaced. */
export interface RouteTable {
  readonly kind: 'route-table';
  readonly id: RouteTableId;
  readonly name: string | undefined;
  readonly vpc: VpcId;
  readonly main: boolean;
  /** Id of the internet gateway or other gateway whose inbound traffic this table routes (RT-16). */
  readonly gateway: string | undefined;
  readonly routes: readonly Route[];
  /** Virtual private gateways that propagate what they know into it; what they propagate is worked out (VPN-3). */
  readonly propagatingVgws: readonly string[];
  /** True when routes are missing from the model: an unread entry, or a table that no input holds (EVAL-8). */
  readonly incomplete: boolean;
}
