/**
 * CIDR blocks and their arithmetic (ADDR-5 to ADDR-7).
 *
 * INVARIANT: in every `Cidr` the bits after the prefix are zero. `parseCidr` and `cidrOf` make it so, and nothing else
 * makes a `Cidr`; two blocks are equal exactly when their fields are.
 */

import {
  type Address,
  type Family,
  type Ipv4Address,
  type Ipv6Address,
  addressWidth,
  compareAddresses,
  formatAddress,
  formatIpv4Ending,
  parseIpv4,
  parseIpv6,
} from './address.ts';

export interface Ipv4Cidr {
  readonly family: 4;
  /** The network address as a uint32. */
  readonly bits: number;
  /** 0–32. */
  readonly prefixLength: number;
}

export interface Ipv6Cidr {
  readonly family: 6;
  readonly w0: number;
  readonly w1: number;
  readonly w2: number;
  readonly w3: number;
  /** 0–128. */
  readonly prefixLength: number;
}

export type Cidr = Ipv4Cidr | Ipv6Cidr;

/** Host addresses in the classic, AWS-free count; `first` and `last` are inclusive. */
export interface HostRange {
  readonly first: Ipv4Address;
  readonly last: Ipv4Address;
  readonly count: number;
}

/** The largest number of blocks that `splitCidr` returns: 2^20. */
export const MAX_SPLIT_PARTS = 2 ** 20;

/**
 * Reads `address/prefix-length`; host bits are set to zero rather than refused (ADDR-6).
 *
 * @returns `undefined` when the address or the decimal prefix length is malformed, or the `/` is missing
 */
export function parseCidr(text: string): Cidr | undefined {
  const slash = slashIn(text);
  const prefixLength = slash < 0 ? -1 : prefixLengthAt(text, slash + 1);
  if (prefixLength < 0) return undefined;
  const bits = parseIpv4(text, 0, slash);
  if (bits >= 0) {
    return prefixLength <= 32
      ? { family: 4, bits: (bits & ipv4Mask(prefixLength)) >>> 0, prefixLength }
      : undefined;
  }
  if (!parseIpv6(text, scratch, 0, slash)) return undefined;
  return ipv6Block(wordOf(0), wordOf(1), wordOf(2), wordOf(3), prefixLength);
}

/** Whether `text` is a well-formed CIDR with a bit set after its prefix, so that `parseCidr` changed it (ADDR-6). */
export function hasHostBits(text: string): boolean {
  const packed = parseIpv4Cidr(text);
  if (packed >= 0) {
    const prefixLength = packed % 64;
    return (((packed - prefixLength) / 64) & ~ipv4Mask(prefixLength)) !== 0;
  }
  const prefixLength = parseIpv6Cidr(text, scratch);
  if (prefixLength < 0) return false;
  return [0, 1, 2, 3].some((i) => (wordOf(i) & ~wordMask(prefixLength, i)) !== 0);
}

/** Writes the network address canonically, then `/` and the prefix length. */
export function formatCidr(cidr: Cidr): string {
  return cidr.family === 4
    ? ipv4Text(cidr.bits, cidr.prefixLength)
    : formatAddress(cidr) + suffixOf(cidr.prefixLength);
}

/** The block of `prefixLength` that holds `address`. Throws for a prefix length the family cannot have. */
export function cidrOf(address: Address, prefixLength: number): Cidr {
  const width = addressWidth(address.family);
  if (!Number.isInteger(prefixLength) || prefixLength < 0 || prefixLength > width) {
    throw new RangeError(`prefix length ${prefixLength} is not an integer in 0–${width}`);
  }
  if (address.family === 4) {
    return { family: 4, bits: (address.bits & ipv4Mask(prefixLength)) >>> 0, prefixLength };
  }
  return ipv6Block(address.w0, address.w1, address.w2, address.w3, prefixLength);
}

/** The block of this one address: /32 or /128. */
export function hostCidr(address: Address): Cidr {
  return cidrOf(address, addressWidth(address.family));
}

