/** What AWS refuses of the VPC settings of Lambda functions (LAM-7). */
import type { Refusal } from '../../rules/index.ts';

/** Whether a function may run in a VPC of this tenancy. */
export function refuseTenancy(vpc: string, tenancy: 'default' | 'dedicated'): Refusal[] {
  if (tenancy === 'default') return [];
  return [
    {
      rule: 'LAM-7',
      reason: `The instances of \`${vpc}\` have dedicated tenancy, and functions do not run in such a VPC. Put the function into a VPC of default tenancy and peer the two.`,
    },
  ];
}
