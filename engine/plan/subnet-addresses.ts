/** The addresses of a subnet that AWS keeps for itself, and how many it leaves (SUB-4, SUB-6, ADDR-8). */

import {
  type Address,
  type Cidr,
  addressAt,
  addressCount,
  addressWidth,
  firstAddress,
  lastAddress,
} from '../ip/index.ts';

/** What a reserved address is for; AWS names no purpose for the reserved IPv6 addresses. */
export type ReservedPurpose = 'network' | 'vpc-router' | 'dns' | 'future-use' | 'broadcast' | 'reserved';

export interface ReservedAddress {
  readonly address: Address;
  readonly purpose: ReservedPurpose;
}

/** The longest prefix of an IPv4 subnet (SUB-1). */
export const LONGEST_SUBNET_PREFIX = 28;

/** The shortest prefix of an IPv4 subnet (SUB-1). */
export const SHORTEST_SUBNET_PREFIX = 16;

const RESERVED_COUNT = 5;

/**
 * The first four addresses and the last one of a subnet, ascending (SUB-4, for IPv6 SUB-6).
 *
 * For 10.0.1.64/26 they are .64, .65, .66, .67 and .127. A block of fewer than eight addresses can't be a subnet and has
 * none.
 */
export function reservedAddresses(subnet: Cidr): readonly ReservedAddress[] {
  if (!canHoldReserved(subnet)) return [];
  const first = firstAddress(subnet);
  const leading = leadingPurposes(subnet).flatMap((purpose, offset) => {
    const address = addressAt(first, offset);
    return address === undefined ? [] : [{ address, purpose }];
  });
  return [
    ...leading,
    { address: lastAddress(subnet), purpose: subnet.family === 4 ? 'broadcast' : 'reserved' },
  ];
}

/**
 * Addresses of a subnet that interfaces can have: all but the five reserved ones (ADDR-8).
 *
 * 251 for a /24, 11 for a /28; 0 for a block of fewer than eight addresses.
 */
export function usableAddressCount(subnet: Cidr): bigint {
  return canHoldReserved(subnet) ? addressCount(subnet) - BigInt(RESERVED_COUNT) : 0n;
}

/**
 * The prefix length of the smallest IPv4 subnet with an address for each of `interfaces` (ADDR-8): 29 need a /26.
 *
 * @returns 16–28, or `undefined` when not even a /16 has room
 */
export function smallestSubnetPrefix(interfaces: number): number | undefined {
  for (let prefixLength = LONGEST_SUBNET_PREFIX; prefixLength >= SHORTEST_SUBNET_PREFIX; prefixLength--) {
    if (2 ** (32 - prefixLength) - RESERVED_COUNT >= interfaces) return prefixLength;
  }
  return undefined;
}

function canHoldReserved(subnet: Cidr): boolean {
  return addressWidth(subnet.family) - subnet.prefixLength >= 3;
}

function leadingPurposes(subnet: Cidr): readonly ReservedPurpose[] {
  return subnet.family === 4
    ? ['network', 'vpc-router', 'dns', 'future-use']
    : ['reserved', 'reserved', 'reserved', 'reserved'];
}
