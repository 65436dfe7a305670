/**
 * Sums of sets of blocks, of either family or both: aggregate, subtract, intersect, overlaps.
 *
 * All are one pass over blocks in order, so that the time is that of sorting them.
 */

import { type Cidr, cidrOf, compareCidrs, containsCidr, halvesOf, overlaps } from './cidr.ts';
import { aggregateIpv4, packIpv4, subtractIpv4, unpackIpv4 } from './packed-blocks.ts';

/** The fewest blocks with the same addresses as `cidrs`, which may repeat and overlap; ascending, IPv4 before IPv6. */
export function aggregate(cidrs: readonly Cidr[]): Cidr[] {
  const { ipv4, ipv6 } = byFamily(cidrs);
  return unpacked(aggregateIpv4(ipv4)).concat(aggregateIpv6(ipv6));
}

/** The fewest blocks with the addresses of `from` that are not in `minus`, ascending, IPv4 before IPv6. */
export function subtract(from: readonly Cidr[], minus: readonly Cidr[]): Cidr[] {
  const blocks = byFamily(from);
  const holes = byFamily(minus);
  const ipv4 = subtractIpv4(aggregateIpv4(blocks.ipv4), aggregateIpv4(holes.ipv4));
  return unpacked(ipv4).concat(subtractIpv6(aggregateIpv6(blocks.ipv6), aggregateIpv6(holes.ipv6)));
}

/** The fewest blocks with the addresses that are both in `a` and in `b`, ascending, IPv4 before IPv6. */
export function intersect(a: readonly Cidr[], b: readonly Cidr[]): Cidr[] {
  return subtract(a, subtract(a, b));
}

/**
 * Every pair of blocks that share an address, as places in `cidrs`, the lower place first; pairs ascend.
 *
 * Blocks are nested or apart, so those around a block are the last ones before it that have not ended. There are
 * n (n − 1) / 2 pairs when all are nested.
 */
export function overlappingPairs(cidrs: readonly Cidr[]): (readonly [number, number])[] {
  const pairs: number[] = []; // lower place * n + higher place
  const around: number[] = []; // places of the blocks that the walk is inside of
  for (const place of placesInOrder(cidrs)) {
    // INVARIANT: places are those of `cidrs`.
    const cidr = cidrs[place] as Cidr;
    while (around.length > 0 && !containsCidr(cidrs[around.at(-1) as number] as Cidr, cidr)) around.pop();
    for (const outer of around) {
      pairs.push(Math.min(place, outer) * cidrs.length + Math.max(place, outer));
    }
    around.push(place);
  }
  return [...Float64Array.from(pairs).sort()].map((pair) => {
    const lower = Math.floor(pair / cidrs.length);
    return [lower, pair - lower * cidrs.length];
  });
}

/** The places of the blocks in the order of `compareCidrs`. */
function placesInOrder(cidrs: readonly Cidr[]): Uint32Array {
  // Sorting bare numbers and looking up where each has come is faster than sorting places by a comparison.
  const packed = new Float64Array(cidrs.length).fill(Infinity);
  cidrs.forEach((cidr, place) => {
    if (cidr.family === 4) packed[place] = packIpv4(cidr);
  });
  const sorted = packed.slice().sort();
  const places = new Uint32Array(cidrs.length);
  const taken = new Uint32Array(cidrs.length);
  packed.forEach((block, place) => {
    const at = countBelow(block, sorted);
    places[at + (taken[at] as number)] = place;
    taken[at] = (taken[at] as number) + 1;
  });
  const ipv6 = places.subarray(countBelow(Infinity, sorted));
  ipv6.sort((a, b) => compareCidrs(cidrs[a] as Cidr, cidrs[b] as Cidr));
  return places;
}

/** How many of the sorted numbers are below `value`. */
function countBelow(value: number, sorted: Float64Array): number {
  let below = 0;
  for (let size = sorted.length; size > 0;) {
    const half = (size + 1) >>> 1;
    // Without a branch, which would be mispredicted every other time.
    below += (sorted[below + half - 1] as number) < value ? half : 0;
    size -= half;
  }
  return below;
}

function byFamily(cidrs: readonly Cidr[]): { ipv4: Float64Array; ipv6: Cidr[] } {
  const ipv4 = new Float64Array(cidrs.length);
  const ipv6: Cidr[] = [];
  let count = 0;
  for (const cidr of cidrs) {
    if (cidr.family === 4) ipv4[count++] = packIpv4(cidr);
    else ipv6.push(cidr);
  }
  return { ipv4: ipv4.subarray(0, count), ipv6 };
}

function unpacked(blocks: ArrayLike<number>): Cidr[] {
  const cidrs: Cidr[] = [];
  for (let i = 0; i < blocks.length; i++) cidrs.push(unpackIpv4(blocks[i] as number));
  return cidrs;
}

/** As `aggregateIpv4`, with blocks as they are. */
function aggregateIpv6(blocks: Cidr[]): Cidr[] {
  const kept: Cidr[] = [];
  for (const next of blocks.sort(compareCidrs)) {
    let block = next;
    let last = kept.at(-1);
    if (last !== undefined && containsCidr(last, block)) continue;
    while (last !== undefined && last.prefixLength === block.prefixLength) {
      const whole = cidrOf(last, last.prefixLength - 1);
      if (!containsCidr(whole, block)) break;
      kept.pop();
      block = whole;
      last = kept.at(-1);
    }
    kept.push(block);
  }
  return kept;
}

/** As `subtractIpv4`, by halving blocks until each half is a hole or has none. */
function subtractIpv6(from: readonly Cidr[], minus: readonly Cidr[]): Cidr[] {
  const rest: Cidr[] = [];
  let place = 0;
  const cut = (block: Cidr): void => {
    for (let hole = minus[place]; hole !== undefined; hole = minus[++place]) {
      if (overlaps(hole, block)) {
        if (hole.prefixLength > block.prefixLength) halvesOf(block).forEach(cut);
        return;
      }
      if (compareCidrs(hole, block) > 0) break;
    }
    rest.push(block);
  };
  from.forEach(cut);
  return rest;
}
