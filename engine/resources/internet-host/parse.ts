import type * as v from 'valibot';
import type { Resource } from '../index.ts';
import type { internetHostSchema } from './schema.ts';

export function parseInternetHost(document: v.InferOutput<typeof internetHostSchema>): readonly Resource[] {
  return [{ kind: 'internet-host', id: document.id, name: document.name, address: document.address }];
}
