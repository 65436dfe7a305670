import type { Cidr } from '../../ip/index.ts';
import type { NetworkAclId, RouteTableId, SubnetId, VpcId } from '../../model/id.ts';

export type ZoneType = 'availability-zone' | 'local-zone' | 'wavelength-zone' | 'outpost';

/** A subnet, with the one route table and the one network ACL in force there (SUB-8). */
export interface Subnet {
  readonly kind: 'subnet';
  readonly id: SubnetId;
  readonly name: string | undefined;
  readonly vpc: VpcId;
  /** `undefined` for an IPv6-only subnet (SUB-12). */
  readonly cidrBlock: Cidr | undefined;
  readonly ipv6CidrBlocks: readonly Cidr[];
  readonly availabilityZone: string | undefined;
  /** Zones are compared by id, since names differ between accounts (SUB-10). */
  readonly availabilityZoneId: string | undefined;
  readonly zoneType: ZoneType;
  /** The Availability Zone that a Local Zone belongs to, written as zones are written elsewhere (TGW-3). */
  readonly parentZone: string | undefined;
  readonly ownerId: string | undefined;
  readonly mapPublicIpOnLaunch: boolean;
  /** The resolver makes IPv6 addresses of IPv4 ones for names that have none (edge:DNS-13). */
  readonly enableDns64: boolean;
  /** The table in force: the explicit association, else the main table. May name a table the model does not hold. */
  readonly routeTable: RouteTableId;
  readonly routeTableIsMain: boolean;
  /** The ACL in force: the explicit association, else the VPC's default. May name an ACL the model does not hold. */
  readonly networkAcl: NetworkAclId;
}
