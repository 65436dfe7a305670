/** What AWS refuses of database instances (RDS-1). */
import type { Refusal } from '../../rules/index.ts';

/**
 * Whether AWS takes a subnet group of these zones: two at least.
 *
 * @param zones - of its subnets; `undefined` where not known
 */
export function refuseSubnetGroup(zones: readonly (string | undefined)[]): Refusal[] {
  const known = new Set(zones);
  if (zones.length < 2 || known.has(undefined) || known.size > 1) return [];
  return [
    {
      rule: 'RDS-1',
      reason:
        'All subnets of its group are in one Availability Zone. A subnet group needs two zones at least.',
    },
  ];
}
