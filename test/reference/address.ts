/**
 * Addresses and CIDR blocks of both families, as whole numbers.
 *
 * Families never mix (EVAL-1): an IPv4 block contains no IPv6 address, whatever the numbers say.
 */

export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
  /** Dotted decimal, or the canonical form of RFC 5952. Equal text means equal address. */
  readonly text: string;
}

export interface Cidr {
  readonly family: 4 | 6;
  readonly first: bigint;
  /** Inclusive. */
  readonly last: bigint;
  readonly length: number;
}

/** The address with this number. */
export function makeAddress(family: 4 | 6, value: bigint): Address {
  return { family, value, text: family === 4 ? formatIpv4(value) : formatIpv6(value) };
}

/** Reads one address; throws on anything else. */
export function parseAddress(text: string): Address {
  return text.includes(':') ? makeAddress(6, parseIpv6(text)) : makeAddress(4, parseIpv4(text));
}

/** Reads `address/length`; host bits are cleared (ADDR-6). */
export function parseCidr(text: string): Cidr {
  const [base = '', lengthText = ''] = text.split('/');
  const address = parseAddress(base);
  const bits = address.family === 4 ? 32 : 128;
  const length = Number(lengthText);
  if (!/^\d+$/.test(lengthText) || length > bits) throw new Error(`not a CIDR block: ${text}`);
  const size = 1n << BigInt(bits - length);
  const first = address.value - (address.value % size);
  return { family: address.family, first, last: first + size - 1n, length };
}

/** The block in the notation that `parseCidr` reads. */
export function formatCidr({ family, first, length }: Cidr): string {
  return `${makeAddress(family, first).text}/${String(length)}`;
}

export function contains(cidr: Cidr, address: Address): boolean {
  return cidr.family === address.family && cidr.first <= address.value && address.value <= cidr.last;
}

export function sameCidr(a: Cidr, b: Cidr): boolean {
  return a.family === b.family && a.first === b.first && a.length === b.length;
}

/** The address `offset` places after the first one of the block; negative offsets count from its end. */
export function addressAt(cidr: Cidr, offset: bigint): Address {
  return makeAddress(cidr.family, offset < 0n ? cidr.last + 1n + offset : cidr.first + offset);
}

function parseIpv4(text: string): bigint {
  const parts = text.split('.');
  if (parts.length !== 4) throw new Error(`not an IPv4 address: ${text}`);
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) throw new Error(`not an IPv4 address: ${text}`);
    value = value * 256n + BigInt(part);
  }
  return value;
}

function parseIpv6(text: string): bigint {
  const [head = '', tail, surplus] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - left.length - right.length;
  if (surplus !== undefined || (tail === undefined ? missing !== 0 : missing < 1)) {
    throw new Error(`not an IPv6 address: ${text}`);
  }
  let value = 0n;
  for (const group of [...left, ...new Array<string>(missing).fill('0'), ...right]) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) throw new Error(`not an IPv6 address: ${text}`);
    value = value * 65536n + BigInt(`0x${group}`);
  }
  return value;
}

function formatIpv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
}

/** RFC 5952: lower case, no leading zeros, the first of the longest runs of two or more zero groups as `::`. */
function formatIpv6(value: bigint): string {
  const groups: string[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push(((value >> shift) & 0xffffn).toString(16));
  for (let run = 8; run >= 2; run--) {
    for (let start = 0; start + run <= 8; start++) {
      if (groups.slice(start, start + run).every((group) => group === '0')) {
        return `${groups.slice(0, start).join(':')}::${groups.slice(start + run).join(':')}`;
      }
    }
  }
  return groups.join(':');
}
