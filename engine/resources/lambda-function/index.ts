import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { managedInterfaceId } from '../network-interface/managed.ts';
import { editing } from './editing.ts';
import { parseLambdaFunction } from './parse.ts';
import { lambdaFunctionSchema } from './schema.ts';

export const lambdaFunction: ResourceType<'lambda-function', v.InferOutput<typeof lambdaFunctionSchema>> = {
  kind: 'lambda-function',
  section: 'lambdaFunctions',
  label: 'Lambda function',
  cloudFormationType: 'AWS::Lambda::Function',
  schema: lambdaFunctionSchema,
  editing,
  implied: (document) =>
    document.interfaces.map((own) => ({
      kind: 'network-interface' as const,
      id: managedInterfaceId(document.id, own),
    })),
  parse: parseLambdaFunction,
};
