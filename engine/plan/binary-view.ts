/** Addresses as binary digits, the way subnetting is taught (ADDR-5). */

import type { Address } from '../ip/index.ts';

/**
 * The binary digits of an address, grouped as its text is: four octets of eight digits, or eight groups of sixteen.
 *
 * 192.168.0.1 is `11000000`, `10101000`, `00000000`, `00000001`.
 */
export function binaryGroups(address: Address): readonly string[] {
  const digits = address.family === 4 ? 8 : 16;
  return groupsOf(address).map((group) => group.toString(2).padStart(digits, '0'));
}

/** The numbers that the text of an address is made of, most significant first: four octets, or eight of sixteen bits. */
export function groupsOf(address: Address): readonly number[] {
  if (address.family === 4) return [24, 16, 8, 0].map((shift) => (address.bits >>> shift) & 255);
  const { w0, w1, w2, w3 } = address;
  return [w0, w1, w2, w3].flatMap((word) => [word >>> 16, word & 0xffff]);
}
