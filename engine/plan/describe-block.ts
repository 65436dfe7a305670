/** Everything the calculator says about one block, as data (ADDR-1 to ADDR-6, ADDR-8, SUB-4, SUB-6). */

import {
  type Address,
  type AddressClass,
  type HostRange,
  type Ipv4Address,
  type Ipv4Cidr,
  type Ipv6Address,
  type Ipv6Cidr,
  type SpecialRange,
  addressClass,
  addressCount,
  broadcastAddress,
  classicHostRange,
  firstAddress,
  ipv4Mask,
  lastAddress,
  netmask,
  parseAddress,
  parseCidr,
  sameAddress,
  specialRangeOfCidr,
  specialRangesWithin,
  wildcard,
} from '../ip/index.ts';
import { type BinaryOctets, binaryOctets } from './binary-view.ts';
import { type Fit, fitsSubnet, fitsVpc } from './size.ts';
import { type ReservedAddress, reservedAddresses, usableAddressCount } from './subnet-addresses.ts';
import { ROUTER_IPV6 } from './vpc-services.ts';

export type BlockDescription = Ipv4BlockDescription | Ipv6BlockDescription;

interface CommonDescription {
  /** The address as written, when it had bits after the prefix and was not the network address (ADDR-6). */
  readonly givenAddress: Address | undefined;
  readonly addressCount: bigint;
  /** The special range around the whole block. */
  readonly specialRange: SpecialRange | undefined;
  /** Special ranges inside a block that is larger than they are. */
  readonly specialRangesWithin: readonly SpecialRange[];
  readonly aws: AwsView;
}

export interface Ipv4BlockDescription extends CommonDescription {
  readonly family: 4;
  readonly cidr: Ipv4Cidr;
  readonly network: Ipv4Address;
  /** The chosen subnet mask: which subnet. */
  readonly netmask: Ipv4Address;
  readonly wildcard: Ipv4Address;
  /** `undefined` for /31 and /32. */
  readonly broadcast: Ipv4Address | undefined;
  readonly last: Ipv4Address;
  readonly classicHosts: HostRange;
  readonly addressClass: AddressClass;
  /** The class's default mask: which network. `undefined` for classes D and E. */
  readonly classMask: Ipv4Address | undefined;
  readonly binary: BinaryView;
}

export interface Ipv6BlockDescription extends CommonDescription {
  readonly family: 6;
  readonly cidr: Ipv6Cidr;
  readonly network: Ipv6Address;
  readonly last: Ipv6Address;
  /** fe80:ec2::1 (SUB-6). */
  readonly routerAddress: Ipv6Address;
}

/** The numbers of an IPv4 block in binary; the first `networkBits` digits are the network's. */
export interface BinaryView {
  readonly networkBits: number;
  readonly hostBits: number;
  /** The address as written. */
  readonly address: BinaryOctets;
  readonly network: BinaryOctets;
  readonly netmask: BinaryOctets;
  readonly wildcard: BinaryOctets;
  readonly last: BinaryOctets;
  readonly classMask: BinaryOctets | undefined;
}

/** The block as the CIDR of a VPC or subnet. */
export interface AwsView {
  readonly vpc: Fit;
  readonly subnet: Fit;
  /** Empty when the block is too small for a subnet. */
  readonly reserved: readonly ReservedAddress[];
  readonly usableAddressCount: bigint;
}

/**
 * Describes the block that `text` names; host bits are cleared, and the address that had them is kept (ADDR-6).
 *
 * @returns `undefined` when `text` is not a CIDR
 */
export function describeBlock(text: string): BlockDescription | undefined {
  const cidr = parseCidr(text);
  const written = parseAddress(text.slice(0, text.lastIndexOf('/')));
  if (cidr === undefined || written === undefined) return undefined;
  const common: CommonDescription = {
    givenAddress: sameAddress(written, cidr) ? undefined : written,
    addressCount: addressCount(cidr),
    specialRange: specialRangeOfCidr(cidr),
    specialRangesWithin: specialRangesWithin(cidr),
    aws: {
      vpc: fitsVpc(cidr),
      subnet: fitsSubnet(cidr),
      reserved: reservedAddresses(cidr),
      usableAddressCount: usableAddressCount(cidr),
    },
  };
  return cidr.family === 4 ? describeIpv4(cidr, written, common) : describeIpv6(cidr, common);
}

function describeIpv4(cidr: Ipv4Cidr, written: Address, common: CommonDescription): Ipv4BlockDescription {
  const network = firstAddress(cidr);
  const ofClass = addressClass(network);
  const masks = { netmask: netmask(cidr), wildcard: wildcard(cidr), classMask: classMaskOf(ofClass) };
  const last = lastAddress(cidr);
  return {
    ...common,
    ...masks,
    family: 4,
    cidr,
    network,
    last,
    broadcast: broadcastAddress(cidr),
    classicHosts: classicHostRange(cidr),
    addressClass: ofClass,
    binary: {
      networkBits: cidr.prefixLength,
      hostBits: 32 - cidr.prefixLength,
      address: binaryOctets(written.family === 4 ? written : network),
      network: binaryOctets(network),
      netmask: binaryOctets(masks.netmask),
      wildcard: binaryOctets(masks.wildcard),
      last: binaryOctets(last),
      classMask: masks.classMask && binaryOctets(masks.classMask),
    },
  };
}

function describeIpv6(cidr: Ipv6Cidr, common: CommonDescription): Ipv6BlockDescription {
  return {
    ...common,
    family: 6,
    cidr,
    network: firstAddress(cidr),
    last: lastAddress(cidr),
    routerAddress: ROUTER_IPV6,
  };
}

/** The default mask of a class, which says which network an address is in; D and E have none (ADDR-4). */
function classMaskOf({ defaultPrefixLength }: AddressClass): Ipv4Address | undefined {
  return defaultPrefixLength === undefined ? undefined : { family: 4, bits: ipv4Mask(defaultPrefixLength) };
}
