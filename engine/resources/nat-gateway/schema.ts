import * as v from 'valibot';
import { flag, identity, ipv4Address, reference, text } from '../../model/fields.ts';

const members = v.object({
  ...identity,
  /** The hosting subnet of a zonal gateway; absent for a regional one, which names its VPC instead. */
  subnet: v.optional(reference),
  vpc: v.optional(reference),
  availabilityMode: v.optional(v.picklist(['zonal', 'regional'])),
  /** Regional only: serves zones it is not in yet. */
  autoScaling: v.optional(flag, true),
  connectivityType: v.optional(v.picklist(['public', 'private']), 'public'),
  state: v.optional(v.picklist(['pending', 'failed', 'available', 'deleting', 'deleted']), 'available'),
  /** Shorthand for a single address pair. */
  privateIp: v.optional(ipv4Address),
  publicIp: v.optional(ipv4Address),
  networkInterface: v.optional(reference),
  addresses: v.optional(
    v.array(
      v.object({
        privateIp: v.optional(ipv4Address),
        publicIp: v.optional(ipv4Address),
        networkInterface: v.optional(reference),
        availabilityZone: v.optional(text),
        status: v.optional(text, 'succeeded'),
      }),
    ),
    [],
  ),
  routeTable: v.optional(reference),
});

/** A gateway of which neither is known cannot be placed, and is then one that traces do not walk through. */
export const natGatewaySchema = v.pipe(
  members,
  v.check(
    ({ subnet, vpc }) => subnet !== undefined || vpc !== undefined,
    'A NAT gateway needs a `subnet` (zonal) or a `vpc` (regional). Add one of them.',
  ),
);
