import * as v from 'valibot';
import { identity, reference, text } from '../../model/fields.ts';

export const vpcBlockPublicAccessExclusionSchema = v.object({
  ...identity,
  id: v.optional(text),
  vpc: v.optional(reference),
  subnet: v.optional(reference),
  internetGatewayExclusionMode: v.picklist(['allow-bidirectional', 'allow-egress']),
});
