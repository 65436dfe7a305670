import * as v from 'valibot';
import { asNumber, identity, reference, text } from '../../model/fields.ts';

export const vpnGatewaySchema = v.object({
  ...identity,
  /** The VPC it is attached to. */
  vpc: v.optional(reference),
  amazonSideAsn: v.optional(asNumber),
  state: v.optional(text),
});
