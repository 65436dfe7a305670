import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { managedInterfaceId } from '../network-interface/managed.ts';
import { editing } from './editing.ts';
import { parseDatabase } from './parse.ts';
import { databaseSchema } from './schema.ts';

export const database: ResourceType<'database', v.InferOutput<typeof databaseSchema>> = {
  kind: 'database',
  section: 'databases',
  label: 'Database',
  cloudFormationType: 'AWS::RDS::DBInstance',
  schema: databaseSchema,
  editing,
  implied: (document) =>
    document.interfaces.map((own) => ({
      kind: 'network-interface' as const,
      id: managedInterfaceId(document.id, own),
    })),
  parse: parseDatabase,
};
