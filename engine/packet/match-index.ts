/**
 * The compiled reader of a list of PacketMatch values: which entry matches first, and whether any does.
 *
 * Addresses are cut into intervals and selectors into atoms inside which no entry begins or ends. Each interval, each
 * group and each (protocol, atom) has a row of bits, one per entry; an entry matches when its bit is set in the
 * remote's rows and in the selector's row, and the lowest common bit is the first match (Lakshman and Stiliadis, 1998).
 * A union needs no positions: it keeps, per interval and group, one bit per (protocol, atom) instead.
 *
 * Both agree with `matches` asked entry by entry.
 */
import {
  type Address,
  type AddressRange,
  type Cidr,
  type Family,
  type Intervals,
  addressAt,
  firstAddress,
  intervalAt,
  intervalCounts,
  intervalsFrom,
  ipv4IntervalAt,
  lastAddress,
} from '../ip/index.ts';
import type { PacketMatch, RemoteEnd } from './match.ts';
import type { Packet } from './packet.ts';
import { selectorOf } from './packet.ts';

/** The entries of one list that match, lowest position first; made by `indexMatches`. */
export interface MatchIndex {
  readonly matches: readonly PacketMatch[];
  readonly remotes: RemoteRows;
  readonly selectors: SelectorAtoms;
  /** For each (protocol slot, atom), the entries that accept it. */
  readonly selectorRows: BitRows;
}

/** Whether any entry of a list matches; made by `indexUnion`. */
export interface UnionIndex {
  readonly remotes: RemoteRows;
  readonly selectors: SelectorAtoms;
}

/** Rows of bits for the two ways to name a remote end. The bits are entries, or (protocol slot, atom) pairs. */
interface RemoteRows {
  readonly intervals: Intervals;
  /** One row per IPv4 interval, then one per IPv6 interval. */
  readonly byInterval: BitRows;
  /** Row of the first IPv6 interval. */
  readonly ipv6Rows: number;
  /** Rows of a group: for IPv4 remotes at the number found here, for IPv6 ones after it. */
  readonly groups: ReadonlyMap<string, number>;
  readonly byGroup: BitRows;
}

/** Cuts 0–65535 at every end of a range, and tells apart the protocols that entries name. */
interface SelectorAtoms {
  readonly atomCount: number;
  /** 1 and up for the protocols named, 0 for all others. */
  readonly slots: Uint16Array;
  readonly slotCount: number;
  /** For each upper byte of a selector, where in `atoms` its 256 selectors begin; equal pages are stored once. */
  readonly pages: Uint16Array;
  readonly atoms: Uint16Array;
}

/** Rows of `words` 32-bit words. */
interface BitRows {
  readonly words: number;
  readonly bits: Int32Array;
}

/** Compiles a list in the order in which its entries are tried. */
export function indexMatches(matches: readonly PacketMatch[]): MatchIndex {
  const selectors = selectorAtoms(matches);
  const selectorRows = bitRows(selectors.slotCount * selectors.atomCount, matches.length);
  matches.forEach((match, entry) => {
    forEachSelector(selectors, match, (selector) => {
      setBit(selectorRows, selector, entry);
    });
  });
  return { matches, selectors, selectorRows, remotes: entriesByRemote(matches) };
}

/** Compiles a list for `anyMatch`; larger than the index it is made from, and quicker to ask. */
export function indexUnion({ matches, selectors }: MatchIndex): UnionIndex {
  const pairs = selectors.slotCount * selectors.atomCount;
  const remotes = remoteRows(matches, pairs);
  const accepted = bitRows(matches.length, pairs);
  matches.forEach((match, entry) => {
    forEachSelector(selectors, match, (selector) => {
      setBit(accepted, entry, selector);
    });
    forEachRemoteRow(remotes, match, (rows, row) => {
      orRow(rows, row, accepted, entry);
    });
  });
  return { selectors, remotes };
}

/** The position of the first entry that matches, or -1: `matches` asked in order. */
export function firstMatch(index: MatchIndex, packet: Packet, { address, groups }: RemoteEnd): number {
  const row = rowAround(index.remotes, address);
  return firstCommonBit(index, row, address.family, groups, packet.protocol, selectorOf(packet));
}

/** As `firstMatch`, for an IPv4 remote as a uint32 and the selector of `selectorOf`. */
export function firstMatchIpv4(
  index: MatchIndex,
  protocol: number,
  selector: number,
  bits: number,
  groups: readonly string[],
): number {
  const row = ipv4IntervalAt(index.remotes.intervals.ipv4, bits);
  return firstCommonBit(index, row, 4, groups, protocol, selector);
}

