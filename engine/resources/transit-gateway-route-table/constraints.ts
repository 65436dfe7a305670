import { formatCidr, sameCidr } from '../../ip/index.ts';
import type { Refusal } from '../../rules/index.ts';
import type { TransitGatewayRoute } from './types.ts';

/** Whether AWS takes these routes into one table: a prefix has one static route, to one attachment or none (TGW-11). */
export function refuseStaticRoutes(routes: readonly TransitGatewayRoute[]): Refusal[] {
  const fixed = routes.filter(({ type }) => type === 'static');
  return fixed.flatMap(({ destination, attachments }, index): Refusal[] => {
    if (destination.kind !== 'cidr') return [];
    const isSecond = fixed
      .slice(0, index)
      .some(
        (other) => other.destination.kind === 'cidr' && sameCidr(other.destination.cidr, destination.cidr),
      );
    if (!isSecond && attachments.length <= 1) return [];
    return [
      {
        rule: 'TGW-11',
        reason: `\`${formatCidr(destination.cidr)}\` has more than one static route. A table has one static route for a prefix, to one attachment; keep one.`,
      },
    ];
  });
}
