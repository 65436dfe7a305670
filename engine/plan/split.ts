/** Dividing a block into equal parts, or into parts of given sizes (ADDR-7). */

import {
  type Address,
  type Cidr,
  addressAt,
  addressWidth,
  cidrOf,
  compareAddresses,
  containsCidr,
  firstAddress,
  lastAddress,
  splitCidr,
  subtract,
} from '../ip/index.ts';

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

export type UnevenSplit =
  | {
      readonly ok: true;
      /** One for each prefix length, in their order. */
      readonly blocks: readonly Cidr[];
      /** The fewest blocks that make up the rest, ascending; gaps between `blocks` are among them. */
      readonly remainder: readonly Cidr[];
    }
  | {
      readonly ok: false;
      /** Place of the first prefix length that finds no block. */
      readonly place: number;
      /** `no-part`: blocks of that size are larger than `cidr`, or there are none; `no-space`: the end was reached. */
      readonly reason: 'no-part' | 'no-space';
      /** The blocks before it. */
      readonly blocks: readonly Cidr[];
    };

/**
 * Divides a block into parts of the given prefix lengths, one after the other as Terraform's `cidrsubnets` does: each
 * begins at the first address after the part before it where a block of its size can begin.
 *
 * 10.1.0.0/16 into /20, /24 and /20 is 10.1.0.0/20, 10.1.16.0/24 and 10.1.32.0/20. Larger parts first leave no gaps.
 */
export function splitUnevenly(cidr: Cidr, prefixLengths: readonly number[]): UnevenSplit {
  const blocks: Cidr[] = [];
  let from: Address | undefined = firstAddress(cidr);
  for (const [place, prefixLength] of prefixLengths.entries()) {
    if (!isPart(cidr, prefixLength)) return { ok: false, place, reason: 'no-part', blocks };
    const block: Cidr | undefined = from && firstBlockAfter(from, prefixLength);
    if (block === undefined || !containsCidr(cidr, block)) {
      return { ok: false, place, reason: 'no-space', blocks };
    }
    blocks.push(block);
    from = addressAt(lastAddress(block), 1);
  }
  return { ok: true, blocks, remainder: subtract([cidr], blocks) };
}

function isPart(cidr: Cidr, prefixLength: number): boolean {
  return (
    Number.isInteger(prefixLength) &&
    prefixLength >= cidr.prefixLength &&
    prefixLength <= addressWidth(cidr.family)
  );
}

/** The first block of the prefix length that begins at `from` or later; `undefined` at the end of the family. */
function firstBlockAfter(from: Address, prefixLength: number): Cidr | undefined {
  const around = cidrOf(from, prefixLength);
  if (compareAddresses(around, from) === 0) return around;
  const next = addressAt(lastAddress(around), 1);
  return next && cidrOf(next, prefixLength);
}