/** Every address of the family: 0.0.0.0/0 or ::/0. */
export function wholeFamily(family: Family): Cidr {
  return family === 4
    ? { family, bits: 0, prefixLength: 0 }
    : { family, w0: 0, w1: 0, w2: 0, w3: 0, prefixLength: 0 };
}

export function containsAddress(cidr: Cidr, address: Address): boolean {
  return samePrefix(cidr, address, cidr.prefixLength);
}

/** Whether every address of `inner` is in `outer`; a block contains itself. */
export function containsCidr(outer: Cidr, inner: Cidr): boolean {
  return outer.prefixLength <= inner.prefixLength && samePrefix(outer, inner, outer.prefixLength);
}

/** Whether the blocks share an address, which for CIDRs means that one contains the other. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return samePrefix(a, b, Math.min(a.prefixLength, b.prefixLength));
}

export function sameCidr(a: Cidr, b: Cidr): boolean {
  return a.prefixLength === b.prefixLength && samePrefix(a, b, a.prefixLength);
}

/** Orders blocks by family, then network address, then the shorter prefix first, so a block precedes its parts. */
export function compareCidrs(a: Cidr, b: Cidr): number {
  return compareAddresses(a, b) || a.prefixLength - b.prefixLength;
}

/** The network address. */
export function firstAddress(cidr: Ipv4Cidr): Ipv4Address;
export function firstAddress(cidr: Ipv6Cidr): Ipv6Address;
export function firstAddress(cidr: Cidr): Address;
export function firstAddress(cidr: Cidr): Address {
  if (cidr.family === 4) return { family: 4, bits: cidr.bits };
  return { family: 6, w0: cidr.w0, w1: cidr.w1, w2: cidr.w2, w3: cidr.w3 };
}

/** The highest address: network OR wildcard (ADDR-5). */
export function lastAddress(cidr: Ipv4Cidr): Ipv4Address;
export function lastAddress(cidr: Ipv6Cidr): Ipv6Address;
export function lastAddress(cidr: Cidr): Address;
export function lastAddress(cidr: Cidr): Address {
  const { prefixLength } = cidr;
  if (cidr.family === 4) return { family: 4, bits: (cidr.bits | ~ipv4Mask(prefixLength)) >>> 0 };
  return {
    family: 6,
    w0: (cidr.w0 | ~wordMask(prefixLength, 0)) >>> 0,
    w1: (cidr.w1 | ~wordMask(prefixLength, 1)) >>> 0,
    w2: (cidr.w2 | ~wordMask(prefixLength, 2)) >>> 0,
    w3: (cidr.w3 | ~wordMask(prefixLength, 3)) >>> 0,
  };
}

/** Addresses in the block, 2^(32−p) or 2^(128−p) (ADDR-5). */
export function addressCount(cidr: Cidr): bigint {
  return 1n << BigInt(addressWidth(cidr.family) - cidr.prefixLength);
}

/**
 * Divides a block into all its blocks of `prefixLength`, in address order (ADDR-7).
 *
 * @returns `undefined` when `prefixLength` is shorter than the block's own, longer than the family allows, or would
 *   give more than `MAX_SPLIT_PARTS` blocks
 */
