import * as v from 'valibot';
import { identity, reference } from '../../model/fields.ts';

/** `vpc` absent: detached. */
export const internetGatewaySchema = v.object({ ...identity, vpc: v.optional(reference) });
