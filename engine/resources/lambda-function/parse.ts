import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import { managedInterfaces } from '../network-interface/managed.ts';
import type { lambdaFunctionSchema } from './schema.ts';

export function parseLambdaFunction(
  document: v.InferOutput<typeof lambdaFunctionSchema>,
  context: ParseContext,
): readonly Resource[] {
  const { id, interfaces, securityGroups } = document;
  const made = managedInterfaces(
    { id, interfaces, securityGroups, interfaceType: 'lambda', words: 'Lambda function' },
    context,
  );
  return [
    {
      kind: 'lambda-function',
      id,
      name: document.name,
      inVpc: document.inVpc,
      interfaces: [
        ...made.map((own) => own.id),
        ...document.networkInterfaces.map((own) => context.idOrText(own, 'network-interface')),
      ],
    },
    ...made,
  ];
}
