/** What a plan leaves: its free blocks, the next one of a size, and blocks proposed while choosing freely. */
import {
  type Address,
  type Cidr,
  type Family,
  addressWidth,
  cidrOf,
  cidrsOfRange,
  compareAddresses,
  firstAddress,
  hostCidr,
  lastAddress,
  halvesOf,
} from '../ip/index.ts';
import { type NodeRef, type Plan, type PlanNode, isBlank, isSpare } from './plan.ts';

/**
 * The largest aligned blocks that nothing claims, by base block and then address. None reaches out of a group, and none
 * is a whole one: allocated, it would take the group's place.
 */
export function freeBlocks(plan: Plan): NodeRef[] {
  const found: NodeRef[] = [];
  plan.blocks.forEach(({ root, cidr }, block) => {
    /** Lists the free blocks of a node; of one that is free altogether, the node and none of its parts. */
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
 * @returns `undefined` when no free block is large enough, or the family has no such prefix length
 */
export function nextFree(
  plan: Plan,
  family: Family,
  prefixLength: number,
  within?: number,
): NodeRef | undefined {
  if (!Number.isInteger(prefixLength) || prefixLength > addressWidth(family)) return undefined;
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
 * The largest aligned block among the addresses from one to another, both included; of two, the one nearer to `from`.
 *
 * @param free - the free block the choice is made in; addresses outside it mean its nearest end
 */
export function largestBlockBetween(free: Cidr, from: Address, to: Address): Cidr {
  const [start, end] = [clamp(from, free), clamp(to, free)];
  const rising = compareAddresses(start, end) <= 0;
  const blocks = cidrsOfRange(rising ? { first: start, last: end } : { first: end, last: start });
  if (!rising) blocks.reverse();
  return blocks.reduce(
    (best, each) => (each.prefixLength < best.prefixLength ? each : best),
    hostCidr(start),
  );
}

function clamp(address: Address, block: Cidr): Address {
  if (compareAddresses(address, block) < 0) return firstAddress(block);
  const last = lastAddress(block);
  return compareAddresses(address, last) > 0 ? last : address;
}
