/** Why something of a list of needs found no place, and by how much: sentences, with the user's words in backticks. */
import { type Family, addressWidth } from '../ip/index.ts';
import type { AllocationResult, Shortfall } from './allocate.ts';
import { MAX_WANTED } from './needs.ts';
import { MAX_LEAVES } from './plan.ts';

/** `3 subnets of /20 have no place: …` */
export function explainShortfall(shortfall: Shortfall): string {
  const { names, family, prefixLength, placed, wanted, free, largestFree } = shortfall;
  const [first = ''] = names;
  if (shortfall.reason === 'pinned')
    return `\`${first}\` is pinned as a /${largestFree ?? prefixLength} and would have to be a /${prefixLength}. Unpin it, or change its need.`;
  const listed = names.slice(0, 3).map((name) => `\`${name}\``);
  if (names.length > listed.length) listed.push(`${names.length - listed.length} more`);
  const what =
    names.length === 1
      ? `${listed.join('')} has no place`
      : `${names.length} subnets of /${prefixLength} have no place (${listed.join(', ')})`;
  if (shortfall.reason === 'no-block-of-family')
    return `${what}: the plan has no IPv${family} block. Add one.`;
  const others = placed > 0 ? ` ${placed} of this size ${placed === 1 ? 'has' : 'have'} one.` : '';
  if (shortfall.reason === 'fragmented') {
    const largest = largestFree === undefined ? 'nothing' : `a /${largestFree}`;
    // With a gap behind it a subnet takes a block twice its size.
    const piece = prefixLength - bitsOf(wanted / BigInt(names.length)) + bitsOf(sizeOf(family, prefixLength));
    return `${what}: ${counted(wanted)} are needed and ${counted(free)} are free, but not in one piece: the largest free block is ${largest}, and each needs a whole /${piece}${piece < prefixLength ? ', its gap included' : ''}.${others}`;
  }
  return `${what}: ${counted(wanted)} are needed and ${counted(free)} are free, ${counted(wanted - free)} short.${others}`;
}

/** Why a list of needs comes to no subnets at all. */
export function explainUnreadableNeed(
  { reason }: Extract<AllocationResult, { ok: false }>,
  name: string,
): string {
  switch (reason) {
    case 'no-size':
      return `\`${name}\` has no size. Say how many hosts it is for, or a prefix length.`;
    case 'too-large':
      return `\`${name}\` is for more hosts than any subnet of this cloud holds. Ask for several subnets.`;
    case 'too-many':
      return `With \`${name}\` the list comes to more than ${counted(BigInt(MAX_WANTED), 'subnet')}, or the plan to more than ${counted(BigInt(MAX_LEAVES), 'row')}. Allocate it in parts.`;
    default:
      return reason satisfies never;
  }
}

function counted(count: bigint, one = 'address', many = one === 'address' ? 'addresses' : `${one}s`): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ',')} ${count === 1n ? one : many}`;
}

function sizeOf(family: Family, prefixLength: number): bigint {
  return 1n << BigInt(addressWidth(family) - prefixLength);
}

/** The power of two that a size is. */
function bitsOf(size: bigint): number {
  return size.toString(2).length - 1;
}
