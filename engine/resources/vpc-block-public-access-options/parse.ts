import type * as v from 'valibot';
import type { Resource } from '../index.ts';
import type { vpcBlockPublicAccessOptionsSchema } from './schema.ts';

export function parseVpcBlockPublicAccessOptions(
  document: v.InferOutput<typeof vpcBlockPublicAccessOptionsSchema>,
): readonly Resource[] {
  return [
    {
      kind: 'vpc-block-public-access-options',
      id: document.id ?? 'vpc-block-public-access',
      name: document.name,
      region: document.region,
      ownerId: document.ownerId,
      internetGatewayBlockMode: document.internetGatewayBlockMode,
      exclusionsAllowed: document.exclusionsAllowed,
    },
  ];
}
