import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { resolverRuleSchema } from './schema.ts';
import type { ResolverRuleType } from './types.ts';

type Document = v.InferOutput<typeof resolverRuleSchema>;

const TYPES: Readonly<Record<Document['ruleType'], ResolverRuleType>> = {
  FORWARD: 'forward',
  SYSTEM: 'system',
  RECURSIVE: 'recursive',
};

export function parseResolverRule(document: Document, context: ParseContext): readonly Resource[] {
  const { id, name, domainName, resolverEndpoint } = document;
  return [
    {
      kind: 'resolver-rule',
      id,
      name,
      domainName,
      type: TYPES[document.ruleType],
      targets: document.targetIps.map(({ ip, port }) => ({ address: ip, port })),
      resolverEndpoint:
        resolverEndpoint === undefined
          ? undefined
          : context.idOf(resolverEndpoint, ['resolverEndpoint'], 'resolver-endpoint'),
      vpcs: document.vpcs?.map((vpc, index) => context.idOf(vpc, ['vpcs', index], 'vpc')),
    },
  ];
}
