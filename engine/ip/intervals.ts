/**
 * Finds the interval that an address lies in, among sorted intervals that together cover a whole family.
 *
 * Interval `i` runs from `starts[i]` up to the next start; the first start is the family's first address. Routes, rule
 * lists and prefix lists are all cut into such intervals, whose positions then index plain arrays.
 *
 * IPv4 searches begin at an index by the first two octets, made only for the /8s that are cut somewhere inside: about
 * 1 KiB each, so a table for one VPC takes a few KiB and one for the whole internet 230 KiB.
 */

import { type Address, type Ipv6Address, compareAddresses, sameAddress } from './address.ts';
import { firstAddress, wholeFamily } from './cidr.ts';

/** Read it with the functions of this module only. */
export interface Ipv4Intervals {
  /** First address of each interval, ascending from 0. */
  readonly starts: Uint32Array;
  /** For each first octet a place in `pages`, or ~interval when one interval covers the /8; empty in small tables. */
  readonly root: Int32Array;
  /** Of each cut /8, the interval in which each of its 256 /16s begins, and where the next /8 begins. */
  readonly pages: Int32Array;
}

/** Read it with the functions of this module only. */
export interface Ipv6Intervals {
  /** The upper 53 bits of each start as an exact double, which decide nearly every comparison. */
  readonly tops: Float64Array;
  /** Four words per start, ascending from zero. */
  readonly words: Uint32Array;
}

export interface Intervals {
  readonly ipv4: Ipv4Intervals;
  readonly ipv6: Ipv6Intervals;
}

/** Up to this many intervals a plain binary search is as quick as the index by octets. */
export const UNPAGED_INTERVALS = 8;

/** Intervals that begin at the family's first address and at each of `starts`, which may repeat and come in any order. */
export function intervalsFrom(starts: readonly Address[]): Intervals {
  const families = [firstAddress(wholeFamily(4)), firstAddress(wholeFamily(6))];
  const sorted = [...families, ...starts].sort(compareAddresses);
  const distinct = sorted.filter((start, i) => {
    const before = sorted[i - 1];
    return before === undefined || !sameAddress(before, start);
  });
  return {
    ipv4: ipv4Intervals(distinct.flatMap((start) => (start.family === 4 ? [start.bits] : []))),
    ipv6: ipv6Intervals(distinct.flatMap((start) => (start.family === 6 ? [start] : []))),
  };
}

/** The position of the interval, within its family, that `address` lies in. */
export function intervalAt({ ipv4, ipv6 }: Intervals, address: Address): number {
  return address.family === 4
    ? ipv4IntervalAt(ipv4, address.bits)
    : ipv6IntervalAt(ipv6, address.w0, address.w1, address.w2, address.w3);
}

/** As `intervalAt`, for an IPv4 address as a uint32. */
export function ipv4IntervalAt({ starts, root, pages }: Ipv4Intervals, bits: number): number {
  let low = 0;
  let size = starts.length;
  if (root.length > 0) {
    const page = wordAt(root, bits >>> 24);
    if (page < 0) return ~page;
    const slot = page + ((bits >>> 16) & 255);
    low = wordAt(pages, slot);
    size = wordAt(pages, slot + 1) - low + 1;
  }
  while (size > 1) {
    const half = size >>> 1;
    // INVARIANT: low + size never exceeds the number of starts.
    low += (starts[low + half] as number) <= bits ? half : 0;
    size -= half;
  }
  return low;
}

/** As `intervalAt`, for an IPv6 address as four uint32. */
export function ipv6IntervalAt(
  { tops, words }: Ipv6Intervals,
  w0: number,
  w1: number,
  w2: number,
  w3: number,
): number {
  const top = topOf(w0, w1);
  let low = 0;
  let size = tops.length;
  while (size > 1) {
    const half = size >>> 1;
    // INVARIANT: low + size never exceeds the number of starts.
    const start = tops[low + half] as number;
    if (start < top || (start === top && !tailIsAfter(words, 4 * (low + half), w1, w2, w3))) low += half;
    size -= half;
  }
  return low;
}

/** How many intervals each family is cut into. */
export function intervalCounts({ ipv4, ipv6 }: Intervals): { readonly ipv4: number; readonly ipv6: number } {
  return { ipv4: ipv4.starts.length, ipv6: ipv6.tops.length };
}

function ipv4Intervals(sorted: readonly number[]): Ipv4Intervals {
  const starts = Uint32Array.from(sorted);
  if (starts.length <= UNPAGED_INTERVALS)
    return { starts, root: new Int32Array(0), pages: new Int32Array(0) };
  const root = new Int32Array(256);
  const pages: number[] = [];
  let interval = 0;
  for (let octet = 0; octet < 256; octet++) {
    const page: number[] = [];
    for (let second = 0; second < 256; second++) {
      const slash16 = octet * 2 ** 24 + second * 2 ** 16;
      while ((sorted[interval + 1] ?? Infinity) <= slash16) interval++;
      page.push(interval);
    }
    let last = interval;
    while ((sorted[last + 1] ?? Infinity) < (octet + 1) * 2 ** 24) last++;
    if (last === page[0]) {
      root[octet] = ~last;
    } else {
      root[octet] = pages.length;
      pages.push(...page, last);
    }
  }
  return { starts, root, pages: Int32Array.from(pages) };
}

function ipv6Intervals(starts: readonly Ipv6Address[]): Ipv6Intervals {
  return {
    tops: Float64Array.from(starts, ({ w0, w1 }) => topOf(w0, w1)),
    words: Uint32Array.from(starts.flatMap(({ w0, w1, w2, w3 }) => [w0, w1, w2, w3])),
  };
}

function topOf(w0: number, w1: number): number {
  return w0 * 2 ** 21 + (w1 >>> 11);
}

/** Whether the start at `offset` is above the address, given that their upper 53 bits are equal. */
function tailIsAfter(words: Uint32Array, offset: number, w1: number, w2: number, w3: number): boolean {
  // INVARIANT: every start has its four words.
  const start1 = words[offset + 1] as number;
  if (start1 !== w1) return start1 > w1;
  const start2 = words[offset + 2] as number;
  if (start2 !== w2) return start2 > w2;
  return (words[offset + 3] as number) > w3;
}

function wordAt(array: Int32Array, index: number): number {
  // INVARIANT: the first octet is in 0–255, and each page has 257 slots.
  return array[index] as number;
}
