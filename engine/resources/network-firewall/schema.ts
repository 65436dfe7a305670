import * as v from 'valibot';
import { identity, ownId, reference } from '../../model/fields.ts';

export const networkFirewallSchema = v.object({
  ...identity,
  /** Absent for a firewall that is attached to a transit gateway. */
  vpc: v.optional(reference),
  firewallPolicy: v.optional(reference),
  /** Its subnets, each with the id of the endpoint that AWS makes there; made up when absent. */
  subnetMappings: v.optional(v.array(v.object({ subnet: reference, endpoint: v.optional(ownId) })), []),
});
