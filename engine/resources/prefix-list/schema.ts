import * as v from 'valibot';
import { cidr, identity } from '../../model/fields.ts';

export const prefixListSchema = v.object({
  ...identity,
  /** Absent when the contents are not known. */
  entries: v.optional(v.array(cidr)),
  maxEntries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
