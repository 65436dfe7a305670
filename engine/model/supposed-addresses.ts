/**
 * Addresses of interfaces that a service has, or will have, in a subnet and that no input shows: those of a function
 * without an interface yet (LAM-8), and of a database wherever a failover may take it (RDS-4). Each gets the highest
 * address of its subnet that nothing has, and the walk says that it is supposed.
 */
import { addressAt, addressKey, firstAddress } from '../ip/index.ts';
import type { Address } from '../ip/index.ts';
import type { Resource, ResourceOf } from '../resources/index.ts';
import type { NetworkInterface } from '../resources/network-interface/types.ts';

export function withSupposedAddresses(resources: readonly Resource[]): readonly Resource[] {
  if (!resources.some((each) => each.kind === 'network-interface' && isWithoutAddress(each)))
    return resources;
  const subnets = new Map<string, ResourceOf<'subnet'>>();
  const taken = new Set<string | number>();
  for (const resource of resources) {
    if (resource.kind === 'subnet') subnets.set(resource.id, resource);
    if (resource.kind !== 'network-interface') continue;
    for (const { address } of resource.privateIpv4) taken.add(addressKey(address));
  }
  return resources.map((resource) => {
    if (resource.kind !== 'network-interface' || !isWithoutAddress(resource)) return resource;
    const address = highestFree(subnets.get(resource.subnet), taken);
    if (address === undefined) return resource;
    taken.add(addressKey(address));
    const own = { address, publicIp: undefined, publicIpIsElastic: false };
    return { ...resource, privateIpv4: [own], addressIsSupposed: true };
  });
}

function isWithoutAddress(own: NetworkInterface): boolean {
  const isOfService = own.interfaceType === 'lambda' || own.managedBy === 'RDS database';
  const addresses = own.privateIpv4.length + own.ipv6Addresses.length + own.prefixes.length;
  return isOfService && addresses === 0;
}

/** SUB-4: the last address is reserved, and so are the first four. */
function highestFree(
  subnet: ResourceOf<'subnet'> | undefined,
  taken: ReadonlySet<string | number>,
): Address | undefined {
  if (subnet?.cidrBlock === undefined) return undefined;
  const first = firstAddress(subnet.cidrBlock);
  const size = 2 ** (32 - subnet.cidrBlock.prefixLength);
  for (let at = size - 2; at >= 4; at -= 1) {
    const address = addressAt(first, at);
    if (address !== undefined && !taken.has(addressKey(address))) return address;
  }
  return undefined;
}
