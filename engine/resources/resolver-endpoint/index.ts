import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { managedInterfaceId } from '../network-interface/managed.ts';
import { editing } from './editing.ts';
import { parseResolverEndpoint } from './parse.ts';
import { resolverEndpointSchema } from './schema.ts';

export const resolverEndpoint: ResourceType<
  'resolver-endpoint',
  v.InferOutput<typeof resolverEndpointSchema>
> = {
  kind: 'resolver-endpoint',
  section: 'resolverEndpoints',
  label: 'Resolver endpoint',
  cloudFormationType: 'AWS::Route53Resolver::ResolverEndpoint',
  schema: resolverEndpointSchema,
  editing,
  implied: (document) =>
    document.interfaces.map((own) => ({
      kind: 'network-interface' as const,
      id: managedInterfaceId(document.id, own),
    })),
  parse: parseResolverEndpoint,
};
