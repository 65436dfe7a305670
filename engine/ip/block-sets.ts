/**
 * Sums of sets of blocks, of either family or both: aggregate, subtract, intersect, overlaps.
 *
 * Two blocks are nested or apart, never half over one another. So blocks in order, each before its parts, are a walk
 * through a forest, and every sum is one pass along it: n log n for the order, and no arithmetic on addresses.
 */

import { type Cidr, cidrOf, compareCidrs, containsCidr, halvesOf } from './cidr.ts';

/** The fewest blocks with the same addresses as `cidrs`, which may repeat and overlap; ascending, IPv4 before IPv6. */
export function aggregate(cidrs: readonly Cidr[]): Cidr[] {
  const kept: Cidr[] = [];
  for (const cidr of inOrder(cidrs)) {
    const last = kept.at(-1);
    if (last === undefined || !containsCidr(last, cidr)) append(kept, cidr);
  }
  return kept;
}

/** The fewest blocks with the addresses of `from` that are not in `minus`, ascending. */
export function subtract(from: readonly Cidr[], minus: readonly Cidr[]): Cidr[] {
  const holes = aggregate(minus);
  const rest: Cidr[] = [];
  let next = 0;
  // INVARIANT: `next` is the first hole that does not end before `block` begins.
  const cut = (block: Cidr): void => {
    const hole = holes[next];
    if (hole === undefined || !containsCidr(block, hole)) rest.push(block);
    else if (hole.prefixLength === block.prefixLength) next++;
    else halvesOf(block).forEach(cut);
  };
  for (const block of aggregate(from)) {
    let hole = holes[next];
    while (hole !== undefined && compareCidrs(hole, block) < 0 && !containsCidr(hole, block)) {
      hole = holes[++next];
    }
    if (hole === undefined || !containsCidr(hole, block)) cut(block);
  }
  return rest;
}

/** The fewest blocks with the addresses that are both in `a` and in `b`, ascending. */
export function intersect(a: readonly Cidr[], b: readonly Cidr[]): Cidr[] {
  const [left, right] = [aggregate(a), aggregate(b)];
  const common: Cidr[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const x = left[i];
    const y = right[j];
    if (x === undefined || y === undefined) return common;
    if (containsCidr(x, y)) {
      common.push(y);
      j++;
    } else if (containsCidr(y, x)) {
      common.push(x);
      i++;
    } else if (compareCidrs(x, y) < 0) i++;
    else j++;
  }
}

/**
 * Every pair of blocks that share an address, as places in `cidrs`, the lower place first; pairs ascend.
 *
 * There are up to n² / 2 of them, when all blocks are nested.
 */
export function overlappingPairs(cidrs: readonly Cidr[]): (readonly [number, number])[] {
  const order = cidrs.map((_, place) => place).sort((a, b) => compareCidrs(cidrs[a] as Cidr, cidrs[b] as Cidr));
  const lowerOf: number[][] = cidrs.map(() => []);
  const open: number[] = [];
  for (const place of order) {
    const cidr = cidrs[place] as Cidr;
    for (let top = open.at(-1); top !== undefined && !containsCidr(cidrs[top] as Cidr, cidr); top = open.at(-1)) open.pop();
    for (const around of open) lowerOf[Math.max(place, around)]?.push(Math.min(place, around));
    open.push(place);
  }
  // Dealt out by the higher place and then, in the order of that, by the lower one, the pairs are sorted.
  const higherOf: number[][] = cidrs.map(() => []);
  lowerOf.forEach((lowers, higher) => lowers.forEach((lower) => higherOf[lower]?.push(higher)));
  return higherOf.flatMap((highers, lower) => highers.map((higher) => [lower, higher] as const));
}

/** Appends a block that is after all of `kept`, and joins it with its other half for as long as that is the last one. */
function append(kept: Cidr[], cidr: Cidr): void {
  let block = cidr;
  for (let last = kept.at(-1); last?.prefixLength === block.prefixLength; last = kept.at(-1)) {
    if (last.prefixLength === 0) break;
    const whole = cidrOf(last, last.prefixLength - 1);
    if (!containsCidr(whole, block)) break;
    kept.pop();
    block = whole;
  }
  kept.push(block);
}

/** The blocks in the order of `compareCidrs`. */
function inOrder(cidrs: readonly Cidr[]): Cidr[] {
  // An IPv4 block is one number, and numbers are sorted several times as fast as objects are compared.
  const ipv4: number[] = [];
  const ipv6: Cidr[] = [];
  for (const cidr of cidrs) {
    if (cidr.family === 4) ipv4.push(cidr.bits * 64 + cidr.prefixLength);
    else ipv6.push(cidr);
  }
  const sorted: Cidr[] = [];
  for (const packed of Float64Array.from(ipv4).sort()) {
    const bits = Math.floor(packed / 64);
    sorted.push({ family: 4, bits, prefixLength: packed - bits * 64 });
  }
  for (const cidr of ipv6.sort(compareCidrs)) sorted.push(cidr);
  return sorted;
}
