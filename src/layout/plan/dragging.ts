/** What a drag along the address bar takes: the largest block between its two ends. */
import {
  addressCount,
  cidrOf,
  firstAddress,
  largestBlockBetween,
  lastAddress,
} from '../../../engine/addresses.ts';
import type { Address, Cidr } from '../../../engine/addresses.ts';

/**
 * The address at a fraction of a block, 0 its first and 1 its last, exact to a millionth of the block.
 */
export function addressIn(cidr: Cidr, fraction: number): Address {
  if (fraction >= 1) return lastAddress(cidr);
  const bits = Math.min(20, addressCount(cidr).toString(2).length - 1);
  let at = cidr;
  let rest = Math.max(fraction, 0);
  for (let bit = 0; bit < bits; bit++) {
    rest *= 2;
    at = cidrOf(rest >= 1 ? lastAddress(at) : firstAddress(at), at.prefixLength + 1);
    if (rest >= 1) rest -= 1;
  }
  return firstAddress(at);
}

/**
 * The block that a drag within `free` takes.
 *
 * @param strip - the block that the fractions are of
 */
export function blockBetween(free: Cidr, strip: Cidr, from: number, to: number): Cidr {
  return largestBlockBetween(free, addressIn(strip, from), addressIn(strip, to));
}
