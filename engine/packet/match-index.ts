/**
 * The compiled reader of a list of PacketMatch values: which entry matches first, and whether any does.
 *
 * Addresses are cut into intervals and selectors into atoms inside which no entry begins or ends. Each interval, each
 * group and each pair of a protocol and an atom has a row of bits, one per entry; an entry matches when its bit is set
 * in a row of the remote and in the pair's, and the lowest common bit is the first match (Lakshman and Stiliadis, 1998).
 * A union needs no positions: its rows are those of the remotes, with one bit per pair.
 *
 * Both agree with `matches` asked entry by entry.
 */
import {
  type Address,
  type AddressRange,
  type Cidr,
  type Intervals,
  type Ipv6Intervals,
  addressAt,
  firstAddress,
  intervalAt,
  intervalCounts,
  intervalsFrom,
  ipv4IntervalIn,
  ipv6IntervalAt,
  lastAddress,
} from '../ip/index.ts';
import type { PacketMatch, RemoteEnd } from './match.ts';
import type { Packet } from './packet.ts';
import { selectorOf } from './packet.ts';

/** A list whose entries are tried in order; made by `indexMatches`. */
export interface MatchIndex extends Program {
  readonly kind: 'ordered';
}

/** A list of which any entry will do; made by `indexUnion`. */
export interface UnionIndex extends Program {
  readonly kind: 'union';
}

/**
 * The tables of a list. `code` holds all but those for IPv6 addresses, because reaching for an array costs as much as
 * reading from it:
 *
 * - from 0, the IPv4 intervals as engine/ip lays them out;
 * - from `selectorsAt`, 256 places for protocols, 512 for the upper nine bits of a selector, which say where the page of
 *   128 places for its lower seven begins, and those pages;
 * - from `rowsAt`, rows of `words` words: for each IPv4 interval, each IPv6 interval, twice for each group (remotes of
 *   IPv4, then of IPv6), and in a MatchIndex for each pair.
 *
 * INVARIANT: protocols are 0–255, selectors 0–65535, and all other places come from the tables; so every place read
 * exists, and the `?? 0` after it only says so to the compiler, at no cost.
 */
interface Program {
  readonly code: Int32Array;
  readonly firstStart: number;
  readonly startCount: number;
  readonly selectorsAt: number;
  readonly rowsAt: number;
  readonly words: number;
  readonly ipv6: Ipv6Intervals;
  readonly groups: ReadonlyMap<string, number>;
}

/** Compiles a list in the order in which its entries are tried. */
export function indexMatches(matches: readonly PacketMatch[]): MatchIndex {
  const remotes = remotesOf(matches);
  const selectors = selectorsOf(matches);
  const rows = bitRows(remotes.rowCount + selectors.pairCount, matches.length);
  matches.forEach((match, entry) => {
    for (const row of remoteRowsOf(match, remotes)) setBit(rows, row, entry);
    for (const pair of pairsOf(match, selectors)) setBit(rows, remotes.rowCount + pair, entry);
  });
  return { ...link(remotes, selectors, rows, 'places of rows'), kind: 'ordered' };
}

/** Compiles a list for `anyMatch`; for a long list the result is larger than an index and quicker to ask. */
export function indexUnion(matches: readonly PacketMatch[]): UnionIndex {
  const remotes = remotesOf(matches);
  const selectors = selectorsOf(matches);
  const rows = bitRows(remotes.rowCount, selectors.pairCount);
  for (const match of matches) {
    const accepted = bitRows(1, selectors.pairCount);
    for (const pair of pairsOf(match, selectors)) setBit(accepted, 0, pair);
    for (const row of remoteRowsOf(match, remotes)) addBits(rows, row, accepted);
  }
  return { ...link(remotes, selectors, rows, 'numbers of pairs'), kind: 'union' };
}

/** The position of the first entry that matches, or -1: `matches` asked in order. */
export function firstMatch(index: MatchIndex, packet: Packet, { address, groups }: RemoteEnd): number {
  const selector = selectorOf(packet);
  if (address.family === 4 && groups.length === 0) {
    return firstMatchIpv4(index, packet.protocol, selector, address.bits);
  }
  const { code, words } = index;
  const selectorRow = selectorIn(code, index.selectorsAt, packet.protocol, selector);
  const remoteRows = remoteRowsAt(index, address, groups);
  for (let word = 0; word < words; word++) {
    const remote = remoteRows.reduce((bits, row) => bits | (code[row + word] ?? 0), 0);
    const common = remote & (code[selectorRow + word] ?? 0);
    if (common !== 0) return lowestBit(word, common);
  }
  return -1;
}

