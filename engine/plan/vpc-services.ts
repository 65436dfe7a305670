/** Addresses at which AWS answers inside every VPC (SUB-5, SUB-6). */

import type { Ipv4Address, Ipv4Cidr, Ipv6Address } from '../ip/index.ts';

/** The three addresses of one and the same DNS server. */
export interface AmazonResolver {
  /** The primary CIDR's base + 2. */
  readonly address: Ipv4Address;
  /** 169.254.169.253. */
  readonly linkLocal: Ipv4Address;
  /** fd00:ec2::253. */
  readonly ipv6: Ipv6Address;
}

/**
 * Where the Amazon DNS server answers: at the VPC's **primary** CIDR + 2, whatever subnet asks (SUB-5).
 *
 * A subnet's own base + 2 is merely reserved.
 */
export function amazonResolver(vpcPrimaryCidr: Ipv4Cidr): AmazonResolver {
  return {
    address: { family: 4, bits: vpcPrimaryCidr.bits + 2 },
    linkLocal: { family: 4, bits: 0xa9fea9fd },
    ipv6: { family: 6, w0: 0xfd000ec2, w1: 0, w2: 0, w3: 0x253 },
  };
}

/** fe80:ec2::1, at which the VPC router answers in every IPv6 subnet besides its link-local address (SUB-6). */
export const ROUTER_IPV6: Ipv6Address = { family: 6, w0: 0xfe800ec2, w1: 0, w2: 0, w3: 1 };
