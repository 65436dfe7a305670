/** Zones of subnets, as components that live in zones compare them. */
import type { ResourceOf } from '../resources/index.ts';

/**
 * The Availability Zone a subnet counts as: by id where it is known, since names differ between accounts (GEN-4), and
 * the parent zone for a Local Zone (TGW-3). `undefined` when no input says.
 */
export function zoneOf(subnet: ResourceOf<'subnet'>): string | undefined {
  return subnet.parentZone ?? subnet.availabilityZoneId ?? subnet.availabilityZone;
}
