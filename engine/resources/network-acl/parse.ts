import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { NetworkAclId, VpcId } from '../../model/id.ts';
import { allowAllEntries, networkAclEntries } from './entries.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { networkAclSchema } from './schema.ts';

export function parseNetworkAcl(
  document: v.InferOutput<typeof networkAclSchema>,
  context: ParseContext,
): readonly Resource[] {
  // NACL-5, NACL-6: a default ACL starts with allow all, any other with nothing but the final deny.
  const unstated = document.isDefault ? allowAllEntries : [];
  return [
    {
      kind: 'network-acl',
      id: asId<NetworkAclId>(document.id),
      name: document.name,
      vpc: asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
      isDefault: document.isDefault,
      ingress: document.ingress === undefined ? unstated : networkAclEntries(document.ingress),
      egress: document.egress === undefined ? unstated : networkAclEntries(document.egress),
      incomplete: document.incomplete || context.incomplete,
      assumed: false,
    },
  ];
}
