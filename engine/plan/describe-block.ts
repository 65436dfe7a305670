/** Everything the calculator says about one block, as data (ADDR-1 to ADDR-6, ADDR-8, SUB-4, SUB-6). */

import {
  type Address,
  type AddressClass,
  type AddressRange,
  type Cidr,
  type HostRange,
  type Ipv4Address,
  type Ipv4Cidr,
  type Ipv6Address,
  type Ipv6Cidr,
  type SpecialRange,
  addressClass,
  addressCount,
  addressWidth,
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
import { binaryGroups } from './binary-view.ts';
import type { Cloud } from './clouds.ts';
import { hexGroups } from './hex-view.ts';
import { type Fit, fitsSubnet, fitsVpc } from './size.ts';
import {
  type ReservedAddress,
  reservedAddresses,
  subnetRouterAnycast,
  usableAddressCount,
  usableRange,
} from './subnet-addresses.ts';
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
  /** The block as a subnet of the cloud that was asked about. */
  readonly subnet: SubnetView;
  readonly binary: BinaryView;
  readonly hex: DigitView;
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
}

export interface Ipv6BlockDescription extends CommonDescription {
  readonly family: 6;
  readonly cidr: Ipv6Cidr;
  readonly network: Ipv6Address;
  readonly netmask: Ipv6Address;
  readonly wildcard: Ipv6Address;
  readonly last: Ipv6Address;
  /** fe80:ec2::1 (SUB-6). */
  readonly routerAddress: Ipv6Address;
  /** Where every router of the subnet answers; `undefined` for /127 and /128. */
  readonly routerAnycast: Ipv6Address | undefined;
}

/** The numbers of a block as digits, each in the groups that its text has. */
export interface DigitView {
  /** The address as written. */
  readonly address: readonly string[];
  readonly network: readonly string[];
  readonly netmask: readonly string[];
  readonly wildcard: readonly string[];
  readonly last: readonly string[];
  /** `undefined` for classes D and E and for IPv6. */
  readonly classMask: readonly string[] | undefined;
}

/** The first `networkBits` digits of each number are the network's. */
export interface BinaryView extends DigitView {
  readonly networkBits: number;
  readonly hostBits: number;
}

/** The block as a subnet of one cloud. */
export interface SubnetView {
  readonly cloud: Cloud;
  readonly fit: Fit;
  /** Empty when the block is too small for a subnet. */
  readonly reserved: readonly ReservedAddress[];
  /** `undefined` when there is none. */
  readonly usable: AddressRange | undefined;
  readonly usableAddressCount: bigint;
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
 * @param cloud - whose subnet the block would be
 * @returns `undefined` when `text` is not a CIDR
 */
export function describeBlock(text: string, cloud: Cloud = 'aws'): BlockDescription | undefined {
  const cidr = parseCidr(text);
  const written = parseAddress(text.slice(0, text.lastIndexOf('/')));
  if (cidr === undefined || written === undefined) return undefined;
  const common = {
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
    subnet: {
      cloud,
      fit: fitsSubnet(cidr, cloud),
      reserved: reservedAddresses(cidr, cloud),
      usable: usableRange(cidr, cloud),
      usableAddressCount: usableAddressCount(cidr, cloud),
    },
  };
  const numbers = cidr.family === 4 ? ipv4Numbers(cidr) : ipv6Numbers(cidr);
  return { ...common, ...numbers, ...digitViews(cidr, { ...numbers, address: written }) };
}

function ipv4Numbers(cidr: Ipv4Cidr): Omit<Ipv4BlockDescription, keyof CommonDescription> {
  const network = firstAddress(cidr);
  const ofClass = addressClass(network);
  return {
    family: 4,
    cidr,
    network,
    netmask: netmask(cidr),
    wildcard: wildcard(cidr),
    broadcast: broadcastAddress(cidr),
    last: lastAddress(cidr),
    classicHosts: classicHostRange(cidr),
    addressClass: ofClass,
    classMask: classMaskOf(ofClass),
  };
}

function ipv6Numbers(cidr: Ipv6Cidr): Omit<Ipv6BlockDescription, keyof CommonDescription> {
  return {
    family: 6,
    cidr,
    network: firstAddress(cidr),
    netmask: netmask(cidr),
    wildcard: wildcard(cidr),
    last: lastAddress(cidr),
    routerAddress: ROUTER_IPV6,
    routerAnycast: subnetRouterAnycast(cidr),
  };
}

type Numbers = Readonly<Record<'address' | 'network' | 'netmask' | 'wildcard' | 'last', Address>> & {
  readonly classMask?: Address | undefined;
};

function digitViews(
  { family, prefixLength }: Cidr,
  numbers: Numbers,
): { binary: BinaryView; hex: DigitView } {
  const hostBits = addressWidth(family) - prefixLength;
  return {
    binary: { networkBits: prefixLength, hostBits, ...digitView(numbers, binaryGroups) },
    hex: digitView(numbers, hexGroups),
  };
}

function digitView(numbers: Numbers, groups: (address: Address) => readonly string[]): DigitView {
  const { address, network, netmask: mask, wildcard: hosts, last, classMask } = numbers;
  return {
    address: groups(address),
    network: groups(network),
    netmask: groups(mask),
    wildcard: groups(hosts),
    last: groups(last),
    classMask: classMask && groups(classMask),
  };
}

/** The default mask of a class, which says which network an address is in; D and E have none (ADDR-4). */
function classMaskOf({ defaultPrefixLength }: AddressClass): Ipv4Address | undefined {
  return defaultPrefixLength === undefined ? undefined : { family: 4, bits: ipv4Mask(defaultPrefixLength) };
}
