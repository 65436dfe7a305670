import * as v from 'valibot';
import { flag, identity, text } from '../../model/fields.ts';

export const vpcBlockPublicAccessOptionsSchema = v.object({
  ...identity,
  id: v.optional(text),
  region: v.optional(text),
  ownerId: v.optional(text),
  internetGatewayBlockMode: v.picklist(['off', 'block-bidirectional', 'block-ingress']),
  exclusionsAllowed: v.optional(flag, true),
});
