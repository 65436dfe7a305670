import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { managedInterfaces } from '../network-interface/managed.ts';
import type { databaseProxySchema } from './schema.ts';

export function parseDatabaseProxy(
  document: v.InferOutput<typeof databaseProxySchema>,
  context: ParseContext,
): readonly Resource[] {
  const { id, interfaces, securityGroups } = document;
  const made = managedInterfaces(
    { id, interfaces, securityGroups, interfaceType: 'interface', words: 'RDS Proxy' },
    context,
  );
  return [
    {
      kind: 'database-proxy',
      id,
      name: document.name,
      database:
        document.database === undefined
          ? undefined
          : context.idOf(document.database, ['database'], 'database'),
      interfaces: [
        ...made.map((own) => own.id),
        ...document.networkInterfaces.map((own) => context.idOrText(own, 'network-interface')),
      ],
    },
    ...made,
  ];
}
