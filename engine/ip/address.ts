/**
 * IPv4 and IPv6 addresses as plain numbers: one uint32, or four.
 *
 * Text is read strictly (four decimal parts without leading zeros; the IPv6 forms of RFC 4291 section 2.2 without
 * zone ids) and written canonically (RFC 5952), so that equal addresses have equal text. Numbers in `bits` and
 * `w0`…`w3` are always uint32, most significant word first.
 */

export type Family = 4 | 6;

export interface Ipv4Address {
  readonly family: 4;
  /** The whole address as a uint32: `10.0.0.1` is 0x0a000001. */
  readonly bits: number;
}

export interface Ipv6Address {
  readonly family: 6;
  readonly w0: number;
  readonly w1: number;
  readonly w2: number;
  readonly w3: number;
}

export type Address = Ipv4Address | Ipv6Address;

/** Reads an address of either family; `undefined` for anything that is not exactly one address. */
export function parseAddress(text: string): Address | undefined {
  const bits = parseIpv4(text);
  if (bits >= 0) return { family: 4, bits };
  return parseIpv6(text, scratchWords) ? ipv6FromWords(scratchWords) : undefined;
}

/** Writes an address canonically; IPv6 as RFC 5952 asks, with IPv4-mapped addresses as `::ffff:192.0.2.1`. */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIpv4(address.bits) : formatIpv6(address);
}

export function sameAddress(a: Address, b: Address): boolean {
  return compareAddresses(a, b) === 0;
}

/** Orders addresses by number, every IPv4 address before every IPv6 one; negative, zero or positive. */
export function compareAddresses(a: Address, b: Address): number {
  if (a.family === 4) return b.family === 4 ? a.bits - b.bits : -1;
  if (b.family === 4) return 1;
  return a.w0 - b.w0 || a.w1 - b.w1 || a.w2 - b.w2 || a.w3 - b.w3;
}

/** A value that is equal for equal addresses of either family and for no others, to key a `Map` with. */
export function addressKey(address: Address): number | string {
  return address.family === 4 ? address.bits : `${address.w0}:${address.w1}:${address.w2}:${address.w3}`;
}

/**
 * The address `offset` places after `address` (before it, when negative).
 *
 * @param offset - a safe integer
 * @returns `undefined` when that place is outside the family's address space; it never wraps around
 */
export function addressAt(address: Address, offset: number): Address | undefined {
  if (!Number.isSafeInteger(offset)) return undefined;
  if (address.family === 4) {
    const bits = address.bits + offset;
    return bits >= 0 && bits < WORD ? { family: 4, bits } : undefined;
  }
  // The offset is added as high * 2^32 + low with low in 0…2^32-1, so only `high` and the carries can be negative.
  const high = Math.floor(offset / WORD);
  const sum3 = address.w3 + (offset - high * WORD);
  const sum2 = address.w2 + high + Math.floor(sum3 / WORD);
  const sum1 = address.w1 + Math.floor(sum2 / WORD);
  const sum0 = address.w0 + Math.floor(sum1 / WORD);
  if (sum0 < 0 || sum0 >= WORD) return undefined;
  return { family: 6, w0: sum0, w1: sum1 >>> 0, w2: sum2 >>> 0, w3: sum3 >>> 0 };
}

/** The address as one number, at the edge where 128 bits must be shown or counted; slow. */
export function addressToBigInt(address: Address): bigint {
  if (address.family === 4) return BigInt(address.bits);
  const high = (BigInt(address.w0) << 32n) | BigInt(address.w1);
  const low = (BigInt(address.w2) << 32n) | BigInt(address.w3);
  return (high << 64n) | low;
}

/** The inverse of `addressToBigInt`; `undefined` when `value` does not fit the family. */
export function addressFromBigInt(family: Family, value: bigint): Address | undefined {
  if (value < 0n || value >> BigInt(addressWidth(family)) !== 0n) return undefined;
  if (family === 4) return { family: 4, bits: Number(value) };
  const word = (shift: bigint) => Number((value >> shift) & 0xffffffffn);
  return { family: 6, w0: word(96n), w1: word(64n), w2: word(32n), w3: word(0n) };
}

/** Bits in an address of the family: 32 or 128. */
export function addressWidth(family: Family): 32 | 128 {
  return family === 4 ? 32 : 128;
}

/**
 * Reads strict IPv4 text between `start` and `end` without making an object.
 *
 * @returns the uint32, or -1 when the text is not four decimal parts of 0–255 without leading zeros
 */
export function parseIpv4(text: string, start = 0, end = text.length): number {
  let bits = 0;
  let part = -1; // no digit of the part has been read yet
  let dots = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >>> 0 <= 9) {
      if (part < 0) part = digit;
      else if (part === 0) return -1;
      else part = 10 * part + digit;
      if (part > 255) return -1;
    } else {
      if (digit !== DOT - 48 || part < 0 || dots === 3) return -1;
      bits = (bits << 8) | part;
      part = -1;
      dots++;
    }
  }
  return dots === 3 && part >= 0 ? ((bits << 8) | part) >>> 0 : -1;
}

/**
 * Reads IPv6 text between `start` and `end` into `words[0…3]`, most significant first, without making an object.
 *
 * @returns whether the text was an RFC 4291 address; when not, `words` holds nothing of use
 */
