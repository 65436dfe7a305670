/**
 * Propagated routes that have no effect (RT-8).
 */
import { diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import type { Check } from './check.ts';
import { named } from './words.ts';

export const propagatedRoutes: Check = ({ network }) =>
  [...network.routeTables.values()].flatMap((table) => {
    const vpc = network.vpcs.get(table.vpc);
    if (vpc === undefined) return [];
    const blocks = [...vpc.cidrBlocks, ...vpc.ipv6CidrBlocks];
    return table.routes.flatMap(({ destination, propagation, target }) => {
      if (propagation === undefined || destination.kind !== 'cidr') return [];
      const { cidr } = destination;
      if (!blocks.some((block) => containsCidr(block, cidr))) return [];
      return [
        diagnostic(
          'propagated-route-ignored',
          `Route table ${named(table)} has a propagated route \`${formatCidr(cidr)}\` to \`${target.id}\`, which lies inside VPC ${named(vpc)}. A propagated route never beats \`local\`, so it has no effect: those addresses are looked for in the VPC. Renumber the far network, or the VPC.`,
          { resource: table.id, rule: 'RT-8' },
        ),
      ];
    });
  });
