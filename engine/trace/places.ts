/** Where steps happen, as the hops they are recorded under. */
import type { NetworkInterface } from '../resources/network-interface/types.ts';
import type { Subnet } from '../resources/subnet/types.ts';
import type { Place } from './walk.ts';

export function interfacePlace(networkInterface: NetworkInterface): Place {
  return {
    kind: 'network-interface',
    id: networkInterface.id,
    subnet: networkInterface.subnet,
    vpc: networkInterface.vpc,
  };
}

export function subnetPlace(subnet: Subnet): Place {
  return { kind: 'subnet', id: subnet.id, subnet: subnet.id, vpc: subnet.vpc };
}
