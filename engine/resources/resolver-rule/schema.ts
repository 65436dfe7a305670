import * as v from 'valibot';
import { address, domainName, identity, oneOrMany, port, reference } from '../../model/fields.ts';

export const resolverRuleSchema = v.object({
  ...identity,
  /** `.` for every name that no other rule is about. */
  domainName,
  ruleType: v.optional(v.picklist(['FORWARD', 'SYSTEM', 'RECURSIVE']), 'FORWARD'),
  /** The resolvers that are asked. */
  targetIps: v.optional(v.array(v.object({ ip: address, port: v.optional(port, 53) })), []),
  /** The outbound endpoint that queries leave by. */
  resolverEndpoint: v.optional(reference),
  /** The VPCs it is associated with; absent: the input does not say. */
  vpcs: v.optional(oneOrMany(reference)),
});
