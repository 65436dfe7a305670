import * as v from 'valibot';
import { identity, reference, text } from '../../model/fields.ts';

export const otherResourceSchema = v.object({ ...identity, type: text, vpc: v.optional(reference) });