/** As `firstMatch`, for an IPv4 remote as a uint32 that carries no groups, and the selector of `selectorOf`. */
export function firstMatchIpv4(index: MatchIndex, protocol: number, selector: number, bits: number): number {
  const { code, words } = index;
  const remoteRow = index.rowsAt + words * ipv4IntervalIn(code, index.firstStart, index.startCount, bits);
  const selectorRow = selectorIn(code, index.selectorsAt, protocol, selector);
  for (let word = 0; word < words; word++) {
    const common = (code[remoteRow + word] ?? 0) & (code[selectorRow + word] ?? 0);
    if (common !== 0) return lowestBit(word, common);
  }
  return -1;
}

/** Whether any entry matches. */
export function anyMatch(index: UnionIndex, packet: Packet, { address, groups }: RemoteEnd): boolean {
  const selector = selectorOf(packet);
  if (address.family === 4 && groups.length === 0) {
    return anyMatchIpv4(index, packet.protocol, selector, address.bits);
  }
  const pair = selectorIn(index.code, index.selectorsAt, packet.protocol, selector);
  return remoteRowsAt(index, address, groups).some((row) => hasBit(index.code, row, pair));
}

/** As `anyMatch`, for an IPv4 remote as a uint32 that carries no groups, and the selector of `selectorOf`. */
export function anyMatchIpv4(index: UnionIndex, protocol: number, selector: number, bits: number): boolean {
  const { code, words } = index;
  const interval = ipv4IntervalIn(code, index.firstStart, index.startCount, bits);
  const pair = selectorIn(code, index.selectorsAt, protocol, selector);
  return hasBit(code, index.rowsAt + words * interval, pair);
}

/** Where the rows of a remote end begin: that of its address, and those of the groups that entries name. */
function remoteRowsAt(program: Program, address: Address, groups: readonly string[]): number[] {
  const { code, firstStart, startCount } = program;
  const interval =
    address.family === 4
      ? ipv4IntervalIn(code, firstStart, startCount, address.bits)
      : startCount + ipv6IntervalAt(program.ipv6, address.w0, address.w1, address.w2, address.w3);
  const rows = [interval];
  for (const group of groups) {
    const row = program.groups.get(group);
    if (row !== undefined) rows.push(address.family === 4 ? row : row + 1);
  }
  return rows.map((row) => program.rowsAt + program.words * row);
}

/**
 * What the program says of a protocol and a selector: where their row begins, or the number of their pair.
 *
 * The layout's numbers are written out here, because reading a named constant costs as much as one of these look-ups.
 */
function selectorIn(code: Int32Array, selectorsAt: number, protocol: number, selector: number): number {
  const page = code[selectorsAt + 256 + (selector >>> 7)] ?? 0;
  return (code[selectorsAt + protocol] ?? 0) + (code[page + (selector & 127)] ?? 0);
}

function lowestBit(word: number, bits: number): number {
  return 32 * word + 31 - Math.clz32(bits & -bits);
}

function hasBit(code: Int32Array, row: number, bit: number): boolean {
  return (((code[row + (bit >>> 5)] ?? 0) >>> (bit & 31)) & 1) === 1;
}

const PROTOCOLS = 256;
const PAGES = 512;
const PAGE = 128;

/** Numbers the rows of remote ends: IPv4 intervals, IPv6 intervals, then two for each group. */
interface Remotes {
  readonly intervals: Intervals;
  readonly groups: ReadonlyMap<string, number>;
  readonly rowCount: number;
}

/** Numbers the pairs of a protocol and an atom; protocols that no entry names share the first pairs. */
interface Selectors {
  /** The first selector of each atom, ascending from 0. */
  readonly starts: readonly number[];
  /** For each protocol the number of its first pair. */
  readonly firstPairs: readonly number[];
  readonly pairCount: number;
}

/** Rows of `words` 32-bit words, while they are being filled. */
interface BitRows {
  readonly words: number;
  readonly bits: Int32Array;
}

function remotesOf(matches: readonly PacketMatch[]): Remotes {
  const intervals = intervalsFrom(matches.flatMap((match) => rangesOf(match).flatMap(edgesOf)));
  const { ipv4, ipv6 } = intervalCounts(intervals);
  const groups = new Map<string, number>();
  for (const { remote } of matches) {
    if (remote.kind !== 'group' || groups.has(remote.group)) continue;
    groups.set(remote.group, ipv4 + ipv6 + 2 * groups.size);
  }
  return { intervals, groups, rowCount: ipv4 + ipv6 + 2 * groups.size };
}

