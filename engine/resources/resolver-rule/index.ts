import type * as v from 'valibot';
import type { ResourceType } from '../../model/resource-type.ts';
import { editing } from './editing.ts';
import { parseResolverRule } from './parse.ts';
import { resolverRuleSchema } from './schema.ts';

export const resolverRule: ResourceType<'resolver-rule', v.InferOutput<typeof resolverRuleSchema>> = {
  kind: 'resolver-rule',
  section: 'resolverRules',
  label: 'Resolver rule',
  cloudFormationType: 'AWS::Route53Resolver::ResolverRule',
  schema: resolverRuleSchema,
  editing,
  parse: parseResolverRule,
};
