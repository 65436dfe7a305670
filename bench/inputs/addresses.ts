/** Random addresses and blocks as text. */

import { type Cidr, cidrOf, formatAddress, formatCidr } from '../../engine/ip/index.ts';
import { type Random, flatTexts } from '../random.ts';

/** Canonical IPv4 blocks from /8 to /32. */
export function ipv4Cidrs(random: Random, count: number): string[] {
  const cidrs = Array.from({ length: count }, () => cidrOf(ipv4(random), 8 + random.integer(25)));
  return flatTexts(cidrs.map(formatCidr));
}

/** Canonical IPv6 blocks of the sizes that VPCs and subnets have, most of them with `::`. */
export function ipv6Cidrs(random: Random, count: number): string[] {
  const cidrs = Array.from({ length: count }, () => {
    const address = {
      family: 6,
      w0: 0x20010000 + random.integer(2 ** 24),
      w1: word(random),
      w2: 0,
      w3: 0,
    } as const;
    return cidrOf(address, random.pick([32, 40, 44, 48, 56, 60, 64, 64]));
  });
  return flatTexts(cidrs.map(formatCidr));
}

/** One address for each block, about half of them inside it. */
export function addressesNear(random: Random, cidrs: readonly Cidr[]): string[] {
  return flatTexts(
    cidrs.map((cidr) => {
      const outside = ipv4(random);
      if (cidr.family === 6 || random.chance(0.5)) return formatAddress(outside);
      const bits = cidr.bits + random.integer(2 ** (32 - cidr.prefixLength));
      return formatAddress({ family: 4, bits });
    }),
  );
}

function ipv4(random: Random) {
  return { family: 4, bits: word(random) } as const;
}

function word(random: Random): number {
  return random.integer(2 ** 32);
}
