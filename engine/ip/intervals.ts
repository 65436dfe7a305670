/**
 * Finds the interval that an address lies in, among sorted intervals that together cover a whole family.
 *
 * Interval `i` runs from `starts[i]` up to the next start; the first start is the family's first address. Routes, rule
 * lists and prefix lists are all cut into such intervals, whose positions then index plain arrays.
 *
 * IPv4 searches begin at an index by the first two octets, made only for the /8s that are cut somewhere inside: about
 * 1 KiB each, so a table for one VPC takes a few KiB and one for the whole internet 230 KiB. Index and starts share one
 * array, because reaching for an array costs as much as reading from it.
 */

import { type Address, type Ipv6Address, compareAddresses, sameAddress } from './address.ts';

/** Read it with the functions of this module only. */
export interface Ipv4Intervals {
  /**
   * - 256 places, one for each first octet: where the octet's page begins, or ~i when all of the /8 is in interval i.
   * - Pages of 257 places: that of the start in force where each /16 of the /8 begins, and of the last start in the /8.
   * - The starts, ascending, each less 2^31 so that it is an int32.
   *
   * Tables of few intervals hold the starts only.
   */
  readonly table: Int32Array;
  readonly firstStart: number;
  readonly count: number;
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
const UNPAGED_INTERVALS = 8;

/** Intervals that begin at the family's first address and at each of `starts`, which may repeat and come in any order. */
export function intervalsFrom(starts: readonly Address[]): Intervals {
  const ipv4 = [0];
  const ipv6: Ipv6Address[] = [{ family: 6, w0: 0, w1: 0, w2: 0, w3: 0 }];
  for (const start of starts) {
    if (start.family === 4) ipv4.push(start.bits);
    else ipv6.push(start);
  }
  ipv6.sort(compareAddresses);
  return {
    ipv4: ipv4Intervals(Uint32Array.from(ipv4).sort().filter(differsFromPrevious)),
    ipv6: ipv6Intervals(ipv6.filter(differsFromPreviousAddress)),
  };
}

/** The position of the interval, within its family, that `address` lies in. */
export function intervalAt({ ipv4, ipv6 }: Intervals, address: Address): number {
  return address.family === 4
    ? ipv4IntervalAt(ipv4, address.bits)
    : ipv6IntervalAt(ipv6, address.w0, address.w1, address.w2, address.w3);
}

/** As `intervalAt`, for an IPv4 address as a uint32. */
export function ipv4IntervalAt({ table, firstStart, count }: Ipv4Intervals, bits: number): number {
  return ipv4IntervalIn(table, firstStart, count, bits);
}

/** As `ipv4IntervalAt`, for intervals whose table is the beginning of a longer array. */
export function ipv4IntervalIn(table: Int32Array, firstStart: number, count: number, bits: number): number {
  // INVARIANT: an octet is in 0–255, a page has 257 places, and a search stays between two starts; so every place read
  // exists, and `?? 0` only says so to the compiler, at no cost.
  let low = firstStart;
  let last = firstStart + count - 1;
  if (firstStart > 0) {
    const page = table[bits >>> 24] ?? 0;
    if (page < 0) return ~page;
    low = table[page + ((bits >>> 16) & 255)] ?? 0;
    last = table[page + ((bits >>> 16) & 255) + 1] ?? 0;
  }
  const key = bits ^ SIGN;
  while (last - low > SCANNED_STARTS) {
    const middle = (low + last) >>> 1;
    if ((table[middle] ?? 0) <= key) low = middle;
    else last = middle - 1;
  }
  while (low < last && (table[low + 1] ?? 0) <= key) low++;
  return low - firstStart;
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
    // INVARIANT: low + size never exceeds the number of starts, each of which has four words.
    const start = tops[low + half] ?? 0;
    if (start < top || (start === top && !tailIsAfter(words, 4 * (low + half), w1, w2, w3))) low += half;
    size -= half;
  }
  return low;
}

/** How many intervals each family is cut into. */
export function intervalCounts({ ipv4, ipv6 }: Intervals): { readonly ipv4: number; readonly ipv6: number } {
  return { ipv4: ipv4.count, ipv6: ipv6.tops.length };
}

function differsFromPrevious(start: number, i: number, starts: Uint32Array): boolean {
  return i === 0 || start !== starts[i - 1];
}

function differsFromPreviousAddress(start: Address, i: number, starts: readonly Address[]): boolean {
  const previous = starts[i - 1];
  return previous === undefined || !sameAddress(start, previous);
}

const SIGN = 1 << 31;

/** So few starts are read in turn, which the processor foresees better than the jumps of a binary search. */
const SCANNED_STARTS = 6;

function ipv4Intervals(starts: Uint32Array): Ipv4Intervals {
  const keys = Int32Array.from(starts, (bits) => bits ^ SIGN);
  const count = starts.length;
  if (count <= UNPAGED_INTERVALS) return { table: keys, firstStart: 0, count };
  const root: number[] = [];
  const pages: number[] = [];
  let interval = 0;
  const advanceTo = (bits: number) => {
    while ((starts[interval + 1] ?? Infinity) <= bits) interval++;
    return interval;
  };
  for (let octet = 0; octet < 256; octet++) {
    const slash8 = octet * 2 ** 24;
    const first = advanceTo(slash8);
    if ((starts[first + 1] ?? Infinity) >= slash8 + 2 ** 24) {
      root.push(~first);
      continue;
    }
    root.push(256 + pages.length);
    for (let second = 0; second < 256; second++) pages.push(advanceTo(slash8 + second * 2 ** 16));
    pages.push(advanceTo(slash8 + 2 ** 24 - 1));
  }
  const firstStart = 256 + pages.length;
  const table = new Int32Array(firstStart + count);
  table.set(root);
  table.set(
    pages.map((interval) => firstStart + interval),
    256,
  );
  table.set(keys, firstStart);
  return { table, firstStart, count };
}

function ipv6Intervals(starts: readonly Ipv6Address[]): Ipv6Intervals {
  return {
    tops: Float64Array.from(starts, ({ w0, w1 }) => topOf(w0, w1)),
    words: wordsOf(starts),
  };
}

function wordsOf(starts: readonly Ipv6Address[]): Uint32Array {
  const words = new Uint32Array(4 * starts.length);
  starts.forEach(({ w0, w1, w2, w3 }, i) => {
    words.set([w0, w1, w2, w3], 4 * i);
  });
  return words;
}

function topOf(w0: number, w1: number): number {
  return w0 * 2 ** 21 + (w1 >>> 11);
}

/** Whether the start at `offset` is above the address, given that their upper 53 bits are equal. */
function tailIsAfter(words: Uint32Array, offset: number, w1: number, w2: number, w3: number): boolean {
  const start1 = words[offset + 1] ?? 0;
  if (start1 !== w1) return start1 > w1;
  const start2 = words[offset + 2] ?? 0;
  if (start2 !== w2) return start2 > w2;
  return (words[offset + 3] ?? 0) > w3;
}
