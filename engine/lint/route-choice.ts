/**
 * Routes whose effect is not what the table seems to say: AWS picks one at random (RT-9), or ignores it (RT-8).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { containsCidr, formatCidr } from '../ip/index.ts';
import type { EffectiveRoute, EffectiveTable } from '../resources/route-table/effective.ts';
import type { RouteTable } from '../resources/route-table/types.ts';
import { grouped } from './check.ts';
import type { Check, LintContext } from './check.ts';
import { listed, named } from './words.ts';

export const routeChoice: Check = (context) =>
  [...context.network.routeTables.values()].flatMap((table) => {
    const effective = context.tableById(table.id);
    return effective === undefined ? [] : [...ambiguous(effective), ...ignored(context, table)];
  });

/** RT-9: equal entries of two lists, different targets, nothing of better rank. */
function ambiguous({ table, all }: EffectiveTable): Diagnostic[] {
  const byDestination = grouped(all, ({ destination }) => [formatCidr(destination)]);
  return [...byDestination].flatMap(([destination, routes]) => {
    const best = Math.min(...routes.map(({ rank }) => rank));
    const candidates = routes.filter(({ rank, prefixList }) => rank === best && prefixList !== undefined);
    const targets = [...new Set(candidates.map(({ target }) => target.id))];
    if (targets.length < 2) return [];
    const lists = [...new Set(candidates.flatMap(({ prefixList }: EffectiveRoute) => prefixList ?? []))];
    return [
      diagnostic(
        'ambiguous-route',
        `Prefix lists ${listed(lists)} in route table ${named(table)} both hold \`${destination}\`, with routes to ${listed(targets)}. AWS picks one of them and does not say which. Take the entry out of one list, or add a static route for \`${destination}\`.`,
        { resource: table.id, rule: 'RT-9' },
      ),
    ];
  });
}

/** RT-8. */
function ignored({ network }: LintContext, table: RouteTable): Diagnostic[] {
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
}
