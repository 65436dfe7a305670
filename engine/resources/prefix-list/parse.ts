import type * as v from 'valibot';
import { asId } from '../../model/id.ts';
import type { PrefixListId } from '../../model/id.ts';
import type { ParseContext } from '../../model/resource-type.ts';
import type { Resource } from '../index.ts';
import type { prefixListSchema } from './schema.ts';

export function parsePrefixList(
  document: v.InferOutput<typeof prefixListSchema>,
  context: ParseContext,
): readonly Resource[] {
  return [
    {
      kind: 'prefix-list',
      id: asId<PrefixListId>(document.id),
      name: document.name,
      // An entry that could not be read leaves the contents unknown (RT-25).
      entries: context.incomplete ? undefined : document.entries,
      maxEntries: document.maxEntries,
    },
  ];
}
