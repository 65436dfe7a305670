/**
 * Addresses that AWS would not give to an interface: reserved, outside the subnet, given twice (SUB-4, SUB-6, ENI-1,
 * ENI-5, ENI-12).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { addressKey, formatAddress, formatCidr } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import { refuseAddress, refuseDelegatedPrefix } from '../resources/network-interface/constraints.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import { blocksOf } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { named, refused } from './words.ts';

export const interfaceAddresses: Check = (context) => [
  ...[...context.network.networkInterfaces.values()].flatMap((networkInterface) =>
    refusedAddresses(context, networkInterface),
  ),
  ...repeated(context),
];

function refusedAddresses({ network }: LintContext, networkInterface: NetworkInterface): Diagnostic[] {
  const subnet = network.subnets.get(networkInterface.subnet);
  const subnetCidrs = subnet === undefined ? [] : blocksOf(subnet);
  // EVAL-8: a subnet without blocks is one that the input says little of.
  if (subnet === undefined || subnetCidrs.length === 0) return [];
  const owner = `interface ${named(networkInterface)} in subnet ${named(subnet)}`;
  return [
    ...addressesOf(networkInterface).flatMap((address) =>
      refused(
        'interface-address-refused',
        networkInterface.id,
        `AWS would not give \`${formatAddress(address)}\` to ${owner}`,
        refuseAddress(address, subnetCidrs),
      ),
    ),
    ...networkInterface.prefixes.flatMap((prefix) =>
      refused(
        'interface-address-refused',
        networkInterface.id,
        `AWS would not delegate \`${formatCidr(prefix)}\` to ${owner}`,
        refuseDelegatedPrefix(prefix),
      ),
    ),
  ];
}

function addressesOf({ privateIpv4, ipv6Addresses }: NetworkInterface): readonly Address[] {
  return [...privateIpv4.map(({ address }) => address), ...ipv6Addresses];
}

/** ENI-1: an address has one interface in its VPC. ENI-5: a public address has one private address. */
function repeated({ network }: LintContext): Diagnostic[] {
  const owners = new Map<string, NetworkInterface>();
  const publicOwners = new Map<number | string, NetworkInterface>();
  const diagnostics: Diagnostic[] = [];
  for (const networkInterface of network.networkInterfaces.values()) {
    for (const address of addressesOf(networkInterface)) {
      const key = `${networkInterface.vpc} ${addressKey(address)}`;
      const first = owners.get(key);
      if (first === undefined) owners.set(key, networkInterface);
      else
        diagnostics.push(
          duplicate(networkInterface, first, address, 'ENI-1', `VPC \`${networkInterface.vpc}\``),
        );
    }
    for (const { publicIp } of networkInterface.privateIpv4) {
      if (publicIp === undefined) continue;
      const first = publicOwners.get(addressKey(publicIp));
      if (first === undefined) publicOwners.set(addressKey(publicIp), networkInterface);
      else diagnostics.push(duplicate(networkInterface, first, publicIp, 'ENI-5', 'the internet'));
    }
  }
  return diagnostics;
}

function duplicate(
  networkInterface: NetworkInterface,
  first: NetworkInterface,
  address: Address,
  rule: 'ENI-1' | 'ENI-5',
  scope: string,
): Diagnostic {
  const again = first === networkInterface ? 'twice' : `as well as interface ${named(first)}`;
  return diagnostic(
    'duplicate-address',
    `Interface ${named(networkInterface)} has \`${formatAddress(address)}\` ${again}. An address has one owner in ${scope}; traces go to the first one listed. Give one of them another address.`,
    { resource: networkInterface.id, rule },
  );
}
