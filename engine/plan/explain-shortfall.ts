/** Why something of a list of needs found no place, and by how much: sentences, with the user's words in backticks. */
import type { AllocationResult, Shortfall } from './allocate.ts';
import { MAX_WANTED } from './needs.ts';

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
    return `${what}: ${counted(wanted)} are needed and ${counted(free)} are free, but not in one piece: the largest free block is ${largest}, and each needs a whole /${prefixLength}.${others}`;
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
      return `With \`${name}\` the list comes to more than ${MAX_WANTED} subnets. Allocate it in parts.`;
    default:
      return reason satisfies never;
  }
}

function counted(addresses: bigint): string {
  return `${String(addresses).replace(/\B(?=(\d{3})+$)/g, ',')} ${addresses === 1n ? 'address' : 'addresses'}`;
}
