import type * as v from 'valibot';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { otherResourceSchema } from './schema.ts';

export function parseOtherResource(
  document: v.InferOutput<typeof otherResourceSchema>,
  context: ParseContext,
): readonly Resource[] {
  const vpc = document.vpc === undefined ? undefined : context.idOf(document.vpc, ['vpc'], 'vpc');
  return [{ kind: 'other-resource', id: document.id, name: document.name, type: document.type, vpc }];
}
