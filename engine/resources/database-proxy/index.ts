import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { managedInterfaceId } from '../network-interface/managed.ts';
import { editing } from './editing.ts';
import { parseDatabaseProxy } from './parse.ts';
import { databaseProxySchema } from './schema.ts';

export const databaseProxy: ResourceType<'database-proxy', v.InferOutput<typeof databaseProxySchema>> = {
  kind: 'database-proxy',
  section: 'databaseProxies',
  label: 'Database proxy',
  cloudFormationType: 'AWS::RDS::DBProxy',
  schema: databaseProxySchema,
  editing,
  implied: (document) =>
    document.interfaces.map((own) => ({
      kind: 'network-interface' as const,
      id: managedInterfaceId(document.id, own),
    })),
  parse: parseDatabaseProxy,
};