export function splitCidr(cidr: Cidr, prefixLength: number): Cidr[] | undefined {
  const width = addressWidth(cidr.family);
  if (!Number.isInteger(prefixLength) || prefixLength < cidr.prefixLength || prefixLength > width)
    return undefined;
  const count = 2 ** (prefixLength - cidr.prefixLength);
  if (count > MAX_SPLIT_PARTS) return undefined;
  const parts: Cidr[] = [];
  if (cidr.family === 4) {
    const step = 2 ** (32 - prefixLength);
    for (let i = 0; i < count; i++) parts.push({ family: 4, bits: cidr.bits + i * step, prefixLength });
    return parts;
  }
  // Part i is the block with i written into the bits up to `prefixLength`. Below 2^20 they touch two words at most.
  const lastWord = (prefixLength - 1) >> 5;
  const scale = 2 ** (31 - ((prefixLength + 31) % 32));
  for (let i = 0; i < count; i++) {
    const low = (i * scale) >>> 0;
    const high = Math.floor((i * scale) / 2 ** 32);
    const added = (word: number) => (word === lastWord ? low : word === lastWord - 1 ? high : 0);
    parts.push({
      family: 6,
      w0: (cidr.w0 | added(0)) >>> 0,
      w1: (cidr.w1 | added(1)) >>> 0,
      w2: (cidr.w2 | added(2)) >>> 0,
      w3: (cidr.w3 | added(3)) >>> 0,
      prefixLength,
    });
  }
  return parts;
}

/** The lower and the upper half of a block. Throws for a single address, which has none. */
export function halvesOf(cidr: Cidr): readonly [lower: Cidr, upper: Cidr] {
  const prefixLength = cidr.prefixLength + 1;
  return [cidrOf(cidr, prefixLength), cidrOf(lastAddress(cidr), prefixLength)];
}

/** The address whose leading `prefixLength` bits are one: 255.255.255.0 for an IPv4 /24. */
export function netmask(cidr: Ipv4Cidr): Ipv4Address;
export function netmask(cidr: Ipv6Cidr): Ipv6Address;
export function netmask(cidr: Cidr): Address;
export function netmask(cidr: Cidr): Address {
  return maskOf(cidr.family, cidr.prefixLength);
}

/** The complement of the netmask: 0.0.0.255 for an IPv4 /24. */
export function wildcard(cidr: Ipv4Cidr): Ipv4Address;
export function wildcard(cidr: Ipv6Cidr): Ipv6Address;
export function wildcard(cidr: Cidr): Address;
export function wildcard(cidr: Cidr): Address {
  return lastAddress(cidrOf(wholeFamily(cidr.family), cidr.prefixLength));
}

/** The netmask of a prefix length. Throws for a prefix length the family cannot have. */
export function maskOf(family: Family, prefixLength: number): Address {
  return firstAddress(cidrOf(lastAddress(wholeFamily(family)), prefixLength));
}

/** The prefix length of a netmask like 255.255.255.0; `undefined` when its ones do not all lead. */
export function prefixLengthOf(mask: Ipv4Address): number | undefined {
  const prefixLength = Math.clz32(~mask.bits);
  return ipv4Mask(prefixLength) === mask.bits ? prefixLength : undefined;
}

/**
 * The directed broadcast address, network OR wildcard (ADDR-5); `undefined` for /31 and /32, which have none
 * (RFC 3021).
 */
export function broadcastAddress(cidr: Ipv4Cidr): Ipv4Address | undefined {
  return cidr.prefixLength >= 31 ? undefined : { family: 4, bits: lastBits(cidr) };
}

/** Hosts of the classic reading: all but network and broadcast; both of a /31 (RFC 3021) and the one of a /32 (ADDR-5). */
export function classicHostRange(cidr: Ipv4Cidr): HostRange {
  const edge = cidr.prefixLength >= 31 ? 0 : 1;
  const first = cidr.bits + edge;
  const last = lastBits(cidr) - edge;
  return { first: { family: 4, bits: first }, last: { family: 4, bits: last }, count: last - first + 1 };
}

/**
 * Reads an IPv4 CIDR as one number, `address * 64 + prefixLength`, without making an object.
 *
 * @returns the address as written, host bits and all, or -1 for malformed text
 */
export function parseIpv4Cidr(text: string): number {
  const slash = slashIn(text);
  const prefixLength = slash < 0 ? -1 : prefixLengthAt(text, slash + 1);
  if (prefixLength < 0 || prefixLength > 32) return -1;
  const bits = parseIpv4(text, 0, slash);
  return bits < 0 ? -1 : bits * 64 + prefixLength;
}

