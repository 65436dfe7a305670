import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { VpcId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { managedInterfaces } from '../network-interface/managed.ts';
import type { resolverEndpointSchema } from './schema.ts';

export function parseResolverEndpoint(
  document: v.InferOutput<typeof resolverEndpointSchema>,
  context: ParseContext,
): readonly Resource[] {
  const { id, interfaces, securityGroups } = document;
  const made = managedInterfaces(
    { id, interfaces, securityGroups, interfaceType: 'interface', words: 'Route 53 Resolver endpoint' },
    context,
  );
  return [
    {
      kind: 'resolver-endpoint',
      id,
      name: document.name,
      vpc: asId<VpcId>(context.idOf(document.vpc, ['vpc'], 'vpc')),
      direction: document.direction === 'INBOUND' ? 'inbound' : 'outbound',
      interfaces: [
        ...made.map((own) => own.id),
        ...document.networkInterfaces.map((own) => context.idOrText(own, 'network-interface')),
      ],
      status: document.status,
    },
    ...made,
  ];
}
