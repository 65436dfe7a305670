/**
 * Routes among which AWS picks one at random (RT-9).
 */
import { diagnostic } from '../diagnostics/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { formatCidr } from '../ip/index.ts';
import type { EffectiveTable } from '../resources/route-table/effective.ts';
import { grouped } from './check.ts';
import type { Check } from './check.ts';
import { listed, named } from './words.ts';

export const ambiguousRoutes: Check = (context) =>
  [...context.network.routeTables.values()].flatMap((table) => {
    const effective = context.tableById(table.id);
    return effective === undefined ? [] : ambiguous(effective);
  });

/** Equal entries of two lists, different targets, nothing of better rank. */
function ambiguous({ table, all }: EffectiveTable): Diagnostic[] {
  const byDestination = grouped(all, ({ destination }) => [formatCidr(destination)]);
  return [...byDestination].flatMap(([destination, routes]) => {
    const best = Math.min(...routes.map(({ rank }) => rank));
    const candidates = routes.filter(({ rank, prefixList }) => rank === best && prefixList !== undefined);
    const targets = [...new Set(candidates.map(({ target }) => target.id))];
    if (targets.length < 2) return [];
    const lists = [...new Set(candidates.flatMap(({ prefixList }) => prefixList ?? []))];
    return [
      diagnostic(
        'ambiguous-route',
        `Prefix lists ${listed(lists)} in route table ${named(table)} both hold \`${destination}\`, with routes to ${listed(targets)}. AWS picks one of them and does not say which. Take the entry out of one list, or add a static route for \`${destination}\`.`,
        { resource: table.id, rule: 'RT-9' },
      ),
    ];
  });
}
