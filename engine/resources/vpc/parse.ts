import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { EgressOnlyInternetGatewayId, InternetGatewayId, VpcId } from '../../model/id.ts';
import type { Resource } from '../index.ts';
import type { vpcSchema } from './schema.ts';

export function parseVpc(document: v.InferOutput<typeof vpcSchema>): readonly Resource[] {
  const id = asId<VpcId>(document.id);
  const resources: Resource[] = [
    {
      kind: 'vpc',
      id,
      name: document.name,
      cidrBlocks: document.cidrBlock ? [document.cidrBlock, ...document.cidrBlocks] : document.cidrBlocks,
      ipv6CidrBlocks: document.ipv6CidrBlock
        ? [document.ipv6CidrBlock, ...document.ipv6CidrBlocks]
        : document.ipv6CidrBlocks,
      region: document.region,
      ownerId: document.ownerId,
      isDefault: document.isDefault,
      instanceTenancy: document.instanceTenancy,
      enableDnsSupport: document.enableDnsSupport,
      // VPC-11, VPC-12: on in a default VPC, off in others.
      enableDnsHostnames: document.enableDnsHostnames ?? document.isDefault,
    },
  ];
  // A gateway of that id in a section of its own is the same one: the first resource of an id is kept.
  if (document.internetGateway !== undefined) {
    resources.push({
      kind: 'internet-gateway',
      id: asId<InternetGatewayId>(document.internetGateway),
      name: undefined,
      vpc: id,
    });
  }
  const egressOnly = document.egressOnlyInternetGateway;
  if (egressOnly !== undefined) {
    resources.push({
      kind: 'egress-only-internet-gateway',
      id: asId<EgressOnlyInternetGatewayId>(egressOnly),
      name: undefined,
      vpc: id,
    });
  }
  return resources;
}
