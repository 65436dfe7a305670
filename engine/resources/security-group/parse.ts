import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { SecurityGroupId, VpcId } from '../../model/id.ts';
import { allowAllOut, securityGroupRules } from './rules.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { securityGroupSchema } from './schema.ts';

export function parseSecurityGroup(
  document: v.InferOutput<typeof securityGroupSchema>,
  context: ParseContext,
): readonly Resource[] {
  const path = (direction: string, index: number, key: string) => [direction, index, key];
  return [
    {
      kind: 'security-group',
      id: asId<SecurityGroupId>(document.id),
      name: document.name,
      vpc: document.vpc === undefined ? undefined : asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
      ownerId: document.ownerId,
      isDefault: document.isDefault,
      ingress: document.ingress.flatMap((permission, index) =>
        securityGroupRules(permission, permission.from, context, path('ingress', index, 'from')),
      ),
      egress:
        document.egress === undefined
          ? allowAllOut
          : document.egress.flatMap((permission, index) =>
              securityGroupRules(permission, permission.to, context, path('egress', index, 'to')),
            ),
      incomplete: document.incomplete || context.incomplete,
    },
  ];
}
