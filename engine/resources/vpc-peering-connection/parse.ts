import type * as v from 'valibot';
import type { Cidr } from '../../ip/index.ts';
import { asId } from '../../model/id.ts';
import type { VpcId, VpcPeeringConnectionId } from '../../model/id.ts';
import type { PeeringSide } from './types.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { vpcPeeringConnectionSchema } from './schema.ts';

export function parseVpcPeeringConnection(
  document: v.InferOutput<typeof vpcPeeringConnectionSchema>,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'vpc-peering-connection',
      id: asId<VpcPeeringConnectionId>(document.id),
      name: document.name,
      status: document.status,
      requester: sideOf(document.requester, 'requester', context),
      accepter: sideOf(document.accepter, 'accepter', context),
    },
  ];
}

interface SideDocument {
  readonly vpc: string;
  readonly cidrBlocks?: Cidr[] | undefined;
  readonly ipv6CidrBlocks?: Cidr[] | undefined;
  readonly region?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly allowDnsResolutionFromRemoteVpc: boolean;
}

interface VpcDocument {
  readonly cidrBlock?: Cidr | undefined;
  readonly cidrBlocks: Cidr[];
  readonly ipv6CidrBlock?: Cidr | undefined;
  readonly ipv6CidrBlocks: Cidr[];
  readonly region?: string | undefined;
  readonly ownerId?: string | undefined;
}

/** PEER-15: a VPC that the document holds tells its own blocks; of another only what the connection says is known. */
function sideOf(side: SideDocument, key: string, context: ParseContext): PeeringSide {
  const id = context.idOf(side.vpc, [key, 'vpc'], 'vpc');
  const vpc = context.entry<VpcDocument>('vpc', id);
  const own = vpc === undefined ? [] : [...(vpc.cidrBlock ? [vpc.cidrBlock] : []), ...vpc.cidrBlocks];
  const own6 =
    vpc === undefined ? [] : [...(vpc.ipv6CidrBlock ? [vpc.ipv6CidrBlock] : []), ...vpc.ipv6CidrBlocks];
  return {
    vpc: asId<VpcId>(id),
    cidrBlocks: vpc === undefined ? (side.cidrBlocks ?? []) : own,
    ipv6CidrBlocks: vpc === undefined ? (side.ipv6CidrBlocks ?? []) : own6,
    region: side.region ?? vpc?.region,
    ownerId: side.ownerId ?? vpc?.ownerId,
    allowDnsResolutionFromRemoteVpc: side.allowDnsResolutionFromRemoteVpc,
  };
}
