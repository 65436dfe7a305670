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

/** The entries of one list in order; made by `indexMatches`. */
export interface MatchIndex extends Remotes {
  readonly matches: readonly PacketMatch[];
  readonly selectors: Selectors;
  /** One bit per entry. Rows of the remotes come first, then one for each (protocol, atom). */
  readonly rows: BitRows;
  readonly firstSelectorRow: number;
}

/** The entries of one list as a union; made by `indexUnion`. */
export interface UnionIndex extends Remotes {
  readonly selectors: Selectors;
  /** One bit per (protocol, atom), in the rows of the remotes. */
  readonly rows: BitRows;
}

/** Numbers the rows of remote ends: IPv4 intervals, IPv6 intervals, then two rows for each group. */
interface Remotes {
  readonly intervals: Intervals;
  readonly firstIpv6Row: number;
  /** A group's row for IPv4 remotes; that for IPv6 ones follows it. */
  readonly groups: ReadonlyMap<string, number>;
  readonly remoteRows: number;
}

/** Numbers the pairs of a protocol and an atom of selectors. */
interface Selectors {
  /**
   * - 256 places, one for each protocol: the number of its first pair. Protocols that no entry names share theirs.
   * - 256 places, one for each upper byte of a selector: where its page begins.
   * - Pages of 256 places: the atom of each selector. Equal pages are stored once.
   */
  readonly table: Uint16Array | Uint32Array;
  readonly atomCount: number;
  readonly pairCount: number;
}

/** Rows of `words` 32-bit words. */
interface BitRows {
  readonly words: number;
  readonly bits: Int32Array;
}

/** Compiles a list in the order in which its entries are tried. */
export function indexMatches(matches: readonly PacketMatch[]): MatchIndex {
  const remotes = remotesOf(matches);
  const selectors = selectorsOf(matches);
  const firstSelectorRow = remotes.remoteRows;
  const rows = bitRows(firstSelectorRow + selectors.pairCount, matches.length);
  matches.forEach((match, entry) => {
    for (const row of remoteRowsOf(match, remotes)) setBit(rows, row, entry);
    for (const pair of pairsOf(match, selectors)) setBit(rows, firstSelectorRow + pair, entry);
  });
  return { ...remotes, matches, selectors, rows, firstSelectorRow };
}

/** Compiles a list for `anyMatch`, from its index; for long lists the result is larger and quicker to ask. */
export function indexUnion({ matches, selectors, ...remotes }: MatchIndex): UnionIndex {
  const { intervals, firstIpv6Row, groups, remoteRows } = remotes;
  const rows = bitRows(remoteRows, selectors.pairCount);
  for (const match of matches) {
    const accepted = bitRows(1, selectors.pairCount);
    for (const pair of pairsOf(match, selectors)) setBit(accepted, 0, pair);
    for (const row of remoteRowsOf(match, remotes)) addBits(rows, row, accepted);
  }
  return { intervals, firstIpv6Row, groups, remoteRows, selectors, rows };
}

/** The position of the first entry that matches, or -1: `matches` asked in order. */
export function firstMatch(index: MatchIndex, packet: Packet, { address, groups }: RemoteEnd): number {
  const pair = pairOf(index.selectors, packet.protocol, selectorOf(packet));
  return firstInRows(index, rowsOf(index, address, groups), index.firstSelectorRow + pair);
}

/** As `firstMatch`, for an IPv4 remote as a uint32 that carries no groups, and the selector of `selectorOf`. */
export function firstMatchIpv4(index: MatchIndex, protocol: number, selector: number, bits: number): number {
  const remoteRow = ipv4IntervalAt(index.intervals.ipv4, bits);
  const selectorRow = index.firstSelectorRow + pairOf(index.selectors, protocol, selector);
  return firstInBoth(index.rows, remoteRow, selectorRow);
}

/** Whether any entry matches. */
export function anyMatch(index: UnionIndex, packet: Packet, { address, groups }: RemoteEnd): boolean {
  const pair = pairOf(index.selectors, packet.protocol, selectorOf(packet));
  return rowsOf(index, address, groups).some((row) => hasBit(index.rows, row, pair));
}

/** As `anyMatch`, for an IPv4 remote as a uint32 that carries no groups, and the selector of `selectorOf`. */
export function anyMatchIpv4(index: UnionIndex, protocol: number, selector: number, bits: number): boolean {
  const row = ipv4IntervalAt(index.intervals.ipv4, bits);
  return hasBit(index.rows, row, pairOf(index.selectors, protocol, selector));
}

/** The lowest bit that is set in both rows, or -1. */
function firstInBoth({ words, bits }: BitRows, a: number, b: number): number {
  for (let word = 0; word < words; word++) {
    const common = wordAt(bits, words * a + word) & wordAt(bits, words * b + word);
    if (common !== 0) return lowestBit(word, common);
  }
  return -1;
}

/** The lowest bit that is set in the selector's row and in any of the remote's, or -1. */
function firstInRows({ rows }: MatchIndex, remoteRows: readonly number[], selectorRow: number): number {
  const { words, bits } = rows;
  for (let word = 0; word < words; word++) {
    let remote = 0;
    for (const row of remoteRows) remote |= wordAt(bits, words * row + word);
    const common = remote & wordAt(bits, words * selectorRow + word);
    if (common !== 0) return lowestBit(word, common);
  }
  return -1;
}

function lowestBit(word: number, bits: number): number {
  return 32 * word + 31 - Math.clz32(bits & -bits);
}

