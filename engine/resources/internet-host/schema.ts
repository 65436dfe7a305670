import * as v from 'valibot';
import { address, identity } from '../../model/fields.ts';

export const internetHostSchema = v.object({ ...identity, address });
