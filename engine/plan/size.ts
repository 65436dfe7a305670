/** Whether a block can be the CIDR of a VPC or of a subnet, looking at the block alone (VPC-1, VPC-2, VPC-10, SUB-1, SUB-3). */

import { type Cidr, overlaps, parseCidr } from '../ip/index.ts';
import type { RuleId } from '../rules/index.ts';
import { LONGEST_SUBNET_PREFIX, SHORTEST_SUBNET_PREFIX } from './subnet-addresses.ts';

export type Fit = { readonly fits: true } | Misfit;

export interface Misfit {
  readonly fits: false;
  /** `step` is an IPv6 prefix length that is not a multiple of four; `refused-range` a block AWS gives to no VPC. */
  readonly reason: 'too-large' | 'too-small' | 'step' | 'refused-range';
  readonly rule: RuleId;
}

/** Whether AWS accepts the block as a CIDR of some VPC; its other CIDRs, routes and peerings are not looked at. */
export function fitsVpc(cidr: Cidr): Fit {
  if (cidr.family === 6) return fitsIpv6(cidr, 44, 60, 'VPC-10');
  const size = fitsLength(cidr, SHORTEST_SUBNET_PREFIX, LONGEST_SUBNET_PREFIX, 'VPC-1');
  if (!size.fits) return size;
  const refused = refusedRanges.some((range) => overlaps(range, cidr));
  return refused ? { fits: false, reason: 'refused-range', rule: 'VPC-2' } : size;
}

/** Whether AWS accepts a subnet of this size. */
export function fitsSubnet(cidr: Cidr): Fit {
  return cidr.family === 4
    ? fitsLength(cidr, SHORTEST_SUBNET_PREFIX, LONGEST_SUBNET_PREFIX, 'SUB-1')
    : fitsIpv6(cidr, 44, 64, 'SUB-3');
}

// VPC-2.
const refusedRanges = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4'].flatMap(
  (text) => parseCidr(text) ?? [],
);

function fitsIpv6(cidr: Cidr, shortest: number, longest: number, rule: RuleId): Fit {
  const size = fitsLength(cidr, shortest, longest, rule);
  return size.fits && cidr.prefixLength % 4 !== 0 ? { fits: false, reason: 'step', rule } : size;
}

function fitsLength(cidr: Cidr, shortest: number, longest: number, rule: RuleId): Fit {
  if (cidr.prefixLength < shortest) return { fits: false, reason: 'too-large', rule };
  if (cidr.prefixLength > longest) return { fits: false, reason: 'too-small', rule };
  return { fits: true };
}
