import { containsAddress, sameAddress } from '../../ip/index.ts';
import type { Address } from '../../ip/index.ts';
import type { NetworkInterface, PrivateIpv4 } from './types.ts';

/** Whether an address is one of the interface's own: private IPv4, IPv6, or inside a delegated prefix (ENI-12, V6-11). */
export function isOwnAddress(networkInterface: NetworkInterface, address: Address): boolean {
  return (
    networkInterface.privateIpv4.some((own) => sameAddress(own.address, address)) ||
    networkInterface.ipv6Addresses.some((own) => sameAddress(own, address)) ||
    networkInterface.prefixes.some((prefix) => containsAddress(prefix, address))
  );
}

/** The private IPv4 address entry that equals `address`, with its public mapping (IGW-3). */
export function privateIpv4Of(networkInterface: NetworkInterface, address: Address): PrivateIpv4 | undefined {
  return networkInterface.privateIpv4.find((own) => sameAddress(own.address, address));
}
