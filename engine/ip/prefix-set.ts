/**
 * Sets of addresses of one or both families, kept as sorted inclusive ranges.
 *
 * INVARIANT: the ranges of a `PrefixSet` ascend, IPv4 before IPv6, and no two overlap or touch; so two sets are equal
 * exactly when their ranges are.
 */

import { type Address, addressAt, addressWidth, compareAddresses } from './address.ts';
import { type Cidr, cidrOf, firstAddress, lastAddress } from './cidr.ts';

/** Addresses of one family from `first` to `last`, both included. */
export interface AddressRange {
  readonly first: Address;
  readonly last: Address;
}

export interface PrefixSet {
  readonly ranges: readonly AddressRange[];
}

/** The addresses of all the blocks, which may repeat and overlap. */
export function prefixSet(cidrs: readonly Cidr[]): PrefixSet {
  const sorted = cidrs
    .map((cidr): AddressRange => ({ first: firstAddress(cidr), last: lastAddress(cidr) }))
    .sort((a, b) => compareAddresses(a.first, b.first));
  const ranges: AddressRange[] = [];
  let open: AddressRange | undefined;
  for (const range of sorted) {
    if (open !== undefined && reaches(open.last, range.first)) {
      if (compareAddresses(range.last, open.last) > 0) open = { first: open.first, last: range.last };
      continue;
    }
    if (open !== undefined) ranges.push(open);
    open = range;
  }
  if (open !== undefined) ranges.push(open);
  return { ranges };
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
