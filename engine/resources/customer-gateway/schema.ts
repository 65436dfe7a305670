import * as v from 'valibot';
import { address, asNumber, identity, reference, text } from '../../model/fields.ts';

export const customerGatewaySchema = v.object({
  ...identity,
  ipAddress: v.optional(address),
  bgpAsn: v.optional(asNumber),
  state: v.optional(text),
  onPremisesNetwork: v.optional(reference),
});
