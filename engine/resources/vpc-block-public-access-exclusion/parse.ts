import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { SubnetId, VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { vpcBlockPublicAccessExclusionSchema } from './schema.ts';

export function parseVpcBlockPublicAccessExclusion(
  document: v.InferOutput<typeof vpcBlockPublicAccessExclusionSchema>,
  context: ParseContext,
): readonly Resource[] {
  const vpc = document.vpc === undefined ? undefined : context.idOf(document.vpc, ['vpc'], 'vpc');
  const subnet =
    document.subnet === undefined ? undefined : context.idOf(document.subnet, ['subnet'], 'subnet');
  return [
    {
      kind: 'vpc-block-public-access-exclusion',
      id: document.id ?? `exclusion:${subnet ?? vpc ?? 'nothing'}`,
      name: document.name,
      vpc: vpc === undefined ? undefined : asId<VpcId>(vpc),
      subnet: subnet === undefined ? undefined : asId<SubnetId>(subnet),
      internetGatewayExclusionMode: document.internetGatewayExclusionMode,
    },
  ];
}
