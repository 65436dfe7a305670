import type { Address } from '../../ip/index.ts';
import type { NatGatewayId, NetworkInterfaceId, RouteTableId, SubnetId, VpcId } from '../../model/id.ts';

export type NatGatewayState = 'pending' | 'failed' | 'available' | 'deleting' | 'deleted';

export interface NatGatewayAddress {
  /** `undefined` for a regional gateway, which has no subnet (NAT-17). */
  readonly privateIp: Address | undefined;
  readonly publicIp: Address | undefined;
  readonly networkInterface: NetworkInterfaceId | undefined;
  readonly availabilityZone: string | undefined;
}

export interface NatGateway {
  readonly kind: 'nat-gateway';
  readonly id: NatGatewayId;
  readonly name: string | undefined;
  /** Empty when the gateway names a subnet that the model does not hold, and no VPC. */
  readonly vpc: VpcId;
  /** `undefined` for a regional gateway. */
  readonly subnet: SubnetId | undefined;
  readonly availabilityMode: 'zonal' | 'regional';
  /** A regional gateway in automatic mode serves zones it is not in yet; in manual mode it refuses them (NAT-17). */
  readonly autoScaling: boolean;
  readonly connectivityType: 'public' | 'private';
  readonly state: NatGatewayState;
  /** Only those in use (NAT-19: status `succeeded`). The walk tries each. */
  readonly addresses: readonly NatGatewayAddress[];
  /** A regional gateway's own table (NAT-17). */
  readonly routeTable: RouteTableId | undefined;
}
