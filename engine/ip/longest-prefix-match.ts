/**
 * Longest-prefix match over a fixed list of blocks of both families.
 *
 * The blocks are flattened into intervals, each owned by its most specific block; a look-up finds the interval.
 */

import { type Address, type Family, addressAt, compareAddresses, sameAddress } from './address.ts';
import { type Cidr, compareCidrs, firstAddress, lastAddress, sameCidr, wholeFamily } from './cidr.ts';
import { type Intervals, intervalAt, intervalsFrom, ipv4IntervalAt, ipv6IntervalAt } from './intervals.ts';

export interface PrefixEntry<T> {
  readonly cidr: Cidr;
  readonly value: T;
}

/** One block and its values, in the order in which they were given. */
export interface PrefixMatch<T> {
  readonly cidr: Cidr;
  readonly values: readonly T[];
}

/** A compiled table; read it with the functions of this module only. */
export interface PrefixTable<T> {
  /** One node per distinct block, ascending. */
  readonly nodes: readonly PrefixNode<T>[];
  readonly intervals: Intervals;
  readonly ipv4: Owners<T>;
  readonly ipv6: Owners<T>;
}

/** What the intervals of one family belong to, each list in their order. */
interface Owners<T> {
  /** The position of the most specific node, or -1. */
  readonly nodes: Int32Array;
  /** That node's values once more, which spares a large table a walk through memory. */
  readonly values: readonly (readonly T[] | undefined)[];
}

interface PrefixNode<T> extends PrefixMatch<T> {
  /** Position of the most specific node around this one, or -1. */
  readonly parent: number;
}

/** Compiles a table. Values of equal blocks stay together, in the order of `entries`. */
export function prefixTable<T>(entries: readonly PrefixEntry<T>[]): PrefixTable<T> {
  const groups = groupByCidr(entries);
  const parents: number[] = [];
  const ipv4 = flatten(groups, 4, parents);
  const ipv6 = flatten(groups, 6, parents);
  return {
    nodes: groups.map(({ cidr, values }, i) => ({ cidr, values, parent: parents[i] ?? -1 })),
    intervals: intervalsFrom([...ipv4, ...ipv6].map(({ start }) => start)),
    ipv4: ownersOf(ipv4, groups),
    ipv6: ownersOf(ipv6, groups),
  };
}

/** All values of the longest block that covers `address`; `undefined` when none does. */
export function longestMatch<T>(table: PrefixTable<T>, address: Address): readonly T[] | undefined {
  const { values } = address.family === 4 ? table.ipv4 : table.ipv6;
  return values[intervalAt(table.intervals, address)];
}

/** The position in `table.nodes` of the longest block that covers `address`, or -1. */
export function longestNode(table: PrefixTable<unknown>, address: Address): number {
  const { nodes } = address.family === 4 ? table.ipv4 : table.ipv6;
  return nodes[intervalAt(table.intervals, address)] ?? -1;
}

/** As `longestNode`, for an IPv4 address as a uint32. */
export function longestNodeIpv4(table: PrefixTable<unknown>, bits: number): number {
  return table.ipv4.nodes[ipv4IntervalAt(table.intervals.ipv4, bits)] ?? -1;
}

/** As `longestNode`, for an IPv6 address as four uint32. */
export function longestNodeIpv6(
  table: PrefixTable<unknown>,
  w0: number,
  w1: number,
  w2: number,
  w3: number,
): number {
  return table.ipv6.nodes[ipv6IntervalAt(table.intervals.ipv6, w0, w1, w2, w3)] ?? -1;
}

/** Every block that covers `address` with its values, most specific first. */
export function allMatches<T>(table: PrefixTable<T>, address: Address): PrefixMatch<T>[] {
  const matches: PrefixMatch<T>[] = [];
  let node = table.nodes[longestNode(table, address)];
  while (node !== undefined) {
    matches.push({ cidr: node.cidr, values: node.values });
    node = table.nodes[node.parent];
  }
  return matches;
}

/** Entries of equal blocks gathered, ascending, so that a block precedes the blocks inside it. */
function groupByCidr<T>(entries: readonly PrefixEntry<T>[]): Group<T>[] {
  const groups: Group<T>[] = [];
  let last: Group<T> | undefined;
  for (const { cidr, value } of [...entries].sort((a, b) => compareCidrs(a.cidr, b.cidr))) {
    if (last !== undefined && sameCidr(last.cidr, cidr)) last.values.push(value);
    else groups.push((last = { cidr, values: [value] }));
  }
  return groups;
}

interface Group<T> {
  readonly cidr: Cidr;
  readonly values: T[];
}

interface OwnedInterval {
  readonly start: Address;
  owner: number;
}

function ownersOf<T>(intervals: readonly OwnedInterval[], groups: readonly Group<T>[]): Owners<T> {
  return {
    nodes: Int32Array.from(intervals, ({ owner }) => owner),
    values: intervals.map(({ owner }) => (owner < 0 ? undefined : groups[owner]?.values)),
  };
}

/**
 * Sweeps the nested blocks of one family in order, the open ones on a stack, and fills in their `parents`.
 *
 * @returns intervals from the family's first address on, each owned by the innermost open block or by -1
 */
function flatten(groups: readonly Group<unknown>[], family: Family, parents: number[]): OwnedInterval[] {
  const intervals: OwnedInterval[] = [{ start: firstAddress(wholeFamily(family)), owner: -1 }];
  const open: { node: number; last: Address }[] = [];
  const emit = (start: Address, owner: number) => {
    const previous = intervals.at(-1);
    if (previous !== undefined && sameAddress(previous.start, start)) previous.owner = owner;
    else intervals.push({ start, owner });
  };
  const closeBefore = (next: Address | undefined) => {
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      if (next !== undefined && compareAddresses(top.last, next) >= 0) return;
      open.pop();
      const after = addressAt(top.last, 1);
      if (after !== undefined) emit(after, open.at(-1)?.node ?? -1);
    }
  };
  groups.forEach(({ cidr }, node) => {
    if (cidr.family !== family) return;
    closeBefore(cidr);
    parents[node] = open.at(-1)?.node ?? -1;
    emit(firstAddress(cidr), node);
    open.push({ node, last: lastAddress(cidr) });
  });
  closeBefore(undefined);
  return intervals;
}
