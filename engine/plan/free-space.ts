/** What a plan leaves: its free blocks, the next one of a size, and blocks proposed while choosing freely. */
import {
  type Address,
  type Cidr,
  addressWidth,
  cidrOf,
  compareAddresses,
  containsCidr,
  firstAddress,
  lastAddress,
} from '../ip/index.ts';
import { type NodeRef, type Plan, type PlanNode, halvesOf, isBlank, isSpare } from './plan.ts';

/** The largest aligned blocks that nothing claims, by base block and then address; groups with a name are not merged. */
export function freeBlocks(plan: Plan): NodeRef[] {
  const found: NodeRef[] = [];
  plan.blocks.forEach(({ root, cidr }, block) => {
    // A whole that is free is taken back out of the list as its parts, or put in as one.
    const collect = (node: PlanNode, at: Cidr): boolean => {
      if (node.kind === 'leaf') {
        if (isSpare(node)) found.push({ block, cidr: at });
        return isSpare(node);
      }
      const [lower, upper] = halvesOf(at);
      const before = found.length;
      const lowerFree = collect(node.halves[0], lower);
      const upperFree = collect(node.halves[1], upper);
      if (!lowerFree || !upperFree || !isBlank(node.label)) return false;
      found.length = before;
      found.push({ block, cidr: at });
      return true;
    };
    collect(root, cidr);
  });
  return found;
}

/**
 * The lowest free block of a prefix length, in the smallest free block that holds one.
 *
 * @param within - a base block; any when absent
 * @returns `undefined` when no free block is large enough
 */
export function nextFree(
  plan: Plan,
  family: 4 | 6,
  prefixLength: number,
  within?: number,
): NodeRef | undefined {
  const candidates = freeBlocks(plan).filter(
    ({ block, cidr }) =>
      cidr.family === family && cidr.prefixLength <= prefixLength && (within ?? block) === block,
  );
  const best = candidates.reduce<NodeRef | undefined>(
    (chosen, ref) =>
      chosen === undefined || ref.cidr.prefixLength > chosen.cidr.prefixLength ? ref : chosen,
    undefined,
  );
  return best && { block: best.block, cidr: cidrOf(firstAddress(best.cidr), prefixLength) };
}

/**
 * The largest aligned block between two addresses of free space, both included, that holds the first one if any does.
 *
 * @param free - the free block the choice is made in
 */
export function largestBlockBetween(free: Cidr, from: Address, to: Address): Cidr {
  const [first, last] = compareAddresses(from, to) <= 0 ? [from, to] : [to, from];
  for (let prefixLength = free.prefixLength; prefixLength < addressWidth(free.family); prefixLength++) {
    const around = cidrOf(from, prefixLength);
    const fits = compareAddresses(around, first) >= 0 && compareAddresses(lastAddress(around), last) <= 0;
    if (fits && containsCidr(free, around)) return around;
  }
  return cidrOf(from, addressWidth(free.family));
}
