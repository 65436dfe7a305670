/** Dividing a block into a number of equal parts (ADDR-7). */

import { type Cidr, splitCidr } from '../ip/index.ts';

/**
 * The fewest equal blocks that are at least `parts`, in address order: a /16 in three or four is four /18.
 *
 * @param parts - a positive integer
 * @returns `undefined` when the block has too few addresses, or the parts are more than `splitCidr` makes
 */
export function splitIntoParts(cidr: Cidr, parts: number): readonly Cidr[] | undefined {
  if (!Number.isInteger(parts) || parts < 1) return undefined;
  return splitCidr(cidr, cidr.prefixLength + Math.ceil(Math.log2(parts)));
}
