/** An endpoint service: what a provider offers through PrivateLink (VPCE-21 to VPCE-25). */
export interface VpcEndpointService {
  readonly kind: 'vpc-endpoint-service';
  readonly id: string;
  readonly name: string | undefined;
  readonly serviceName: string | undefined;
  /** Network or Gateway Load Balancers in front of it. */
  readonly loadBalancers: readonly string[];
  readonly state: string | undefined;
}