export function parseIpv6(text: string, words: Uint32Array, start = 0, end = text.length): boolean {
  let at = start;
  let count = 0;
  let gap = -1; // how many groups stand before '::'
  if (end - start < 2) return false;
  if (text.charCodeAt(at) === COLON) {
    if (text.charCodeAt(at + 1) !== COLON) return false;
    gap = 0;
    at += 2;
  }
  while (at < end) {
    if (count === 8) return false;
    const groupStart = at;
    let group = hexDigit(text.charCodeAt(at++));
    if (group < 0) return false;
    for (const stop = at + 3; at < end && at < stop; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit < 0) break;
      group = (group << 4) | digit;
    }
    if (at === end) {
      scratchGroups[count++] = group;
      break;
    }
    const code = text.charCodeAt(at++);
    if (code === DOT) {
      // RFC 4291 section 2.2 (3): the last 32 bits may be written as IPv4.
      const bits = count <= 6 ? parseIpv4(text, groupStart, end) : -1;
      if (bits < 0) return false;
      scratchGroups[count++] = bits >>> 16;
      scratchGroups[count++] = bits & 0xffff;
      break;
    }
    if (code !== COLON || at === end) return false;
    scratchGroups[count++] = group;
    if (text.charCodeAt(at) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      at++;
    }
  }
  if (gap < 0 ? count !== 8 : count === 8) return false;
  if (gap >= 0) openGap(gap, count);
  for (let i = 0; i < 4; i++) words[i] = ((groupAt(2 * i) << 16) | groupAt(2 * i + 1)) >>> 0;
  return true;
}

/** An IPv6 address from `words[offset…offset + 3]`, most significant first. */
export function ipv6FromWords(words: Uint32Array, offset = 0): Ipv6Address {
  // INVARIANT: callers pass four words from `offset` on.
  return {
    family: 6,
    w0: words[offset] as number,
    w1: words[offset + 1] as number,
    w2: words[offset + 2] as number,
    w3: words[offset + 3] as number,
  };
}

/** Writes a uint32 as four decimal parts. */
export function formatIpv4(bits: number): string {
  return formatIpv4Ending(bits, octet(bits));
}

/** Writes the first three parts of a uint32, and `ending` for the last one and what follows it. */
export function formatIpv4Ending(bits: number, ending: string): string {
  return upperHalf(bits >>> 16) + (dotted(bits >>> 8) + ending);
}

// Text is joined from few pieces that exist already: half the time of joining numbers and dots.
const octetTexts = Array.from({ length: 256 }, (_, value) => String(value));
const dottedTexts = octetTexts.map((text) => `${text}.`);

/** The last octet of `bits` as text. INVARIANT: the tables have all 256. */
function octet(bits: number): string {
  return octetTexts[bits & 255] as string;
}

/** The last octet of `bits` as text with a dot after it. */
function dotted(bits: number): string {
  return dottedTexts[bits & 255] as string;
}

/** The first two octets with their dots. Kept from call to call: addresses mostly come in order, and share them. */
function upperHalf(upper: number): string {
  if (upper !== lastUpper) {
    lastUpper = upper;
    lastUpperText = dotted(upper >>> 8) + dotted(upper);
  }
  return lastUpperText;
}

let lastUpper = -1;
let lastUpperText = '';

const WORD = 2 ** 32;
const DOT = 46;
const COLON = 58;

// Used only inside one call at a time, so that reading an address allocates nothing but its result.
const scratchWords = new Uint32Array(4);
const scratchGroups = new Uint16Array(8);

function groupAt(index: number): number {
  // INVARIANT: every caller keeps `index` in 0…7.
  return scratchGroups[index] as number;
}

/** The value of a hexadecimal digit by its character code, or -1. */
function hexDigit(code: number): number {
  return code < 128 ? (hexDigits[code] ?? -1) : -1;
}

const hexDigits = Int8Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase()),
);

/** Moves the groups after '::' to the end and fills the gap with zeros. */
function openGap(gap: number, count: number): void {
  const shift = 8 - count;
  for (let i = count - 1; i >= gap; i--) scratchGroups[i + shift] = groupAt(i);
  for (let i = gap; i < gap + shift; i++) scratchGroups[i] = 0;
}

function formatIpv6(address: Ipv6Address): string {
  const { w0, w1, w2, w3 } = address;
  // RFC 5952 section 5: mixed notation where a well-known prefix says that IPv4 is inside. An all-zero IPv4 part stays
  // in hex, so that the block itself reads ::ffff:0:0/96 as in the registries.
  if (w0 === 0 && w1 === 0 && w2 === 0xffff && w3 !== 0) return `::ffff:${formatIpv4(w3)}`;
  const groups = [
    w0 >>> 16,
    w0 & 0xffff,
    w1 >>> 16,
    w1 & 0xffff,
    w2 >>> 16,
    w2 & 0xffff,
    w3 >>> 16,
    w3 & 0xffff,
  ];
  const { start, length } = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (length < 2) return hex.join(':');
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

/** The first of the longest runs of zero groups (RFC 5952 section 4.2.3). */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let length = 0;
  groups.forEach((group, index) => {
    length = group === 0 ? length + 1 : 0;
    if (length > best.length) best = { start: index - length + 1, length };
  });
  return best;
}
