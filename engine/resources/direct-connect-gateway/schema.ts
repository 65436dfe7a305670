import * as v from 'valibot';
import { asNumber, cidr, identity, oneOrMany, reference, text } from '../../model/fields.ts';

export const directConnectGatewaySchema = v.object({
  ...identity,
  amazonSideAsn: v.optional(asNumber),
  state: v.optional(text),
  /** Virtual private gateways or transit gateways, never both. */
  associations: v.optional(
    v.array(
      v.object({
        gateway: reference,
        allowedPrefixes: v.optional(oneOrMany(cidr), []),
        state: v.optional(text),
      }),
    ),
    [],
  ),
});
