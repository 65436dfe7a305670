/**
 * Which CIDR blocks AWS lets a subnet have (SUB-1 to SUB-3).
 */
import { cidrOf, containsCidr, formatCidr, overlaps, wholeFamily } from '../ip/index.ts';
import type { Cidr, Family } from '../ip/index.ts';
import { fitsSubnet } from './size.ts';
import type { Refusal } from '../rules/index.ts';

/** The VPC that is to hold a subnet; blocks of both families may stand together. */
export interface SubnetPlacement {
  readonly vpcCidrs: readonly Cidr[];
  readonly existingSubnets: readonly Cidr[];
}

/**
 * Whether AWS makes a subnet of this block in a VPC: size and place (SUB-1, SUB-3), no overlap (SUB-2). Empty when
 * accepted.
 */
export function refuseSubnetCidr(candidate: Cidr, { vpcCidrs, existingSubnets }: SubnetPlacement): Refusal[] {
  const block = formatCidr(candidate);
  const rule = candidate.family === 4 ? 'SUB-1' : 'SUB-3';
  const refusals: Refusal[] = fitsSubnet(candidate).fits
    ? []
    : [sizeRefusal(candidate.family, `\`${block}\``, candidate.prefixLength)];
  // SUB-1: inside one block of the VPC; the union of two does not do.
  if (!vpcCidrs.some((vpcCidr) => containsCidr(vpcCidr, candidate))) {
    const blocks = vpcCidrs
      .filter(({ family }) => family === candidate.family)
      .map((b) => `\`${formatCidr(b)}\``);
    refusals.push({
      rule,
      reason:
        blocks.length === 0
          ? `\`${block}\` lies in no block of the VPC, which has none of that family. Add one to the VPC first.`
          : `\`${block}\` does not lie wholly inside one block of the VPC (${blocks.join(', ')}). Take a part of one of them.`,
    });
  }
  // SUB-2.
  for (const existing of existingSubnets) {
    if (!overlaps(existing, candidate)) continue;
    refusals.push({
      rule: 'SUB-2',
      reason: `\`${block}\` overlaps the subnet block \`${formatCidr(existing)}\` of the same VPC. Take a free part of the VPC's block.`,
    });
  }
  return refusals;
}

/**
 * Whether a subnet may have a block of this prefix length, whatever its address (SUB-1, SUB-3). Takes lengths that no
 * block of the family has, and refuses them.
 */
export function refuseSubnetPrefixLength(family: Family, prefixLength: number): Refusal[] {
  const width = family === 4 ? 32 : 128;
  const isLength = Number.isInteger(prefixLength) && prefixLength >= 0 && prefixLength <= width;
  const fits = isLength && fitsSubnet(cidrOf(wholeFamily(family), prefixLength)).fits;
  return fits ? [] : [sizeRefusal(family, `\`/${prefixLength}\``, prefixLength)];
}

function sizeRefusal(family: Family, block: string, prefixLength: number): Refusal {
  if (family === 4) {
    return {
      rule: 'SUB-1',
      reason: `${block} is too ${prefixLength < 16 ? 'large' : 'small'}: an IPv4 subnet is /16 to /28.`,
    };
  }
  return {
    rule: 'SUB-3',
    reason: `${block} is not a size AWS gives: an IPv6 subnet is /44 to /64 in steps of four.`,
  };
}