/** The rows of a remote end: that of its address, and those of the groups that entries name. */
function rowsOf(remotes: Remotes, address: Address, groups: readonly string[]): number[] {
  const rows = [rowAround(remotes, address)];
  for (const group of groups) {
    const row = remotes.groups.get(group);
    if (row !== undefined) rows.push(address.family === 4 ? row : row + 1);
  }
  return rows;
}

function rowAround({ intervals, firstIpv6Row }: Remotes, address: Address): number {
  return intervalAt(intervals, address) + (address.family === 4 ? 0 : firstIpv6Row);
}

function pairOf(selectors: Selectors, protocol: number, selector: number): number {
  return placeIn(selectors.table, protocol) + atomOf(selectors, selector);
}

function atomOf({ table }: Selectors, selector: number): number {
  return placeIn(table, placeIn(table, 256 + (selector >>> 8)) + (selector & 255));
}

/** Numbers the rows that the remote ends of `matches` need. */
function remotesOf(matches: readonly PacketMatch[]): Remotes {
  const intervals = intervalsFrom(matches.flatMap((match) => rangesOf(match).flatMap(edgesOf)));
  const { ipv4, ipv6 } = intervalCounts(intervals);
  const groups = new Map<string, number>();
  for (const { remote } of matches) {
    if (remote.kind === 'group' && !groups.has(remote.group)) {
      groups.set(remote.group, ipv4 + ipv6 + 2 * groups.size);
    }
  }
  return { intervals, groups, firstIpv6Row: ipv4, remoteRows: ipv4 + ipv6 + 2 * groups.size };
}

/** Every row of a remote end that the entry accepts, in the families it speaks of. */
function remoteRowsOf(match: PacketMatch, remotes: Remotes): number[] {
  if (match.remote.kind === 'group') {
    const row = remotes.groups.get(match.remote.group);
    if (row === undefined) return [];
    return [...(match.family === 6 ? [] : [row]), ...(match.family === 4 ? [] : [row + 1])];
  }
  return rangesOf(match).flatMap(({ first, last }) =>
    span(rowAround(remotes, first), rowAround(remotes, last)),
  );
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

/** Cuts 0–65535 at every end of a range, and tells apart the protocols that entries name. */
function selectorsOf(matches: readonly PacketMatch[]): Selectors {
  const ranges = matches.flatMap(({ range }) => range ?? []);
  const cuts = new Set(
    [0, ...ranges.flatMap(({ from, to }) => [from, to + 1])].filter((cut) => cut <= 0xffff),
  );
  const starts = [...cuts].sort((a, b) => a - b);
  const named = new Set(matches.flatMap(({ protocol }) => (protocol === 'any' ? [] : [protocol])));
  const firstPairs = new Array<number>(256).fill(0);
  [...named].forEach((protocol, i) => {
    firstPairs[protocol] = (i + 1) * starts.length;
  });
  const { places, pages } = atomPages(starts);
  const table = [...firstPairs, ...places.map((place) => 512 + place), ...pages];
  const pairCount = (named.size + 1) * starts.length;
  const widest = Math.max(pairCount, table.length);
  return {
    table: widest <= 0xffff ? Uint16Array.from(table) : Uint32Array.from(table),
    atomCount: starts.length,
    pairCount,
  };
}

/** The atom of each selector, in pages of 256 of which equal ones are stored once, and each page's place. */
function atomPages(starts: readonly number[]): { places: number[]; pages: number[] } {
  const places: number[] = [];
  const placeOf = new Map<string, number>();
  const pages: number[] = [];
  let atom = 0;
  for (let upper = 0; upper < 256; upper++) {
    const page: number[] = [];
    for (let lower = 0; lower < 256; lower++) {
      while ((starts[atom + 1] ?? Infinity) <= 256 * upper + lower) atom++;
      page.push(atom);
    }
    // Only a page of one atom can be equal to another.
    const key = page[0] === atom ? `atom ${atom}` : `page ${upper}`;
    const place = placeOf.get(key) ?? pages.length;
    if (place === pages.length) pages.push(...page);
    placeOf.set(key, place);
    places.push(place);
  }
  return { places, pages };
}

/** Every pair of a protocol and an atom that the entry accepts. */
function pairsOf({ protocol, range }: PacketMatch, selectors: Selectors): number[] {
  const { table, atomCount, pairCount } = selectors;
  const first = atomOf(selectors, range?.from ?? 0);
  const last = atomOf(selectors, range?.to ?? 0xffff);
  const every = Array.from({ length: pairCount / atomCount }, (_, i) => i * atomCount);
  const firstPairs = protocol === 'any' ? every : [placeIn(table, protocol)];
  return firstPairs.flatMap((pair) => span(pair + first, pair + last));
}

/** The integers from `first` to `last`, both included. */
function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

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

/** Adds the only row of `added`, which is as wide, to a row. */
function addBits({ words, bits }: BitRows, row: number, added: BitRows): void {
  for (let word = 0; word < words; word++) {
    bits[words * row + word] = wordAt(bits, words * row + word) | wordAt(added.bits, word);
  }
}

function wordAt(bits: Int32Array, word: number): number {
  // INVARIANT: row numbers come from the same compilation as the bits, so every word of theirs exists.
  return bits[word] as number;
}

function placeIn(table: Uint16Array | Uint32Array, place: number): number {
  // INVARIANT: protocols are 0–255 and selectors 0–65535, for which the table has places.
  return table[place] as number;
}
