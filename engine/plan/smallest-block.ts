/** The smallest single block around others: their supernet, a summary route. */

import { type Cidr, cidrOf, containsCidr } from '../ip/index.ts';

/**
 * The smallest block that contains every block given; it may contain more than them.
 *
 * Around 10.0.1.0/24 and 10.0.2.0/24 it is 10.0.0.0/22. An address is given as its /32 or /128.
 *
 * @returns `undefined` for no blocks and for blocks of both families
 */
export function smallestBlockAround(cidrs: readonly Cidr[]): Cidr | undefined {
  const [first] = cidrs;
  if (first === undefined || cidrs.some(({ family }) => family !== first.family)) return undefined;
  return cidrs.reduce((around, cidr) => {
    let wider = around;
    while (!containsCidr(wider, cidr)) wider = cidrOf(wider, wider.prefixLength - 1);
    return wider;
  });
}
