/** IPv4 numbers as binary digits, the way subnetting is taught (ADDR-5). */

import type { Ipv4Address } from '../ip/index.ts';

/** Four texts of eight digits, most significant octet first. */
export type BinaryOctets = readonly [string, string, string, string];

/** 192.168.0.1 is `11000000`, `10101000`, `00000000`, `00000001`. */
export function binaryOctets({ bits }: Ipv4Address): BinaryOctets {
  return [octet(bits >>> 24), octet(bits >>> 16), octet(bits >>> 8), octet(bits)];
}

function octet(bits: number): string {
  return (bits & 255).toString(2).padStart(8, '0');
}
