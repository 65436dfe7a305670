/** Where mirrored packets are sent (MIR-1). */
export interface TrafficMirrorTarget {
  readonly kind: 'traffic-mirror-target';
  readonly id: string;
  readonly name: string | undefined;
  /** One of the next three is stated; the others are `undefined`. */
  readonly networkInterface: string | undefined;
  readonly networkLoadBalancer: string | undefined;
  readonly gatewayLoadBalancerEndpoint: string | undefined;
}