/**
 * Reads an IPv6 CIDR, the address as written into `words[0…3]`, without making an object.
 *
 * @returns the prefix length, or -1 for malformed text
 */
export function parseIpv6Cidr(text: string, words: Uint32Array): number {
  const slash = slashIn(text);
  if (slash < 0 || !parseIpv6(text, words, 0, slash)) return -1;
  return prefixLengthAt(text, slash + 1);
}

/** Writes what `parseIpv4Cidr` reads, the address as it is in the number. */
export function formatIpv4Cidr(packed: number): string {
  const bits = Math.floor(packed / 64);
  return ipv4Text(bits, packed - bits * 64);
}

/** The netmask of an IPv4 prefix length 0–32 as a uint32. */
export function ipv4Mask(prefixLength: number): number {
  return prefixLength === 0 ? 0 : (0xffffffff << (32 - prefixLength)) >>> 0;
}

const suffixes = Array.from({ length: 129 }, (_, prefixLength) => `/${prefixLength}`);
/** How most IPv4 blocks end: `0/24`. */
const zeroEndings = suffixes.slice(0, 33).map((suffix) => `0${suffix}`);

function suffixOf(prefixLength: number): string {
  // INVARIANT: prefix lengths are 0–128.
  return suffixes[prefixLength] as string;
}

function ipv4Text(bits: number, prefixLength: number): string {
  const octet = bits & 255;
  const ending = octet === 0 ? (zeroEndings[prefixLength] as string) : String(octet) + suffixOf(prefixLength);
  return formatIpv4Ending(bits, ending);
}

const SLASH = 47;
const scratch = new Uint32Array(4);

function wordOf(index: number): number {
  // INVARIANT: called with 0…3 only.
  return scratch[index] as number;
}

/** The place of the slash before one to three final characters, or -1. */
function slashIn(text: string): number {
  const { length } = text;
  for (let at = length - 2; at >= 2 && at >= length - 4; at--) if (text.charCodeAt(at) === SLASH) return at;
  return -1;
}

/** One to three decimal digits without leading zeros that end the text, at most 128; else -1. */
function prefixLengthAt(text: string, at: number): number {
  let value = text.charCodeAt(at) - 48;
  if (value >>> 0 > 9) return -1;
  for (let i = at + 1; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit >>> 0 > 9 || value === 0) return -1;
    value = 10 * value + digit;
  }
  return value <= 128 ? value : -1;
}

/** The netmask bits that fall into word `index` (0–3) of an IPv6 address. */
function wordMask(prefixLength: number, index: number): number {
  const ones = prefixLength - 32 * index;
  return ones >= 32 ? 0xffffffff : ones <= 0 ? 0 : (0xffffffff << (32 - ones)) >>> 0;
}

function ipv6Block(w0: number, w1: number, w2: number, w3: number, prefixLength: number): Cidr {
  return {
    family: 6,
    w0: (w0 & wordMask(prefixLength, 0)) >>> 0,
    w1: (w1 & wordMask(prefixLength, 1)) >>> 0,
    w2: (w2 & wordMask(prefixLength, 2)) >>> 0,
    w3: (w3 & wordMask(prefixLength, 3)) >>> 0,
    prefixLength,
  };
}

/** Whether both are of one family and agree in their first `length` bits. */
function samePrefix(a: Address, b: Address, length: number): boolean {
  if (a.family === 4) return b.family === 4 && ((a.bits ^ b.bits) & ipv4Mask(length)) === 0;
  if (b.family === 4) return false;
  return (
    ((a.w0 ^ b.w0) & wordMask(length, 0)) === 0 &&
    ((a.w1 ^ b.w1) & wordMask(length, 1)) === 0 &&
    ((a.w2 ^ b.w2) & wordMask(length, 2)) === 0 &&
    ((a.w3 ^ b.w3) & wordMask(length, 3)) === 0
  );
}

function lastBits(cidr: Ipv4Cidr): number {
  return (cidr.bits | ~ipv4Mask(cidr.prefixLength)) >>> 0;
}
