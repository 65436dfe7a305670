/**
 * What one direction of a network ACL does with a whole box of packets: exact, entry by entry (NACL-2).
 *
 * The remote block is cut where an entry's block begins or ends. Inside such a part every address is treated alike, so
 * that only ranges of the selector (ports, ICMP types) remain to be dealt out to the entries in their order.
 */
import {
  addressAt,
  addressToBigInt,
  addressCount,
  compareAddresses,
  containsAddress,
  firstAddress,
  lastAddress,
  overlaps,
  wholeFamily,
} from '../ip/index.ts';
import type { Address, Cidr } from '../ip/index.ts';
import type { SelectorRange } from '../packet/index.ts';
import type { NetworkAclEntry } from '../resources/network-acl/types.ts';

/** Packets of one protocol, to or from a block, with a selector in a range (`selectorOf`). */
export interface Box {
  readonly protocol: number;
  readonly remote: Cidr;
  readonly range: SelectorRange;
}

/** A part of the block's addresses, and who decides over which selectors there. */
export interface Part {
  /** The addresses of this part over those of the block, 0 to 1. */
  readonly share: number;
  readonly decisions: readonly Decision[];
}

export interface Decision {
  /** Index of the entry; −1 for the final `*`. */
  readonly entry: number;
  readonly action: 'allow' | 'deny';
  readonly range: SelectorRange;
}

export const ALL_SELECTORS: SelectorRange = { from: 0, to: 0xffff };

/** The parts of a box, ascending, with the decisions of each in the order of the entries. */
export function decisionsFor(entries: readonly NetworkAclEntry[], box: Box): Part[] {
  const relevant = entries.flatMap((entry, index) => (concerns(entry, box) ? [{ entry, index }] : []));
  const total = Number(addressCount(box.remote));
  const starts = partStarts(
    relevant.map(({ entry }) => entry),
    box.remote,
  );
  const end = addressToBigInt(lastAddress(box.remote)) + 1n;
  return starts.map((start, position) => {
    const next = starts[position + 1];
    const size = (next === undefined ? end : addressToBigInt(next)) - addressToBigInt(start);
    return { share: Number(size) / total, decisions: decide(relevant, start, box) };
  });
}

function concerns({ match }: NetworkAclEntry, { protocol, remote, range }: Box): boolean {
  if (match.remote.kind !== 'cidr' || !overlaps(match.remote.cidr, remote)) return false;
  if (match.protocol !== 'any' && match.protocol !== protocol) return false;
  return match.range === undefined || (match.range.from <= range.to && range.from <= match.range.to);
}

function partStarts(entries: readonly NetworkAclEntry[], remote: Cidr): Address[] {
  const last = lastAddress(remote);
  const starts: Address[] = [firstAddress(remote)];
  for (const { match } of entries) {
    if (match.remote.kind !== 'cidr' || match.remote.cidr.prefixLength <= remote.prefixLength) continue;
    starts.push(firstAddress(match.remote.cidr));
    const after = addressAt(lastAddress(match.remote.cidr), 1);
    if (after !== undefined && compareAddresses(after, last) <= 0) starts.push(after);
  }
  starts.sort(compareAddresses);
  return starts.filter((start, position) => {
    const before = starts[position - 1];
    return before === undefined || compareAddresses(before, start) !== 0;
  });
}

interface Indexed {
  readonly entry: NetworkAclEntry;
  readonly index: number;
}

function decide(relevant: readonly Indexed[], address: Address, { range }: Box): Decision[] {
  const decisions: Decision[] = [];
  let open: SelectorRange[] = [range];
  for (const { entry, index } of relevant) {
    if (open.length === 0) break;
    const { match, ruleAction } = entry;
    if (match.remote.kind !== 'cidr' || !containsAddress(match.remote.cidr, address)) continue;
    const taken = match.range ?? ALL_SELECTORS;
    decisions.push(...meet(open, taken).map((part) => ({ entry: index, action: ruleAction, range: part })));
    open = without(open, taken);
  }
  return [...decisions, ...open.map((part) => ({ entry: -1, action: 'deny' as const, range: part }))];
}

function meet(ranges: readonly SelectorRange[], taken: SelectorRange): SelectorRange[] {
  return ranges
    .map(({ from, to }) => ({ from: Math.max(from, taken.from), to: Math.min(to, taken.to) }))
    .filter(({ from, to }) => from <= to);
}

function without(ranges: readonly SelectorRange[], taken: SelectorRange): SelectorRange[] {
  return ranges
    .flatMap(({ from, to }) => [
      { from, to: Math.min(to, taken.from - 1) },
      { from: Math.max(from, taken.to + 1), to },
    ])
    .filter(({ from, to }) => from <= to);
}

/** How many selectors of the range are let through in a part. */
export function allowedCount({ decisions }: Part): number {
  return decisions.reduce(
    (sum, { action, range }) => (action === 'allow' ? sum + range.to - range.from + 1 : sum),
    0,
  );
}

/** Far above the ceiling of LIM-9; comparing more entries than this would take long and help nobody. */
export const MOST_ENTRIES = 200;

const BOTH_FAMILIES: readonly Cidr[] = [wholeFamily(4), wholeFamily(6)];

/**
 * The entries that decide over at least one packet, by index; the others are never reached.
 *
 * Protocols that no entry names are all treated alike, so that one of them stands for all.
 */
export function entriesInUse(entries: readonly NetworkAclEntry[]): ReadonlySet<number> {
  const named = new Set(entries.flatMap(({ match }) => (match.protocol === 'any' ? [] : [match.protocol])));
  const unnamed = Array.from({ length: 256 }, (_, protocol) => protocol).find(
    (protocol) => !named.has(protocol),
  );
  const protocols = unnamed === undefined ? [...named] : [...named, unnamed];
  const used = new Set<number>();
  for (const remote of BOTH_FAMILIES) {
    for (const protocol of protocols) {
      for (const { decisions } of decisionsFor(entries, { protocol, remote, range: ALL_SELECTORS })) {
        for (const { entry } of decisions) used.add(entry);
      }
    }
  }
  return used;
}

/** Whether no packet at all passes. Lists beyond `MOST_ENTRIES` with an allow entry are taken to let something through. */
export function letsNothing(entries: readonly NetworkAclEntry[]): boolean {
  if (entries.every(({ ruleAction }) => ruleAction === 'deny')) return true;
  if (entries.length > MOST_ENTRIES) return false;
  const used = entriesInUse(entries);
  return entries.every(({ ruleAction }, index) => ruleAction === 'deny' || !used.has(index));
}
