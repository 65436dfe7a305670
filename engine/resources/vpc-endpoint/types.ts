import type { Address } from '../../ip/index.ts';
import type { VpcId } from '../../model/id.ts';

export type VpcEndpointType =
  'gateway' | 'interface' | 'gateway-load-balancer' | 'resource' | 'service-network';

/** What an endpoint policy does to every call alike; `other` looks at the call (VPCE-9). */
export type EndpointPolicy = 'full' | 'deny' | 'other';

/** A VPC endpoint of any type (VPCE-1 to VPCE-32, GWLB-3, NFW-1). */
export interface VpcEndpoint {
  readonly kind: 'vpc-endpoint';
  readonly id: string;
  readonly name: string | undefined;
  readonly vpc: VpcId;
  readonly type: VpcEndpointType;
  readonly serviceName: string | undefined;
  /** VPCE-19: of the service, where that is not the endpoint's own. */
  readonly serviceRegion: string | undefined;
  readonly state: string | undefined;
  /** Of a gateway endpoint: tables that AWS adds the route to, and the list of the service's blocks (VPCE-1). */
  readonly routeTables: readonly string[];
  readonly prefixList: string | undefined;
  /** Of an endpoint with interfaces: one in each of its subnets (VPCE-12). */
  readonly interfaces: readonly string[];
  /** Of a Gateway Load Balancer endpoint: its one subnet (GWLB-3). */
  readonly subnet: string | undefined;
  readonly privateDns: boolean;
  /** The private names answer resolver inbound endpoints only (VPCE-31). */
  readonly privateDnsOnlyForInboundResolverEndpoint: boolean;
  /** Names that AWS lists for it, wildcards included. */
  readonly dnsNames: readonly string[];
  readonly policy: EndpointPolicy;
  /** VPCE-11. */
  readonly ipTypes: readonly ('ipv4' | 'ipv6')[];
  /** Of an endpoint for a resource: interfaces of the resource gateway, and the address that it leads to (VPCE-26). */
  readonly resourceGateways: readonly string[];
  readonly resourceAddress: Address | undefined;
  /** The firewall whose endpoint this is (NFW-1). */
  readonly firewall: string | undefined;
}
