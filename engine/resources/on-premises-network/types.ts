import type { Address, Cidr } from '../../ip/index.ts';
import type { SecurityGroupRule } from '../security-group/types.ts';

/** A machine of the site that questions may name. Other addresses of its blocks are there as well. */
export interface OnPremisesHost {
  readonly id: string;
  readonly address: Address;
}

/** A route of the customer's router, to a VPN connection or virtual interface. */
export interface OnPremisesRoute {
  readonly destination: Cidr;
  readonly link: string;
}

/** A domain whose names the resolvers of the site ask of others. */
export interface DnsForwarder {
  readonly domainName: string;
  readonly targets: readonly Address[];
}

/** A network outside AWS at the other end of VPN connections and virtual interfaces. */
export interface OnPremisesNetwork {
  readonly kind: 'on-premises-network';
  readonly id: string;
  readonly name: string | undefined;
  readonly cidrBlocks: readonly Cidr[];
  readonly hosts: readonly OnPremisesHost[];
  /** The router's own routes beside what it learns by BGP; `undefined`: not stated. */
  readonly routes: readonly OnPremisesRoute[] | undefined;
  /** Domains that its resolvers ask of inbound endpoints; all other names they look up publicly (edge:DNS-9). */
  readonly dnsForwarders: readonly DnsForwarder[];
  /** A simple stateful firewall: what it lets in and out; `undefined` lets all through. */
  readonly ingress: readonly SecurityGroupRule[] | undefined;
  readonly egress: readonly SecurityGroupRule[] | undefined;
}
