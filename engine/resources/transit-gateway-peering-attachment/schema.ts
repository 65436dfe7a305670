import * as v from 'valibot';
import { identity, reference, text } from '../../model/fields.ts';

const side = v.object({
  transitGateway: reference,
  region: v.optional(text),
  ownerId: v.optional(text),
  /** The table of this gateway for packets that come over the peering; `none` for no association. */
  routeTable: v.optional(reference),
});

export const transitGatewayPeeringAttachmentSchema = v.object({
  ...identity,
  requester: side,
  accepter: side,
  state: v.optional(text),
});
