/** `--parts` and `--uneven`: a block in equal parts, which are a power of two, or in parts of given sizes. */
import { formatCidr, splitIntoParts, splitUnevenly } from '../../../engine/index.ts';
import type { Cidr } from '../../../engine/index.ts';
import { UsageError } from '../exit-status.ts';
import { grouped, printMessage } from '../output/terminal.ts';

/**
 * The fewest equal parts that are at least `parts`.
 *
 * @throws UsageError when the block has fewer addresses
 */
export function equalParts(cidr: Cidr, parts: number): readonly Cidr[] {
  const blocks = splitIntoParts(cidr, parts);
  if (blocks !== undefined) return blocks;
  throw new UsageError(
    `\`${formatCidr(cidr)}\` cannot be divided into ${grouped(parts)} parts: it has too few addresses.`,
  );
}

/** The prefix length of {@link equalParts}. */
export function lengthOfParts(cidr: Cidr, parts: number): number {
  // INVARIANT: there is at least one part.
  return (equalParts(cidr, parts)[0] as Cidr).prefixLength;
}

/** Says so when equal parts are more than were asked for. */
export function tellParts(asked: number): void {
  const made = 2 ** Math.ceil(Math.log2(asked));
  if (made > asked) printMessage(`Equal parts are 2, 4, 8 …: ${grouped(made)} instead of ${grouped(asked)}.`);
}

/**
 * Parts of the given prefix lengths, one after the other as Terraform's `cidrsubnets` places them.
 *
 * @throws UsageError when one finds no place
 */
export function unevenParts(cidr: Cidr, prefixLengths: readonly number[]): readonly Cidr[] {
  const split = splitUnevenly(cidr, prefixLengths);
  if (split.ok) return split.blocks;
  const block = `\`${formatCidr(cidr)}\``;
  const wanted = `/${prefixLengths[split.place]}`;
  throw new UsageError(
    split.reason === 'no-part'
      ? `${block} has no part of ${wanted}. Give prefix lengths from ${cidr.prefixLength} on.`
      : `${block} is full before part ${split.place + 1}, a ${wanted}. Give fewer or smaller parts, the larger ones first.`,
  );
}
