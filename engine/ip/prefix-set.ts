/**
 * Sets of addresses of one or both families, kept as sorted inclusive ranges.
 *
 * INVARIANT: the ranges of a `PrefixSet` ascend, IPv4 before IPv6, and no two overlap or touch; so two sets are equal
 * exactly when their ranges are.
 */

import { type Address, addressAt, addressWidth, compareAddresses, sameAddress } from './address.ts';
import { type Cidr, cidrOf, firstAddress, lastAddress } from './cidr.ts';

/** Addresses of one family from `first` to `last`, both included. */
export interface AddressRange {
  readonly first: Address;
  readonly last: Address;
}

export interface PrefixSet {
  readonly ranges: readonly AddressRange[];
}

export const EMPTY_PREFIX_SET: PrefixSet = { ranges: [] };

/** The addresses of all the blocks, which may repeat and overlap. */
export function prefixSet(cidrs: readonly Cidr[]): PrefixSet {
  return rangeSet(cidrs.map((cidr) => ({ first: firstAddress(cidr), last: lastAddress(cidr) })));
}

/** The addresses of all the ranges, which may repeat and overlap; each has both ends in one family, in order. */
export function rangeSet(ranges: readonly AddressRange[]): PrefixSet {
  const sorted = [...ranges].sort((a, b) => compareAddresses(a.first, b.first));
  const merged: AddressRange[] = [];
  let open: AddressRange | undefined;
  for (const range of sorted) {
    if (open !== undefined && reaches(open.last, range.first)) {
      if (compareAddresses(range.last, open.last) > 0) open = { first: open.first, last: range.last };
      continue;
    }
    if (open !== undefined) merged.push(open);
    open = range;
  }
  if (open !== undefined) merged.push(open);
  return { ranges: merged };
}

/** Whether `address` is in the set. */
export function contains(set: PrefixSet, address: Address): boolean {
  return rangeAround(set, address) !== undefined;
}

/** Whether every address of `cidr` is in the set. */
export function containsBlock(set: PrefixSet, cidr: Cidr): boolean {
  const range = rangeAround(set, cidr);
  return range !== undefined && compareAddresses(lastAddress(cidr), range.last) <= 0;
}

export function union(a: PrefixSet, b: PrefixSet): PrefixSet {
  return rangeSet([...a.ranges, ...b.ranges]);
}

export function intersection(a: PrefixSet, b: PrefixSet): PrefixSet {
  const ranges: AddressRange[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a.ranges[i];
    const right = b.ranges[j];
    if (left === undefined || right === undefined) return { ranges };
    const first = compareAddresses(left.first, right.first) >= 0 ? left.first : right.first;
    const leftEndsFirst = compareAddresses(left.last, right.last) <= 0;
    const last = leftEndsFirst ? left.last : right.last;
    if (compareAddresses(first, last) <= 0) ranges.push({ first, last });
    if (leftEndsFirst) i++;
    else j++;
  }
}

/** The addresses of `a` that are not in `b`. */
export function difference(a: PrefixSet, b: PrefixSet): PrefixSet {
  const ranges: AddressRange[] = [];
  let j = 0;
  for (const { first, last } of a.ranges) {
    let from: Address | undefined = first;
    while (from !== undefined) {
      const hole: AddressRange | undefined = b.ranges[j];
      if (hole === undefined || compareAddresses(hole.first, last) > 0) break;
      if (compareAddresses(hole.last, from) < 0) {
        j++;
        continue;
      }
      const before: Address | undefined = addressAt(hole.first, -1);
      if (before !== undefined && compareAddresses(before, from) >= 0)
        ranges.push({ first: from, last: before });
      from = addressAt(hole.last, 1);
      if (from !== undefined && compareAddresses(from, last) > 0) from = undefined;
    }
    if (from !== undefined) ranges.push({ first: from, last });
  }
  return { ranges };
}

export function isEmptySet(set: PrefixSet): boolean {
  return set.ranges.length === 0;
}

export function sameSet(a: PrefixSet, b: PrefixSet): boolean {
  return (
    a.ranges.length === b.ranges.length &&
    a.ranges.every((range, i) => {
      const other = b.ranges[i];
      return (
        other !== undefined && sameAddress(range.first, other.first) && sameAddress(range.last, other.last)
      );
    })
  );
}

/** The fewest blocks that make up the set, ascending. */
export function cidrsOf(set: PrefixSet): Cidr[] {
  return set.ranges.flatMap(cidrsOfRange);
}

/** The fewest blocks with the same addresses as `cidrs`, ascending. */
export function mergeCidrs(cidrs: readonly Cidr[]): Cidr[] {
  return cidrsOf(prefixSet(cidrs));
}

/** The fewest blocks that make up one inclusive range, ascending. */
export function cidrsOfRange({ first, last }: AddressRange): Cidr[] {
  const cidrs: Cidr[] = [];
  let from: Address | undefined = first;
  while (from !== undefined && compareAddresses(from, last) <= 0) {
    const block = widestBlock(from, last);
    cidrs.push(block);
    from = addressAt(lastAddress(block), 1);
  }
  return cidrs;
}

/** Whether a range that ends at `last` overlaps or touches one that starts at `next`. */
function reaches(last: Address, next: Address): boolean {
  if (last.family !== next.family) return false;
  const after = addressAt(last, 1);
  return after === undefined || compareAddresses(next, after) <= 0;
}

function rangeAround({ ranges }: PrefixSet, address: Address): AddressRange | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = ranges[middle];
    if (range === undefined) return undefined;
    if (compareAddresses(address, range.first) < 0) high = middle;
    else if (compareAddresses(address, range.last) > 0) low = middle + 1;
    else return range;
  }
  return undefined;
}

/** The largest block that starts at `first` and ends no later than `last`. */
function widestBlock(first: Address, last: Address): Cidr {
  let prefixLength: number = addressWidth(first.family);
  let widest = cidrOf(first, prefixLength);
  while (prefixLength > 0) {
    prefixLength--;
    const wider = cidrOf(first, prefixLength);
    if (compareAddresses(wider, first) !== 0 || compareAddresses(lastAddress(wider), last) > 0) break;
    widest = wider;
  }
  return widest;
}
