/** The addresses of a subnet that a cloud keeps for itself, and those it leaves (ADDR-5, ADDR-8, SUB-4, SUB-6). */

import {
  type Address,
  type AddressRange,
  type Cidr,
  type Family,
  type Ipv6Address,
  type Ipv6Cidr,
  addressAt,
  addressCount,
  cidrOf,
  firstAddress,
  lastAddress,
  wholeFamily,
} from '../ip/index.ts';
import {
  type Cloud,
  NO_RESERVATION,
  type Reservation,
  type ReservedPurpose,
  cloudRules,
  subnetLimits,
} from './clouds.ts';

/** An address that interfaces can't have, or a range of such addresses. */
export interface ReservedAddress {
  readonly address: Address;
  /** Inclusive; the same as `address` unless a whole range is reserved, as in IPv6 subnets of Google Cloud. */
  readonly last: Address;
  readonly purpose: ReservedPurpose;
}

/**
 * The addresses of a subnet that interfaces can't have, ascending.
 *
 * On AWS 10.0.1.64/26 loses .64, .65, .66, .67 and .127 (SUB-4, for IPv6 SUB-6). A block that would have no address left
 * has no reserved ones either: it is no subnet there, and a standard /31 or /32 is used whole (RFC 3021).
 */
export function reservedAddresses(subnet: Cidr, cloud: Cloud = 'aws'): readonly ReservedAddress[] {
  const { leading, trailing, unit } = reservationIn(subnet, cloud) ?? NO_RESERVATION;
  const end = lastAddress(subnet);
  return [
    ...leading.flatMap((purpose, i) => reserved(firstAddress(subnet), i * unit, unit, purpose)),
    ...trailing.flatMap((purpose, i) => reserved(end, (i - trailing.length) * unit + 1, unit, purpose)),
  ];
}

/**
 * Addresses of a subnet that interfaces can have: all but the reserved ones (ADDR-8).
 *
 * On AWS 251 for a /24 and 11 for a /28; 0 for a block that would have none left.
 */
export function usableAddressCount(subnet: Cidr, cloud: Cloud = 'aws'): bigint {
  const reservation = reservationIn(subnet, cloud);
  return reservation === undefined ? 0n : addressCount(subnet) - reservedCount(reservation);
}

/** The first and the last address that interfaces can have; `undefined` when there is none. */
export function usableRange(subnet: Cidr, cloud: Cloud = 'aws'): AddressRange | undefined {
  const reservation = reservationIn(subnet, cloud);
  if (reservation === undefined) return undefined;
  const { leading, trailing, unit } = reservation;
  const first = addressAt(firstAddress(subnet), leading.length * unit);
  const last = addressAt(lastAddress(subnet), -trailing.length * unit);
  return first && last && { first, last };
}

/**
 * The prefix length of the smallest subnet with an address for each of `hosts` (ADDR-8): on AWS 29 need a /26.
 *
 * @param hosts - a count; a fraction is rounded up, and none or fewer needs the smallest subnet there is
 * @returns a prefix length that the cloud allows, or `undefined` when not even its largest subnet has room
 */
export function smallestSubnetPrefix(
  hosts: number | bigint,
  cloud: Cloud = 'aws',
  family: Family = 4,
): number | undefined {
  if (typeof hosts === 'number' && !Number.isFinite(hosts)) return undefined;
  const wanted = typeof hosts === 'bigint' ? hosts : BigInt(Math.ceil(hosts));
  const { shortest, longest, step } = subnetLimits(cloud, family);
  for (let prefixLength = longest; prefixLength >= shortest; prefixLength -= step) {
    const subnet = cidrOf(wholeFamily(family), prefixLength);
    if (usableAddressCount(subnet, cloud) >= wanted) return prefixLength;
  }
  return undefined;
}

/**
 * The Subnet-Router anycast address, all zeros after the prefix: every router on the link answers there, so it is best
 * not given to an interface although nothing reserves it (RFC 4291 section 2.6.1).
 *
 * @returns `undefined` for a /127, where routers must not answer there (RFC 6164), and for a /128
 */
export function subnetRouterAnycast(subnet: Ipv6Cidr): Ipv6Address | undefined {
  return subnet.prefixLength >= 127 ? undefined : firstAddress(subnet);
}

/** What the cloud reserves in a subnet of this size; `undefined` when that would leave nothing. */
function reservationIn(subnet: Cidr, cloud: Cloud): Reservation | undefined {
  const reservation = cloudRules(cloud).reserved[subnet.family];
  if (addressCount(subnet) > reservedCount(reservation)) return reservation;
  // RFC 3021: both addresses of a /31 are hosts, and so is the one of a /32.
  return cloud === 'standard' ? NO_RESERVATION : undefined;
}

function reservedCount({ leading, trailing, unit }: Reservation): bigint {
  return BigInt((leading.length + trailing.length) * unit);
}

/** One reservation of `count` addresses, `offset` places after `from`. */
function reserved(from: Address, offset: number, count: number, purpose: ReservedPurpose): ReservedAddress[] {
  const address = addressAt(from, offset);
  const last = addressAt(from, offset + count - 1);
  return address && last ? [{ address, last, purpose }] : [];
}
