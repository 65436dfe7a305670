import type { Address } from '../../ip/index.ts';
import type { EipId, NetworkInterfaceId } from '../../model/id.ts';

/** An Elastic IP address. One without an interface leads nowhere (IGW-17). */
export interface Eip {
  readonly kind: 'eip';
  readonly id: EipId;
  readonly name: string | undefined;
  readonly publicIp: Address;
  readonly networkInterface: NetworkInterfaceId | undefined;
  readonly privateIp: Address | undefined;
}
