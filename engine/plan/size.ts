/**
 * Whether a block can be the CIDR of a VPC, or of a subnet of any cloud, looking at the block alone (VPC-1, VPC-2,
 * VPC-10, SUB-1, SUB-3).
 */

import { type Cidr, type Family, overlaps, parseCidr } from '../ip/index.ts';
import type { RuleId } from '../rules/index.ts';
import { type Cloud, type SubnetLimits, subnetLimits } from './clouds.ts';

export type Fit = { readonly fits: true } | Misfit;

export interface Misfit {
  readonly fits: false;
  /** `step` is a prefix length between those that the cloud allows; `refused-range` a block AWS gives to no VPC. */
  readonly reason: 'too-large' | 'too-small' | 'step' | 'refused-range';
  /** Absent for clouds other than AWS. */
  readonly rule?: RuleId;
}

/** Whether AWS accepts the block as a CIDR of some VPC; its other CIDRs, routes and peerings are not looked at. */
export function fitsVpc(cidr: Cidr): Fit {
  const size = fitsLimits(cidr, vpcLimits[cidr.family]);
  if (!size.fits) return { ...size, rule: cidr.family === 4 ? 'VPC-1' : 'VPC-10' };
  const refused = refusedRanges.some((range) => overlaps(range, cidr));
  return refused ? { fits: false, reason: 'refused-range', rule: 'VPC-2' } : size;
}

/** Whether the cloud accepts a subnet of this size. */
export function fitsSubnet(cidr: Cidr, cloud: Cloud = 'aws'): Fit {
  const size = fitsLimits(cidr, subnetLimits(cloud, cidr.family));
  if (size.fits || cloud !== 'aws') return size;
  return { ...size, rule: cidr.family === 4 ? 'SUB-1' : 'SUB-3' };
}

// VPC-1, VPC-10.
const vpcLimits: Readonly<Record<Family, SubnetLimits>> = {
  4: { shortest: 16, longest: 28, step: 1 },
  6: { shortest: 44, longest: 60, step: 4 },
};

// VPC-2.
const refusedRanges = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4'].flatMap(
  (text) => parseCidr(text) ?? [],
);

function fitsLimits({ prefixLength }: Cidr, { shortest, longest, step }: SubnetLimits): Fit {
  if (prefixLength < shortest) return { fits: false, reason: 'too-large' };
  if (prefixLength > longest) return { fits: false, reason: 'too-small' };
  return (prefixLength - shortest) % step === 0 ? { fits: true } : { fits: false, reason: 'step' };
}
