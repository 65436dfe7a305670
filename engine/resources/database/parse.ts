import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { managedInterfaces } from '../network-interface/managed.ts';
import type { databaseSchema } from './schema.ts';

export function parseDatabase(
  document: v.InferOutput<typeof databaseSchema>,
  context: ParseContext,
): readonly Resource[] {
  const { id, interfaces, securityGroups } = document;
  const made = managedInterfaces(
    { id, interfaces, securityGroups, interfaceType: 'interface', words: 'RDS database' },
    context,
  );
  const listed = document.subnets.map((subnet, index) => context.idOf(subnet, ['subnets', index], 'subnet'));
  return [
    {
      kind: 'database',
      id,
      name: document.name,
      port: document.port,
      subnets: [...new Set([...listed, ...made.map((own) => own.subnet as string)])],
      interfaces: [
        ...made.map((own) => own.id),
        ...document.networkInterfaces.map((own) => context.idOrText(own, 'network-interface')),
      ],
    },
    ...made,
  ];
}