/** Whether any entry matches. */
export function anyMatch(index: UnionIndex, packet: Packet, { address, groups }: RemoteEnd): boolean {
  const row = rowAround(index.remotes, address);
  return hasPair(index, row, address.family, groups, packet.protocol, selectorOf(packet));
}

/** As `anyMatch`, for an IPv4 remote as a uint32 and the selector of `selectorOf`. */
export function anyMatchIpv4(
  index: UnionIndex,
  protocol: number,
  selector: number,
  bits: number,
  groups: readonly string[],
): boolean {
  const row = ipv4IntervalAt(index.remotes.intervals.ipv4, bits);
  return hasPair(index, row, 4, groups, protocol, selector);
}

function firstCommonBit(
  { remotes, selectors, selectorRows }: MatchIndex,
  row: number,
  family: Family,
  groups: readonly string[],
  protocol: number,
  selector: number,
): number {
  const { words, bits } = selectorRows;
  const { byInterval, byGroup } = remotes;
  const selectorAt = words * selectorRow(selectors, protocol, selector);
  const remoteAt = words * row;
  if (groups.length === 0) {
    for (let word = 0; word < words; word++) {
      const common = wordAt(byInterval.bits, remoteAt + word) & wordAt(bits, selectorAt + word);
      if (common !== 0) return 32 * word + 31 - Math.clz32(common & -common);
    }
    return -1;
  }
  const known = groupRows(remotes, family, groups);
  for (let word = 0; word < words; word++) {
    let remote = wordAt(byInterval.bits, remoteAt + word);
    for (const group of known) remote |= wordAt(byGroup.bits, words * group + word);
    const common = remote & wordAt(bits, selectorAt + word);
    if (common !== 0) return 32 * word + 31 - Math.clz32(common & -common);
  }
  return -1;
}

function hasPair(
  { remotes, selectors }: UnionIndex,
  row: number,
  family: Family,
  groups: readonly string[],
  protocol: number,
  selector: number,
): boolean {
  const pair = selectorRow(selectors, protocol, selector);
  if (hasBit(remotes.byInterval, row, pair)) return true;
  if (remotes.groups.size === 0) return false;
  return groupRows(remotes, family, groups).some((group) => hasBit(remotes.byGroup, group, pair));
}

const NO_ROWS: readonly number[] = [];

function groupRows(remotes: RemoteRows, family: Family, groups: readonly string[]): readonly number[] {
  const rows: number[] = [];
  for (const group of groups) {
    const row = remotes.groups.get(group);
    if (row !== undefined) rows.push(family === 4 ? row : row + 1);
  }
  return rows;
}

function rowAround({ intervals, ipv6Rows }: RemoteRows, address: Address): number {
  return intervalAt(intervals, address) + (address.family === 4 ? 0 : ipv6Rows);
}

function entriesByRemote(matches: readonly PacketMatch[]): RemoteRows {
  const remotes = remoteRows(matches, matches.length);
  matches.forEach((match, entry) => {
    forEachRemoteRow(remotes, match, (rows, row) => {
      setBit(rows, row, entry);
    });
  });
  return remotes;
}

/** Rows of `width` zero bits for every interval and group that `matches` tell apart. */
function remoteRows(matches: readonly PacketMatch[], width: number): RemoteRows {
  const intervals = intervalsFrom(matches.flatMap((match) => rangesOf(match).flatMap(edgesOf)));
  const counts = intervalCounts(intervals);
  const groups = new Map<string, number>();
  for (const { remote } of matches) {
    if (remote.kind === 'group' && !groups.has(remote.group)) groups.set(remote.group, 2 * groups.size);
  }
  return {
    intervals,
    groups,
    byInterval: bitRows(counts.ipv4 + counts.ipv6, width),
    ipv6Rows: counts.ipv4,
    byGroup: bitRows(2 * groups.size, width),
  };
}

/** Visits every row of a remote end that the entry accepts, in the families it speaks of. */
function forEachRemoteRow(
  remotes: RemoteRows,
  match: PacketMatch,
  visit: (rows: BitRows, row: number) => void,
): void {
  if (match.remote.kind === 'group') {
    const row = remotes.groups.get(match.remote.group) ?? 0;
    if (match.family !== 6) visit(remotes.byGroup, row);
    if (match.family !== 4) visit(remotes.byGroup, row + 1);
    return;
  }
  for (const { first, last } of rangesOf(match)) {
    const end = rowAround(remotes, last);
    for (let row = rowAround(remotes, first); row <= end; row++) visit(remotes.byInterval, row);
  }
}

