import * as v from 'valibot';
import { identity, reference } from '../../model/fields.ts';

export const egressOnlyInternetGatewaySchema = v.object({ ...identity, vpc: v.optional(reference) });
