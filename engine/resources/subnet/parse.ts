import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { NetworkAclId, RouteTableId, SubnetId, VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { subnetSchema } from './schema.ts';

export function parseSubnet(
  document: v.InferOutput<typeof subnetSchema>,
  context: ParseContext,
): readonly Resource[] {
  const vpc = asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc'));
  return [
    {
      kind: 'subnet',
      id: asId<SubnetId>(document.id),
      name: document.name,
      vpc,
      cidrBlock: document.cidrBlock,
      ipv6CidrBlocks: document.ipv6CidrBlock
        ? [document.ipv6CidrBlock, ...document.ipv6CidrBlocks]
        : document.ipv6CidrBlocks,
      availabilityZone: document.availabilityZone,
      availabilityZoneId: document.availabilityZoneId,
      zoneType: document.zoneType,
      parentZone: document.parentZone,
      ownerId: document.ownerId,
      mapPublicIpOnLaunch: document.mapPublicIpOnLaunch,
      enableDns64: document.enableDns64,
      // SUB-8: without an explicit association the defaults of the VPC are filled in once all tables are known.
      routeTable: asId<RouteTableId>(
        document.routeTable === undefined
          ? ''
          : context.idOf(document.routeTable, ['routeTable'], 'route-table'),
      ),
      routeTableIsMain: document.routeTable === undefined,
      networkAcl: asId<NetworkAclId>(
        document.networkAcl === undefined
          ? ''
          : context.idOf(document.networkAcl, ['networkAcl'], 'network-acl'),
      ),
    },
  ];
}
