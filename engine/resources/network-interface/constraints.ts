/**
 * Which addresses AWS gives to an interface, and where it lets one be attached (SUB-4, SUB-6, ENI-1, ENI-2, ENI-12).
 */
import { containsAddress, formatAddress, formatCidr, sameAddress } from '../../ip/index.ts';
import type { Address, Cidr } from '../../ip/index.ts';
import { reservedAddresses } from '../../plan/index.ts';
import type { Refusal } from '../../rules/index.ts';

/** Whether AWS gives this address to an interface of a subnet: inside its blocks (ENI-1), and not reserved (SUB-4, SUB-6). */
export function refuseAddress(address: Address, subnetCidrs: readonly Cidr[]): Refusal[] {
  const text = formatAddress(address);
  const block = subnetCidrs.find((cidr) => containsAddress(cidr, address));
  if (block === undefined) {
    const blocks = subnetCidrs
      .filter(({ family }) => family === address.family)
      .map((c) => `\`${formatCidr(c)}\``);
    return [
      {
        rule: 'ENI-1',
        reason:
          blocks.length === 0
            ? `\`${text}\` is of a family that the subnet has no block of.`
            : `\`${text}\` lies outside the subnet (${blocks.join(', ')}). Take an address of the subnet.`,
      },
    ];
  }
  const reserved = reservedAddresses(block).some((reservation) => sameAddress(reservation.address, address));
  if (!reserved) return [];
  return [
    {
      rule: address.family === 4 ? 'SUB-4' : 'SUB-6',
      reason: `\`${text}\` is one of the five addresses that AWS keeps in \`${formatCidr(block)}\`: the first four and the last. Take another.`,
    },
  ];
}

/** Whether AWS delegates a prefix of this size: /28 of IPv4 or /80 of IPv6 (ENI-12). */
export function refuseDelegatedPrefix(prefix: Cidr): Refusal[] {
  const length = prefix.family === 4 ? 28 : 80;
  if (prefix.prefixLength === length) return [];
  return [
    {
      rule: 'ENI-12',
      reason: `\`${formatCidr(prefix)}\` is not a size AWS delegates: IPv${prefix.family} prefixes of an interface are /${length}.`,
    },
  ];
}

/** Whether AWS attaches interfaces of these zones to one instance: all in its own zone (ENI-2). `undefined` is not known. */
export function refuseZonesOfInstance(zones: readonly (string | undefined)[]): Refusal[] {
  const known = [...new Set(zones.filter((zone) => zone !== undefined))];
  if (known.length <= 1) return [];
  return [
    {
      rule: 'ENI-2',
      reason: `Its interfaces are in ${known.map((zone) => `\`${zone}\``).join(' and ')}. All interfaces of an instance are in the zone of the instance.`,
    },
  ];
}