/** The addresses an entry accepts by number, in the families it speaks of; none when it accepts a group. */
function rangesOf({ family, remote }: PacketMatch): readonly AddressRange[] {
  const speaksOf = ({ first }: AddressRange) => family === 'any' || first.family === family;
  switch (remote.kind) {
    case 'cidr':
      return [rangeOf(remote.cidr)].filter(speaksOf);
    case 'prefixes':
      return (remote.set?.ranges ?? []).filter(speaksOf);
    case 'group':
      return [];
    default:
      return remote satisfies never;
  }
}

function rangeOf(cidr: Cidr): AddressRange {
  return { first: firstAddress(cidr), last: lastAddress(cidr) };
}

/** Where intervals must be cut so that the range is made of whole ones. */
function edgesOf({ first, last }: AddressRange): Address[] {
  const after = addressAt(last, 1);
  return after === undefined ? [first] : [first, after];
}

function selectorAtoms(matches: readonly PacketMatch[]): SelectorAtoms {
  const ranges = matches.flatMap(({ range }) => range ?? []);
  const cuts = new Set(
    [0, ...ranges.flatMap(({ from, to }) => [from, to + 1])].filter((cut) => cut <= 0xffff),
  );
  const starts = [...cuts].sort((a, b) => a - b);
  const protocols = new Set(matches.flatMap(({ protocol }) => (protocol === 'any' ? [] : [protocol])));
  const slots = new Uint16Array(256);
  [...protocols].forEach((protocol, i) => {
    slots[protocol] = i + 1;
  });
  return { atomCount: starts.length, slots, slotCount: protocols.size + 1, ...atomPages(starts) };
}

/** Writes the atom of each selector, in pages of 256 of which equal ones are stored once. */
function atomPages(starts: readonly number[]): { pages: Uint16Array; atoms: Uint16Array } {
  const pages = new Uint16Array(256);
  const placeOf = new Map<string, number>();
  const atoms: number[] = [];
  let atom = 0;
  for (let upper = 0; upper < 256; upper++) {
    const page: number[] = [];
    for (let lower = 0; lower < 256; lower++) {
      while ((starts[atom + 1] ?? Infinity) <= 256 * upper + lower) atom++;
      page.push(atom);
    }
    const key = page[0] === atom ? String(atom) : `${page[0]}-${atom}-${upper}`;
    const place = placeOf.get(key) ?? atoms.length;
    if (place === atoms.length) {
      placeOf.set(key, place);
      atoms.push(...page);
    }
    pages[upper] = place / 256;
  }
  return { pages, atoms: Uint16Array.from(atoms) };
}

/** The row of a (protocol, selector) pair. */
function selectorRow(
  { slots, atomCount, pages, atoms }: SelectorAtoms,
  protocol: number,
  selector: number,
): number {
  const page = pages[selector >>> 8] ?? 0;
  return (slots[protocol] ?? 0) * atomCount + (atoms[256 * page + (selector & 255)] ?? 0);
}

/** Visits the row of every (protocol, selector atom) that the entry accepts. */
function forEachSelector(
  selectors: SelectorAtoms,
  { protocol, range }: PacketMatch,
  visit: (row: number) => void,
): void {
  const { slots, slotCount, atomCount } = selectors;
  const first = selectorRow(selectors, UNNAMED, range?.from ?? 0);
  const last = selectorRow(selectors, UNNAMED, range?.to ?? 0xffff);
  const from = protocol === 'any' ? 0 : (slots[protocol] ?? 0);
  const to = protocol === 'any' ? slotCount - 1 : from;
  for (let slot = from; slot <= to; slot++) {
    for (let atom = first; atom <= last; atom++) visit(slot * atomCount + atom);
  }
}

/** No protocol number: it has slot 0, in which a row's number is its atom's. */
const UNNAMED = 256;

function bitRows(rows: number, width: number): BitRows {
  const words = Math.ceil(width / 32);
  return { words, bits: new Int32Array(rows * words) };
}

function setBit({ words, bits }: BitRows, row: number, bit: number): void {
  const word = words * row + (bit >>> 5);
  bits[word] = wordAt(bits, word) | (1 << (bit & 31));
}

function hasBit({ words, bits }: BitRows, row: number, bit: number): boolean {
  return ((wordAt(bits, words * row + (bit >>> 5)) >>> (bit & 31)) & 1) === 1;
}

/** Adds the bits of a row of `source` to a row of `target`, which is as wide. */
function orRow(target: BitRows, row: number, source: BitRows, sourceRow: number): void {
  for (let word = 0; word < target.words; word++) {
    const at = target.words * row + word;
    target.bits[at] = wordAt(target.bits, at) | wordAt(source.bits, source.words * sourceRow + word);
  }
}

function wordAt(bits: Int32Array, word: number): number {
  // INVARIANT: rows come from the same compilation as the bits, so every word of theirs exists.
  return bits[word] as number;
}