/** Every row of a remote end that the entry accepts, in the families it speaks of. */
function remoteRowsOf(match: PacketMatch, { intervals, groups }: Remotes): number[] {
  if (match.remote.kind === 'group') {
    const row = groups.get(match.remote.group);
    if (row === undefined) return [];
    return [...(match.family === 6 ? [] : [row]), ...(match.family === 4 ? [] : [row + 1])];
  }
  const rowAt = (address: Address) =>
    intervalAt(intervals, address) + (address.family === 4 ? 0 : intervalCounts(intervals).ipv4);
  return rangesOf(match).flatMap(({ first, last }) => span(rowAt(first), rowAt(last)));
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
  const firstPairs = new Array<number>(PROTOCOLS).fill(0);
  [...named].forEach((protocol, i) => {
    firstPairs[protocol] = (i + 1) * starts.length;
  });
  return { starts, firstPairs, pairCount: (named.size + 1) * starts.length };
}

/** Every pair of a protocol and an atom that the entry accepts. */
function pairsOf({ protocol, range }: PacketMatch, { starts, firstPairs, pairCount }: Selectors): number[] {
  // INVARIANT: every end of a range is a start, so the range is made of the atoms that begin in it.
  const first = range === undefined ? 0 : firstAtomFrom(starts, range.from);
  const last = range === undefined ? starts.length - 1 : firstAtomFrom(starts, range.to + 1) - 1;
  const every = span(0, pairCount / starts.length - 1).map((slot) => slot * starts.length);
  const chosen = protocol === 'any' ? every : [firstPairs[protocol] ?? 0];
  return chosen.flatMap((firstPair) => span(firstPair + first, firstPair + last));
}

/** The first atom that begins at `selector` or above; the number of atoms when none does. */
function firstAtomFrom(starts: readonly number[], selector: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) < selector) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Writes the tables into one array. */
function link(
  remotes: Remotes,
  selectors: Selectors,
  rows: BitRows,
  selectorsGive: 'places of rows' | 'numbers of pairs',
): Program {
  const { words } = rows;
  const { ipv4, ipv6 } = remotes.intervals;
  const { pageOf, pages } = atomPages(selectors.starts);
  const selectorsAt = ipv4.table.length;
  const pagesAt = selectorsAt + PROTOCOLS + PAGES;
  const rowsAt = pagesAt + pages.length;
  const [base, scale] =
    selectorsGive === 'places of rows' ? [rowsAt + words * remotes.rowCount, words] : [0, 1];
  const code = new Int32Array(rowsAt + rows.bits.length);
  code.set(ipv4.table);
  code.set(
    selectors.firstPairs.map((pair) => base + scale * pair),
    selectorsAt,
  );
  code.set(
    pageOf.map((page) => pagesAt + PAGE * page),
    selectorsAt + PROTOCOLS,
  );
  code.set(
    pages.map((atom) => scale * atom),
    pagesAt,
  );
  code.set(rows.bits, rowsAt);
  const { firstStart, count: startCount } = ipv4;
  return { code, firstStart, startCount, selectorsAt, rowsAt, words, ipv6, groups: remotes.groups };
}

/** The atom of each selector, in pages of which those of one atom are shared, and the page of each upper part. */
function atomPages(starts: readonly number[]): { pageOf: number[]; pages: number[] } {
  const pageOf: number[] = [];
  const pages: number[] = [];
  let atom = 0;
  let sharedAtom = -1;
  let sharedPage = -1;
  const advanceTo = (selector: number) => {
    while ((starts[atom + 1] ?? Infinity) <= selector) atom++;
    return atom;
  };
  for (let first = 0; first <= 0xffff; first += PAGE) {
    const isWhole = (starts[advanceTo(first) + 1] ?? Infinity) >= first + PAGE;
    if (isWhole && atom === sharedAtom) {
      pageOf.push(sharedPage);
      continue;
    }
    const page = pages.length / PAGE;
    if (isWhole) [sharedAtom, sharedPage] = [atom, page];
    for (let selector = first; selector < first + PAGE; selector++) pages.push(advanceTo(selector));
    pageOf.push(page);
  }
  return { pageOf, pages };
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
  const place = words * row + (bit >>> 5);
  bits[place] = (bits[place] ?? 0) | (1 << (bit & 31));
}

/** Adds the only row of `added`, which is as wide, to a row. */
function addBits({ words, bits }: BitRows, row: number, added: BitRows): void {
  for (let word = 0; word < words; word++) {
    const place = words * row + word;
    bits[place] = (bits[place] ?? 0) | (added.bits[word] ?? 0);
  }
}
