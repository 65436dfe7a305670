/** Addresses, blocks and ports; knows nothing of AWS. */

export type { Address, Family, Ipv4Address, Ipv6Address } from './address.ts';
export {
  addressAt,
  addressFromBigInt,
  addressKey,
  addressToBigInt,
  addressWidth,
  compareAddresses,
  formatAddress,
  formatIpv4,
  ipv6FromWords,
  parseAddress,
  parseIpv4,
  parseIpv6,
  sameAddress,
} from './address.ts';
export type { AddressClass } from './address-class.ts';
export { addressClass } from './address-class.ts';
export { aggregate, intersect, overlappingPairs, subtract } from './block-sets.ts';
export type { Cidr, HostRange, Ipv4Cidr, Ipv6Cidr } from './cidr.ts';
export {
  MAX_SPLIT_PARTS,
  addressCount,
  broadcastAddress,
  cidrOf,
  classicHostRange,
  compareCidrs,
  containsAddress,
  containsCidr,
  firstAddress,
  formatCidr,
  formatIpv4Cidr,
  halvesOf,
  hasHostBits,
  hostCidr,
  ipv4Mask,
  lastAddress,
  maskOf,
  netmask,
  overlaps,
  parseCidr,
  parseIpv4Cidr,
  parseIpv6Cidr,
  prefixLengthOf,
  sameCidr,
  splitCidr,
  wholeFamily,
  wildcard,
} from './cidr.ts';
export { explainMalformedAddress } from './diagnose.ts';
export type { Intervals, Ipv4Intervals, Ipv6Intervals } from './intervals.ts';
export {
  intervalAt,
  intervalCounts,
  intervalsFrom,
  ipv4IntervalAt,
  ipv4IntervalIn,
  ipv6IntervalAt,
} from './intervals.ts';
export type { PrefixEntry, PrefixMatch, PrefixTable } from './longest-prefix-match.ts';
export {
  allMatches,
  longestMatch,
  longestNode,
  longestNodeIpv4,
  longestNodeIpv6,
  prefixTable,
} from './longest-prefix-match.ts';
export { aggregateIpv4, subtractIpv4 } from './packed-blocks.ts';
export type { PortRange } from './port-range.ts';
export { containsPort, formatPortRange, parsePortRange } from './port-range.ts';
export type { AddressRange, PrefixSet } from './prefix-set.ts';
export { cidrsOfRange, contains, containsBlock, prefixSet } from './prefix-set.ts';
export type { SpecialRange, SpecialRangeKind } from './special-ranges.ts';
export {
  isLinkLocal,
  isMulticast,
  isRfc1918,
  isRfc6598,
  isUniqueLocal,
  specialRange,
  specialRangeOfCidr,
  specialRanges,
  specialRangesWithin,
} from './special-ranges.ts';
