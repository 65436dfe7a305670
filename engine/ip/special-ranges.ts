/** Blocks with a meaning of their own (ADDR-1 to ADDR-3, and the IANA special-purpose address registries). */

import type { Address } from './address.ts';
import { type Cidr, containsAddress, containsCidr, parseCidr } from './cidr.ts';

export type SpecialRangeKind =
  | 'this-network'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'protocol-assignments'
  | 'documentation'
  | 'benchmarking'
  | 'multicast'
  | 'reserved'
  | 'broadcast'
  | 'unspecified'
  | 'ipv4-mapped'
  | 'translation'
  | 'discard'
  | 'tunnel'
  | 'segment-routing'
  | 'unique-local'
  | 'site-local';

export interface SpecialRange {
  readonly cidr: Cidr;
  readonly kind: SpecialRangeKind;
  /** What the block is, as a label: `Private (RFC 1918)` is `label` and `rfc` together. */
  readonly label: string;
  readonly rfc: string;
}

/** The most specific special range that holds `address`; `undefined` for ordinary unicast. */
export function specialRange(address: Address): SpecialRange | undefined {
  return specialRanges.find(({ cidr }) => containsAddress(cidr, address));
}

/** The most specific special range that holds the whole block; `undefined` when none does. */
export function specialRangeOfCidr(block: Cidr): SpecialRange | undefined {
  return specialRanges.find(({ cidr }) => containsCidr(cidr, block));
}

/** The special ranges that lie inside the block and are smaller than it, most specific first. */
export function specialRangesWithin(block: Cidr): readonly SpecialRange[] {
  return specialRanges.filter(
    ({ cidr }) => containsCidr(block, cidr) && cidr.prefixLength > block.prefixLength,
  );
}

/** ADDR-1: 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16. */
export function isRfc1918(address: Address): boolean {
  if (address.family === 6) return false;
  const { bits } = address;
  return bits >>> 24 === 0x0a || bits >>> 20 === 0xac1 || bits >>> 16 === 0xc0a8;
}

/** ADDR-2: 100.64.0.0/10, which is neither RFC 1918 nor routed on the internet. */
export function isRfc6598(address: Address): boolean {
  return address.family === 4 && address.bits >>> 22 === 0x191;
}

/** 224.0.0.0/4 or ff00::/8. */
export function isMulticast(address: Address): boolean {
  return address.family === 4 ? address.bits >>> 28 === 0xe : address.w0 >>> 24 === 0xff;
}

/** ADDR-3: 169.254.0.0/16 or fe80::/10. */
export function isLinkLocal(address: Address): boolean {
  return address.family === 4 ? address.bits >>> 16 === 0xa9fe : address.w0 >>> 22 === 0x3fa;
}

/** fc00::/7 (RFC 4193). */
export function isUniqueLocal(address: Address): boolean {
  return address.family === 6 && address.w0 >>> 25 === 0x7e;
}

const registry: readonly (readonly [string, SpecialRangeKind, label: string, rfc: string])[] = [
  ['0.0.0.0/8', 'this-network', 'This network', 'RFC 791'],
  ['10.0.0.0/8', 'private', 'Private', 'RFC 1918'],
  ['100.64.0.0/10', 'shared', 'Shared address space', 'RFC 6598'],
  ['127.0.0.0/8', 'loopback', 'Loopback', 'RFC 1122'],
  ['169.254.0.0/16', 'link-local', 'Link-local', 'RFC 3927'],
  ['172.16.0.0/12', 'private', 'Private', 'RFC 1918'],
  ['192.0.0.0/24', 'protocol-assignments', 'IETF protocol assignments', 'RFC 6890'],
  ['192.0.2.0/24', 'documentation', 'Documentation (TEST-NET-1)', 'RFC 5737'],
  ['192.88.99.0/24', 'tunnel', '6to4 relay anycast, deprecated', 'RFC 7526'],
  ['192.168.0.0/16', 'private', 'Private', 'RFC 1918'],
  ['198.18.0.0/15', 'benchmarking', 'Benchmarking', 'RFC 2544'],
  ['198.51.100.0/24', 'documentation', 'Documentation (TEST-NET-2)', 'RFC 5737'],
  ['203.0.113.0/24', 'documentation', 'Documentation (TEST-NET-3)', 'RFC 5737'],
  ['224.0.0.0/4', 'multicast', 'Multicast', 'RFC 5771'],
  ['240.0.0.0/4', 'reserved', 'Reserved for future use', 'RFC 1112'],
  ['255.255.255.255/32', 'broadcast', 'Limited broadcast', 'RFC 919'],
  ['::/128', 'unspecified', 'Unspecified address', 'RFC 4291'],
  ['::1/128', 'loopback', 'Loopback', 'RFC 4291'],
  ['::ffff:0:0/96', 'ipv4-mapped', 'IPv4-mapped', 'RFC 4291'],
  ['64:ff9b::/96', 'translation', 'IPv4-IPv6 translation (NAT64)', 'RFC 6052'],
  ['64:ff9b:1::/48', 'translation', 'Local-use IPv4-IPv6 translation', 'RFC 8215'],
  ['100::/64', 'discard', 'Discard-only', 'RFC 6666'],
  ['2001::/23', 'protocol-assignments', 'IETF protocol assignments', 'RFC 2928'],
  ['2001::/32', 'tunnel', 'Teredo', 'RFC 4380'],
  ['2001:2::/48', 'benchmarking', 'Benchmarking', 'RFC 5180'],
  ['2001:20::/28', 'protocol-assignments', 'ORCHIDv2', 'RFC 7343'],
  ['2001:db8::/32', 'documentation', 'Documentation', 'RFC 3849'],
  ['2002::/16', 'tunnel', '6to4', 'RFC 3056'],
  ['3fff::/20', 'documentation', 'Documentation', 'RFC 9637'],
  ['5f00::/16', 'segment-routing', 'Segment routing identifiers', 'RFC 9602'],
  ['fc00::/7', 'unique-local', 'Unique local', 'RFC 4193'],
  ['fe80::/10', 'link-local', 'Link-local', 'RFC 4291'],
  ['fec0::/10', 'site-local', 'Site-local, deprecated', 'RFC 3879'],
  ['ff00::/8', 'multicast', 'Multicast', 'RFC 4291'],
];

/** Every special range of both families, longest prefix first. */
export const specialRanges: readonly SpecialRange[] = registry
  .flatMap(([text, kind, label, rfc]) => {
    const cidr = parseCidr(text);
    return cidr === undefined ? [] : [{ cidr, kind, label, rfc }];
  })
  .sort((a, b) => b.cidr.prefixLength - a.cidr.prefixLength);
